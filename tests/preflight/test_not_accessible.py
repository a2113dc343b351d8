from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.model import Edition
from lamplight.preflight.not_accessible import CHECK
from preflight.samples import changed, codes, good, proof

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = "not-accessible"


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


def _empty_tags(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K = pikepdf.Array()


BROKEN = {
    "title": _no_title,
    "title is": _other_title,
    "DisplayDocTitle": _without("/ViewerPreferences"),
    "language": _without("/Lang"),
    "language is": _other_language,
    "MarkInfo": _without("/MarkInfo"),
    "is tagged": _without("/StructTreeRoot"),
    "of the file is tagged": _empty_tags,
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_a_screen_reader_needs_must_be_there(what: str) -> None:
    findings = CHECK.run(changed(BROKEN[what])).findings
    assert {finding.code for finding in findings} == {CODE}
    assert [finding for finding in findings if what in finding.message]


def test_a_sound_file_passes() -> None:
    assert codes(changed(lambda _: None), CODE) == []


def test_the_printed_edition_need_not_be_tagged() -> None:
    printed = proof(edition=Edition.OFFICE)
    assert codes(printed, CODE) == []
    assert codes(replace(printed, job=good().job), CODE) != []
