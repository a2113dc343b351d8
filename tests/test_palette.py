"""Colours: contrast as WCAG 2.2 measures it, for every pair of text and ground that a page really has."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from weasyprint import HTML

from lamplight import palette, pipeline
from lamplight.model import Edition, Ink
from lamplight.palette import GREYS, Colour, contrast, for_press, inks, readable, tokens
from own_project import job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplight.model import Inks
    from lamplight.pipeline import House

# What the pages use is read once, by one worker.
pytestmark = pytest.mark.xdist_group("palette")
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda channels: Colour(*(channel / 255 for channel in channels)))
BLACK, WHITE, GREY = (Colour.parse(text) for text in ("#000000", "#ffffff", "#777777"))


def test_contrast_is_what_wcag_says() -> None:
    assert palette.READABLE == 4.5
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(GREY, GREY) == 1
    assert contrast(GREY, WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast(Colour.parse("#ff0000"), WHITE) == pytest.approx(4.0, abs=0.005)
    assert contrast(Colour.parse("#0000ff"), WHITE) == pytest.approx(8.59, abs=0.005)


@given(COLOURS)
def test_a_colour_is_written_as_it_is_read(colour: Colour) -> None:
    assert Colour.parse(str(colour)) == colour
    assert Colour.parse(str(colour).upper()) == colour


@pytest.mark.parametrize("text", ["", "red", "#fff", "17324d", "#17324", "#17324dff", "#gggggg", "#-12345", "# 12345"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        Colour.parse(text)


@given(COLOURS, COLOURS)
@example(Colour.parse("#757575"), Colour.parse("#757575"))
def test_what_is_made_readable_can_be_read(wanted: Colour, ground: Colour) -> None:
    assert contrast(readable(wanted, ground), ground) >= palette.READABLE


@given(COLOURS, COLOURS)
def test_what_can_be_read_stays_as_it_is(wanted: Colour, ground: Colour) -> None:
    if contrast(wanted, ground) >= palette.READABLE:
        assert readable(wanted, ground) == wanted


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_a_mixture_is_what_will_be_written(one: Colour, other: Colour, share: float) -> None:
    mixture = one.mix(other, share)
    assert Colour.parse(str(mixture)) == mixture
    assert one.mix(other, 0) == one
    assert one.mix(other, 1) == other


def invented_tokens(names: tuple[str, ...]) -> dict[str, str]:
    """Give each token a colour of its own, so that a colour on a page names its token."""
    return {name: f"#0{number:02x}0{number:02x}" for number, name in enumerate(sorted(names), start=1)}


def pairs_on_pages(house: House, material: str, ink: Ink, edition: Edition) -> Iterator[tuple[str, str]]:
    """Find every pair of text and ground on a material's pages: names of tokens, or colours that are none."""
    names = invented_tokens(tuple(house.brands["lamplight"].tokens))
    brand = replace(house.brands["lamplight"], tokens=names)
    dyed = replace(house, brands={"lamplight": brand})
    # Glenn has a number by day and one by night: the fact sheet sets them differently from one for both.
    for region in ("us/ca/placer", "us/ca/glenn") if material == "factsheet-signs" else ("us/ca/glenn",):
        with patch("lamplight.house.GREYS", names), patch("lamplight.house.for_press", return_value=names):
            html = pipeline._compose(job(material, region, ink=ink, edition=edition), dyed).html
        templates, setter = house.root / "templates", house.typesetter
        styles = (templates / "shared" / "design.css", templates / material / "style.css")
        sheets = [setter._stylesheet(style) for style in styles]
        pages = HTML(string=html, base_url=str(templates)).render(font_config=setter._fonts, stylesheets=sheets).pages
        named = {colour: name for name, colour in names.items()}
        for page in pages:
            yield from (
                (named.get(one, one), named.get(other, other)) for one, other in pairs(page._page_box, "#ffffff")
            )


