"""Words that translators take in another sense, and words that hurt: told where they stand, and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight import content, glossary
from lamplight.errors import SourceError
from lamplight.glossary import SENSES, Glossary, mistakes
from lamplight.model import Where
from own_project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from lamplight.model import Finding

HERE = Where("content/es.po", 7)
SPANISH = """\
misread:
  free: [libertad, llamada libre]
  AIDS: [sida]
hurting:
  - not: [prostituta, ramera]
    but: menor explotada
    because: It names a child by what was done to them.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/glossary").mkdir(parents=True)
    return tmp_path


def listed(root: Path, text: str = SPANISH) -> Glossary:
    (root / "content/glossary/es.yaml").write_text(text, encoding="utf-8")
    return glossary.load(root, "es")


def told(root: Path, english: str, spanish: str) -> list[Finding]:
    return list(mistakes(listed(root), [(english, spanish, HERE)]))


@pytest.mark.parametrize("spanish", ["Llamada libre", "En libertad.", "LIBERTAD", "sus libertades"])
def test_a_word_in_another_sense_is_told(root: Path, spanish: str) -> None:
    (finding,) = told(root, "Free call", spanish)
    assert (finding.code, finding.where) == ("translation-misread", HERE)
    for said in (spanish, "Free call", "free", "that costs nothing"):
        assert said in finding.message


def test_a_word_is_misread_only_where_its_english_has_it(root: Path) -> None:
    assert told(root, "You decide.", "Tienes libertad.") == []
    assert told(root, "Freedom", "Libertad") == []
    assert [finding.code for finding in told(root, "FREE", "Libertad")] == ["translation-misread"]


def test_some_words_are_never_meant(root: Path) -> None:
    """AIDS, which a machine made of “aid”."""
    assert [finding.code for finding in told(root, "First aid", "El SIDA")] == ["translation-misread"]


@pytest.mark.parametrize("spanish", ["Una prostituta", "¿Ramera?", "prostitutas"])
def test_a_word_that_hurts_is_told_with_a_better_one(root: Path, spanish: str) -> None:
    (finding,) = told(root, "A child", spanish)
    assert (finding.code, finding.where, finding.remedy) == ("translation-hurts", HERE, "say “menor explotada”")
    assert "names a child" in finding.message


def test_a_stem_is_the_beginning_of_a_word(root: Path) -> None:
    assert told(root, "Free", "residas, presida, prelibertad") == []


def test_every_mistake_in_a_sentence_is_told(root: Path) -> None:
    findings = told(root, "Free", "La libertad de una prostituta, ramera con sida")
    assert [finding.code for finding in findings] == [*["translation-misread"] * 2, *["translation-hurts"] * 2]


@pytest.mark.parametrize(
    ("text", "stem", "holds"),
    [
        ("بدون ضحية هنا", "ضحية", True),
        ("والضحية", "ضحية", True),
        ("他是个顾客吗", "顾客", True),
        ("ของลูกค้านั้น", "ลูกค้า", True),
        ("của thế giới", "ế", False),
        ("ế ẩm", "ế", True),
        ("неклієнт", "клієнт", False),
        ("мої клієнти", "клієнт", True),
        ("ոչհաճախորդ", "հաճախորդ", False),
        ("ایدز", "AIDS", False),
    ],
)
def test_words_begin_where_their_script_says_so(text: str, stem: str, holds: bool) -> None:  # noqa: FBT001
    known = Glossary.model_validate({"hurting": [{"not": [stem], "but": "-", "because": "-"}]})
    assert bool(list(mistakes(known, [("-", text, HERE)]))) is holds


@pytest.mark.parametrize("text", ["Bị cưỡi ngựa", "ਬੇ\u0a36ਰਮ", "ल\u095cकी", "ñandú"])
def test_accents_are_the_same_however_they_are_written(text: str) -> None:
    forms = {text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
    assert len(forms) > 1
    for stem, written in product(forms, forms):
        known = Glossary.model_validate({"hurting": [{"not": [stem], "but": "-", "because": "-"}]})
        assert list(mistakes(known, [("-", f"“{written}”", HERE)]))


STEMS = st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=6), min_size=1, max_size=3)


@given(st.text(max_size=40), STEMS)
def test_a_text_is_blamed_for_nothing_that_it_does_not_hold(text: str, stems: list[str]) -> None:
    known = Glossary.model_validate({"hurting": [{"not": stems, "but": "-", "because": "-"}]})
    composed = unicodedata.normalize("NFC", text)
    for finding in mistakes(known, [("-", text, HERE)]):
        stem = finding.message.removeprefix(f"“{text}” has “").removesuffix("”: -")
        assert re.search(re.escape(unicodedata.normalize("NFC", stem)), composed, re.IGNORECASE)


# What stands in the files


def test_a_language_without_a_glossary_has_no_mistakes(root: Path) -> None:
    empty = glossary.load(root, "es")
    assert empty == Glossary()
    assert list(mistakes(empty, [("Free", "Libertad", HERE)])) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  free:", "  freedom:", "wrong-value"),
        ("[libertad, llamada libre]", "libertad", "wrong-kind"),
        ("[prostituta, ramera]", "[]", "wrong-value"),
        ("[prostituta, ramera]", '[""]', "wrong-value"),
        ("[libertad, llamada libre]", '["  "]', "wrong-value"),
        ("    but: menor explotada\n", "", "missing-key"),
        ("    because:", "    why:", "unknown-key"),
        ("misread:", "misheard:", "unknown-key"),
        ("hurting:", "hurting: [", "not-yaml"),
    ],
)
def test_a_mistake_in_a_glossary_is_told_with_its_place(root: Path, old: str, new: str, code: str) -> None:
    assert old in SPANISH
    with pytest.raises(SourceError) as caught:
        listed(root, SPANISH.replace(old, new, 1))
    assert code in {finding.code for finding in caught.value.findings}
    for finding in caught.value.findings:
        assert finding.where is not None
        assert finding.where.file == "content/glossary/es.yaml"
        assert finding.where.line is not None


TAGS = content.languages(ROOT)[1:]


def test_each_language_that_ships_has_a_glossary_and_no_other() -> None:
    assert {file.stem for file in (ROOT / glossary.FOLDER).iterdir()} == set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_what_a_shipped_glossary_lists_is_found_where_it_stands(tag: str) -> None:
    """Each stem alone, in its sentence; and no better word is one of those that hurt."""
    known = glossary.load(ROOT, tag)
    meant = {word: english(word) for word in known.misread}
    for word, stems in known.misread.items():
        for stem in stems:
            found = mistakes(known, [(meant[word], f"“{stem}”.", HERE)])
            assert "translation-misread" in {finding.code for finding in found}, stem
    for term in known.hurting:
        for stem in term.terms:
            found = mistakes(known, [("-", f"“{stem}”.", HERE)])
            assert "translation-hurts" in {finding.code for finding in found}, stem
        better = [finding.message for finding in mistakes(known, [("-", term.instead, HERE)])]
        assert not [said for said in better if said.endswith(term.because)]


def english(word: str) -> str:
    """An English sentence with that word in it."""
    sentence = {"exploits": "Somebody exploits you.", "runs away": "She ran away."}.get(word, f"The {word} here.")
    assert re.search(SENSES[word][0], sentence, re.IGNORECASE)
    return sentence


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "es"])
def test_each_glossary_has_both_kinds(tag: str) -> None:
    """Spanish has its words that hurt in docs/voice.md."""
    known = glossary.load(ROOT, tag)
    assert known.misread
    assert known.hurting
