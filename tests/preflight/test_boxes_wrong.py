from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from preflight.press_sample import changed, good, press_proof
from preflight.samples import codes

CODE = "boxes-wrong"

BROKEN = {
    "MediaBox elsewhere": ("/MediaBox", [10, 0, 514, 524]),
    "MediaBox too large": ("/MediaBox", [0, 0, 600, 700]),
    "CropBox within": ("/CropBox", [27, 47, 477, 497]),
    "no BleedBox": ("/BleedBox", None),
    "BleedBox too small": ("/BleedBox", [30, 50, 474, 494]),
    "BleedBox on three sides": ("/BleedBox", [36, 47, 477, 497]),
    "no TrimBox": ("/TrimBox", None),
    "TrimBox of another paper": ("/TrimBox", [36, 56, 400, 488]),
    "TrimBox a little out": ("/TrimBox", [36.2, 56, 468.2, 488]),
    "ArtBox": ("/ArtBox", [36, 56, 468, 488]),
    "turned": ("/Rotate", 90),
    "enlarged": ("/UserUnit", 2),
}


def _set(key: str, value: object) -> list[str]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        if value is None:
            del page[key]
        else:
            page[key] = pikepdf.Array(value) if isinstance(value, list) else value

    return codes(changed(change), CODE)


@pytest.mark.parametrize("how", BROKEN)
def test_a_wrong_box_is_found(how: str) -> None:
    assert set(_set(*BROKEN[how])) == {CODE}


def test_what_a_hair_is_out_or_says_what_holds_anyway_passes() -> None:
    assert _set("/TrimBox", [36.05, 56, 468.05, 488]) == []
    assert _set("/CropBox", [0, 0, 504, 524]) == []
    assert codes(press_proof(single=True), CODE) == []


def test_the_plan_itself_must_suit_the_piece_and_bleed_enough() -> None:
    sample = good()
    assert sample.boxes is not None
    assert codes(replace(sample, piece=replace(sample.piece, width=400.0)), CODE) == [CODE]
    little = replace(sample, boxes=replace(sample.boxes, bleed=6.0))
    assert set(codes(little, CODE)) == {CODE}


def test_every_page_is_measured() -> None:
    assert codes(changed(lambda pdf: pdf.pages.append(pdf.pages[0])), CODE) == []
    assert set(codes(changed(lambda pdf: pdf.add_blank_page()), CODE)) == {CODE}


def test_pages_of_a_press_file_are_counted_like_others() -> None:
    assert codes(changed(lambda pdf: pdf.pages.append(pdf.pages[0])), "pages-wrong") == ["pages-wrong"]