def pairs(box: Any, ground: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - the engine's types are not published
    box = getattr(box, "_box", box)
    if (own := hexadecimal(box.style["background_color"])) is not None:
        ground = own
    if isinstance(getattr(box, "text", None), str):
        if box.text.strip():
            yield hexadecimal(box.style["color"]) or "", ground
        return
    for child in getattr(box, "children", ()):
        yield from pairs(child, ground)


def hexadecimal(colour: Any) -> str | None:  # noqa: ANN401
    """Write a colour of the engine as #rrggbb; None for one that is see-through."""
    if colour == "currentcolor" or not colour.alpha:
        return None
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour.coordinates)


def pairs_in(house: House, ink: Ink, edition: Edition = Edition.SCREEN) -> Counter[tuple[str, str]]:
    return Counter(pair for material in house.materials for pair in pairs_on_pages(house, material, ink, edition))


@pytest.fixture(scope="module")
def used(house: House) -> Counter[tuple[str, str]]:
    return pairs_in(house, Ink.COLOR)


@pytest.fixture(scope="module")
def used_in_grey(house: House) -> Counter[tuple[str, str]]:
    return pairs_in(house, Ink.GREY)


@pytest.fixture(scope="module")
def used_in_press(house: House) -> Counter[tuple[str, str]]:
    return pairs_in(house, Ink.COLOR, Edition.PRESS)


def test_every_pair_on_the_pages_is_of_the_brand(house: House, used: Counter[tuple[str, str]]) -> None:
    names = set(house.brands["lamplight"].tokens)
    assert {name for pair in used for name in pair} <= names
    # The pages were really read: they have text on white, on the brand's colour, and on lamp light.
    assert {ground for _, ground in used} >= {"white", "primary", "glow"}
    assert used["ink", "white"] > 100


@given(COLOURS, COLOURS)
@example(Colour.parse("#ffe600"), Colour.parse("#000000"))
@example(Colour.parse("#777777"), Colour.parse("#777777"))
def test_every_pair_on_the_pages_can_be_read_in_every_brand(
    used: Counter[tuple[str, str]], primary: Colour, accent: Colour
) -> None:
    named = {name: Colour.parse(text) for name, text in tokens(primary, accent).items()}
    dim = [(text, ground) for text, ground in used if contrast(named[text], named[ground]) < palette.READABLE]
    assert dim == []


PROMISED = (
    ("on-primary", "primary"),
    ("accent-on-primary", "primary"),
    ("on-bar", "bar"),
    ("accent-on-bar", "bar"),
    ("on-accent", "accent"),
    ("on-tint", "tint"),
    ("on-glow", "glow"),
    *((text, ground) for text in ("ink", "soft") for ground in ("white", "paper")),
    ("ink", "tint"),
    *(("primary-text", ground) for ground in ("white", "tint", "glow", "warm")),
    *(("accent-text", ground) for ground in ("white", "paper", "tint")),
)


@given(COLOURS, COLOURS)
@example(Colour.parse("#ffe600"), Colour.parse("#000000"))
def test_every_pair_that_tokens_promise_can_be_read(primary: Colour, accent: Colour) -> None:
    named = {name: Colour.parse(text) for name, text in tokens(primary, accent).items()}
    dim = [(text, ground) for text, ground in PROMISED if contrast(named[text], named[ground]) < palette.READABLE]
    assert dim == []


def test_every_pair_is_black_on_white_or_white_on_black_where_there_is_one_ink() -> None:
    """Halftone dots eat small type: nothing but full contrast will do (21:1, WCAG 2.2)."""
    named = {name: Colour.parse(text) for name, text in GREYS.items()}
    assert [pair for pair in PROMISED if contrast(*(named[name] for name in pair)) < 20.99] == []
    assert all(len({colour.red, colour.green, colour.blue}) == 1 for colour in named.values())


def test_one_ink_has_a_grey_for_every_token(house: House) -> None:
    assert all(set(brand.tokens) == set(GREYS) for brand in house.brands.values())


def test_the_brands_that_ship_can_be_read(house: House) -> None:
    assert len(house.brands) >= 3
    for brand in house.brands.values():
        named = {name: Colour.parse(text) for name, text in brand.tokens.items()}
        assert [
            (brand.name, *pair) for pair in PROMISED if contrast(named[pair[0]], named[pair[1]]) < palette.READABLE
        ] == []


