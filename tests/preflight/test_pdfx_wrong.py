from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.press import PDFX
from preflight.press_sample import changed, good, without
from preflight.samples import codes

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = "pdfx-wrong"


def _said(key: str, value: str | None) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            if value is None:
                del said[key]
            else:
                said[key] = value

    return change


def _informed(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[key] = value

    return change


def _root(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return change


def _noted(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[60, 60, 90, 90])
        pdf.pages[0].obj.Annots = pikepdf.Array([note])

    return change


def _curve(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = pikepdf.Dictionary(Curve=pikepdf.Dictionary(TR=pikepdf.Name.Identity))


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
BROKEN = {
    "another standard": _said(f"{{{PDFX}}}GTS_PDFXVersion", "PDF/X-1a:2003"),
    "no standard": _said(f"{{{PDFX}}}GTS_PDFXVersion", None),
    "trapped is not said": lambda pdf: without(pdf.docinfo, "/Trapped"),
    "trapped is unknown": _informed("/Trapped", pikepdf.Name.Unknown),
    "trapped is said in two ways": _said("pdf:Trapped", "True"),
    "no title": lambda pdf: without(pdf.docinfo, "/Title"),
    "another title in the metadata": _said("dc:title", "Nobody can help"),
    "no date": _said("xmp:CreateDate", None),
    "no date of the metadata": _said("xmp:MetadataDate", None),
    "a date that is none": _said("xmp:ModifyDate", "last week"),
    "dates that differ": _informed("/ModDate", "D:20261126"),
    "no date in the information": lambda pdf: without(pdf.docinfo, "/CreationDate"),
    "no identity": _said("xmpMM:DocumentID", None),
    "no class": _said("xmpMM:RenditionClass", None),
    "no version": _said("xmpMM:VersionID", None),
    "no metadata": lambda pdf: without(pdf.Root, "/Metadata"),
    "a link": _noted("/Link"),
    "a note": _noted("/Text"),
    "a script at the start": _root(OpenAction=SCRIPT),
    "scripts by name": _root(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", SCRIPT]))),
    "another file": _root(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=[]))),
    "a form": _root(AcroForm=pikepdf.Dictionary(Fields=[])),
    "a curve for the press": _curve,
    "PDF 2.0 in the catalogue": _root(Version=pikepdf.Name("/2.0")),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_makes_a_file_no_pdfx_is_found(how: str) -> None:
    assert set(codes(changed(BROKEN[how]), CODE)) == {CODE}


def test_a_newer_version_and_an_encrypted_file_are_found() -> None:
    assert codes(changed(lambda _: None, force_version="1.7"), CODE) == [CODE]
    locked = changed(lambda _: None, encryption=pikepdf.Encryption(owner="x", user="", R=4), deterministic_id=False)
    assert set(codes(locked, CODE)) == {CODE}


def test_a_right_one_passes() -> None:
    assert codes(good(), CODE) == []
    assert codes(changed(lambda _: None), CODE) == []
    assert codes(changed(_said("xmp:ModifyDate", "2026-11-25T00:00:00+00:00")), CODE) == []
