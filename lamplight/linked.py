"""Numbers and addresses as a page shows them: in the order one dials, on a screen as links, and as a code to scan."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from lamplight.model import Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lamplight.model import Line, Sentence

# RFC 3966 and RFC 5724.
SCHEMES = {Channel.CALL: "tel:", Channel.TTY: "tel:", Channel.TEXT: "sms:"}
# Modules of 0.4 mm scan under blur and noise; a quiet zone of 4 modules is what ISO/IEC 18004 asks for.
QUIET_ZONE = 4


def isolated(shown: str) -> Markup:
    """A number in a right-to-left sentence is otherwise shown in the wrong order, and breaks at its hyphens."""
    return Markup('<bdi class="number" dir="ltr">{}</bdi>').format(shown)


def link(target: str, shown: str, purpose: str) -> Markup:
    """What is shown, as a link; a screen reader says its purpose (PDF/UA-1, 7.18.5).

    It stands inside of whatever isolates it: the engine makes a second, untagged link of a box within one.
    """
    return Markup('<a href="{}" title="{}">{}</a>').format(target, purpose, shown)


def purpose(line: Line, shown: str, labels: Mapping[str, Sentence], utter: Callable[[Sentence], None]) -> str:
    """What a link is for, in words that are uttered by that: to call, or to text what. An address says so itself."""
    if line.channel not in SCHEMES:
        return shown
    keyword = line.keyword if line.channel is Channel.TEXT else None
    said = labels["text" if keyword else "call"]
    utter(said)
    return str(said).format(number=shown, keyword=keyword)


@lru_cache(maxsize=256)
def code(address: str, title: str) -> Markup:
    """A QR code of an address (level M), with `title` as its alternative text; most cards have the same."""
    made = segno.make(address, error="m", micro=False, boost_error=False)
    drawing = made.svg_inline(border=QUIET_ZONE, omitsize=True, title=title, svgclass="qr", lineclass=None)
    return Markup(drawing)  # noqa: S704 - segno escapes the title
