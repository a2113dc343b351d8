"""Pictures for the gallery."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from lamplight.pictures import MOST, WIDTH, pictures


def pages(*sizes: tuple[float, float]) -> bytes:
    """Make a PDF of dark pages."""
    with pikepdf.new() as pdf:
        for size in sizes:
            pdf.add_blank_page(page_size=size)
            pdf.pages[-1].Contents = pdf.make_stream(b"0 0 0 rg 0 0 5000 5000 re f")
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def test_a_picture_is_as_wide_as_all_others_and_as_tall_as_its_page() -> None:
    first, second = (Image.open(io.BytesIO(picture)) for picture in pictures(pages((612, 792), (252, 144)), 2))
    assert (first.format, second.format) == ("WEBP", "WEBP")
    assert abs(first.width - WIDTH) <= 1
    assert abs(first.height - WIDTH * 792 / 612) <= 1
    assert abs(second.height - WIDTH * 144 / 252) <= 1


def test_the_page_is_seen() -> None:
    (picture,) = pictures(pages((200, 200)), 1)
    seen = Image.open(io.BytesIO(picture)).convert("L").tobytes()
    assert max(seen) < 30


def test_there_are_no_more_pictures_than_asked_for_or_pages() -> None:
    assert len(pictures(pages((200, 200), (200, 200)), 1)) == 1
    assert len(pictures(pages((200, 200)), 2)) == 1
    assert len(pictures(pages(*[(200, 200)] * 9))) == MOST


def test_same_file_gives_same_pictures() -> None:
    pdf = pages((612, 792))
    assert pictures(pdf, 1) == pictures(pdf, 1)