def test_what_the_pages_use_is_promised(used: Counter[tuple[str, str]], used_in_grey: Counter[tuple[str, str]]) -> None:
    assert set(used) <= set(PROMISED)
    assert set(used_in_grey) <= set(PROMISED)
    assert used_in_grey["ink", "white"] > 100


def test_what_the_pages_use_in_print_is_promised(used_in_press: Counter[tuple[str, str]]) -> None:
    assert set(used_in_press) <= set(PROMISED)
    assert used_in_press["on-bar", "bar"]


LIGHT_IN_PRINT = ("white", "paper", "tint", "glow", "warm", "accent")


@given(COLOURS, COLOURS)
@example(Colour.parse("#ffe600"), Colour.parse("#000000"))
def test_in_print_text_is_black_on_light_grounds_or_white_on_black(primary: Colour, accent: Colour) -> None:
    """Small letters cleared from a ground of several inks fill in."""
    named = {name: Colour.parse(text) for name, text in for_press(primary, accent).items()}
    dim = [(text, ground) for text, ground in PROMISED if contrast(named[text], named[ground]) < palette.READABLE]
    assert dim == []
    light = [text for text, ground in PROMISED if ground in LIGHT_IN_PRINT and named[text].luminance > 0.184]
    assert light == []
    assert (str(named["bar"]), str(named["on-bar"]), str(named["accent-on-bar"])) == ("#000000", "#ffffff", "#ffffff")
    assert set(named) == set(tokens(primary, accent))


def test_in_print_the_brands_that_ship_keep_their_colours(house: House) -> None:
    for brand in house.brands.values():
        primary, accent = (Colour.parse(brand.tokens[name]) for name in ("primary", "accent"))
        changed = {name for name, text in for_press(primary, accent).items() if text != brand.tokens[name]}
        assert changed == {"bar", "accent-on-bar", "accent-text"}


INKS = st.tuples(*[st.floats(0, 0.75)] * 4)


@given(COLOURS, COLOURS, INKS, INKS)
def test_every_colour_of_a_brand_has_inks_that_dry(primary: Colour, accent: Colour, one: Inks, other: Inks) -> None:
    dyed = (primary.printed(one), accent.printed(other))
    known = inks(*dyed)
    for made in (tokens(*dyed), for_press(*dyed)):
        assert set(made.values()) <= set(known)
    assert max(map(sum, known.values())) <= 3.0001
    assert all(0 <= ink <= 1 for recipe in known.values() for ink in recipe)


def test_a_tint_is_a_tint_of_the_same_inks() -> None:
    white, blue = Colour.parse("#ffffff"), Colour.parse("#1b3a57").printed((0.8, 0.6, 0.2, 0.4))
    assert white.mix(blue, 0.25).inks == pytest.approx((0.2, 0.15, 0.05, 0.1))
    assert blue.mix(Colour.parse("#000000"), 0.5).inks == pytest.approx((0.4, 0.3, 0.1, 0.7))


def test_without_a_brand_s_inks_only_natural_colours_have_some() -> None:
    known = inks(Colour.parse("#1b3a57"), Colour.parse("#f4ab3c"))
    assert known == known | palette.NATURAL_INKS
    assert not {"#1b3a57", "#f4ab3c"} & set(known)
    assert set(palette.NATURAL.values()) <= set(palette.NATURAL_INKS)


def test_styles_name_no_colour_of_their_own(house: House) -> None:
    """Colours are the brand's tokens; white under a QR code is the one that no brand may change."""
    sheets = [*house.root.glob("templates/*-*/style.css"), *house.root.glob("templates/shared/*.css")]
    assert len(sheets) >= len(house.materials) + 1
    styles = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(", styles)) <= {"#fff"}
    known = set(house.brands["lamplight"].tokens) | {"page-width", "page-height", "edge"}
    pages = "".join(page.read_text(encoding="utf-8") for page in house.root.glob("templates/*/*.j2"))
    set_there = set(re.findall(r"--([a-z0-9-]+):", styles + pages))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", styles)) <= known | set_there
