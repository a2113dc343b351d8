"""The drawings: well formed, told in words, without what print and screen readers trip over, in the brand's colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lamplight import content, materials, palette
from lamplight.model import Ink
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
SOLID = {f"{SVG}{tag}" for tag in ("svg", "title", "g", "path", "circle", "ellipse", "rect")}
SOFT = {"opacity", "fill-opacity", "stroke-opacity", "filter", "mask", "style"}
SCENES = ("street", "students", "talk", "kitchen", "circle", "phone", "hills", "house", "lamp", "door")
ICONS = (
    *("behavior", "talk", "things", "body", "home", "school", "online", "bus", "mall", "job", "game", "heart"),
    *("listen", "say", "do", "dont", "report", "clock", "write", "eye", "call", "text", "chat", "door", "family"),
    *("person", "people", "gift", "lock", "money", "shield", "question", "work"),
)
INK = pytest.mark.parametrize("ink", [ink.value for ink in Ink])


def art(ink: str) -> Any:  # noqa: ANN401 - a template's macros
    """The drawings in colours that are names: `token:deep`, so that a colour of nobody's shows."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    colours = palette.GREYS if Ink(ink) is Ink.GREY else materials.load_brands(ROOT)["lamplight"].tokens
    tokens = {name: f"token:{name}" for name in colours}
    return environment.get_template("shared/art.html.j2").make_module({"brand": {"tokens": tokens}, "ink": ink})


def draw(scene: str, ink: str, **options: object) -> str:
    return str(getattr(art(ink), scene)("A & B", "picture", **options))


def faults(drawing: str) -> Iterator[str]:
    """What is wrong with a drawing; an error of the parser when it is not well formed."""
    root = ET.fromstring(drawing)  # noqa: S314 - our own
    if root.get("role") != "img" or not (root.findtext(f"{SVG}title") or "").strip():
        yield "no title"
    for element in root.iter():
        if element.tag not in SOLID:
            yield f"{element.tag} is not solid"
        if soft := SOFT & set(element.keys()):
            yield f"{soft} is not solid"
        for name in ("fill", "stroke"):
            colour = element.get(name, "none")
            if colour != "none" and not colour.startswith("token:"):
                yield f"{colour} is nobody's colour"
        if not re.fullmatch(r"[MmLlHhVvCcSsQqAaZz0-9., -]*", element.get("d", "")):
            yield f"{element.get('d')} is no path"


@INK
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_solid_told_and_in_the_brand_s_colours(scene: str, ink: str) -> None:
    assert list(faults(draw(scene, ink))) == []


@INK
def test_a_street_beside_a_headline_is_as_sound(ink: str) -> None:
    half = draw("street", ink, whole=False)
    assert list(faults(half)) == []
    assert len(half) < len(draw("street", ink))


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("<title>A &amp; B</title>", ""),
        ("<title>A &amp; B</title>", "<title> </title>"),
        (' role="img"', ""),
        ("<circle", '<circle opacity=".5"'),
        ("<circle", '<circle fill-opacity=".5"'),
        ("<circle", '<circle style="fill: rgba(0, 0, 0, .5)"'),
        ("</svg>", "<linearGradient/></svg>"),
        ("</svg>", '<image href="photo.png"/></svg>'),
        ("token:lit", "#f4ab3c"),
        ("token:lit", "currentColor"),
        (' d="M', ' d="{{ M'),
    ],
)
def test_what_is_wrong_with_a_drawing_is_seen(sound: str, broken: str) -> None:
    drawing = draw("hills", "color")
    assert sound in drawing
    assert list(faults(drawing.replace(sound, broken, 1)))


def test_a_drawing_that_is_not_well_formed_is_seen() -> None:
    with pytest.raises(ET.ParseError):
        list(faults(draw("hills", "color").replace("</svg>", "")))


def test_each_scene_has_words_for_who_cannot_see_it() -> None:
    pictures = content.load(ROOT, "en").topics["pictures"]
    assert sorted(pictures) == sorted(SCENES)
    assert len(set(pictures.values())) == len(SCENES)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_well_formed_and_takes_its_colour(name: str) -> None:
    address = str(art("color").icon(name, "#123456"))
    drawing = unquote(address.removeprefix('url("data:image/svg+xml,').removesuffix('")'))
    root = ET.fromstring(drawing)  # noqa: S314 - our own
    assert root.get("stroke") == "#123456"
    assert len(root) >= 1


def test_the_drawings_have_no_icon_that_is_not_tested() -> None:
    assert sorted(art("color").drawings) == sorted(ICONS)


def test_people_keep_their_skin_in_every_brand() -> None:
    brands = materials.load_brands(ROOT).values()
    people = {(*(brand.tokens[f"skin-{tone}"] for tone in (1, 2, 3, 4)),) for brand in brands}
    assert len(brands) > 1
    assert len(people) == 1


@pytest.mark.parametrize("logo", sorted((ROOT / "brands").glob("*/logo-grey.svg")), ids=lambda path: path.parent.name)
def test_a_logo_for_one_ink_is_black_and_white(logo: Path) -> None:
    assert set(re.findall(r"#\w+", logo.read_text(encoding="utf-8"))) == {"#000000", "#ffffff"}
