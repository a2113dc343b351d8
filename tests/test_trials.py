"""What is printed before the cards: previews whose outlines are where the cuts are, and stairs that say the shift."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

import generate
from lamplight import sheets, stock_pages, stocks, trials
from lamplight.errors import SelectionError
from lamplight.model import POINTS_PER_MM, Sheet
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAPERS = stocks.load_papers(ROOT)
STOCKS = stocks.load(ROOT, PAPERS)
SCALE = 2.0


@pytest.fixture(scope="module")
def previews() -> Mapping[str, bytes]:
    return trials.previews(ROOT, ["all"])


@pytest.fixture(scope="module")
def calibration() -> bytes:
    return trials.calibration(ROOT, "letter")


def layouts(name: str) -> list[Sheet]:
    return trials._layouts(STOCKS[name], PAPERS)


def edges(sheet: Sheet) -> Iterator[tuple[float, float]]:
    """The points of every outline where it meets the middle of its square's sides."""
    for place in sheets.placements(sheet, [(0,)] * sheets.places(sheet)):
        width, height = sheet.piece.width, sheet.piece.height
        yield from ((place.x + width / 2, place.y), (place.x + width / 2, place.y + height))
        yield from ((place.x, place.y + height / 2), (place.x + width, place.y + height / 2))


@pytest.mark.parametrize("name", STOCKS)
def test_every_outline_is_where_the_cut_is_and_every_place_has_its_number(
    previews: Mapping[str, bytes], name: str
) -> None:
    document = pypdfium2.PdfDocument(previews[name])
    assert len(document) == len(layouts(name)) >= 1
    for page, sheet in zip(document, layouts(name), strict=True):
        assert page.get_size() == pytest.approx((sheet.paper.width, sheet.paper.height), abs=0.1)
        picture = page.render(scale=SCALE, grayscale=True).to_pil()
        for x, y in edges(sheet):
            around = (round(x * SCALE) - 1, round(y * SCALE) - 1, round(x * SCALE) + 2, round(y * SCALE) + 2)
            assert picture.crop(around).getextrema()[0] < 160
        text = page.get_textpage().get_text_bounded()
        assert set(map(str, range(1, sheets.places(sheet) + 1))) <= set(text.split())
        said = re.sub(r"\s+", " ", text)
        assert sheet.title in said
        assert re.sub(r"\s+", " ", sheet.source) in said
        assert "--start-at" in said
    document.close()


@pytest.mark.parametrize(
    ("name", "measures"),
    [
        ("avery-5371", {"0.75 in", "0.5 in", "3.5 × 2 in"}),
        ("avery-22830", {"0.3125 in", "1.25 in", "0.1875 in", "0.5 in", "2.5 × 2.5 in"}),
        ("avery-c32011", {"15 mm", "13.5 mm", "10 mm", "85 × 54 mm"}),
    ],
)
def test_a_preview_says_the_measures_in_the_unit_of_its_paper(
    previews: Mapping[str, bytes], name: str, measures: set[str]
) -> None:
    document = pypdfium2.PdfDocument(previews[name])
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert {measure for measure in measures if measure not in text} == set()


def steps() -> Iterator[tuple[float, float, float]]:
    """Of each step that has a number how far it is from the page's middle, to the right and down, and its number."""
    html = stock_pages.calibration(PAPERS["letter"])
    front = html.split("<section")[1]
    lines = [tuple(map(float, found)) for found in re.findall(r'x1="(.*?)" y1="(.*?)" x2="(.*?)" y2="(.*?)"', front)]
    label = re.compile(r'class="label (start|middle) " style="left:(.*?)pt;top:(.*?)pt;width:(.*?)pt"><p>(.*?)</p>')
    for side, left, top, width, text in label.findall(front):
        if not (said := re.fullmatch(r"(?:<b>)?([+−]?\d)(?:</b>)?", text)) or text == "5":
            continue
        x, y = float(left) + (float(width) / 2 if side == "middle" else 0), float(top) + stock_pages.LINE / 2
        number = float(said[1].replace("−", "-"))
        length = stock_pages.STAIR - stock_pages.GAP
        if side == "start":
            (line,) = (one for one in lines if one[0] == one[2] and abs((one[1] + one[3]) / 2 - y) < 0.1)
            assert line[3] - line[1] == pytest.approx(length, abs=0.01)
            yield line[0] - 306, 0, number
        else:
            (line,) = (one for one in lines if one[1] == one[3] and abs((one[0] + one[2]) / 2 - x) < 0.1)
            assert line[2] - line[0] == pytest.approx(length, abs=0.01)
            yield 0, line[1] - 396, number


