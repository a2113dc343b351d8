from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from lamplight.preflight.link_untold import CHECK
from preflight.samples import CALL, changed, codes, good, link, proof

if TYPE_CHECKING:
    from collections.abc import Callable

CODE = "link-untold"


def _first(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj.Annots[0]


def _untagged(pdf: pikepdf.Pdf) -> None:
    """What the engine does to a box within a link: it makes a second link of it, outside any Link element."""
    notes = pdf.pages[0].obj.Annots
    notes.append(pdf.make_indirect(pikepdf.Dictionary(dict(notes[0].items()))))


def _silent(pdf: pikepdf.Pdf) -> None:
    del _first(pdf)["/Contents"]


def _bare_target(pdf: pikepdf.Pdf) -> None:
    _first(pdf).Contents = _first(pdf).A.URI


def _other_words(pdf: pikepdf.Pdf) -> None:
    _first(pdf).Contents = pikepdf.String("Call somebody")


def _elsewhere(pdf: pikepdf.Pdf) -> None:
    _first(pdf).Rect = pikepdf.Array([0, 0, 10, 10])


def _unsafe(pdf: pikepdf.Pdf) -> None:
    _first(pdf).A.URI = pikepdf.String("http://example.org/")


BROKEN: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "is not tagged as a link": _untagged,
    "does not say in words": _silent,
    "not say in words where it goes": _bare_target,
    "is read out as “Call somebody”": _other_words,
    "cannot be tapped": _elsewhere,
    "neither a number nor an address": _unsafe,
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_link_that_does_not_say_where_it_goes(message: str) -> None:
    (finding,) = CHECK.run(changed(BROKEN[message])).findings
    assert finding.code == CODE
    assert message in finding.message


def test_links_that_say_it_pass() -> None:
    assert codes(good(), CODE) == []


def test_a_link_without_a_title_is_bare() -> None:
    assert codes(proof(f'<p><a href="tel:+18005550142">{CALL.shown}</a></p>', (CALL,)), CODE) == [CODE]


def test_a_link_over_two_lines_is_one_with_two_places() -> None:
    broken = link("tel:+18005550142", CALL, "Call").replace(CALL.shown, "Call 1-800-555-0142")
    assert codes(proof(f'<p style="width: 60pt">{broken}</p>', (CALL,)), CODE) == []
