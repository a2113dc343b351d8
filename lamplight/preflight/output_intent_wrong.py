"""The file says for which printing its inks are meant, and carries that printing's profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from lamplight.model import Edition, Finding
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.preflight.proof import Proof

INKS = 4
# ICC.1:2022, 7.2: where a profile's header says its size, its class, its colour space and that it is a profile.
HEADER = 128
SIZE, CLASS, SPACE, SIGNATURE = slice(0, 4), slice(12, 16), slice(16, 20), slice(36, 40)


def run(proof: Proof) -> Verdict:
    """Look at the output intents (ISO 15930-7, 6.2; ISO 32000-2, 14.11.5) and at the header of the profile."""
    intents = proof.objects.Root.get("/OutputIntents", pikepdf.Array())
    wrong = [] if len(intents) == 1 else [f"it has {len(intents)} output intents and must have exactly one"]
    wrong += [message for intent in intents for message in _intent(intent)]
    return Verdict(1 + len(intents), tuple(map(_finding, wrong)))


def _intent(intent: pikepdf.Object) -> Iterator[str]:
    if intent.get("/S") != "/GTS_PDFX":
        yield f"its output intent is of the kind {intent.get('/S')} and must be of /GTS_PDFX"
    if not str(intent.get("/OutputConditionIdentifier", "")).strip():
        yield "its output intent does not name the printing condition (OutputConditionIdentifier)"
    profile = intent.get("/DestOutputProfile")
    if isinstance(profile, pikepdf.Stream):
        yield from _profile(profile)
    else:
        yield "its output intent carries no profile (DestOutputProfile)"


def _profile(profile: pikepdf.Stream) -> Iterator[str]:
    if int(profile.get("/N", 0)) != INKS:
        yield f"the profile is for {profile.get('/N')} colours (N) and must be for {INKS}"
    icc = profile.read_bytes()
    if len(icc) < HEADER or icc[SIGNATURE] != b"acsp" or int.from_bytes(icc[SIZE]) != len(icc):
        yield "the profile is no whole ICC profile"
    elif (icc[CLASS], icc[SPACE]) != (b"prtr", b"CMYK"):
        yield (
            f"the profile is of the class “{icc[CLASS].decode('latin-1')}” for “{icc[SPACE].decode('latin-1')}” and "
            "must be a printer's for CMYK"
        )


def _finding(message: str) -> Finding:
    return Finding(
        "output-intent-wrong", message, "give the press stage the profile of the print shop's printing condition"
    )


CHECK = Check(
    codes=("output-intent-wrong",),
    reason="The same four inks look different on every press: a file must say for which printing they are meant.",
    run=run,
    editions=(Edition.PRESS,),
)
