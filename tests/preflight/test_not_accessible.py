from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.model import Edition
from lamplight.preflight.not_accessible import CHECK
from preflight.samples import GOOD, codes, proof

if TYPE_CHECKING:
    from collections.abc import Callable

    from lamplight.preflight import Proof

CODE = "not-accessible"


def _figure(pdf: pikepdf.Pdf) -> pikepdf.Object:
    dictionaries = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary))
    (figure,) = (thing for thing in dictionaries if thing.get("/S") == "/Figure")
    return figure


def _without(*path: str) -> Callable[[pikepdf.Pdf], None]:
    def remove(pdf: pikepdf.Pdf) -> None:
        holder = pdf.Root
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]

    return remove


def _no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def _other_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "page.html"


def _other_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("es")


def _no_alternative(pdf: pikepdf.Pdf) -> None:
    del _figure(pdf)["/Alt"]


def _blank_alternative(pdf: pikepdf.Pdf) -> None:
    _figure(pdf).Alt = pikepdf.String(" ")


def _empty_tags(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K = pikepdf.Array()


def _untagged_link(pdf: pikepdf.Pdf) -> None:
    """What the engine does to a box within a link: it makes a second link of it, outside any Link element."""
    notes = pdf.pages[0].obj.Annots
    notes.append(pdf.make_indirect(pikepdf.Dictionary(dict(notes[0].items()))))


BROKEN = {
    "not tagged as links": _untagged_link,
    "title": _no_title,
    "title is": _other_title,
    "DisplayDocTitle": _without("/ViewerPreferences"),
    "language": _without("/Lang"),
    "language is": _other_language,
    "MarkInfo": _without("/MarkInfo"),
    "is tagged": _without("/StructTreeRoot"),
    "of the file is tagged": _empty_tags,
    "alternative text": _no_alternative,
    "no alternative text": _blank_alternative,
}


def _changed(change: Callable[[pikepdf.Pdf], None], sample: Proof) -> Proof:
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return replace(sample, pdf=out.getvalue())


@pytest.mark.parametrize("what", BROKEN)
def test_what_a_screen_reader_needs_must_be_there(what: str) -> None:
    findings = CHECK.run(_changed(BROKEN[what], proof())).findings
    assert {finding.code for finding in findings} == {CODE}
    assert [finding for finding in findings if what in finding.message]


def test_a_sound_file_passes() -> None:
    assert codes(_changed(lambda _: None, proof()), CODE) == []


def test_a_picture_without_words_in_its_place() -> None:
    picture = '<svg width="40" height="40"><circle cx="20" cy="20" r="10"/></svg>'
    assert codes(proof("<p>{qr}</p>" + picture), CODE) == [CODE]


def test_the_printed_edition_need_not_be_tagged() -> None:
    assert codes(proof(edition=Edition.OFFICE), CODE) == []
    assert codes(replace(proof(edition=Edition.OFFICE), job=proof().job), CODE) != []


def test_an_item_that_its_list_has_lost() -> None:
    listed = f"{GOOD}<ul><li><p>{{style}}</p></li></ul>"
    assert codes(proof(listed.replace("{style}", "One")), CODE) == []
    torn = listed.replace("<p>{style}", '<p style="display: table-cell">One')
    (finding,) = CHECK.run(proof(torn)).findings
    assert "outside their list" in finding.message
