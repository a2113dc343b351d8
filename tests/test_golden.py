"""Golden pictures: what the materials look like, so that no change of words, type or place goes unseen.

After a change that is meant, look at the new pictures, and if they are right, record them:
`LAMPLIGHT_GOLDEN=write pytest tests/test_golden.py`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from lamplight import pipeline
from lamplight.model import Ink
from own_project import job, shipped

if TYPE_CHECKING:
    from lamplight.model import Composition, Job
    from lamplight.pipeline import House

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("LAMPLIGHT_GOLDEN") == "write"
WIDTH = 360  # pixels: 42 dpi for letter, 103 for a card
FINER = 6  # the renderer sets each letter on a whole pixel: it draws larger, so that this is not what differs
BLOCK = 8
GREYS = 32
# Mean difference of a block's grey levels, of 255: a twentieth of a point moves it by 9, one other digit by 18, one
# other letter of a headline by 90.
TOLERANCE = 12.0
# Every material in both languages; of each family one in one ink, one with the numbers of day and night, and one of a
# school. A piece that comes in two shapes is seen in both.
IN_TWO_SHAPES = {"card-fold", "card-help", "card-signs", "sticker"}
CARD, HANDOUT, POSTER = job("card-help"), job("factsheet-signs"), job("poster-help")
PIECES = [
    *(
        job(material, language=language, paper=paper)
        for material, shipped_one in shipped().items()
        for paper in (shipped_one.papers if material in IN_TWO_SHAPES else shipped_one.papers[:1])
        for language in ("en", "es")
    ),
    *(replace(one, ink=Ink.GREY) for one in (CARD, HANDOUT, POSTER)),
    *(replace(one, region="us/ca/glenn") for one in (CARD, HANDOUT, job("poster-signs"))),
    *(replace(one, region="us/ca/placer/example-high") for one in (CARD, POSTER)),
]


def name(piece: Job) -> str:
    region, ink = piece.region.rpartition("/")[2], "" if piece.ink is Ink.COLOR else f"-{piece.ink}"
    return f"{piece.material}-{piece.paper}-{region}-{piece.languages[0]}{ink}"


def rendered(composition: Composition, house: House) -> list[Image.Image]:
    """Render each page small and grey, as an independent reader sees it."""
    document = pypdfium2.PdfDocument(pipeline._typeset(composition, house).pdf)
    pages = [page.render(scale=FINER * WIDTH / page.get_width(), grayscale=True).to_pil() for page in document]
    document.close()
    return [ImageOps.posterize(page.reduce(FINER), GREYS.bit_length() - 1) for page in pages]


def difference(one: Image.Image, other: Image.Image) -> float:
    """Compare two pictures: the mean difference of grey levels in the block where they differ most, of 255."""
    if one.size != other.size:
        return 255.0
    blocks = ImageChops.difference(one, other).reduce(BLOCK)
    return float(ImageStat.Stat(blocks).extrema[0][1])


def complain(page: Image.Image, golden: Image.Image, where: Path) -> str:
    """Leave both pictures and where they differ, and say so."""
    page.save(where / "now.png")
    golden.save(where / "golden.png")
    if page.size == golden.size:
        seen = ImageChops.difference(page, golden).reduce(BLOCK).resize(page.size, Image.Resampling.NEAREST)
        ImageOps.autocontrast(seen.filter(ImageFilter.MaxFilter(3))).save(where / "difference.png")
    return f"it looks different now: see now.png, golden.png and difference.png in {where}"


@pytest.mark.parametrize("piece", PIECES, ids=name)
def test_it_looks_as_it_did(house: House, piece: Job, tmp_path: Path) -> None:
    for number, page in enumerate(rendered(pipeline._compose(piece, house), house), start=1):
        file = GOLDEN / f"{name(piece)}-{number}.png"
        if WRITE:
            page.save(file, optimize=True)
        golden = Image.open(file)
        assert difference(page, golden) <= TOLERANCE, complain(page, golden, tmp_path)


@pytest.mark.skipif(WRITE, reason="they are being recorded")
def test_there_is_a_picture_of_every_page_and_no_other(house: House) -> None:
    wanted = {
        f"{name(piece)}-{page}.png" for piece in PIECES for page in range(1, house.materials[piece.material].pages + 1)
    }
    assert {file.name for file in GOLDEN.glob("*.png")} == wanted


CHANGES = {
    "a word": ("trouble", "danger"),
    "a letter": ("trouble", "tremble"),
    "a digit": ("1-888-373-7888", "1-888-373-7838"),
    "a smaller type": ("</style>", ".say { font-size: 6.7pt !important }</style>"),
    "a moved block": ("</style>", ".say { margin-top: 2pt !important }</style>"),
    "a lighter number": ("</style>", ".first .number { font-weight: 400 !important }</style>"),
    "another colour": ("</style>", ".danger { background: #dddddd !important }</style>"),
    "no QR code": ("</style>", ".qr { visibility: hidden }</style>"),
}


@pytest.fixture(scope="module")
def card(house: House) -> tuple[Composition, Image.Image]:
    """Compose and render the inside of the wallet card."""
    composition = pipeline._compose(CARD, house)
    return composition, rendered(composition, house)[1]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(house: House, card: tuple[Composition, Image.Image], change: str) -> None:
    composition, before = card
    assert CHANGES[change][0] in composition.html
    changed = replace(composition, html=composition.html.replace(*CHANGES[change]))
    assert difference(rendered(changed, house)[1], before) > TOLERANCE


def test_a_hair_s_difference_is_let_pass(house: House, card: tuple[Composition, Image.Image]) -> None:
    """A twentieth of a point is what rounding differs by from one machine to the next."""
    composition, before = card
    html = composition.html.replace("</style>", ".inside > * { margin-left: 0.05pt; margin-top: 0.03pt }</style>")
    moved = rendered(replace(composition, html=html), house)[1]
    assert 0 < difference(moved, before) <= TOLERANCE


def test_a_change_of_a_poster_or_fact_sheet_is_seen(house: House) -> None:
    changes = ((job("poster-signs"), "hotel keys", "hotel cards"), (HANDOUT, "sudden change", "sudden silence"))
    for piece, old, new in changes:
        composition = pipeline._compose(piece, house)
        assert old in composition.html
        changed = replace(composition, html=composition.html.replace(old, new))
        before, after = (rendered(one, house)[0] for one in (composition, changed))
        assert difference(before, after) > TOLERANCE


def test_what_differs_is_left_to_be_looked_at(tmp_path: Path) -> None:
    one, other = (Image.new("L", (64, 64), grey) for grey in (255, 0))
    assert str(tmp_path) in complain(one, other, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"now.png", "golden.png", "difference.png"}
    assert difference(one, other) == 255
    assert difference(one, one.resize((32, 32))) == 255
