"""Every material keeps its promises: reading grade, contrast, type, one ink, words, figures, one call to action."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

import generate
from lamplight import pipeline, prose, quality, voice
from lamplight.errors import LamplightError
from lamplight.model import Finding, Ink, Sentence, Severity, Where
from own_project import ROOT, lay_out, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.pipeline import House
    from lamplight.quality import Quality

PLACER = "us/ca/placer"
HERE = Where("content/sample.yaml", 3)


@cache
def own_house() -> House:
    return pipeline.load(ROOT)


@cache
def measured(material: str) -> Quality:
    """Each material is composed and set once a session."""
    return quality.measure(PLACER, material, own_house())


@pytest.mark.parametrize("material", shipped())
def test_each_material_keeps_its_promises(material: str) -> None:
    found, limits = measured(material), shipped()[material]
    wrong = [finding for finding in found.findings if finding.severity is Severity.ERROR]
    assert [str(finding) for finding in wrong] == []
    assert list(found.spoken) == ["en", "es"]
    for spoken in found.spoken.values():
        assert len(spoken.page.said) > 3
        assert (spoken.grade is None) == bool(spoken.untranslated)
        assert spoken.grade is None or spoken.grade <= limits.reading_grade
    for face in found.faces.values():
        assert face.contrast >= 4.5
        assert face.sizes[0] >= limits.smallest_type
        assert len(face.sizes) <= limits.type_sizes
    assert found.faces[Ink.GREY].solid
    assert (found.avoided, found.uncited) == (0, ())
    assert set(found.calls) <= {0, 1}
    assert sum(found.calls) >= 1


SAMPLE = "poster-signs"


def _sample() -> Quality:
    """What is wrong with its looks is not the matter here."""
    found = measured(SAMPLE)
    return replace(found, faces={ink: replace(face, findings=()) for ink, face in found.faces.items()})


def _codes(found: Quality) -> list[str]:
    return [finding.code for finding in found.findings if finding.severity is Severity.ERROR]


def _saying(html: str, *figures: voice.Figure) -> Quality:
    """The sample, with another English page."""
    found = _sample()
    page = replace(found.spoken["en"], page=prose.read(html))
    return replace(found, spoken={"en": page}, figures=figures)


def _page(text: str) -> str:
    return f'<section class="page"><h1 data-action>Call today</h1><p>{text}</p></section>'


def test_a_page_that_says_nothing_wrong_passes() -> None:
    assert _codes(_saying(_page("You do not have to be sure."))) == []


def test_words_that_are_too_hard_are_found() -> None:
    hard = replace(_sample().spoken["en"], grade=6.1)
    found = replace(_sample(), spoken={"en": hard})
    assert _codes(found) == ["reading-hard"]
    assert _codes(replace(found, spoken={"en": replace(hard, grade=6.0)})) == []


def test_a_word_to_avoid_is_found_in_citations_too() -> None:
    assert _codes(_saying(_page("Help the young prostitute."))) == ["word-avoided"]
    assert _codes(_saying(_page("Help.") + "<footer><p>On the pimp (2020)</p></footer>")) == ["word-avoided"]


def test_a_figure_must_be_printed_with_its_source() -> None:
    claim, source = (Sentence.of(text, HERE) for text in ("1 in 6 {who} is a boy", "Somebody (2020)."))
    bare, cited = voice.Figure(claim, "1", None), voice.Figure(claim, "1", source)
    assert _codes(_saying(_page("1 in 6 children is a boy"), bare)) == ["figure-uncited"]
    assert _codes(_saying(_page("1 in 6 children is a boy"), cited)) == ["figure-uncited"]
    assert _codes(_saying(_page("1 in 6 children is a boy") + "<footer><p>Somebody (2020).</p></footer>", cited)) == []
    assert _codes(_saying(_page("Somebody else's page."), bare)) == []


@pytest.mark.parametrize(
    "html",
    [
        '<section class="page"><p>Nothing asked</p></section>' + _page("And here"),
        _page('<b data-action="">And call</b>'),
        _page("Here") + '<section class="page" data-quiet><p data-action>And here</p></section>',
        '<section class="page" data-quiet><p>Hush</p></section>',
        '<section class="page"><p data-action> </p></section>' + _page("And here"),
    ],
)
def test_a_page_has_one_call_to_action(html: str) -> None:
    assert _codes(_saying(html)) == ["action-not-one"]


def test_what_the_checks_find_in_either_ink_is_told_once() -> None:
    found = _sample()
    finding = Finding("contrast-low", "pale", "mend it")
    faces = {ink: replace(face, findings=(finding,)) for ink, face in found.faces.items()}
    assert _codes(replace(found, faces=faces)) == ["contrast-low"]


def test_a_pale_brand_is_measured_as_pale(house: House) -> None:
    lamplight = house.brands["lamplight"]
    pale = replace(lamplight, tokens={**lamplight.tokens, "ink": "#999999"})
    brands = {**house.brands, "lamplight": pale}
    found = quality.measure(PLACER, SAMPLE, replace(house, brands=brands))
    assert found.faces[Ink.COLOR].contrast < 3
    assert "contrast-low" in _codes(found)


def test_the_row_says_each_measure_and_the_legend_each_column() -> None:
    row = measured("card-help").row()
    assert row["material"] == "card-help"
    assert row["grade"].endswith(" ≤6")
    assert row["contrast"].endswith(" 21.0")
    assert row["sizes"] == "3≤3"
    assert (row["words"], row["calls"]) == ("0 0", "0 1")
    assert list(row) == ["material", *quality.LEGEND]


def test_the_command_line_measures_what_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["check", "--words", "-m", "card-signs"]) == 0
    said = capsys.readouterr().out
    assert "card-signs" in said
    assert "card-help" not in said
    assert "Every measure is within its limit." in said
    assert all(len(line) <= 80 for line in said.splitlines())


def test_what_is_over_a_limit_makes_the_exit_code_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = replace(_sample(), material=replace(shipped()[SAMPLE], reading_grade=-5))
    monkeypatch.setattr(quality, "measure", lambda *_: strict)
    assert generate.main(["check", "--words", "-m", SAMPLE]) == 1
    said = capsys.readouterr().out
    assert "[reading-hard]" in said
    assert "over the limit." in said


def test_a_choice_without_words_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["check", "-m", SAMPLE]) == 2
    assert "--words" in capsys.readouterr().err


def test_a_region_that_lacks_a_contact_cannot_be_measured(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    regions = root / "regions.yaml"
    regions.write_text(regions.read_text(encoding="utf-8").split("  us/ca/placer:")[0], encoding="utf-8")
    with pytest.raises(LamplightError, match="contact-missing"):
        quality.measure(PLACER, SAMPLE, pipeline.load(root))
