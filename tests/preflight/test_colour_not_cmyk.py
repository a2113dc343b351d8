from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from preflight.press_sample import drawn, good
from preflight.samples import codes

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "colour-not-cmyk"
BOX = "200 100 60 40 re"
OPERATORS = {
    "RGB": f"1 0 0 rg {BOX} f",
    "an RGB line": f"1 0 0 RG {BOX} S",
    "grey": f"0.5 g {BOX} f",
    "black that is a grey": f"0 G {BOX} S",
    "no colour set": f"{BOX} f",
    "no colour set for a line": f"0 0 0 1 k {BOX} S",
    "a space by name": f"/DeviceRGB cs 1 0 0 sc {BOX} f",
    "a space with its first colour": f"/DeviceGray cs {BOX} f",
    "a space that is a resource": f"/Spot cs 1 scn {BOX} f",
    "Lab": f"/Lab cs 50 0 0 scn {BOX} f",
    "grey letters": "BT 0 Tr 0.2 g /F 9 Tf 200 100 Td (a) Tj ET",
    "a picture within the stream": "q 9 0 0 9 200 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
}
SPACES = {
    "/Spot": Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary(FunctionType=2, Domain=[0, 1], N=1)]),
    "/Lab": Array([Name.Lab, Dictionary(WhitePoint=[0.9505, 1, 1.089])]),
}


def _stream(pdf: pikepdf.Pdf, content: bytes, **entries: object) -> pikepdf.Stream:
    stream = pdf.make_stream(content)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


def _form(pdf: pikepdf.Pdf, content: bytes, **entries: object) -> pikepdf.Stream:
    drawn_in = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 500, 500], "Resources": Dictionary()}
    return _stream(pdf, content, **(drawn_in | entries))


def _image(pdf: pikepdf.Pdf, space: object, data: bytes) -> pikepdf.Stream:
    said = {"Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": space}
    return _stream(pdf, data, **said)


def _group(space: str) -> Dictionary:
    return Dictionary(S=Name.Transparency, CS=Name(space))


def _masked(pdf: pikepdf.Pdf, content: bytes, space: str) -> dict[str, object]:
    group = _form(pdf, content, Group=_group(space))
    return {"/M": Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))}


def _drawn_font(pdf: pikepdf.Pdf) -> Dictionary:
    glyphs = Dictionary(a=_stream(pdf, b"1000 0 d0 1 0 0 rg 0 0 500 500 re f"))
    said = {"FontBBox": [0, 0, 1000, 1000], "FontMatrix": [0.001, 0, 0, 0.001, 0, 0], "FirstChar": 97, "LastChar": 97}
    encoding = Dictionary(Differences=Array([97, Name.a]))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs, Encoding=encoding, Widths=[1000])
    font.update(Dictionary({f"/{key}": value for key, value in said.items()}))
    return font


def _shading(space: str, ends: tuple[list[float], list[float]]) -> Dictionary:
    between = Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)
    return Dictionary(ShadingType=2, ColorSpace=Name(space), Coords=[200, 0, 260, 0], Function=between)


def _tile(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Stream:
    said = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 9, 9], "XStep": 9, "YStep": 9}
    return _stream(pdf, content, Resources=Dictionary(), **said)


RGB_ENDS = ([1.0, 0.0, 0.0], [0.0, 0.0, 1.0])
CMYK_ENDS = ([1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0])
INKED = f"0 0 1 0 k {BOX} f".encode()


