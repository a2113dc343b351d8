from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lamplight.preflight.language_unsaid import CHECK, PATTERNS
from preflight.samples import NAME, ROOT, codes, good, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "language-unsaid"
ENGLISH_NAME = f'<bdi lang="en">{NAME.shown}</bdi>'


def _in(sample: Proof, *languages: str) -> Proof:
    return replace(sample, job=replace(sample.job, languages=languages))


def test_passages_that_say_their_language_pass() -> None:
    assert codes(good(), CODE) == []
    assert codes(_in(proof('<p>Call</p><p lang="ar">اتصل</p>', ()), "en", "ar"), CODE) == []
    assert codes(proof(f'<div lang="km"><p>ខេត្ត {ENGLISH_NAME}</p></div><p>Call</p>', (NAME,)), CODE) == []


OTHERS = ("ይደውሉ", "اتصل", "कॉल", "Զանգե՛ք", "電話", "ទូរសព្ទ", "전화", "ໂທ", "ਕਾਲ", "Звоните", "โทร")


@pytest.mark.parametrize("text", OTHERS)
def test_letters_of_another_language(text: str) -> None:
    (finding,) = CHECK.run(proof(f"<p>{text}</p>", ())).findings
    assert finding.code == CODE
    assert "has no such letters" in finding.message


def test_letters_of_an_alternative_text() -> None:
    picture = '<svg width="9" height="9"><title>दो लोग बात करते हैं</title><rect width="9" height="9"/></svg>'
    assert codes(proof(f"<p>Call</p>{picture}", ()), CODE) == [CODE]
    assert codes(proof(f'<p>Call</p><div lang="hi">{picture}</div>', ()), CODE) == []


def test_a_language_in_which_nothing_is_said() -> None:
    (finding,) = CHECK.run(_in(proof("<p>Call</p><p>Llame</p>", ()), "en", "es")).findings
    assert "“es”" in finding.message


def test_a_name_that_is_read_out_in_another_voice() -> None:
    page = '<div lang="es"><p>Para {}</p><p>Para {}</p></div>'
    assert codes(proof(page.format(ENGLISH_NAME, ENGLISH_NAME), (NAME, NAME)), CODE) == []
    for names in ((ENGLISH_NAME, NAME.shown), (NAME.shown, NAME.shown)):
        findings = CHECK.run(_in(proof(page.format(*names), (NAME, NAME)), "es")).findings
        assert [finding for finding in findings if "does not say that it is English" in finding.message]


def test_every_language_with_letters_of_its_own_is_known() -> None:
    latin = {"es", "hmn", "so", "tl", "vi"}
    known = {language for languages in PATTERNS for language in languages}
    assert known == {file.stem for file in (ROOT / "content").glob("*.po")} - latin
