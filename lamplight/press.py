"""A page for a print shop: PDF/X-4 (ISO 15930-7) with its bleed, its marks, its slug and one output intent."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from lamplight import trims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lamplight.model import Boxes, Mark, Profile, Target

# Marks are black ink alone, as the text is, and thick enough for any plate.
MARK_STROKE = "0 0 0 1 K 0.3 w"
SLUG_DROP = 2.0
# A circle from four curves (ISO 32000-2 has none of its own): how far each control point is from its end.
CURVE = 0.5523
PDFX = "http://www.npes.org/pdfx/ns/id/"
# What shows and places text (ISO 32000-2, table 103 to 107); colours set between stand.
TEXT = frozenset(["BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"'])
# PDF/X-4 is written on top of PDF 1.6 (ISO 15930-7, 6.1).
VERSION = "1.6"


@dataclass(frozen=True, slots=True)
class Around:
    """What is drawn around the pages: marks, and the slug, a PDF that has one line for each page."""

    marks: Sequence[Mark]
    targets: Sequence[Target]
    slug: bytes


def lay_out(pdf: bytes, boxes: Boxes, around: Around | None, profile: Profile, title: str) -> bytes:
    """The pages of `pdf`, all CMYK already, on pages with these boxes, each with its bleed.

    Without `around` a page is as large as its bleed. The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as piece, pikepdf.new() as target:
        _Press(target, boxes, around).draw(piece)
        _intend(target, profile)
        _describe(target, piece, title, hashlib.sha256(pdf).hexdigest())
        out = io.BytesIO()
        target.save(
            out,
            deterministic_id=True,
            force_version=VERSION,
            # Plain objects: what stands at a print shop may be older than compressed ones.
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return out.getvalue()


class _Press:
    """Draws pages on a new file; forms that several pages share are copied once."""

    def __init__(self, target: pikepdf.Pdf, boxes: Boxes, around: Around | None) -> None:
        self._target, self._boxes, self._around = target, boxes, around

    def draw(self, piece: pikepdf.Pdf) -> None:
        slugs = self._slugs()
        for number, source in enumerate(piece.pages):
            art = self._target.copy_foreign(source.as_form_xobject())
            forms = {"/Art": art, "/Ground": _wordless(self._target, art)} | ({"/Slug": slugs[number]} if slugs else {})
            page = self._target.add_blank_page(page_size=(self._boxes.width, self._boxes.height))
            page.obj.Resources = Dictionary(XObject=Dictionary(forms))
            page.obj.Contents = self._target.make_stream("\n".join(self._drawing(number, art)).encode())
            if Name.Group in art:
                page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
            self._bound(page)

    def _slugs(self) -> list[pikepdf.Object]:
        if self._around is None:
            return []
        with pikepdf.open(io.BytesIO(self._around.slug)) as slug:
            return [self._target.copy_foreign(page.as_form_xobject()) for page in slug.pages]

    def _bound(self, page: pikepdf.Page) -> None:
        """ISO 32000-2, 14.11.2: each box within the one before it."""
        boxes, bleed = self._boxes, self._boxes.bleed
        left, top = boxes.left, boxes.height - boxes.top
        right, bottom = left + boxes.trim.width, top - boxes.trim.height
        page.obj.TrimBox = Array([left, bottom, right, top])
        page.obj.BleedBox = Array([left - bleed, bottom - bleed, right + bleed, top + bleed])

    def _drawing(self, number: int, art: pikepdf.Object) -> Iterator[str]:
        boxes = self._boxes
        # Where the art's own corner comes to stand; its box may start anywhere.
        x, y = (float(edge) for edge in list(art.BBox)[:2])
        for strip in trims.strips(boxes):
            yield f"q {_numbers(strip.clip)} re W n {_numbers(strip.matrix)} cm {_moved(-x, -y)} /Ground Do Q"
        yield f"q {_moved(boxes.left - x, boxes.height - boxes.top - boxes.trim.height - y)} /Art Do Q"
        if self._around is not None:
            yield f"q {_moved(trims.SLUG_SIDE, SLUG_DROP)} /Slug Do Q"
            yield from (_line(mark, boxes) for mark in self._around.marks if mark.sheet_page == number)
            yield from (_cross(target, boxes) for target in self._around.targets if target.sheet_page == number)


def _wordless(pdf: pikepdf.Pdf, form: pikepdf.Object) -> pikepdf.Object:
    """A copy of a form without its text: what lies beyond the trim is never to be read."""
    steps = [step for step in pikepdf.parse_content_stream(form) if str(step.operator) not in TEXT]
    copy = pdf.make_stream(pikepdf.unparse_content_stream(steps))
    for key, value in form.items():
        if key not in {"/Length", "/Filter", "/DecodeParms"}:
            copy[key] = value
    _without_words_within(pdf, copy)
    return copy


def _without_words_within(pdf: pikepdf.Pdf, form: pikepdf.Object) -> None:
    resources = form.get("/Resources", Dictionary())
    drawn = resources.get("/XObject", Dictionary())
    forms = {name: thing for name, thing in drawn.items() if thing.get("/Subtype") == "/Form"}
    form.Resources = Dictionary({key: value for key, value in resources.items() if key != "/Font"})
    if forms:
        bare = {name: _wordless(pdf, thing) for name, thing in forms.items()}
        form.Resources.XObject = Dictionary({**dict(drawn.items()), **bare})


def _intend(pdf: pikepdf.Pdf, profile: Profile) -> None:
    """The one output intent (ISO 32000-2, 14.11.5): the printing that all colours are meant for."""
    stream = pdf.make_stream(profile.icc)
    stream.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=profile.condition,
        Info=profile.description,
        DestOutputProfile=pdf.make_indirect(stream),
    )
    if profile.registry:
        intent.RegistryName = profile.registry
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _describe(pdf: pikepdf.Pdf, piece: pikepdf.Pdf, title: str, digest: str) -> None:
    """What PDF/X-4 wants a file to say of itself (ISO 15930-7, 6.8), at the date that the piece says."""
    info = {key: str(value) for key, value in piece.docinfo.items()}
    pdf.docinfo[Name.Title] = title
    for key in ("/Producer", "/CreationDate", "/ModDate"):
        if key in info:
            pdf.docinfo[Name(key)] = info[key]
    pdf.docinfo[Name.Trapped] = Name("/False")
    if Name.Lang in piece.Root:
        pdf.Root.Lang = str(piece.Root.Lang)
    created, modified = (_iso(info[key]) for key in ("/CreationDate", "/ModDate"))
    pikepdf.models.metadata.PdfMetadata.register_xml_namespace(PDFX, "pdfxid")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said["dc:title"] = title
        said["pdf:Producer"] = info.get("/Producer", "")
        said["pdf:Trapped"] = "False"
        said["xmp:CreateDate"], said["xmp:ModifyDate"], said["xmp:MetadataDate"] = created, modified, modified
        said["xmpMM:DocumentID"] = f"uuid:{_as_uuid(digest)}"
        said["xmpMM:RenditionClass"], said["xmpMM:VersionID"] = "default", "1"
        said[f"{{{PDFX}}}GTS_PDFXVersion"] = "PDF/X-4"


