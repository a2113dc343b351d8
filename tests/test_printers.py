"""How far a printer is out: read as it is typed, saved, and every mistake told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight import printers
from lamplight.errors import Mistake, SelectionError, SourceError
from lamplight.lengths import UNITS
from lamplight.model import POINTS_PER_MM, Shift

MM = POINTS_PER_MM


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("0.5mm,-1mm", (0.5, -1), (0.5, -1)),
        ("0.5mm,-1mm/0.2mm,0mm", (0.5, -1), (0.2, 0)),
        ("+.5 mm, 0/0,0", (0.5, 0), (0, 0)),
        ("0.1in,-0.02in", (2.54, -0.508), (2.54, -0.508)),
        ("72pt,0", (25.4 - 0.0001, 0), None),
    ],
)
def test_a_shift_is_read_as_it_is_typed(
    text: str, front: tuple[float, float], back: tuple[float, float] | None
) -> None:
    if back is None:
        with pytest.raises(Mistake, match="farther than any printer"):
            printers.shift(text)
        return
    read = printers.shift(text)
    assert [(side.x / MM, side.y / MM) for side in read] == [pytest.approx(front), pytest.approx(back)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "1mm",
        "1mm,",
        "1,1",
        "1mm;1mm",
        "1mm,1mm,1mm",
        "1mm,1mm/1mm",
        "1mm,1mm/0,0/0,0",
        "1cm,1cm",
        "a,b",
        "٣mm,0",
    ],
)
def test_what_is_no_shift_is_told_with_an_example(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        printers.shift(text)
    assert "0.5mm,-1mm" in caught.value.remedy
    with pytest.raises(SelectionError, match="shift-wrong"):
        printers.correction(text, None)


LENGTHS = st.decimals("-9.99", "9.99", places=2)


@given(st.tuples(LENGTHS, LENGTHS, LENGTHS, LENGTHS), st.sampled_from(sorted(UNITS)))
def test_what_is_written_is_read_as_the_same(lengths: tuple[object, ...], unit: str) -> None:
    unit = "mm" if unit == "in" else unit
    read = printers.shift("{0}{4},{1}{4}/{2}{4},{3}{4}".format(*lengths, unit))
    again = printers.shift(printers.written(read))
    for one, other in zip(read, again, strict=True):
        assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=0.01)


def test_what_is_saved_is_found_again_and_replaced(tmp_path: Path) -> None:
    assert printers.load(tmp_path) == {}
    file = printers.save(tmp_path, "HP: front desk", "1mm,0")
    printers.save(tmp_path, "upstairs", "0,1mm/0,-1mm")
    printers.save(tmp_path, "HP: front desk", "2mm,0")
    assert file == tmp_path / "lamplight" / "printers.yaml"
    assert list(file.parent.iterdir()) == [file]
    saved = printers.load(tmp_path)
    assert list(saved) == ["HP: front desk", "upstairs"]
    assert printers.correction(None, "HP: front desk", tmp_path) == saved["HP: front desk"]
    assert [side.x for side in saved["upstairs"]] == [0, 0]
    assert [side.y for side in saved["upstairs"]] == pytest.approx([MM, -MM])


def test_without_a_shift_nothing_is_moved() -> None:
    assert printers.correction(None, None) == (Shift(), Shift())


def test_an_unknown_printer_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="--calibrate"):
        printers.correction(None, "desk", tmp_path)
    printers.save(tmp_path, "upstairs", "1mm,0")
    with pytest.raises(SelectionError, match="use one of upstairs"):
        printers.correction(None, "desk", tmp_path)


@pytest.mark.parametrize("name", ["", " ", "a\nb"])
def test_a_printer_has_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(SelectionError, match="printer-unnamed"):
        printers.save(tmp_path, name, "1mm,0")


def test_mistakes_in_the_file_are_all_told_with_file_and_line_and_nothing_is_lost(tmp_path: Path) -> None:
    file = printers.save(tmp_path, "good", "1mm,0")
    text = file.read_text(encoding="utf-8") + "bad: 1 ell\nworse: [1mm, 0]\nlost: 5in,0\n"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        printers.save(tmp_path, "good", "2mm,0")
    assert [str(finding.where).rsplit(":", 1)[0] for finding in caught.value.findings] == [
        f"{file}:{line}" for line in (3, 4, 5)
    ]
    assert file.read_text(encoding="utf-8") == text


def test_it_is_kept_where_users_keep_what_they_set(tmp_path: Path) -> None:
    assert printers.home({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path
    assert printers.home({}) == printers.home({"XDG_CONFIG_HOME": "here"}) == Path.home() / ".config"
