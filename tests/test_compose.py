"""From a job to its page: what is local is escaped, recorded, boxed, and never missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from lamplight import pipeline
from lamplight.compose import Composer
from lamplight.model import Confidence, Edition, FactKind, Ink, Job, Sentence, Severity, State, Words
from own_project import DAY_AND_NIGHT, ROOT, first, job, shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lamplight.model import Composition
    from lamplight.pipeline import House

    Lay = Callable[..., Path]

EDITIONS = [(material, edition) for material in shipped() for edition in Edition]


class Text(HTMLParser):
    """Collects what a reader sees of a page, and the elements that it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen, self.elements = "", set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, _: object) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.seen += data


def composed(job: Job, house: House) -> Composition:
    return pipeline._compose(job, house)


@pytest.mark.parametrize(("material", "edition"), EDITIONS)
def test_every_fact_stands_on_its_page(house: House, material: str, edition: Edition) -> None:
    composition = composed(first(material, edition), house)
    seen = Text(composition.html).seen
    assert composition.facts
    for fact in composition.facts:
        assert fact.kind is FactKind.QR or fact.shown in seen
    assert [finding for finding in composition.findings if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("material", "edition"), EDITIONS)
def test_a_number_is_a_link_on_a_screen_alone(house: House, material: str, edition: Edition) -> None:
    composition = composed(first(material, edition), house)
    links = set(re.findall(r'href="([^"]+)"', composition.html))
    schemes = {FactKind.CALL: "tel:", FactKind.TEXT: "sms:", FactKind.QR: ""}
    dialled = {schemes[fact.kind] + fact.value for fact in composition.facts if fact.kind in schemes}
    assert len(dialled) >= 3
    assert links == (dialled if edition is Edition.SCREEN else set())


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "{place}", "A & B’s “C”", "&lt;b&gt;"]
)
def test_what_looks_like_code_in_a_name_is_only_its_name(project: Lay, name: str) -> None:
    house = pipeline.load(project(name=name, agency=name))
    for material in house.materials:
        composition = composed(job(material), house)
        page = Text(composition.html)
        assert name in page.seen
        assert "49" not in page.seen
        assert "script" not in page.elements
        assert any(fact.shown == name for fact in composition.facts)


def test_a_day_number_is_never_printed_without_its_night_number(project: Lay) -> None:
    house = pipeline.load(project(lines=DAY_AND_NIGHT))
    for material in house.materials:
        composition = composed(job(material), house)
        day, night = (
            [fact for fact in composition.facts if fact.shown == shown] for shown in ("530-555-0145", "530-555-0199")
        )
        assert len(day) == len(night) > 0


def test_a_contact_that_is_missing_is_named_with_its_region_and_what_to_do(house: House) -> None:
    composition = composed(job(region="us/al/autauga"), house)
    (finding,) = composition.findings
    assert finding.code == "contact-missing"
    assert composition.html == ""
    for said in ("child_welfare", "Autauga County, Alabama"):
        assert said in finding.message
    for said in ("regions.yaml", "us/al/autauga", "child_welfare"):
        assert said in finding.remedy


@pytest.mark.parametrize(
    "lines",
    [
        "          - call: 1-866-555-0140\n            status: superseded\n",
        "          - call: 1-866-555-0140\n            confidence: unconfirmed\n",
        '          - text: "555011"\n',
        "          - web: https://example.org\n",
    ],
    ids=["superseded", "unconfirmed", "only texts", "only a web page"],
)
def test_a_contact_that_nobody_may_call_is_as_good_as_missing(project: Lay, lines: str) -> None:
    house = pipeline.load(project(lines=lines))
    for material in house.materials:
        made = pipeline.make(job(material), house)
        assert made.pdf is None
        assert [finding.code for finding in made.findings] == ["contact-missing"]
        assert "555" not in composed(job(material), house).html


def test_one_source_is_a_warning_where_it_is_printed(house: House) -> None:
    """Of every number that rests on one source, and of no other."""
    found = 0
    for path in ("us/ca/placer", "us/ca/glenn", "us/ca/alpine", "us/wa/king", "us/tx/harris"):
        composition = composed(job(region=path), house)
        lone = {fact.where for fact in composition.facts if fact.confidence is Confidence.ONE_SOURCE}
        warned = [finding for finding in composition.findings if finding.code == "number-one-source"]
        assert {finding.where for finding in warned} == lone
        assert all(finding.severity is Severity.WARNING for finding in warned)
        found += len(warned)
    assert found


def with_words(house: House, state: State) -> House:
    """Set every sentence of the Spanish words to one state."""

    def dye(node: object) -> object:
        if isinstance(node, dict):
            return {key: dye(value) for key, value in node.items()}
        if isinstance(node, list):
            return [dye(value) for value in node]
        assert isinstance(node, Sentence)
        return Sentence.of(str(node), node.where, state)

    topics = dye(house.words["es"].topics)
    assert isinstance(topics, dict)
    return replace(house, words={**house.words, "es": Words("es", topics)})


def test_a_translation_that_was_not_reviewed_is_one_warning(house: House) -> None:
    codes = {}
    for state in State:
        composition = composed(job(language="es"), with_words(house, state))
        codes[state] = [
            (finding.code, finding.severity) for finding in composition.findings if "translation" in finding.code
        ]
    assert codes[State.REVIEWED] == []
    assert codes[State.UNREVIEWED] == [("translation-unreviewed", Severity.WARNING)]
    assert set(codes[State.MISSING]) == {("translation-missing", Severity.ERROR)}
    assert len(codes[State.MISSING]) > 5


