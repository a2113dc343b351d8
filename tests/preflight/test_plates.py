from __future__ import annotations

import io
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from lamplight.preflight import plates
from preflight.press_sample import drawn, good
from preflight.samples import ROOT, codes

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 100
# By what is drawn: the inks (percent of cyan, magenta, yellow, black) that are seen in the middle of the page.
ALL = "0 0 100 100 re f"
SEEN: dict[str, tuple[str, tuple[float, float, float, float]]] = {
    "paper": ("", (0, 0, 0, 0)),
    "a colour": (f"0.1 0.2 0.3 0.4 k {ALL}", (10, 20, 30, 40)),
    "a stroke": ("0.1 0.2 0.3 0.4 K 60 w 0 50 m 100 50 l S", (10, 20, 30, 40)),
    "a space by name": (f"/DeviceCMYK cs 0.1 0.2 0.3 0.4 sc {ALL}", (10, 20, 30, 40)),
    "what a space begins with": (f"/DeviceCMYK cs {ALL}", (0, 0, 0, 100)),
    "what nothing set": (ALL, (0, 0, 0, 100)),
    "grey": (f"0.3 g {ALL}", (0, 0, 0, 70)),
    "red, green, blue": (f"0.9 0.8 0.7 rg {ALL}", (10, 20, 30, 0)),
    "one over another": (f"1 1 1 0 k {ALL} 0 0.5 0 0 k {ALL}", (0, 50, 0, 0)),
    "overprinted": (f"0.8 0.7 0 0 k {ALL} /Over gs 0 0 0 1 k {ALL}", (80, 70, 0, 100)),
    "overprinted in part": (f"0.8 0.7 0 0 k {ALL} /Over gs 0.2 0 0 1 k {ALL}", (20, 70, 0, 100)),
    "overprinted in mode nought": (f"0.8 0.7 0 0 k {ALL} /Mode0 gs 0 0 0 1 k {ALL}", (0, 0, 0, 100)),
    "overprinted no more": (f"0.8 0.7 0 0 k {ALL} q /Over gs Q 0 0 0 1 k {ALL}", (0, 0, 0, 100)),
    "an overprinted stroke": (f"0.8 0.7 0 0 k {ALL} /Over gs 0 0 0 1 K 60 w 0 50 m 100 50 l S", (80, 70, 0, 100)),
    "filled and stroked": (
        f"0.8 0.7 0 0 k {ALL} /Over gs 0 0 1 0 k 0 0 0 1 K 90 w {ALL[:-2]} b",
        (80, 70, 100, 0),
    ),
    "transparent": (f"0.8 0 0 0 k {ALL} /Half gs 0 0.6 0 0 k {ALL}", (40, 30, 0, 0)),
    "multiplied": (f"0.5 0 0 0 k {ALL} /Multiply gs 0.5 0.4 0 0 k {ALL}", (75, 40, 0, 0)),
    "masked": (f"/Mask gs 0.8 0 0 0 k {ALL}", (40, 0, 0, 0)),
    "a form": ("/Form Do", (0, 0, 60, 0)),
    "a form in the colour around it": ("0.3 0 0 0 k /Plain Do", (30, 0, 0, 0)),
    "a form drawn twice": ("0.3 0 0 0 k /Plain Do 0 0.4 0 0 k /Plain Do", (0, 40, 0, 0)),
    "a form that overprints": (f"0.8 0 0 0 k {ALL} /Over gs 0 0 0 1 k /Plain Do", (80, 0, 0, 100)),
    "a picture": ("100 0 0 100 0 0 cm /Picture Do", (20, 40, 60, 80)),
    "an inverted picture": ("100 0 0 100 0 0 cm /Inverted Do", (80, 60, 40, 20)),
    "an indexed picture": ("100 0 0 100 0 0 cm /Indexed Do", (20, 40, 60, 80)),
    "a stencil": ("0.3 0 0 0 k 100 0 0 100 0 0 cm /Stencil Do", (30, 0, 0, 0)),
    "an overprinted stencil": (f"0.8 0 0 0 k {ALL} /Over gs 0 0 0 1 k 100 0 0 100 0 0 cm /Stencil Do", (80, 0, 0, 100)),
    "a shading": ("/Shade sh", (50, 30, 0, 0)),
    "a stitched shading": ("/Stitched sh", (50, 30, 0, 0)),
    "a tile": (f"/Pattern cs /Tile scn {ALL}", (0, 0, 70, 0)),
    "a pattern of a shading": (f"/Pattern cs /Shaded scn {ALL}", (50, 30, 0, 0)),
}
UNKNOWN = {
    "a mesh": "/Mesh sh",
    "a shading by a program": "/Program sh",
    "a picture within the stream": "9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI",
    "a picture of 16 bits": "100 0 0 100 0 0 cm /Deep Do",
    "a pattern without colours": f"/Uncoloured cs 1 0 0 0 /Tile scn {ALL}",
}


def _stream(pdf: pikepdf.Pdf, data: bytes, **entries: object) -> pikepdf.Stream:
    stream = pdf.make_stream(data)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


def _shading(**instead: Any) -> Dictionary:  # noqa: ANN401 - whatever a dictionary holds
    between = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0, 0], C1=[0, 0.6, 0, 0], N=1)
    said: dict[str, Any] = {
        "ShadingType": 2,
        "ColorSpace": Name.DeviceCMYK,
        "Coords": [0, 0, 100, 0],
        "Function": between,
    }
    return Dictionary(**(said | instead))


