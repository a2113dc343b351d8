"""The file is a PDF/X-4: it says so, it says who it is, and it does nothing but be printed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pikepdf.models.metadata import decode_pdf_date

from lamplight.model import Edition, Finding
from lamplight.preflight import contents
from lamplight.preflight.check import Check, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pikepdf

    from lamplight.preflight.proof import Proof

    Said = Mapping[str, object]

CONFORMANCE = "PDF/X-4"
VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
# ISO 15930-7, 6.1: the file is one of PDF 1.6, or of an older version.
NEWEST = (1, 6)
# XMP's name, the name in the document's information, if it has one there (ISO 15930-7, 6.8; ISO 16684-1, 8.3).
DATES = {"xmp:CreateDate": "/CreationDate", "xmp:ModifyDate": "/ModDate", "xmp:MetadataDate": None}
IDENTITY = ("xmpMM:DocumentID", "xmpMM:RenditionClass", "xmpMM:VersionID")
TRAPPED = {"/True": "True", "/False": "False"}
# What acts, brings along what is not printed, or would be for the press to replace; wherever in the file it stands.
ACTIONS = {"/OpenAction", "/AA", "/A", "/JavaScript", "/JS", "/AcroForm"}
OTHER_FILES = {"/EmbeddedFiles", "/EF", "/AF", "/Collection", "/OPI", "/Alternates"}
SETTINGS_OF_A_PRESS = {"/TR", "/TR2", "/HT", "/HTP"}
LEFT_OUT = ACTIONS | OTHER_FILES | SETTINGS_OF_A_PRESS


def run(proof: Proof) -> Verdict:
    """Look at the metadata, the document's information, the trailer, and at every dictionary."""
    pdf = proof.objects
    said = pdf.open_metadata(set_pikepdf_as_editor=False)
    keys = {key for thing in contents.dictionaries(pdf) for key in thing.keys()}  # noqa: SIM118 - not a mapping
    wrong = (*_says(pdf, said, proof.title), *_dates(pdf, said), *_file(pdf), *_acts(pdf, keys))
    return Verdict(len(keys) + len(said), tuple(map(_finding, wrong)))


def _says(pdf: pikepdf.Pdf, said: Said, title: str) -> Iterator[str]:
    if said.get(VERSION) != CONFORMANCE:
        yield f"its metadata says that it is “{said.get(VERSION)}” (pdfxid:GTS_PDFXVersion)"
    trapped = str(pdf.docinfo.get("/Trapped"))
    if trapped not in TRAPPED or said.get("pdf:Trapped") != TRAPPED[trapped]:
        yield f"whether it is trapped is said as {trapped}, and in its metadata as {said.get('pdf:Trapped')}"
    titles = str(pdf.docinfo.get("/Title", "")), str(said.get("dc:title", ""))
    if not title.strip() or set(titles) != {title}:
        yield f"its title is “{titles[0]}”, in its metadata “{titles[1]}”, and must be “{title}”"
    for name in IDENTITY:
        if not str(said.get(name, "")).strip():
            yield f"its metadata has no {name}"


def _dates(pdf: pikepdf.Pdf, said: Said) -> Iterator[str]:
    """Each date is there, and in both places the same to the second."""
    for name, key in DATES.items():
        in_metadata = _read(datetime.fromisoformat, said.get(name, ""))
        if in_metadata is None:
            yield f"its metadata has no {name}"
        elif key and _read(decode_pdf_date, pdf.docinfo.get(key, "")) != in_metadata:
            yield f"its {key[1:]} is {pdf.docinfo.get(key)} and its {name} {said.get(name)}"


def _read(reader: Callable[[str], datetime], date: object) -> datetime | None:
    """A date, by the reader of its format; None for what is none. Without a zone it is in UTC."""
    try:
        found = reader(str(date))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _file(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "it is encrypted"
    if len(pdf.trailer.get("/ID", ())) != 2 or not all(map(bytes, pdf.trailer.ID)):  # noqa: PLR2004 - of birth, of now
        yield "it has no ID in its trailer"
    version = str(pdf.Root.get("/Version", f"/{pdf.pdf_version}"))[1:]
    newest = max(pdf.pdf_version, version)
    if tuple(map(int, newest.split("."))) > NEWEST:
        yield f"it is a file of PDF {newest}, and PDF/X-4 is of {'.'.join(map(str, NEWEST))}"


def _acts(pdf: pikepdf.Pdf, keys: set[str]) -> Iterator[str]:
    notes = sum(len(page.obj.get("/Annots", ())) for page in pdf.pages)
    if notes:
        yield f"it has {notes} annotations: links and notes are not printed"
    found = sorted(keys & LEFT_OUT)
    if found:
        yield f"it holds actions, other files, or settings of a press ({', '.join(found)})"


def _finding(message: str) -> Finding:
    return Finding(
        "pdfx-wrong", message, "let the press stage write what PDF/X-4 (ISO 15930-7) wants, and leave out all else"
    )


CHECK = Check(
    codes=("pdfx-wrong",),
    reason="A print shop's own check turns back what is no PDF/X-4, a day before the handouts are needed.",
    run=run,
    editions=(Edition.PRESS,),
)