def test_english_needs_no_review(house: House) -> None:
    assert not [finding for finding in composed(job(), house).findings if "translation" in finding.code]


def template(root: Path, text: str, house: House) -> Composition:
    """Compose the poster from another template."""
    (root / "templates" / "poster-signs" / "page.html.j2").write_text(text, encoding="utf-8")
    return composed(job(), replace(house, root=root))


def errors(composition: Composition) -> list[str]:
    return [finding.code for finding in composition.findings if finding.severity is Severity.ERROR]


def test_a_fact_outside_an_imprint_is_a_mistake(project: Lay, house: House) -> None:
    root = project()
    for fact in ("contact('child_welfare').calls()[0].number()", "place()", "full_place()", "revised()"):
        outside = template(root, f"{{{{ {fact} }}}}", house)
        inside = template(root, f"{{% imprint 'a' %}}{{{{ {fact} }}}}{{% endimprint %}}", house)
        after = template(root, f"{{% imprint 'a' %}}x{{% endimprint %}}{{{{ {fact} }}}}", house)
        assert errors(outside) == errors(after) == ["fact-outside-imprint"]
        assert errors(inside) == []
        nested = f"{{% imprint 'a' %}}{{% imprint 'b' %}}x{{% endimprint %}}{{{{ {fact} }}}}{{% endimprint %}}"
        assert errors(template(root, nested, house)) == []


def test_an_imprint_is_a_frame_that_the_checks_know(project: Lay, house: House) -> None:
    html = template(project(), "{% imprint 'call' %}{{ place() }}{% endimprint %}", house).html
    assert 'data-frame="call"' in html


WRONG_TEMPLATES = [
    "\n\n{{ nothing }}",
    "\n\n{{ words.poster.nothing }}",
    "\n\n{% if %}",
    "\n\n{% imprint 'a' %}{{ contact('nobody').name() }}{% endimprint %}",
    "\n\n{{ contact('trafficking').chat().nothing }}",
    "\n\n{{ contact('trafficking').ttys()[9].number() }}",
    "\n\n{% include 'nowhere.j2' %}",
]


@pytest.mark.parametrize("text", WRONG_TEMPLATES)
def test_a_mistake_in_a_template_is_told_with_its_line(project: Lay, house: House, text: str) -> None:
    findings = [finding for finding in template(project(), text, house).findings if finding.code == "template-wrong"]
    (finding,) = findings
    assert finding.where is not None
    assert (finding.where.file, finding.where.line) == ("templates/poster-signs/page.html.j2", 3)
    assert finding.message


def test_a_mistake_in_a_shared_part_is_told_where_it_is(project: Lay, house: House) -> None:
    root = project()
    shared = root / "templates" / "shared" / "broken.j2"
    shared.write_text("\n{% endfor %}", encoding="utf-8")
    (finding,) = template(root, "{% include 'shared/broken.j2' %}", house).findings
    assert finding.where is not None
    assert (finding.where.file, finding.where.line) == ("templates/shared/broken.j2", 2)


def test_check_compiles_every_template(project: Lay, house: House) -> None:
    root = project()
    material = house.materials["poster-signs"]
    assert Composer(root, date(2026, 1, 1)).check(material) == ()
    (root / "templates" / "poster-signs" / "page.html.j2").write_text("{% if %}", encoding="utf-8")
    (finding,) = Composer(root, date(2026, 1, 1)).check(material)
    assert finding.code == "template-wrong"


def test_the_numbers_of_the_words_are_known_and_no_others(house: House) -> None:
    composition = composed(job("factsheet-signs"), house)
    assert {"18", "7102"} <= composition.word_numbers
    dialled = {fact.value for fact in composition.facts} | {fact.shown for fact in composition.facts}
    assert not dialled & composition.word_numbers


def test_a_file_says_what_it_is_and_when_its_numbers_are_of(house: House) -> None:
    composition = composed(job("factsheet-signs"), house)
    assert composition.title.endswith("Placer County, California")
    assert f"<title>{composition.title}</title>" in composition.html
    assert f'content="{house.atlas.revised.isoformat()}"' in composition.html
    later = replace(house, dated=date(2030, 2, 3))
    assert 'content="2030-02-03"' in composed(job("factsheet-signs"), later).html
    dates = [fact.shown for fact in composed(job("factsheet-signs"), later).facts if fact.kind is FactKind.DATE]
    assert dates == [fact.shown for fact in composition.facts if fact.kind is FactKind.DATE]


def test_a_template_knows_how_it_will_be_printed(project: Lay, house: House) -> None:
    root = project()
    seen = "{{ ink }} {{ large }} {{ edition }} {{ brand.name }} {{ paper.name }} {{ paper.width }}"
    for piece, said in (
        (job(), "color False screen lamplight letter 612.0"),
        (job(ink=Ink.GREY, edition=Edition.OFFICE, paper="tabloid"), "grey False office lamplight tabloid 792.0"),
        (job(large=True, brand="lamplight", paper="a4"), f"color True screen lamplight a4 {210 * 72 / 25.4}"),
    ):
        (root / "templates" / "poster-signs" / "page.html.j2").write_text(seen, encoding="utf-8")
        assert composed(piece, replace(house, root=root)).html == said


def test_templates_print_local_things_only_as_facts() -> None:
    """The names of a region and its contacts come through calls that record them, never through plain attributes."""
    pages = [*ROOT.glob("templates/*/page.html.j2"), *ROOT.glob("templates/shared/*.j2")]
    assert len(pages) > 3
    for page in pages:
        assert not re.findall(r"\{\{[^}]*\b(?:region|record|job)\b", page.read_text(encoding="utf-8")), page
