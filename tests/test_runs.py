"""Long runs of cards, read back by a library that did not write them: each row once, its own back behind it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pypdfium2
import pytest

from lamplight import cardlist, impose, pipeline
from lamplight.model import Card, Channel, Edition, Flip, Job, Run
from lamplight.plan import plan
from lamplight.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.cardlist import Row
    from lamplight.model import Made
    from lamplight.pipeline import House

ONE = Job("us/ca/placer", "card-help", ("en",), "3.5x2", Edition.OFFICE, "avery-5371")
LANGUAGES = ("en", "es", "ar", "en", "en+es")
ROWS, PLACES = 25, 10


@pytest.fixture(scope="module")
def counties(house: House) -> list[str]:
    """Return so many counties, no two of which have the same number."""
    found: dict[str, str] = {}
    for path in house.atlas.paths:
        contact = house.atlas[path].contacts.get("child_welfare")
        if path.startswith("us/ca/") and path.count("/") == 2 and contact and len(contact.printable(Channel.CALL)) == 1:
            found.setdefault(contact.lines[0].shown, path)
    return list(found.values())[:ROWS]


def rows(folder: Path, counties: list[str]) -> tuple[Row, ...]:
    """Save a spreadsheet and read it."""
    file = folder / "people.csv"
    lines = (f"{path},{LANGUAGES[number % len(LANGUAGES)]}\n" for number, path in enumerate(counties))
    file.write_text("region,language\n" + "".join(lines), encoding="utf-8")
    return cardlist.read(file).rows


def people(house: House, typed: tuple[Row, ...], run: Run) -> Made:
    usual = Selection(materials=("card-help",), papers=("avery-5371",), languages=("en",))
    (job,) = plan(replace(usual, rows=typed, called="people", run=run), house)
    return pipeline.make(job, house)


def cell(number: int, *, back: bool, short: bool) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a card's place on its page of Avery 5371, as that page has it."""
    row, column = divmod(number % PLACES, 2)
    if back and short:
        row = 4 - row
    elif back:
        column = 1 - column
    left, top = 54 + 252 * column, 792 - 36 - 144 * row
    return left, top - 144, left + 252, top


@pytest.mark.parametrize("flip", [None, Flip.SHORT], ids=["upright", "short"])
def test_twenty_five_rows_are_three_sheets_each_row_once_with_its_own_back(
    house: House, counties: list[str], tmp_path: Path, flip: Flip | None
) -> None:
    printed = people(house, rows(tmp_path, counties), Run(flip=flip))
    assert not [finding for finding in printed.findings if finding.severity == "error"]
    assert printed.pdf is not None
    assert len(pypdf.PdfReader(io.BytesIO(printed.pdf)).pages) == printed.pages == 6
    numbers = {path: house.atlas[path].contacts["child_welfare"].lines[0].shown for path in counties}
    document = pypdfium2.PdfDocument(printed.pdf)
    texts = [page.get_textpage() for page in document]
    short = flip is Flip.SHORT
    for at, path in enumerate(counties):
        sides = [
            texts[2 * (at // PLACES) + back].get_text_bounded(*cell(at, back=bool(back), short=short))
            for back in (0, 1)
        ]
        there = [[other for other in counties if numbers[other] in side] for side in sides]
        # A card in two languages has its numbers on both sides; one in one language has a cover.
        assert there == [[path] if LANGUAGES[at % len(LANGUAGES)] == "en+es" else [], [path]]
    whole = "".join(text.get_text_range() for text in texts)
    assert all(whole.count(number) == 1 + (at % len(LANGUAGES) == 4) for at, number in enumerate(numbers.values()))
    free = document[4].render(scale=0.5, grayscale=True).to_pil().crop((27, 18 + 3 * 72, 27 + 2 * 126, 18 + 5 * 72))
    assert min(free.tobytes()) == 255
    document.close()


def test_ten_copies_are_hardly_larger_than_one(house: House) -> None:
    one, ten, many = (pipeline.make(replace(ONE, run=Run(copies=copies)), house).pdf or b"" for copies in (1, 10, 100))
    card = pipeline.make(Job("us/ca/placer", "card-help", ("en",), "3.5x2", Edition.SCREEN), house).pdf or b""
    assert len(ten) < 1.3 * min(len(one), len(card))
    assert len(many) < 1.5 * len(ten)
    with pikepdf.open(io.BytesIO(many)) as opened:
        assert len(opened.pages) == 20
        fonts = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing]
    with pikepdf.open(io.BytesIO(one)) as opened:
        once = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing]
    assert len(fonts) == len(once) > 0


def test_a_begun_sheet_is_gone_on_with(house: House) -> None:
    made = pipeline.make(replace(ONE, run=Run(copies=12, start_at=8)), house)
    document = pypdfium2.PdfDocument(made.pdf)
    counts = [page.get_textpage().get_text_range().count("You are not in trouble") for page in document]
    document.close()
    assert counts == [0, 3, 0, 9]


TWO = replace(ONE, region="us/ca", gang="two", cards=(Card("us/ca/yolo", ("en",)), Card("us/ca/glenn", ("en",))))


def test_a_gang_gives_the_same_bytes_twice(house: House) -> None:
    one, other = (pipeline.make(TWO, house).pdf for _ in range(2))
    assert one == other is not None


def test_one_wrong_card_keeps_the_whole_gang_from_being_published(house: House) -> None:
    unreachable = replace(house.atlas["us"].contacts["trafficking"], lines=())
    missing = {**house.atlas["us/ca/glenn"].contacts, "trafficking": unreachable}
    regions = dict(house.atlas.regions)
    regions["us/ca/glenn"] = replace(regions["us/ca/glenn"], contacts=missing)
    made = pipeline.make(TWO, replace(house, atlas=replace(house.atlas, regions=regions)))
    assert made.pdf is None
    assert "contact-missing" in {finding.code for finding in made.findings}


def test_joined_parts_are_all_their_pages_in_order(house: House) -> None:
    parts = [
        pipeline.make(replace(ONE, region=region, run=Run(copies=1)), house).pdf or b""
        for region in ("us/ca/yolo", "us/ca/glenn")
    ]
    whole, pages = impose.joined([*parts, parts[0]])
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(whole)).pages]
    alone = [page.extract_text() for part in parts for page in pypdf.PdfReader(io.BytesIO(part)).pages]
    assert pages == 6
    assert texts == [*alone, *alone[:2]]
