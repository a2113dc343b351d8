"""Are the plates that the checks look at those that a RIP makes? Compares them with Ghostscript's separations.

    python conformance/separations.py FILE.pdf …

Ghostscript (`gs`) is not part of the project: this runs where somebody has installed it, and says so where nobody has.
Exit code 1 if a plate differs, if nothing was compared, or if two files that are known to differ are taken for alike.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lamplight.preflight import plates  # noqa: E402 - found only once its folder is known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DOTS_AN_INCH = 100
# Two renderers draw the edges of things differently, and agree on all that lies between: that is compared where both
# have one tone all around. A tone of 8 bits is rounded twice.
AROUND, SAME_TONE, ROUNDING = 5, 1, 3
# How much of the pixels may differ there. What is too small to have an inside, as letters are, is compared by the tone
# that they make together, of 255: one of the two draws everything a little bolder.
MOST_DIFFERENT, TOGETHER, MOST_ON_THE_WHOLE = 0.0005, 4, 5.0
LEAST_COMPARED = 0.3


def main(files: Sequence[str]) -> int:
    """Compares every plate of every page; the exit code."""
    if not shutil.which("gs"):
        print("there is no Ghostscript (gs) here: nothing was compared")
        return 1
    compared = 0
    wrong = []
    for name in files:
        for plate, (mine, other) in pairs(Path(name)):
            said = differ(mine, other)
            compared += 1
            wrong += [f"{name}, {plate}: {said}"] if said else []
            if len(mine.getcolors() or range(2)) > 1 and not differ(mine, ImageChops.invert(other)):
                wrong.append(f"{name}, {plate}: its negative is taken for it")
    print(*wrong, f"{compared} plates of {len(files)} files compared, {len(wrong)} differ", sep="\n")
    return 1 if wrong or not compared else 0


def pairs(file: Path) -> Iterator[tuple[str, tuple[Image.Image, Image.Image]]]:
    """Each plate of a file with its name, as it is here and as Ghostscript makes it."""
    document = pypdfium2.PdfDocument(plates.separated(file.read_bytes()))
    ours = plates.pictures(document, DOTS_AN_INCH / 72)
    with TemporaryDirectory() as made:
        options = (
            f"-q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -r{DOTS_AN_INCH} -dTextAlphaBits=4 -dGraphicsAlphaBits=4"
        )
        subprocess.run(["gs", *options.split(), "-o", f"{made}/%d.tif", file], check=True)  # noqa: S603, S607
        for number, page in enumerate(ours, 1):
            for ink, mine in zip(plates.INKS, page, strict=True):
                with Image.open(f"{made}/{number}({ink.title()}).tif") as other:
                    yield f"page {number}, {ink}", _alike(mine, other.convert("L"))
    document.close()


def _alike(mine: Image.Image, other: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Both of one size: one rounds the page's size up, the other down."""
    size = (0, 0, min(mine.width, other.width), min(mine.height, other.height))
    return mine.crop(size), other.crop(size)


def differ(mine: Image.Image, other: Image.Image) -> str:
    """How two pictures of a plate differ, or nothing."""
    inside = ImageChops.multiply(_flat(mine), _flat(other))
    compared = inside.histogram()[255] / (mine.width * mine.height)
    difference = ImageChops.difference(mine, other)
    apart = sum(difference.histogram(inside)[ROUNDING + 1 :]) / (mine.width * mine.height)
    whole = ImageStat.Stat(ImageChops.difference(mine.reduce(TOGETHER), other.reduce(TOGETHER))).mean[0]
    if compared < LEAST_COMPARED:
        return f"only {compared:.0%} of it has tones that can be compared"
    if apart > MOST_DIFFERENT or whole > MOST_ON_THE_WHOLE:
        return f"{apart:.2%} of it has another tone, and on the whole it differs by {whole:.1f} of 255"
    return ""


def _flat(picture: Image.Image) -> Image.Image:
    """White where a picture has one tone all around."""
    darkest, lightest = picture.filter(ImageFilter.MinFilter(AROUND)), picture.filter(ImageFilter.MaxFilter(AROUND))
    return ImageChops.difference(darkest, lightest).point([255 if tone <= SAME_TONE else 0 for tone in range(256)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
