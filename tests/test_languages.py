"""Every language, on paper: nothing is wrong with any piece, and the numbers read in the order one dials them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pypdfium2
import pytest

from lamplight import cldr, content, languages, pipeline
from lamplight.model import Edition, FactKind, Job, Severity
from own_project import ROOT

if TYPE_CHECKING:
    from lamplight.model import Box, Made
    from lamplight.pipeline import House

TAGS = content.languages(ROOT)
DIALLED = {FactKind.CALL, FactKind.TEXT}
MATERIALS = {
    **languages.PIECES,
    "card-fold": "3.5x4",
    "poster-tearoff": "letter",
    "poster-signs": "letter",
    "factsheet-what-is-csec": "letter",
    "infographic-csec": "letter",
}
# In either order, one of them from right to left, and two scripts of one language.
PAIRS = (*languages.PAIRS, ("en", "ar"), ("fa", "km"), ("zh-Hans", "zh-Hant"))


def made(material: str, tags: tuple[str, ...], paper: str, house: House, region: str = "us/ca/placer") -> Made:
    one = pipeline.make(Job(region, material, tags, paper, Edition.SCREEN), house)
    assert [str(finding) for finding in one.findings if finding.severity is Severity.ERROR] == []
    return one


def read(pdf: bytes) -> tuple[str, str]:
    """What two readers that did not write the file make of it: pdfium and pypdf."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        first = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return first, "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def numbers(one: Made) -> list[str]:
    return [fact.shown for fact in one.facts if fact.kind in DIALLED]


def test_there_are_twenty_one_languages_and_all_that_california_and_washington_asked_for() -> None:
    californian = {"es", "vi", "zh-Hant", "zh-Hans", "tl", "ko", "hy", "ru", "uk", "ar", "fa", "km", "hmn", "pa", "hi"}
    assert set(TAGS) == californian | {"en", "ja", "lo", "th", "am", "so"}


@pytest.mark.parametrize("tag", TAGS)
def test_every_piece_is_right_and_its_numbers_read_as_one_dials_them(house: House, tag: str) -> None:
    # A long sheet takes its time: each language has one of these two.
    passed_over = ("infographic-csec", "factsheet-what-is-csec")[TAGS.index(tag) % 2]
    for material, paper in MATERIALS.items():
        if material == passed_over:
            continue
        one = made(material, (tag,), paper, house)
        assert one.pdf
        for text in read(one.pdf):
            assert all(text.count(number) >= numbers(one).count(number) for number in numbers(one)), material


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_two_languages_share_a_piece_and_both_have_every_number(house: House, pair: tuple[str, str]) -> None:
    for material, paper in languages.IN_PAIRS.items():
        one = made(material, pair, paper, house)
        assert one.pdf
        text, _ = read(one.pdf)
        assert all(text.count(number) >= numbers(one).count(number) for number in numbers(one))
        called = [fact.shown for fact in one.facts if fact.contact == "trafficking" and fact.kind is FactKind.CALL]
        assert len(called) >= len(pair)


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag not in {"en", "es"}])
def test_a_call_comes_first_where_texts_are_not_understood(house: House, tag: str) -> None:
    one = made("card-help", (tag,), "3.5x2", house)
    kinds = [fact.kind for fact in one.facts if fact.contact == "trafficking" and fact.kind in DIALLED]
    assert kinds[0] is FactKind.CALL
    assert FactKind.QR not in {fact.kind for fact in one.facts}  # it would lead to a chat in other languages
    (languages_told,) = {fact.shown for fact in one.facts if fact.kind is FactKind.LANGUAGE}
    assert languages_told == cldr.either(["en", "es"], tag)
    assert cldr.spoken(tag) in pipeline.composed(one.job, house).html


def test_a_text_comes_first_where_it_is_understood(house: House) -> None:
    for tag in ("en", "es"):
        one = made("card-help", (tag,), "3.5x2", house)
        kinds = [fact.kind for fact in one.facts if fact.contact == "trafficking" and fact.kind in DIALLED]
        assert kinds[0] is FactKind.TEXT
        assert FactKind.LANGUAGE not in {fact.kind for fact in one.facts}


def boxes(material: str, tag: str, paper: str, house: House) -> list[Box]:
    composition = pipeline._compose(Job("us/ca/placer", material, (tag,), paper, Edition.SCREEN), house)
    return [box for page in pipeline._typeset(composition, house).pages for box in page.boxes]


@pytest.mark.parametrize("tag", ["ar", "fa"])
@pytest.mark.parametrize(
    ("material", "paper", "width"), [("card-help", "3.5x2", 252), ("factsheet-signs", "letter", 612)]
)
def test_a_page_from_right_to_left_is_the_mirror_of_the_others(
    house: House, tag: str, material: str, paper: str, width: float
) -> None:
    here, there = boxes(material, tag, paper, house), boxes(material, "vi", paper, house)
    for name in ("reach", "nearby", "now") if material == "card-help" else ("strip", "call", "printed", "credit"):
        mirrored = next(box for box in here if box.name == name)
        plain = next(box for box in there if box.name == name)
        assert mirrored.x == pytest.approx(width - plain.x - plain.width, abs=0.6), name
    first = next(box for box in here if box.tag == "h1" or (box.tag == "h2" and box.text))
    assert first.x + first.width > width / 2


def test_names_stay_english_and_say_so(house: House) -> None:
    html = pipeline.composed(Job("us/ca/placer", "poster-signs", ("km",), "letter", Edition.SCREEN), house).html
    assert '<bdi lang="en" dir="ltr">Placer County</bdi>' in html
    assert '(<bdi lang="en" dir="ltr">National Human Trafficking Hotline</bdi>)' in html


def test_the_page_shows_every_language_and_nothing_else(house: House) -> None:
    text = (ROOT / languages.FILE).read_text(encoding="utf-8")
    folder = ROOT / languages.PICTURES
    shown = {
        f"{job.material}-{'+'.join(job.languages)}-{page}.webp"
        for job in languages.shown(house)
        for page in range(1, house.materials[job.material].pages + 1)
    }
    assert {file.name for file in folder.glob("*.webp")} == shown
    assert all(name in text for name in shown)
    assert all(languages._row(words) in text for words in house.words.values())
