"""Small pictures of finished pages, for the gallery."""

from __future__ import annotations

import io

import pypdfium2

# A file of more pages is known by its first ones.
MOST = 6
WIDTH = 520
QUALITY = 82


def pictures(pdf: bytes, most: int = MOST) -> tuple[bytes, ...]:
    """WebP pictures of the first pages, at most so many, `WIDTH` pixels wide. The same file gives the same bytes."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(document[index]) for index in range(min(most, len(document))))
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> bytes:
    image = page.render(scale=WIDTH / page.get_width()).to_pil()
    target = io.BytesIO()
    image.save(target, "WEBP", quality=QUALITY, method=1)
    return target.getvalue()
