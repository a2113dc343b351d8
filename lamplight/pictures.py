"""Small pictures of finished pages, for the gallery."""

from __future__ import annotations

import io

import pypdfium2

WIDTH = 520
QUALITY = 82


def pictures(pdf: bytes, pages: int) -> tuple[bytes, ...]:
    """WebP pictures of the first `pages` pages, `WIDTH` pixels wide. The same file gives the same bytes."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(document[index]) for index in range(min(pages, len(document))))
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> bytes:
    image = page.render(scale=WIDTH / page.get_width()).to_pil()
    target = io.BytesIO()
    image.save(target, "WEBP", quality=QUALITY, method=1)
    return target.getvalue()