def test_the_step_on_the_crease_has_the_shift_as_its_number() -> None:
    """Ink that is out by so much to the right has the step that far to the left on the crease: its number undoes it."""
    found = list(steps())
    assert len(found) == 2 * (2 * stock_pages.FARTHEST + 1)
    for x, y, number in found:
        assert x + y == pytest.approx(number * POINTS_PER_MM, abs=0.01)


def test_both_pages_have_the_same_crosses_and_other_letters(calibration: bytes) -> None:
    document = pypdfium2.PdfDocument(calibration)
    front, back = (page.get_textpage().get_text_bounded() for page in document)
    pictures = [page.render(scale=SCALE, grayscale=True).to_pil() for page in document]
    document.close()
    assert "--save-shift NAME --shift=" in front
    assert {"A", "B"} <= set(front.split())
    assert {"C", "D"} <= set(back.split())
    inset = 15 * POINTS_PER_MM
    for x, y in ((306, 396), (inset, inset), (612 - inset, inset), (inset, 792 - inset), (612 - inset, 792 - inset)):
        # The paper is turned over its upright edge: crosses are as far from the other edge.
        for picture, seen in zip(pictures, (x, 612 - x), strict=True):
            assert picture.getpixel((round(seen * SCALE), round(y * SCALE))) < 160


@pytest.mark.parametrize(("landscape", "edge"), [(False, "/DuplexFlipLongEdge"), (True, "/DuplexFlipShortEdge")])
def test_it_is_printed_at_actual_size_on_both_sides(landscape: bool, edge: str) -> None:  # noqa: FBT001 - a parameter
    with pikepdf.open(io.BytesIO(trials.calibration(ROOT, "a4", landscape=landscape))) as opened:
        wishes = {key: str(value) for key, value in opened.Root.ViewerPreferences.items()}
        assert wishes == {"/PrintScaling": "/None", "/Duplex": edge}
        width, height = (float(side) for side in opened.pages[0].mediabox[2:])
    assert (width > height) == landscape


def test_a_preview_is_printed_at_actual_size(previews: Mapping[str, bytes]) -> None:
    for pdf in previews.values():
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.Root.ViewerPreferences.PrintScaling) == "/None"


def test_a_stock_answers_to_its_other_numbers() -> None:
    assert list(trials.previews(ROOT, ["avery-8163", "avery-5163"])) == ["avery-5163"]
    with pytest.raises(SelectionError, match="did you mean avery-5371"):
        trials.previews(ROOT, ["avery-5372"])
    with pytest.raises(SelectionError, match="paper-unknown"):
        trials.calibration(ROOT, "3.5x2")
    with pytest.raises(SelectionError, match="paper-unknown"):
        trials.calibration(ROOT, "all")


# The command


def test_the_command_writes_files_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = tmp_path / "trials", tmp_path / "one.pdf"
    assert generate.main(["sheets", "--preview", "avery-5371", "--preview", "tear-off", "-o", str(folder)]) == 0
    assert {path.name for path in folder.iterdir()} == {"preview-avery-5371.pdf", "preview-tear-off.pdf"}
    assert generate.main(["sheets", "--calibrate", "-o", str(file)]) == 0
    assert generate.main(["sheets", "--calibrate", "--paper", "a4", "--landscape", "-o", str(folder)]) == 0
    assert (folder / "calibration-a4-landscape.pdf").exists()
    assert file.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out.count("Wrote") == 4


def test_the_command_keeps_a_shift(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("lamplight.printers.home", lambda: tmp_path)
    assert generate.main(["sheets", "--save-shift", "desk", "--shift=-0.5mm,1mm/0,0"]) == 0
    assert str(tmp_path / "lamplight" / "printers.yaml") in capsys.readouterr().out
    assert generate.main(["sheets", "--save-shift", "desk"]) == 2
    assert generate.main(["sheets", "--save-shift", "desk", "--shift=1"]) == 2
    assert "shift-wrong" in capsys.readouterr().err
