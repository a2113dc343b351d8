"""What a check is: stable codes, the reason it exists, and a function that says how much it looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lamplight.model import Edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from lamplight.model import Finding
    from lamplight.preflight.proof import Proof


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many things a check examined, and what it found wrong with them."""

    examined: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `may_be_empty` says why a sound file can hold nothing to examine; without it, nothing is an error."""

    codes: tuple[str, ...]
    reason: str
    run: Callable[[Proof], Verdict]
    editions: tuple[Edition, ...] = tuple(Edition)
    may_be_empty: str = ""
