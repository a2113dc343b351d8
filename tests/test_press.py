"""Pages for a print shop, read back by libraries that did not write them."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pypdfium2
import pytest

from lamplight import pipeline, press, separate, trims
from lamplight.model import Edition, Job, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from lamplight.model import Boxes, Profile
    from lamplight.pipeline import House

    Sample = Callable[[bool], tuple[bytes, Boxes]]

PAPER = Paper("3.5x2", "Card", 252, 144)
SCALE = 4
# A ground that touches the left and the upper edge, a bar that ends 2 pt before the right one, words at the lower one.
PIECE = """<html lang="en"><head><title>Card</title><meta name="dcterms.created" content="2026-11-25">
<meta name="dcterms.modified" content="2026-11-25"><style>
@page { size: 252pt 144pt; margin: 0 } body { margin: 0; font: 12pt "Lamplight Sans" }
div { position: absolute; left: 0; top: 0; width: 100pt; height: 50pt; background: #1b3a57 }
i { position: absolute; right: 2pt; top: 60pt; width: 40pt; height: 20pt; background: #f4ab3c }
p { position: absolute; left: 120pt; bottom: 0; margin: 0; line-height: 1 }
</style></head><body><div></div><i></i><p>Outside</p></body></html>"""
SLUG = """<html lang="en"><head><title>Slug</title><style>@page { size: 252pt 20pt; margin: 0 }
body { margin: 0; font: 5.5pt "Lamplight Sans" }</style></head><body>What this is</body></html>"""


@pytest.fixture(scope="module")
def profile(house: House) -> Profile:
    return house.profile(Job("us", "card", ("en",), "3.5x2", Edition.PRESS))


@pytest.fixture(scope="module")
def sample(house: House, profile: Profile) -> Sample:
    """Lay out a card, with marks or single; made once."""

    def separated(html: str) -> bytes:
        return separate.separate(house.typesetter.set(html, [], Edition.PRESS).pdf, {}, profile)

    piece, slug = separated(PIECE), separated(SLUG)

    @cache
    def laid_out(single: bool) -> tuple[bytes, Boxes]:  # noqa: FBT001 - a cached function's
        boxes = trims.boxes(PAPER, single=single)
        around = press.Around(trims.crop_marks(boxes, 1), trims.targets(boxes, 1), slug)
        return press.lay_out(piece, boxes, None if single else around, profile, "A card"), boxes

    return laid_out


def seen(pdf: bytes) -> Image:
    document = pypdfium2.PdfDocument(pdf)
    picture: Image = document[0].render(scale=SCALE, grayscale=True).to_pil()
    document.close()
    return picture


def grey(picture: Image, boxes: Boxes, x: float, y: float) -> float:
    """The grey of a point, whose place counts from the top left corner of the trim."""
    value = picture.getpixel((round((boxes.left + x) * SCALE), round((boxes.top + y) * SCALE)))
    assert isinstance(value, float | int)
    return value


@pytest.mark.parametrize("single", [False, True])
def test_boxes_lie_within_each_other_as_another_reader_sees_them(sample: Sample, *, single: bool) -> None:
    pdf, boxes = sample(single)
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert tuple(page.mediabox) == pytest.approx((0, 0, boxes.width, boxes.height))
    assert (page.trimbox.width, page.trimbox.height) == pytest.approx((252, 144))
    assert (page.bleedbox.width, page.bleedbox.height) == pytest.approx((270, 162))
    assert float(page.trimbox.left) - float(page.bleedbox.left) == pytest.approx(9)
    assert float(page.trimbox.bottom) - float(page.bleedbox.bottom) == pytest.approx(9)


@pytest.mark.parametrize("single", [False, True])
def test_what_touches_the_trim_goes_on_and_nothing_else_does(sample: Sample, *, single: bool) -> None:
    pdf, boxes = sample(single)
    picture = seen(pdf)
    # Beside the ground, above it, at its corner, and in it.
    assert max(grey(picture, boxes, *at) for at in ((-8, 25), (50, -8), (-8, -8), (-0.1, 25), (50, 25))) < 100
    # Where it has ended; beside the bar, which ends before the edge; below the words.
    assert min(grey(picture, boxes, *at) for at in ((-8, 55), (108, -8), (256, 70), (130, 149), (256, 150))) == 255


def test_beyond_the_bleed_only_marks_are_seen(sample: Sample) -> None:
    pdf, boxes = sample(False)  # noqa: FBT003
    picture = seen(pdf)
    assert grey(picture, boxes, -12, 25) == 255
    assert grey(picture, boxes, -20, 0) < 200
    assert grey(picture, boxes, 126, -18) < 200


@pytest.mark.parametrize("single", [False, True])
def test_words_can_be_read_once_and_in_the_bleed_never(sample: Sample, *, single: bool) -> None:
    pdf, _ = sample(single)
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert text.count("Outside") == 1
    assert text.count("What this is") == (not single)


def test_it_says_what_it_is_and_for_which_press(sample: Sample, profile: Profile) -> None:
    pdf, _ = sample(False)  # noqa: FBT003
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.pdf_header == "%PDF-1.6"
    assert reader.metadata is not None
    assert reader.metadata.title == "A card"
    assert str(reader.metadata["/Trapped"]) == "/False"
    said = reader.xmp_metadata
    assert said is not None
    assert said.dc_title == {"x-default": "A card"}
    assert said.xmp_create_date == reader.metadata.creation_date.replace(tzinfo=None)  # type: ignore[union-attr]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (intent,) = opened.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == profile.condition == "FOGRA39"
        assert intent.DestOutputProfile.read_bytes() == profile.icc
        with opened.open_metadata() as xmp:
            assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"


def test_nothing_is_drawn_in_red_green_and_blue(sample: Sample) -> None:
    pdf, _ = sample(False)  # noqa: FBT003
    colouring = {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [opened.pages[0].obj.Contents, *(thing for thing in opened.objects if _is_form(thing))]
        used = {str(step.operator) for stream in streams for step in pikepdf.parse_content_stream(stream)}
    assert len(streams) == 4
    assert not used & colouring
    assert {"k", "K"} <= used


def _is_form(thing: object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"


@pytest.mark.parametrize(
    ("material", "paper", "single"), [("card-help", "3.5x2", True), ("poster-help", "tabloid", False)]
)
def test_the_same_job_gives_the_same_bytes(house: House, material: str, paper: str, *, single: bool) -> None:
    job = Job("us/ca/placer", material, ("en",), paper, Edition.PRESS, single=single)
    one, other = (pipeline.make(job, house) for _ in range(2))
    assert one.pdf == other.pdf is not None


def test_the_slug_says_what_it_is_for_whom_and_which_numbers(house: House) -> None:
    job = Job("us/ca/placer", "card-help", ("es",), "3.5x2", Edition.PRESS)
    made = pipeline.make(job, house)
    text = pypdf.PdfReader(io.BytesIO(made.pdf or b"")).pages[1].extract_text()
    for said in ("card-help", "Placer County, California (us/ca/placer)", "es · numbers of", "page 2 of 2"):
        assert said in text


def test_the_longest_slug_has_room_on_the_narrowest_page(house: House) -> None:
    """A school's name on the label that is least wide; what does not fit would be cut off."""
    job = Job("us/ca/placer/example-high", "sticker", ("es",), "2.5-round", Edition.PRESS)
    composition = pipeline._compose(job, house)
    width = trims.boxes(house.paper(job), single=False).width - 2 * trims.SLUG_SIDE
    html = house.composer.slug(*pipeline._slug(composition, house), 1, (width, trims.SLUG))
    (page,) = house.typesetter.set(html, [], Edition.PRESS).pages
    texts = [box for box in page.boxes if box.text]
    assert any("page 1 of 1" in box.text for box in texts)
    assert max(box.y + box.height for box in texts) <= trims.SLUG
