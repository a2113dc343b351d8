from __future__ import annotations

import pikepdf
import pytest

from lamplight.preflight.picture_untold import CHECK
from preflight.samples import changed, codes, good, proof, tagged

CODE = "picture-untold"


@pytest.mark.parametrize("text", ["", " ", "students.svg", "IMG_0042.JPG"])
def test_a_picture_says_what_it_shows(text: str) -> None:
    def retell(pdf: pikepdf.Pdf) -> None:
        next(tagged(pdf, "Figure")).Alt = pikepdf.String(text)

    (finding,) = CHECK.run(changed(retell)).findings
    assert finding.code == CODE


def test_told_pictures_pass() -> None:
    assert codes(good(), CODE) == []


def test_a_picture_without_words_in_its_place() -> None:
    picture = '<svg width="40" height="40"><circle cx="20" cy="20" r="10"/></svg>'
    assert codes(proof("<p>{qr}</p>" + picture), CODE) == [CODE]
