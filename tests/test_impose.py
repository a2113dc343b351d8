"""Cards on sheets, read back by two libraries that did not write them."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pypdfium2
import pytest

from lamplight import impose, sheets
from lamplight.model import Edition, Flip, Mark, Paper, Placement, Run
from lamplight.typeset import Typesetter
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lamplight.model import Sheet
    from lamplight.pipeline import House

PER_INCH = 36  # pixels: enough to see which corner is dark
TITLE = "A card · Ñandú County"
# Each side has a dark square in its top left corner, so that turning and mirroring show.
PIECE = """<html lang="en"><head><title>Card</title><style>
@page { size: 252pt 144pt; margin: 0 } body { margin: 0; font: 12pt "Lamplight Sans" }
section { break-after: page; position: relative; height: 144pt; padding: 60pt }
section:last-child { break-after: auto }
i { position: absolute; left: 0; top: 0; width: 36pt; height: 36pt; background: #000000 }
</style></head><body><section><i></i>Outside</section><section><i></i>Within</section></body></html>"""


@pytest.fixture(scope="module")
def piece() -> bytes:
    """Set a card of two sides."""
    return Typesetter(ROOT).set(PIECE, [], Edition.OFFICE).pdf


def filled(sheet: Sheet) -> tuple[tuple[int, ...], ...]:
    return sheets.cards_of(sheet, [(0, 1)], Run())


def imposed(piece: bytes, sheet: Sheet, cards: Sequence[Sequence[int]] = (), run: Run = sheets.USUAL) -> bytes:
    """Impose these cards, or as many as fill the sheet."""
    cards = cards or filled(sheet)
    placed, marks = sheets.placements(sheet, cards, run), sheets.marks(sheet, cards, run)
    return impose.impose(piece, sheet.paper, placed, marks, TITLE, sheets.turning(sheet, cards, run))


def lying(sheet: Sheet) -> Sheet:
    """Turn a sheet on its long side, where six of these cards have room, each folded in the middle."""
    folded = replace(sheet.piece, fold=sheet.piece.height / 2)
    return replace(sheet, paper=sheet.paper.turned(), piece=folded, columns=3, rows=2, left=18, top=162)


@pytest.fixture(params=["3.5x2/avery-5371", "3.5x2/letter", "3.5x2/a4", "lying"])
def sheet(house: House, request: pytest.FixtureRequest) -> Sheet:
    return house.sheets[request.param] if "/" in request.param else lying(house.sheets["3.5x2/letter"])


def test_pypdf_reads_two_pages_of_cards(piece: bytes, sheet: Sheet) -> None:
    reader = pypdf.PdfReader(io.BytesIO(imposed(piece, sheet)))
    assert len(reader.pages) == 2
    for page in reader.pages:
        assert list(map(float, page.mediabox)) == pytest.approx([0, 0, sheet.paper.width, sheet.paper.height], abs=0.01)
    texts = [page.extract_text() for page in reader.pages]
    assert [text.count("Outside") for text in texts] == [sheets.places(sheet), 0]
    assert [text.count("Within") for text in texts] == [0, sheets.places(sheet)]
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE


def test_pdfium_reads_the_same(piece: bytes, sheet: Sheet) -> None:
    document = pypdfium2.PdfDocument(imposed(piece, sheet))
    assert len(document) == 2
    for page in document:
        assert page.get_size() == pytest.approx((sheet.paper.width, sheet.paper.height), abs=0.1)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert [text.count("Outside") for text in texts] == [sheets.places(sheet), 0]
    assert [text.count("Within") for text in texts] == [0, sheets.places(sheet)]
    document.close()


def test_every_card_is_seen_upright_where_its_place_is(piece: bytes, sheet: Sheet) -> None:
    document = pypdfium2.PdfDocument(imposed(piece, sheet))
    scale = PER_INCH / 72
    for number, page in enumerate(document):
        picture = page.render(scale=scale, grayscale=True).to_pil()
        for place in sheets.placements(sheet, filled(sheet)):
            if place.sheet_page == number:
                corner = round((place.x + 12) * scale), round((place.y + 12) * scale)
                opposite = round((place.x + 240) * scale), round((place.y + 132) * scale)
                assert picture.getpixel(corner) < 50
                assert picture.getpixel(opposite) > 200
    document.close()


def test_a_back_lies_behind_its_front_when_the_sheet_is_turned(piece: bytes, sheet: Sheet) -> None:
    """One front and its back alone: both are found in one place, seen through the paper."""
    front, back = (next(p for p in sheets.placements(sheet, filled(sheet)) if p.sheet_page == page) for page in (0, 1))
    document = pypdfium2.PdfDocument(impose.impose(piece, sheet.paper, (front, back), (), TITLE))
    (seen_front,), (seen_back,) = (list(page.get_objects(max_depth=1)) for page in document)
    # Each side's ink begins at its left edge, with the square; the card ends 252 pt further right.
    front_left, back_left = seen_front.get_bounds()[0], seen_back.get_bounds()[0]
    document.close()
    assert front_left == pytest.approx(sheet.paper.width - (back_left + sheet.piece.width), abs=0.5)


def test_each_side_is_stored_once(piece: bytes, sheet: Sheet) -> None:
    pdf = imposed(piece, sheet)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        forms = [
            thing
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form
        ]
        drawn = [page.Contents.read_bytes().count(b" Do") for page in opened.pages]
    assert len(forms) == 2
    assert drawn == [sheets.places(sheet)] * 2
    assert len(pdf) < 1.5 * len(piece)


def test_marks_are_drawn_in_black_ink_alone(piece: bytes, sheet: Sheet) -> None:
    """Of all operators that set a colour (ISO 32000-2, 8.6.8) only `G` of black stands in the sheet's own content."""
    colouring = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
    with pikepdf.open(io.BytesIO(imposed(piece, sheet))) as opened:
        for page in opened.pages:
            instructions = pikepdf.parse_content_stream(page)
            colours = [item for item in instructions if str(item.operator) in colouring]
            strokes = [item for item in instructions if str(item.operator) == "S"]
            assert len(strokes) == len(colours) == len(sheets.marks(sheet, [(0,)]))
            assert all(str(item.operator) == "G" for item in colours)
            assert all([float(ink) for ink in item.operands] == [0] for item in colours)


def test_a_mark_is_seen_where_it_should_be(piece: bytes) -> None:
    paper = Paper("p", "P", 400, 300)
    places = (Placement(0, 0, 70, 70),)
    document = pypdfium2.PdfDocument(impose.impose(piece, paper, places, [Mark(0, 20, 70, 60, 70)], TITLE))
    picture = document[0].render(scale=4, grayscale=True).to_pil()
    document.close()
    assert min(picture.getpixel((160, y)) for y in range(278, 283)) < 200
    assert min(picture.getpixel((160, y)) for y in range(300, 900)) == 255
    assert min(picture.getpixel((260, y)) for y in range(270)) == 255


def test_same_input_gives_same_bytes(piece: bytes, sheet: Sheet) -> None:
    assert imposed(piece, sheet) == imposed(piece, sheet)


def test_what_the_card_says_of_itself_is_kept(piece: bytes, sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(imposed(piece, sheet))) as opened:
        assert str(opened.Root.Lang) == "en"
        assert "/Producer" in opened.docinfo


@pytest.mark.parametrize("flip", Flip)
def test_a_card_whose_boxes_start_elsewhere_is_placed_alike(piece: bytes, sheet: Sheet, flip: Flip) -> None:
    with pikepdf.open(io.BytesIO(piece)) as opened:
        for page in opened.pages:
            page.MediaBox = page.TrimBox = page.BleedBox = pikepdf.Array([-50, -20, 202, 124])
            page.Contents = opened.make_stream(b"1 0 0 1 -50 -20 cm\n" + page.Contents.read_bytes())
        target = io.BytesIO()
        opened.save(target)
    pdfs = (imposed(pdf, sheet, run=Run(flip=flip)) for pdf in (piece, target.getvalue()))
    straight, moved = (pypdfium2.PdfDocument(pdf) for pdf in pdfs)
    one, other = (document[1].render(scale=0.5, grayscale=True).to_pil() for document in (straight, moved))
    straight.close()
    moved.close()
    differing = sum(abs(a - b) > 60 for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
    assert differing < 20


def test_a_fold_mark_is_dashed_and_a_cut_mark_is_not(piece: bytes) -> None:
    """Seen as one sees them: a cut mark is ink from end to end, a fold mark has gaps."""
    cut, fold = Mark(0, 20, 100, 60, 100), Mark(0, 20, 200, 60, 200, dashed=True)
    paper = Paper("p", "P", 400, 300)
    document = pypdfium2.PdfDocument(impose.impose(piece, paper, (Placement(0, 0, 100, 100),), (cut, fold), TITLE))
    picture = document[0].render(scale=4, grayscale=True).to_pil()
    document.close()
    solid, dashed = (
        [min(picture.getpixel((x, 4 * mark.y1 + off)) for off in range(-2, 3)) < 200 for x in range(84, 236)]
        for mark in (cut, fold)
    )
    assert all(solid)
    assert sum(ink and not next_ink for ink, next_ink in pairwise(dashed)) >= 5


def wishes(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {key: str(value) for key, value in opened.Root.get("/ViewerPreferences", {}).items()}


def test_a_sheet_is_turned_over_its_upright_edge_and_never_scaled(piece: bytes, sheet: Sheet) -> None:
    edge = "/DuplexFlipShortEdge" if sheet.paper.width > sheet.paper.height else "/DuplexFlipLongEdge"
    assert wishes(imposed(piece, sheet)) == {"/Duplex": edge, "/PrintScaling": "/None"}
    assert wishes(imposed(piece, sheet, [(0,)])) == {"/PrintScaling": "/None"}


def test_a_sheet_is_turned_over_the_edge_that_is_asked_for(piece: bytes, sheet: Sheet) -> None:
    for flip, edge in {Flip.LONG: "/DuplexFlipLongEdge", Flip.SHORT: "/DuplexFlipShortEdge"}.items():
        assert wishes(imposed(piece, sheet, run=Run(flip=flip)))["/Duplex"] == edge


def test_sheets_without_backs_are_not_printed_on_each_other(piece: bytes, sheet: Sheet) -> None:
    pdf = imposed(piece, sheet, [(0,)] * (sheets.places(sheet) + 1))
    assert wishes(pdf) == {"/Duplex": "/Simplex", "/PrintScaling": "/None"}
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2


def test_a_back_stays_behind_its_front_where_others_have_none(piece: bytes, sheet: Sheet) -> None:
    """The first leaf is full of cards without a back: its other side is a blank page."""
    reader = pypdf.PdfReader(io.BytesIO(imposed(piece, sheet, [*[(0,)] * sheets.places(sheet), (0, 1)])))
    texts = [page.extract_text() for page in reader.pages]
    assert [(text.count("Outside"), text.count("Within")) for text in texts] == [
        (sheets.places(sheet), 0),
        (0, 0),
        (1, 0),
        (0, 1),
    ]


def test_a_turned_card_stands_on_its_head_in_the_same_place(piece: bytes, sheet: Sheet) -> None:
    """Its dark square is then at the bottom right, and all of its ink is where its placement says."""
    upright = Flip.SHORT if sheet.paper.width > sheet.paper.height else Flip.LONG
    other = next(flip for flip in Flip if flip is not upright)
    run, scale = Run(flip=other), PER_INCH / 72
    document = pypdfium2.PdfDocument(imposed(piece, sheet, run=run))
    picture = document[1].render(scale=scale, grayscale=True).to_pil()
    backs = [place for place in sheets.placements(sheet, filled(sheet), run) if place.sheet_page == 1]
    document.close()
    assert all(place.turned for place in backs)
    for place in backs:
        corner = round((place.x + 12) * scale), round((place.y + 12) * scale)
        opposite = round((place.x + 240) * scale), round((place.y + 132) * scale)
        assert picture.getpixel(corner) > 200
        assert picture.getpixel(opposite) < 50


@pytest.mark.parametrize(("size", "edge"), [((612, 792), "/DuplexFlipLongEdge"), ((792, 612), "/DuplexFlipShortEdge")])
def test_a_handout_of_two_sides_is_turned_over_its_upright_edge(
    piece: bytes, size: tuple[float, float], edge: str
) -> None:
    turned = impose.two_sided(piece, Paper("p", "P", *size))
    assert wishes(turned) == {**wishes(piece), "/Duplex": edge}
    assert turned == impose.two_sided(piece, Paper("p", "P", *size))
    one, other = (pypdf.PdfReader(io.BytesIO(pdf)) for pdf in (piece, turned))
    assert [page.extract_text() for page in one.pages] == [page.extract_text() for page in other.pages]
    assert one.metadata == other.metadata