def _resources(pdf: pikepdf.Pdf) -> Dictionary:
    inks = bytes(round(255 * ink) for ink in (0.2, 0.4, 0.6, 0.8))
    form = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 100, 100], "Resources": Dictionary()}
    image = {"Subtype": Name.Image, "Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK}
    tile = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 9, 9], "XStep": 9, "YStep": 9}
    group = _stream(pdf, b"0.5 g 0 0 100 100 re f", **form, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    halves = Array([_shading().Function, _shading().Function])
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=halves, Bounds=[0.9999], Encode=[0, 1, 0, 1])
    return Dictionary(
        ExtGState=Dictionary(
            Over=Dictionary(OP=True, op=True, OPM=1),
            Mode0=Dictionary(OP=True, op=True, OPM=0),
            Half=Dictionary(ca=0.5),
            Multiply=Dictionary(BM=Name.Multiply),
            Mask=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)),
        ),
        XObject=Dictionary(
            Form=_stream(pdf, b"0 0 0.6 0 k 0 0 100 100 re f", **form),
            Plain=_stream(pdf, b"0 0 100 100 re f", **form),
            Picture=_stream(pdf, inks, **image),
            Inverted=_stream(pdf, inks, **image, Decode=[1, 0, 1, 0, 1, 0, 1, 0]),
            Indexed=_stream(pdf, b"\0", **(image | {"ColorSpace": Array([Name.Indexed, Name.DeviceCMYK, 0, inks])})),
            Stencil=_stream(pdf, b"\0", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=1, ImageMask=True),
            Deep=_stream(pdf, inks * 2, **(image | {"BitsPerComponent": 16})),
        ),
        Shading=Dictionary(
            Shade=_shading(),
            Stitched=_shading(Function=stitched),
            Mesh=_stream(pdf, b"", ShadingType=4, ColorSpace=Name.DeviceCMYK),
            Program=_shading(Function=_stream(pdf, b"{}", FunctionType=4)),
        ),
        Pattern=Dictionary(
            Tile=_stream(pdf, b"0 0 0.7 0 k 0 0 9 9 re f", Resources=Dictionary(), **tile),
            Shaded=Dictionary(PatternType=2, Shading=_shading()),
        ),
        ColorSpace=Dictionary(Uncoloured=Array([Name.Pattern, Name.DeviceCMYK])),
    )


def _file(operators: str, side: int = SIDE) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(side, side))
        page.obj.Resources = _resources(pdf)
        page.obj.Contents = pdf.make_stream(operators.encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("how", SEEN)
def test_each_plate_shows_its_ink(how: str) -> None:
    operators, inks = SEEN[how]
    document = pypdfium2.PdfDocument(plates.separated(_file(operators)))
    (page,) = plates.pictures(document, 1.0)
    seen = [100 - picture.getpixel((SIDE // 2, SIDE // 2)) / 2.55 for picture in page]  # type: ignore[operator]
    document.close()
    assert seen == pytest.approx(inks, abs=1.5)


@pytest.mark.parametrize("how", UNKNOWN)
def test_what_is_not_known_is_no_plate(how: str) -> None:
    with pytest.raises(ValueError, match=r"picture|shading|pattern"):
        plates.separated(_file(UNKNOWN[how]))


def test_and_a_check_that_needs_one_is_no_pass() -> None:
    strange = drawn("9 0 0 9 200 100 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI")
    assert codes(strange, "ink-too-heavy") == ["check-crashed"]


def test_all_ink_is_a_quarter_of_four_times_white() -> None:
    document = pypdfium2.PdfDocument(plates.separated(_file(f"1 1 0.5 0.5 k {ALL}")))
    (page,) = plates.pictures(document, 1.0)
    document.close()
    assert plates.total(page).getpixel((50, 50)) == pytest.approx(255 * 3 / 4, abs=2)


def test_text_that_overprints_is_on_one_plate_alone() -> None:
    with good() as sample:
        cyan, _, _, black = sample.plates[0]
        (line,) = (box for box in sample.pages[0].boxes if box.text.startswith("Call us, day"))
        assert sample.boxes is not None
        left, top = line.x + sample.boxes.left, line.y + sample.boxes.top
        around = [round(edge * sample.plate_scale) for edge in (left, top, left + line.width, top + line.height)]
        part = (around[0], around[1], around[2], around[3])
    # Light letters on a black bar: seen on the black plate, and the ground goes on unbroken below them on the cyan one.
    assert len(cyan.crop(part).getcolors() or ()) == 1
    assert len(black.crop(part).getcolors() or ()) > 10


@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is no part of the project")
def test_ghostscript_makes_the_same_plates(tmp_path: Path) -> None:
    """All of the above in squares of one page, and the sample.

    But for two. What Ghostscript fills and strokes at once, it overprints as if both had the stroke's inks; and the
    lightness of a mask in grey it takes from a profile, not from the grey (ISO 32000-2, 11.7.4.4 and 11.5.3).
    """
    across = 6
    places = enumerate(drawn for how, (drawn, _) in SEEN.items() if how not in {"filled and stroked", "masked"})
    squares = [f"q 1 0 0 1 {n % across * SIDE} {n // across * SIDE} cm {ALL[:-1]} W n {drawn} Q" for n, drawn in places]
    (tmp_path / "squares.pdf").write_bytes(_file(" ".join(squares), across * SIDE))
    (tmp_path / "sample.pdf").write_bytes(good().pdf)
    command = [sys.executable, "conformance/separations.py", *map(str, sorted(tmp_path.iterdir()))]
    compared = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert "8 plates of 2 files compared, 0 differ" in compared.stdout
