"""Draws the pictures of docs/design-system.md: the shared parts as they are, in each brand and ink.

python docs/pictures/design_system.py
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lamplight import pipeline  # noqa: E402 - the project is no package that is installed
from lamplight.model import Edition, Ink, Job, Paper  # noqa: E402

FOLDER = Path(__file__).with_name("design-system")
PAPER = Paper("specimen", "Specimen", 612, 860)
REGION, LANGUAGE = "us/ca/placer", "en"
WIDTH = 1000
TYPE, COLOUR, PARTS, ART = range(4)


def specimen(house: pipeline.House, ink: Ink, brand: str) -> list[Image.Image]:
    """Each page of the specimen, in a brand and an ink."""
    material = replace(house.materials["factsheet-signs"], name="specimen")
    region = house.atlas[REGION]
    job = Job(REGION, material.name, (LANGUAGE,), PAPER.name, Edition.OFFICE, ink=ink, brand=brand)
    words, look = house.words[LANGUAGE], house.brand(job)
    page = house.composer.compose(job, material, region, [words], look, PAPER, house.atlas.revised)
    if page.findings and not page.html:
        sys.exit("\n".join(str(finding) for finding in page.findings))
    templates = house.root / "templates"
    styles = (templates / "shared" / "design.css", templates / "specimen" / "style.css")
    document = pypdfium2.PdfDocument(house.typesetter.set(page.html, styles, job.edition).pdf)
    return [leaf.render(scale=WIDTH / leaf.get_width()).to_pil().convert("RGB") for leaf in document]


def save(picture: Image.Image, name: str) -> None:
    """Write a picture without the white below its last line."""
    ink = Image.eval(picture.convert("L"), lambda grey: 255 * (grey < 250))  # noqa: PLR2004 - nearly white
    _, _, _, bottom = ink.getbbox() or (0, 0, 0, picture.height)
    picture.crop((0, 0, picture.width, min(picture.height, bottom + 40))).quantize(160).save(
        FOLDER / f"{name}.png", optimize=True
    )


def main() -> None:
    """Draw all of them."""
    house = pipeline.load(ROOT)
    FOLDER.mkdir(exist_ok=True)
    for brand in house.brands:
        pages = specimen(house, Ink.COLOR, brand)
        save(pages[COLOUR], f"color-{brand}")
        save(pages[PARTS], f"parts-{brand}")
        if brand == "lamplight":
            save(pages[TYPE], "type")
            save(pages[ART], "art")
    grey = specimen(house, Ink.GREY, "lamplight")
    for page, name in ((COLOUR, "color"), (PARTS, "parts"), (ART, "art")):
        save(grey[page], f"{name}-grey")


if __name__ == "__main__":
    main()
