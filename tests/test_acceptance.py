"""What Lamplight promises, tried end to end on its own sources; numbers are read back by two independent readers."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2
import pytest
import segno
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplight import names, pipeline, publish
from lamplight.model import Edition, FactKind, Ink, Job, Made, Severity
from own_project import ROOT, job, printings, shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lamplight.model import Composition, Finding
    from lamplight.pipeline import House

    Lay = Callable[..., Path]

PLACER, NATIONAL = "1-866-293-1940", "1-888-373-7888"
PLACER_VALUE = "+18662931940"
# Those that print the county's own number.
MATERIALS = tuple(name for name, material in shipped().items() if "child_welfare" in material.requires)
LANGUAGES = ("en", "es")


def errors(made: Made) -> list[Finding]:
    return [finding for finding in made.findings if finding.severity is Severity.ERROR]


# Its own numbers, and nobody else's.


def read(pdf: bytes) -> tuple[list[str], list[str]]:
    """The text of each page, as pypdf and as pdfium read it."""
    document = pypdfium2.PdfDocument(pdf)
    seen = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages], seen


def in_turns(several: Sequence[str]) -> list[tuple[str, str]]:
    """Each material with one of several, in turns: each of all is tried, and no two tests try the same."""
    return list(zip(MATERIALS, cycle(several), strict=False))


def every_printing() -> list[Any]:
    """Every way to print every material on a printer of one's own, in turns in either language."""
    ways = [one for one in printings() if one.material in MATERIALS and one.edition is not Edition.PRESS and one.snug]
    # Both editions of a page are set alike: of pages on their own paper each has its turn in one of them.
    pages = [one for one in ways if not one.sheet]
    turns = [one for number, one in enumerate(pages) if list(Edition).index(one.edition) == number // 2 % 2]
    ways = [one for one in ways if one.sheet] + turns
    pieces = [
        job(one.material, language=language, edition=one.edition, paper=one.paper, sheet=one.sheet)
        for one, language in zip(ways, cycle(LANGUAGES), strict=False)
    ]
    return [pytest.param(one, id=one.file.removesuffix(".pdf")) for one in pieces]


@pytest.mark.parametrize("placer", every_printing())
def test_each_of_placer_s_files_shows_both_numbers(house: House, placer: Job) -> None:
    made = pipeline.make(placer, house)
    assert errors(made) == []
    assert made.pdf is not None
    assert {finding.code for finding in made.findings} <= {"translation-unreviewed", "number-one-source"}
    sheet = house.sheet(placer)
    copies = sheet.columns * sheet.rows if sheet else 1
    for pages in read(made.pdf):
        for number in (PLACER, NATIONAL):
            assert "".join(pages).count(number) >= copies


def test_no_other_county_of_california_has_placer_s_number(house: House) -> None:
    counties = [path for path in house.atlas.paths if names.matching("us/ca/*", [path])]
    assert len(counties) == 58
    printed = {path: set[str]() for path in counties}
    for path, language in zip(counties, cycle(LANGUAGES), strict=False):
        for material in MATERIALS:
            composition = pipeline._compose(job(material, path, language), house)
            assert (PLACER in composition.html) is (path == "us/ca/placer")
            printed[path] |= {fact.value for fact in composition.facts}
    assert [path for path, values in printed.items() if PLACER_VALUE in values] == ["us/ca/placer"]


NEIGHBOURS = ("us/ca/glenn", "us/ca/nevada", "us/ca/sutter", "us/wa/king", "us/tx/harris")


@pytest.mark.parametrize(("material", "region"), in_turns(NEIGHBOURS))
def test_neighbours_print_their_own(house: House, material: str, region: str) -> None:
    own = house.atlas[region].find("child_welfare")
    assert own is not None
    made = pipeline.make(job(material, region), house)
    assert errors(made) == []
    assert made.pdf is not None
    for pages in read(made.pdf):
        assert PLACER not in "".join(pages)
        assert NATIONAL in "".join(pages)
        assert any(line.shown in "".join(pages) for line in own[0].lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("material", ["poster-help", "card-help"])
def test_a_school_s_counselor_and_room_stand_beside_the_other_lines(house: House, material: str, language: str) -> None:
    made = pipeline.make(job(material, "us/ca/placer/example-high", language), house)
    assert errors(made) == []
    assert made.pdf is not None
    assert {"Ms. Rivera", "12"} <= {fact.shown for fact in made.facts if fact.contact == "counselor"}
    for pages in read(made.pdf):
        assert all(number in "".join(pages) for number in ("916-555-0142", PLACER, NATIONAL))


# In every look.


LOOKS = (
    {"ink": Ink.GREY},
    {"brand": "fallowmere"},
    {"ink": Ink.GREY, "brand": "quillhaven"},
    {"brand": "quillhaven", "language": "es"},
    {"ink": Ink.GREY, "language": "es"},
)


@pytest.mark.parametrize("turn", range(2))
@pytest.mark.parametrize("number", range(len(MATERIALS)), ids=MATERIALS)
def test_each_material_is_right_in_other_looks_too(house: House, number: int, turn: int) -> None:
    """Each in two of these, one of which is for one ink."""
    looks = [look for look in LOOKS if (look.get("ink") is Ink.GREY) is bool(turn)]
    made = pipeline.make(job(MATERIALS[number], **looks[number % len(looks)]), house)
    assert errors(made) == []


@pytest.mark.parametrize(("ink", "language"), list(zip(Ink, LANGUAGES, strict=True)))
@pytest.mark.parametrize("material", [name for name, material in shipped().items() if material.large_pages])
def test_large_print_is_right(house: House, material: str, ink: Ink, language: str) -> None:
    made = pipeline.make(job(material, language=language, ink=ink, large=True), house)
    assert errors(made) == []


# A page that is changed on its way to the typesetter.


class Meddling:
    """Composes as the house does, then changes the page."""

    def __init__(self, house: House, change: Callable[[str], str]) -> None:
        self._composer, self._change = house.composer, change
        self.slug = house.composer.slug

    def compose(self, *said: Any) -> Composition:  # noqa: ANN401 - whatever the pipeline says
        composition = self._composer.compose(*said)
        changed = self._change(composition.html)
        assert changed != composition.html
        return replace(composition, html=changed)


def meddled(house: House, change: Callable[[str], str]) -> House:
    other = replace(house)
    other.__dict__.update(composer=Meddling(house, change), typesetter=house.typesetter)
    return other


def office_and_screen() -> Iterator[Job]:
    yield job("card-help", edition=Edition.SCREEN)
    yield job("card-help", edition=Edition.OFFICE, sheet="avery-5371")
    for material in ("factsheet-signs", "poster-signs"):
        yield from (job(material, edition=edition) for edition in Edition)


NUMBER = re.compile(r'<bdi class="number" dir="ltr">(?:<a [^>]*>)?([^<]*)<')


def digits(html: str) -> list[re.Match[str]]:
    """Each digit of each number that a reader of the page sees."""
    return [digit for number in NUMBER.finditer(html) for digit in re.compile(r"\d").finditer(html, *number.span(1))]


@given(st.sampled_from(list(office_and_screen())), st.integers(0, 99), st.integers(1, 9))
@settings(max_examples=14, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_wrong_digit_anywhere_keeps_the_file_from_being_made(house: House, piece: Job, at: int, by: int) -> None:
    """In one place only, too, where the same number stands right elsewhere on the page."""

    def change(html: str) -> str:
        digit = digits(html)[at % len(digits(html))]
        return html[: digit.start()] + str((int(digit[0]) + by) % 10) + html[digit.end() :]

    made = pipeline.make(piece, meddled(house, change))
    assert made.pdf is None
    assert made.pictures == ()
    codes = {finding.code for finding in errors(made)}
    assert codes & {"fact-missing", "number-unknown"}
    assert not any("crash" in code for code in codes)


def swap(old: str, new: str, times: int = -1) -> Callable[[str], str]:
    return lambda html: html.replace(old, new, times)


def another_qr(html: str) -> str:
    wrong = segno.make("https://example.org/", error="m", micro=False).svg_inline(border=4, omitsize=True, title="QR")
    return re.sub(r'<svg[^>]*class="qr".*?</svg>', wrong.replace("<svg", '<svg class="qr"'), html, flags=re.DOTALL)


def add(text: str) -> Callable[[str], str]:
    """Write something into an empty corner of the first page."""
    corner = f'<p style="position:absolute; left:9pt; top:2pt; font-size:9pt">{text}</p>'
    return lambda html: html.replace("</section>", corner + "</section>", 1)


def style(number: str, css: str) -> Callable[[str], str]:
    """Change how a number looks."""
    return lambda html: re.sub(rf"<bdi(?=[^>]*>(?:<a [^>]*>)?{number})", f'<bdi style="{css}"', html)


CHANGES: dict[str, tuple[Callable[[str], str], str]] = {
    "the code to text": (swap(">233733<", ">233734<"), "fact-missing"),
    "the word to text": (swap(">HELP<", ">HALP<"), "fact-missing"),
    "no word to text": (swap(">HELP<", "><"), "fact-missing"),
    "the emergency number": (swap(">911<", ">912<"), "fact-missing"),
    "two digits swapped": (swap(">1-866-293-1940<", ">1-866-293-1904<"), "fact-missing"),
    "one digit short": (swap(">1-866-293-1940<", ">1-866-293-194<"), "fact-missing"),
    "one digit more": (swap(">1-866-293-1940<", ">1-866-293-19400<"), "fact-missing"),
    "the link alone": (swap("tel:+18662931940", "tel:+18662931941"), "link-differs"),
    "the QR code": (another_qr, "qr-unknown"),
    "no QR code": (swap('class="qr"', 'class="qr" style="display:none"'), "qr-unreadable"),
    "a number more": (add("916-555-0142"), "number-unknown"),
    "a number in words' clothes": (add("(916) 555 0142"), "number-unknown"),
    "a short code more": (add("55501"), "number-unknown"),
    "an address more": (add("example.org/help"), "url-unknown"),
    "a number that nobody sees": (style(PLACER, "color: #ffffff"), "fact-unseen"),
    "a number cut off": (style(PLACER, "margin-left: 9999pt"), "text-overflows"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_page_is_never_made(house: House, what: str) -> None:
    change, code = CHANGES[what]
    made = pipeline.make(job("card-help"), meddled(house, change))
    assert made.pdf is None
    assert code in {finding.code for finding in errors(made)}


def test_a_wrong_file_is_not_published_and_an_older_one_is_taken_away(house: House, tmp_path: Path) -> None:
    piece = job("card-help")

    def publish_it(made: Made) -> None:
        with publish.output(tmp_path, lambda _: b"") as output:
            output.take(made)

    file = tmp_path / piece.file
    publish_it(pipeline.make(piece, house))
    assert file.read_bytes().startswith(b"%PDF")
    publish_it(pipeline.make(piece, meddled(house, CHANGES["the emergency number"][0])))
    assert not file.exists()
    assert [path.name for path in tmp_path.rglob("*.pdf")] == []
    assert [path.name for path in tmp_path.rglob("*.webp")] == []


# Names that are too long, and names that look like code.

# What has no room overlaps or sticks out, or the engine leaves it out, since there is no next page for it.
UNFIT = {"text-overflows", "fact-missing"}
LONG = ("Very Long County Name " * 19)[:400].strip()


@pytest.mark.parametrize("long", [LONG, "X" * 400, "Åß" * 200], ids=["words", "one", "two"])
def test_a_name_that_does_not_fit_is_told_and_not_cut_off(project: Lay, long: str) -> None:
    house = pipeline.load(project(name=long))
    for material in ("card-help", "factsheet-signs", "poster-signs"):
        made = pipeline.make(job(material), house)
        assert made.pdf is None
        assert UNFIT & {finding.code for finding in errors(made)}


def test_wherever_a_name_is_printed_one_that_does_not_fit_is_told(project: Lay) -> None:
    house = pipeline.load(project(name=LONG))
    for material in MATERIALS:
        made = pipeline.make(job(material), house)
        assert (made.pdf is None) == any(LONG in fact.shown for fact in made.facts), material


def test_a_name_that_does_not_fit_on_a_sheet_is_told_too(project: Lay) -> None:
    made = pipeline.make(
        job("card-help", edition=Edition.OFFICE, sheet="avery-5371"), pipeline.load(project(name=LONG))
    )
    assert made.pdf is None
    assert UNFIT & {finding.code for finding in errors(made)}


def test_an_agency_s_name_that_does_not_fit_is_told(project: Lay) -> None:
    made = pipeline.make(job("factsheet-signs"), pipeline.load(project(agency=LONG)))
    assert made.pdf is None
    assert UNFIT & {finding.code for finding in errors(made)}


@pytest.mark.parametrize("words", range(1, 19, 2))
def test_a_long_name_is_either_printed_whole_or_told(project: Lay, words: int) -> None:
    name = " ".join(["Long", *["County"] * words])
    made = pipeline.make(job("card-help"), pipeline.load(project(name=name)))
    if made.pdf is None:
        assert UNFIT & {finding.code for finding in errors(made)}
    else:
        assert all(name in " ".join("".join(pages).split()) for pages in read(made.pdf))


CODES = ("<script>alert(1)</script>", "{{ 7*7 }}", "&lt;b&gt; {place}")


@pytest.mark.parametrize("name", CODES)
def test_what_looks_like_code_prints_as_it_is(project: Lay, name: str) -> None:
    """Each material with one of these."""
    house = pipeline.load(project(name=name))
    for material in (material for material, other in in_turns(CODES) if other == name):
        made = pipeline.make(job(material), house)
        assert errors(made) == []
        assert made.pdf is not None
        for pages in read(made.pdf):
            printed = any(name in fact.shown for fact in made.facts)
            assert (name in " ".join("".join(pages).split())) is printed


# The command line, from outside.


def generate(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, str(ROOT / "generate.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**clean, **environment})


def built(folder: Path) -> dict[str, str]:
    """The digest of each file of a build but the lock."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock"]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


SMALL = ("-m", "card-help", "-l", "en", "-e", "screen")


def test_a_missing_contact_stops_its_own_file_alone(tmp_path: Path) -> None:
    done = generate(
        "build", "-r", "us/al/autauga", "-r", "us/ca/placer", *SMALL, "-p", "3.5x2", "-o", tmp_path, "-j", "1"
    )
    assert done.returncode == 1
    said = " ".join((done.stdout + done.stderr).split())
    for part in ("child_welfare", "Autauga County, Alabama", "regions.yaml", "us/al/autauga", "contact-missing"):
        assert part in said
    assert "Traceback" not in said
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.pdf")] == [job("card-help").file]


def test_any_county_can_be_named_by_its_path_or_its_code(tmp_path: Path) -> None:
    done = generate(
        "-r", "us/tx/harris", "-r", "48113", *SMALL, "-m", "poster-signs", "-p", "3.5x2", "-p", "letter", "-o", tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    entries = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {(entry["region"], entry["material"]) for entry in entries} == {
        (region, material) for region in ("us/tx/harris", "us/tx/dallas") for material in ("card-help", "poster-signs")
    }
    for entry in entries:
        assert hashlib.sha256((tmp_path / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert {"tel", "call"} & {fact["kind"] for fact in entry["facts"]}


def test_same_sources_give_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    materials = ("-m", "card-help", "-m", "factsheet-signs", "-m", "poster-signs")
    asked = (*materials, "-l", "es", "-p", "letter", "-p", "avery-8371", "--ink", "all")
    one = generate(*asked, "-o", tmp_path / "one", "-j", "1", PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    other = generate(*asked, "-o", tmp_path / "other", "-j", "2", PYTHONHASHSEED="2", TZ="America/Los_Angeles")
    assert (one.returncode, other.returncode) == (0, 0), one.stdout + one.stderr + other.stderr
    assert built(tmp_path / "one") == built(tmp_path / "other")
    assert len([name for name in built(tmp_path / "one") if name.endswith(".pdf")]) == 14


def test_the_date_in_a_file_is_that_of_its_sources_or_as_asked(house: House, tmp_path: Path) -> None:
    for folder, epoch in (("sources", {}), ("asked", {"SOURCE_DATE_EPOCH": "1893456000"})):
        done = generate(*SMALL, "-o", tmp_path / folder, **epoch)
        assert done.returncode == 0, done.stdout + done.stderr
    dates, texts = [], []
    for folder in ("sources", "asked"):
        reader = pypdf.PdfReader(tmp_path / folder / job("card-help").file)
        assert reader.metadata is not None
        dates.append(str(reader.metadata["/CreationDate"])[:10])
        texts.append([page.extract_text() for page in reader.pages])
    assert dates == [f"D:{house.atlas.revised:%Y%m%d}", "D:20300101"]
    assert texts[0] == texts[1]


def test_a_fact_of_every_kind_was_tried(house: House) -> None:
    """The tests above are about all that is printed to be dialled, typed or scanned."""
    kinds = {fact.kind for material in MATERIALS for fact in pipeline._compose(job(material), house).facts}
    assert kinds >= {FactKind.CALL, FactKind.TEXT, FactKind.KEYWORD, FactKind.QR}
    assert FactKind.URL not in kinds, "an address is printed now: add a change of one to CHANGES"