def _iso(date: str) -> str:
    """`D:20261125000000Z` as XMP writes it: `2026-11-25T00:00:00Z`."""
    return pikepdf.models.metadata.decode_pdf_date(date).isoformat().replace("+00:00", "Z")


def _as_uuid(digest: str) -> str:
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)


def _moved(x: float, y: float) -> str:
    return f"1 0 0 1 {_numbers((x, y))} cm"


def _line(mark: Mark, boxes: Boxes) -> str:
    start, end = boxes.height - mark.y1, boxes.height - mark.y2
    dash = " [2 2] 0 d" if mark.dashed else ""
    return f"q {MARK_STROKE}{dash} {_numbers((mark.x1, start))} m {_numbers((mark.x2, end))} l S Q"


def _cross(target: Target, boxes: Boxes) -> str:
    """A circle and a cross through it."""
    reach, radius = trims.TARGET_REACH, trims.TARGET_REACH * 0.6
    bend = radius * CURVE
    x, y = target.x, boxes.height - target.y
    lines = ((x - reach, y, x + reach, y), (x, y - reach, x, y + reach))
    curves = (
        (radius, bend, bend, radius, 0.0, radius),
        (-bend, radius, -radius, bend, -radius, 0.0),
        (-radius, -bend, -bend, -radius, 0.0, -radius),
        (bend, -radius, radius, -bend, radius, 0.0),
    )
    drawn = [f"{_numbers(line[:2])} m {_numbers(line[2:])} l" for line in lines]
    drawn.append(f"{_numbers((x + radius, y))} m")
    drawn += [f"{_numbers((x + x1, y + y1, x + x2, y + y2, x + x3, y + y3))} c" for x1, y1, x2, y2, x3, y3 in curves]
    return f"q {MARK_STROKE} {' '.join(drawn)} S Q"
