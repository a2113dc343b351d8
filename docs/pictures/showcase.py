"""Draws materials.png, the picture at the head of the README, from the default set in output/.

python generate.py && python docs/pictures/showcase.py
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parents[2]
SET = ROOT / "output" / "us" / "ca" / "placer"
SIZE = (1600, 780)
GROUND = "#efe6d6"
SHADOW = (60, 45, 20, 110)
# File, page, left, top, width; drawn in this order.
PIECES = (
    ("es/poster-signs-letter-screen.pdf", 0, 372, 40, 330),
    ("en/poster-help-tabloid-screen.pdf", 0, 50, 70, 400),
    ("en/factsheet-recruitment-letter-screen.pdf", 0, 1010, 40, 320),
    ("en/factsheet-signs-letter-screen.pdf", 0, 740, 60, 360),
    ("es/infographic-csec-letter-screen.pdf", 0, 1240, 60, 320),
    ("en/brochure-trifold-letter-screen.pdf", 0, 500, 470, 360),
    ("en/bookmark-2x6-screen.pdf", 0, 890, 440, 104),
    ("en/card-help-3.5x2-screen.pdf", 0, 1030, 520, 280),
    ("es/card-help-3.5x2-screen.pdf", 1, 1280, 575, 280),
)


def page(file: str, number: int, width: int) -> Image.Image:
    """A page as a picture of that width in pixels."""
    document = pypdfium2.PdfDocument(SET / file)
    leaf = document[number]
    return leaf.render(scale=width / leaf.get_width()).to_pil().convert("RGB")


def main() -> None:
    """Lays the pieces on a table."""
    table = Image.new("RGB", SIZE, GROUND)
    for file, number, left, top, width in PIECES:
        piece = page(file, number, width)
        shade = Image.new("RGBA", SIZE, (0, 0, 0, 0))
        ImageDraw.Draw(shade).rectangle((left, top + 6, left + piece.width, top + piece.height + 6), fill=SHADOW)
        shade = shade.filter(ImageFilter.GaussianBlur(12))
        table.paste(shade, (0, 0), shade)
        table.paste(piece, (left, top))
    table.quantize(200).save(Path(__file__).with_name("materials.png"), optimize=True)


if __name__ == "__main__":
    main()
