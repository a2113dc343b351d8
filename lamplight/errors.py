"""What stops a run, each with the exit code that `generate.py` returns.

A wrong *job* never raises: it ends as findings of that job. Only what makes every job impossible is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lamplight.model import Finding


class LamplightError(Exception):
    """Stops the run. `findings` says all that is wrong at once."""

    exit_code = 2

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class SourceError(LamplightError):
    """A source file (regions, words, material, brand, sheet) is wrong; nothing was rendered."""


class SelectionError(LamplightError):
    """The arguments name something that does not exist; nothing was rendered."""


class Mistake(ValueError):  # noqa: N818 - a mistake in a value, not a failure of the program
    """A wrong value: `message` says what is wrong, `remedy` what to do. Who knows the place makes a finding of it."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} → {remedy}")