def _within(how: str) -> Proof:
    made = {
        "in a form": ("/X Do", "XObject", lambda pdf: {"/X": _form(pdf, b"0 0 1 rg 200 100 9 9 re f")}),
        "in a form that sets none": ("/X Do", "XObject", lambda pdf: {"/X": _form(pdf, b"200 100 9 9 re f")}),
        "a group": ("/X Do", "XObject", lambda pdf: {"/X": _form(pdf, INKED, Group=_group("/DeviceRGB"))}),
        "a picture": ("/X Do", "XObject", lambda pdf: {"/X": _image(pdf, Name.DeviceRGB, b"abc")}),
        "a grey picture": ("/X Do", "XObject", lambda pdf: {"/X": _image(pdf, Name.DeviceGray, b"a")}),
        "indexed": (
            "/X Do",
            "XObject",
            lambda pdf: {"/X": _image(pdf, Array([Name.Indexed, Name.DeviceRGB, 0, b"abc"]), b"\0")},
        ),
        "a shading": ("/S sh", "Shading", lambda _: {"/S": _shading("/DeviceRGB", RGB_ENDS)}),
        "a pattern": (
            f"/Pattern cs /T scn {BOX} f",
            "Pattern",
            lambda pdf: {"/T": _tile(pdf, b"1 0 0 rg 0 0 4 4 re f")},
        ),
        "a pattern of a shading": (
            f"/Pattern cs /T scn {BOX} f",
            "Pattern",
            lambda _: {"/T": Dictionary(PatternType=2, Shading=_shading("/DeviceRGB", RGB_ENDS))},
        ),
        "in a soft mask": (
            f"/M gs 0 0 1 0 k {BOX} f",
            "ExtGState",
            lambda pdf: _masked(pdf, b"1 0 0 rg 200 100 9 9 re f", "/DeviceGray"),
        ),
        "a soft mask's group": (
            f"/M gs 0 0 1 0 k {BOX} f",
            "ExtGState",
            lambda pdf: _masked(pdf, b"0.5 g 200 100 9 9 re f", "/DeviceRGB"),
        ),
        "a letter that is a drawing": (
            "BT 0 0 1 0 k /G 9 Tf 200 100 Td (a) Tj ET",
            "Font",
            lambda pdf: {"/G": _drawn_font(pdf)},
        ),
        "a default in its place": (
            f"0 0 1 0 k {BOX} f",
            "ColorSpace",
            lambda pdf: {"/DefaultCMYK": Array([Name.ICCBased, _stream(pdf, b"", N=4)])},
        ),
    }[how]
    operators, kind, resources = made
    return drawn(operators, None, **{kind: resources})


@pytest.mark.parametrize("how", OPERATORS)
def test_an_operator_of_another_colour_is_found(how: str) -> None:
    assert codes(drawn(OPERATORS[how], None, ColorSpace=SPACES), CODE) == [CODE]


@pytest.mark.parametrize(
    "how",
    [
        "in a form",
        "a group",
        "a picture",
        "a grey picture",
        "indexed",
        "a shading",
        "a pattern",
        "a pattern of a shading",
        "in a soft mask",
        "a soft mask's group",
        "a letter that is a drawing",
        "a default in its place",
    ],
)
def test_another_colour_within_something_is_found(how: str) -> None:
    assert set(codes(_within(how), CODE)) == {CODE}


def test_a_form_is_drawn_in_the_colour_of_its_surroundings() -> None:
    assert codes(_within("in a form that sets none"), CODE) == [CODE]
    inked = drawn("0 0 1 0 k /X Do", None, XObject=lambda pdf: {"/X": _form(pdf, b"200 100 9 9 re f")})
    assert codes(inked, CODE) == []


def test_inks_of_every_kind_and_a_mask_in_grey_pass() -> None:
    assert codes(good(), CODE) == []
    assert codes(drawn(f"/DeviceCMYK cs 0 0 1 0 scn {BOX} f"), CODE) == []
    assert codes(drawn("/S sh", None, Shading=lambda _: {"/S": _shading("/DeviceCMYK", CMYK_ENDS)}), CODE) == []
    assert codes(drawn("/X Do", None, XObject=lambda pdf: {"/X": _image(pdf, Name.DeviceCMYK, b"abcd")}), CODE) == []
    mask = {"ExtGState": lambda pdf: _masked(pdf, b"0.5 g 200 100 9 9 re f", "/DeviceGray")}
    assert codes(drawn(f"/M gs 0 0 1 0 k {BOX} f", None, **mask), CODE) == []


def test_what_is_set_and_never_painted_with_passes() -> None:
    assert codes(drawn(f"1 0 0 rg 0 0 1 0 k {BOX} f"), CODE) == []
