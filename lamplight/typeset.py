"""HTML → PDF, the only module that knows WeasyPrint. What the engine says becomes findings, never log lines."""

from __future__ import annotations

import logging
import os
import re
import unicodedata
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lamplight import scripts
from lamplight.model import POINTS_PER_INCH, Box, Edition, Finding, Page, Setting

ROOT = Path(__file__).resolve().parent.parent
# Before the engine is imported: it reads the configuration once, and without a <dir> no system font can creep in.
os.environ["FONTCONFIG_FILE"] = str(ROOT / "fonts" / "fonts.conf")

with warnings.catch_warnings():
    # "No fonts configured": that is the point.
    warnings.simplefilter("ignore", UserWarning)
    from weasyprint import CSS, HTML
from pydyf import Dictionary, String  # noqa: E402
from weasyprint.anchors import rectangle_aabb  # noqa: E402
from weasyprint.draw import text as drawn  # noqa: E402
from weasyprint.pdf.stream import Stream  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

from lamplight import tagging  # noqa: E402, F401 - completes what the engine tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What the engine says of a character that no font has.
NO_GLYPH = re.compile(r'\.notdef glyph rendered .*?: "(.*)" \(U\+', re.DOTALL)
# The engine's unit is the CSS pixel, 1/96 in.
POINTS_PER_PIXEL = POINTS_PER_INCH / 96


def _draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:  # noqa: ANN401 - the engine's types
    """Draws a line of text; one in a script that is shaped also says what it says (ISO 32000-2, 14.9.4, ActualText).

    From its glyphs alone no reader can tell: they stand in the order of the eye, and one may be several letters. It
    ends with a space, since readers take what is told in this way as if nothing stood beside it.
    """
    text = f"{scripts.bare(textbox.text).rstrip()} "
    if not scripts.SHAPED.search(text):
        return ENGINE_DRAWS(stream, textbox, *rest)
    stream.begin_marked_content("Span", Dictionary({"ActualText": String(text)}))
    try:
        return ENGINE_DRAWS(stream, textbox, *rest)
    finally:
        stream.end_marked_content()


def _show_text(stream: Any, text: str) -> None:  # noqa: ANN401
    """Shows text without the empty strings that the engine puts between its moves.

    pdfium, and so Chrome, forgets the last move of an operator that holds one: marks of Lao stood beside their letters.
    """
    ENGINE_SHOWS(stream, text.replace("<>", " "))


ENGINE_DRAWS, ENGINE_SHOWS = drawn.draw_first_line, Stream.show_text
drawn.draw_first_line, Stream.show_text = _draw_first_line, _show_text


class ProjectFiles(URLFetcher):  # type: ignore[misc]
    """Fetches the project's own files and nothing else: neither the network nor a path outside the project."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self._root = root.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at `url`; ValueError when it lies outside the project."""
        parts = urlsplit(url)
        if parts.scheme == "file" and not Path(unquote(parts.path)).resolve().is_relative_to(self._root):
            message = f"{url} lies outside the project"
            raise ValueError(message)
        return super().fetch(url, headers)


