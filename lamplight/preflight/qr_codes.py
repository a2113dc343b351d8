"""Every QR code is read from the rendered page, is large enough for any telephone, and leads where its fact says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import dist
from typing import TYPE_CHECKING, cast

import zxingcpp

from lamplight.model import POINTS_PER_MM, FactKind, Finding
from lamplight.preflight.check import Check, Verdict
from lamplight.preflight.proof import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.Image import Image

    from lamplight.preflight.proof import Proof

QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
# A code that is small on a large page needs more pixels; most codes are read at the first look.
SHARPER = 2
# 0.4 mm scans under blur and noise; corners are found to a pixel, which is up to 4 % of a small code.
LEAST_MODULE = 0.4 * 0.96
# ISO/IEC 18004, 6.3.1: version 1 has 21 modules a side, each further one 4 more.
MODULES_OF_VERSION_0, MODULES_A_VERSION = 17, 4


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded code: where it leads, the side of one of its modules in millimetres, and where it stands.

    `page` counts from 1; `corners` are in points from the page's top left corner, its quiet zone left out.
    """

    payload: str
    module: float
    page: int
    corners: tuple[tuple[float, float], ...]


def run(proof: Proof) -> Verdict:
    """Decode the pages; look again, closer, if a code that should be there was not read."""
    facts = [fact.value for fact in proof.facts if fact.kind is FactKind.QR]
    wanted = Counter(facts)
    codes = decode(proof.pictures, proof.scale)
    if wanted - _count(codes):
        codes = decode((render(page, proof.scale * SHARPER) for page in proof.document), proof.scale * SHARPER)
    read = _count(codes)
    findings = (*_unreadable(wanted - read, proof), *_small(codes), *_unknown(read - wanted))
    return Verdict((wanted | read).total(), findings)


def decode(pictures: Iterable[Image], scale: float) -> list[Code]:
    """The codes of each page, rendered with `scale` pixels a point."""
    pages = enumerate(pictures, 1)
    found = [(code, page) for page, picture in pages for code in zxingcpp.read_barcodes(picture, formats=QR)]
    return [Code(code.text, _module(code) / scale / POINTS_PER_MM, page, _corners(code, scale)) for code, page in found]


def _corners(code: zxingcpp.Barcode, scale: float) -> tuple[tuple[float, float], ...]:
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return tuple((corner.x / scale, corner.y / scale) for corner in corners)


def _module(code: zxingcpp.Barcode) -> float:
    """The side of a module in pixels."""
    left, right = code.position.top_left, code.position.top_right
    version = int(cast("dict[str, str]", code.extra)["Version"])
    modules = MODULES_OF_VERSION_0 + MODULES_A_VERSION * version
    return dist((left.x, left.y), (right.x, right.y)) / modules


def _count(codes: Iterable[Code]) -> Counter[str]:
    return Counter(code.payload for code in codes)


def _unreadable(missing: Counter[str], proof: Proof) -> Iterator[Finding]:
    facts = {fact.value: fact for fact in proof.facts if fact.kind is FactKind.QR}
    for payload, times in missing.items():
        yield Finding(
            "qr-unreadable",
            f"{times} of the QR codes for “{payload}” cannot be read from the page",
            "make the code larger, keep four modules of white around it, and print it dark on light",
            where=facts[payload].where,
        )


def _small(codes: Iterable[Code]) -> Iterator[Finding]:
    for code in {code.payload: code for code in codes if code.module < LEAST_MODULE}.values():
        yield Finding(
            "qr-unreadable",
            f"the QR code for “{code.payload}” has modules of {code.module:.2f} mm; old telephones need 0.4 mm",
            "make the code larger, or its address shorter",
        )


def _unknown(strange: Counter[str]) -> Iterator[Finding]:
    for payload, times in strange.items():
        yield Finding(
            "qr-unknown",
            f"a QR code leads to “{payload}” ({times} more than expected)",
            "print QR codes only through contact(...), once for each fact",
        )


CHECK = Check(
    codes=("qr-unreadable", "qr-unknown"),
    reason="Nobody can see where a QR code leads: it is decoded as a telephone would, and must lead to its fact.",
    run=run,
    may_be_empty="a material may print no QR code",
)
