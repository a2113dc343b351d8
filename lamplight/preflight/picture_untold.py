"""Every picture says in words what it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from lamplight.preflight.proof import Proof

FILE_NAME = re.compile(r"[\w.-]+\.(svg|png|jpe?g|webp|gif)", re.IGNORECASE)


def run(proof: Proof) -> Verdict:
    """Read the alternative text of each picture (ISO 14289-1, 7.3)."""
    told = [element.alternative for element in proof.tags.walk() if element.kind == "Figure"]
    findings = tuple(
        Finding(
            "picture-untold",
            f"a picture has the alternative text “{text}”" if text else "a picture has no alternative text",
            "give it an alt text or a <title> that says what it shows; make decoration a CSS background",
        )
        for text in told
        if not text or FILE_NAME.fullmatch(text)
    )
    return Verdict(len(told), findings)


CHECK = Check(
    codes=("picture-untold",),
    reason="Who cannot see a picture is told what it shows, and is not made to wonder what they miss.",
    run=run,
    editions=(Edition.SCREEN,),
    may_be_empty="a page may have no pictures",
)