class Typesetter:
    """Sets pages with one font configuration and stylesheets parsed once, which halves the time of a page."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._fetcher = ProjectFiles(root)
        self._fonts = FontConfiguration()
        self._sheets: dict[Path, CSS] = {}
        with _engine_log() as said:
            self._stylesheet(root / "templates" / "shared" / "fonts.css")
        self._font_findings = tuple(said)

    def set(self, html: str, stylesheets: Sequence[Path], edition: Edition) -> Setting:
        """The PDF of `html`, where everything stands on its pages (points), and what the engine said about it.

        The screen edition is tagged after PDF/UA-1 (ISO 14289-1); the office edition, meant for paper, is not.
        """
        if self._font_findings:
            # Without a font to fall back on, the engine does not fail: it takes the process down.
            return Setting(b"", (), self._font_findings)
        with _engine_log() as said:
            document = HTML(string=html, base_url=str(self._root / "templates"), url_fetcher=self._fetcher).render(
                font_config=self._fonts,
                stylesheets=[self._stylesheet(path) for path in stylesheets],
            )
            pages = tuple(_page(page) for page in document.pages)
            for page in document.pages:
                page.bookmarks = [(rank, scripts.bare(words), *rest) for rank, words, *rest in page.bookmarks]
            variant = "pdf/ua-1" if edition is Edition.SCREEN else None
            pdf: bytes = document.write_pdf(pdf_variant=variant)
        return Setting(pdf, pages, tuple(said))

    def _stylesheet(self, path: Path) -> CSS:
        if path not in self._sheets:
            self._sheets[path] = CSS(filename=str(path), font_config=self._fonts, url_fetcher=self._fetcher)
        return self._sheets[path]


class _Collector(logging.Handler):
    def __init__(self, found: list[Finding]) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        finding = _complaint(record.getMessage())
        if finding not in self._found:
            self._found.append(finding)


def _complaint(message: str) -> Finding:
    if lacking := NO_GLYPH.search(message):
        names = ", ".join(
            f"U+{ord(one):04X} {unicodedata.name(one, 'a character without a name')}" for one in lacking[1]
        )
        return Finding(
            "character-without-font",
            f"no font in fonts/ has “{lacking[1]}” ({names})",
            "write it with other characters, or add a font that has them (fonts/README.md)",
        )
    return Finding(
        "engine-complains",
        f"the typesetter says: {message}",
        "mend the template, its style, or the words so that it has nothing to say",
    )


@contextmanager
def _engine_log() -> Iterator[list[Finding]]:
    """Collects what the engine logs meanwhile, each message once."""
    found: list[Finding] = []
    collector = _Collector(found)
    logger = logging.getLogger("weasyprint")
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield found
    finally:
        logger.handlers, logger.propagate = before, propagate


def _page(page: Any) -> Page:  # noqa: ANN401 - the engine's types are not published
    """Everything that stands on a page. The engine's box tree is private: it is read here and nowhere else."""
    boxes: list[Box] = []
    _collect(page._page_box, None, boxes)  # noqa: SLF001
    return Page(page.width * POINTS_PER_PIXEL, page.height * POINTS_PER_PIXEL, tuple(boxes))


def _collect(box: Any, frame: int | None, boxes: list[Box], parent: Any = None, turn: Any = None) -> None:  # noqa: ANN401
    box = getattr(box, "_box", box)  # an absolutely positioned box stands behind a placeholder
    if own := box.transformation_matrix:
        turn = own @ turn if turn else own
    text = getattr(box, "text", None)
    if isinstance(text, str):
        if text.strip():
            boxes.append(_box("text", box, frame, turn, text=scripts.bare(text), **_type(box)))
        return
    # An anonymous box repeats the element of its parent: only the outermost is the frame.
    if box.element is not None and box.element is not parent and box.element.get("data-frame"):
        boxes.append(_box("frame", box, frame, turn, name=box.element.get("data-frame")))
        frame = len(boxes) - 1
    for child in getattr(box, "children", ()):
        _collect(child, frame, boxes, box.element, turn)


def _type(box: Any) -> dict[str, Any]:  # noqa: ANN401
    red, green, blue, _ = box.style["color"].to("srgb")
    return {
        "type_size": box.style["font_size"] * POINTS_PER_PIXEL,
        "color": "#" + "".join(f"{round(channel * 255):02x}" for channel in (red, green, blue)),
        "family": box.style["font_family"][0],
        "tag": box.element_tag,
    }


def _box(kind: str, box: Any, frame: int | None, turn: Any, **rest: Any) -> Box:  # noqa: ANN401
    """Where it stands on the paper, however its style turns it (CSS Transforms 1): `turned` reads up or down."""
    around = (
        (box.position_x, box.position_y, box.width, box.height)
        if kind == "text"
        else (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
    )
    left, top, right, bottom = (side * POINTS_PER_PIXEL for side in rectangle_aabb(turn, *around))
    turned = bool(turn) and abs(turn[0][1]) > abs(turn[0][0])
    return Box(kind, left, top, right - left, bottom - top, frame=frame, turned=turned, **rest)
