"""Each colour of a file becomes the inks of a press, and small things have one: on files made by hand and real."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from lamplight import pipeline, profiles
from lamplight.errors import SourceError
from lamplight.model import Edition
from lamplight.preflight import plates
from lamplight.profiles import MOST_INK
from lamplight.recipes import Recipes
from lamplight.separate import separate
from own_project import ROOT, job

if TYPE_CHECKING:
    from PIL.Image import Image

    from lamplight.model import Inks, Setting
    from lamplight.pipeline import House

PRESS = profiles.read(ROOT / profiles.DEFAULT)
BLUE: Inks = (0.8, 0.6, 0.2, 0.4)
INKS = {"#0000ff": BLUE, "#ccccff": (0.16, 0.12, 0.04, 0.08)}
RECIPES = Recipes(INKS, PRESS)
# As the typesetter writes it: upside down, in pixels.
CSS = "0.75 0 0 -0.75 0 200 cm"
TEXT = "BT /F1 {size} Tf 1 0 0 -1 20 20 Tm <00> Tj ET"


def file(content: str, **resources: pikepdf.Object) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(
            {"/Font": Dictionary(F1=font), **{f"/{kind}": resources[kind] for kind in resources}}
        )
        page.obj.Contents = pdf.make_stream(content.encode())
        saved = io.BytesIO()
        pdf.save(saved)
        return saved.getvalue()


def inked(content: str, **resources: pikepdf.Object) -> list[str]:
    """What becomes of a stream, its operators one by one."""
    with pikepdf.open(io.BytesIO(separate(file(content, **resources), INKS, PRESS))) as pdf:
        return said(pdf.pages[0])


def said(drawn: pikepdf.Page | pikepdf.Object) -> list[str]:
    steps = pikepdf.parse_content_stream(drawn)
    return [" ".join([*map(str, step.operands), str(step.operator)]) for step in steps]


def before(steps: list[str], painted: str) -> list[str]:
    """What was written of colour, widths and overprint before something was painted."""
    end = next(at for at, step in enumerate(steps) if step.endswith(painted))
    return [step for step in steps[:end] if re.search(r" ([kKgGw]|gs)$", step)]


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        ("0 0 1 rg", "0.8 0.6 0.2 0.4 k"),
        ("1 1 1 rg", "0 0 0 0 k"),
        ("0 0 0 rg", "0 0 0 1 k"),
        ("1 g", "0 0 0 0 k"),
        ("0.1 0.2 0.3 0.4 k", "0.1 0.2 0.3 0.4 k"),
        ("/DeviceRGB cs", "0 0 0 1 k"),
        ("/DeviceRGB cs 0 0 1 sc", "0.8 0.6 0.2 0.4 k"),
        ("/DeviceCMYK cs 0 1 0 0 scn", "0 1 0 0 k"),
        ("1 1 1 1 k", "0.6667 0.6667 0.6667 1 k"),
        ("", "0 0 0 1 k"),
    ],
)
def test_a_colour_is_written_in_inks(wanted: str, written: str) -> None:
    steps = inked(f"{wanted} 0 0 50 50 re f")
    assert steps == [written, "0 0 50 50 re", "f"]


def test_lines_have_the_inks_of_their_own_colour_and_both_are_written_once() -> None:
    steps = inked("0 0 1 RG 2 w 0 0 1 rg 0 0 50 50 re B 0 0 m 9 50 l S q 1 g Q 60 60 50 50 re f")
    assert [steps[0].split()[0][:1], *steps[1:3]] == ["2", "0.8 0.6 0.2 0.4 k", "0.8 0.6 0.2 0.4 K"]
    assert len([step for step in steps if step.endswith(("k", "K", "w"))]) == 3


def test_what_q_saves_is_written_again_after_it() -> None:
    steps = inked("0 0 1 rg q 1 g 0 0 50 50 re f Q 0 0 50 50 re f")
    assert [step for step in steps if step.endswith("k")] == ["0 0 0 0 k", "0.8 0.6 0.2 0.4 k"]
    steps = inked("0 0 1 rg 0 0 50 50 re f q 1 g 0 0 50 50 re f Q 0 0 50 50 re f")
    assert [step for step in steps if step.endswith("k")] == ["0.8 0.6 0.2 0.4 k", "0 0 0 0 k"]


@pytest.mark.parametrize(
    ("color", "size", "written"),
    [
        ("0 0 1 rg", 15.9, ["0 0 0 1 k", "/InkOver gs"]),
        ("0 0 1 rg", 16, ["0.8 0.6 0.2 0.4 k"]),
        ("0.1 0.15 0.2 rg", 10, ["0 0 0 1 k", "/InkOver gs"]),
        ("0 g", 40, ["0 0 0 1 k", "/InkOver gs"]),
        ("1 g", 10, ["0 0 0 0 k"]),
        ("1 0.8 0.2 rg", 10, ["0 0 0 0 k"]),
        ("1 g", 40, ["0 0 0 0 k"]),
    ],
)
def test_small_letters_are_black_alone_over_what_is_below_or_cleared(
    color: str, size: float, written: list[str]
) -> None:
    """16 px are 12 pt."""
    assert before(inked(f"{CSS} {color} {TEXT.format(size=size)}"), "Tj") == written


def test_after_letters_that_go_over_everything_else_clears_again() -> None:
    steps = inked(f"0 g {TEXT.format(size=10)} 0 0 50 50 re f {TEXT.format(size=10)}")
    assert [step for step in steps if step.endswith("gs")] == ["/InkOver gs", "/InkClear gs", "/InkOver gs"]


def test_what_follows_text_does_not_rest_on_what_was_written_for_it() -> None:
    """A bleed repeats a page without its words."""
    steps = inked(f"1 g {TEXT.format(size=40)} 0 0 50 50 re f")
    assert [step for step in steps if step.endswith(("k", "gs"))] == ["0 0 0 0 k", "0 0 0 0 k", "/InkClear gs"]


def test_overprint_holds_for_strokes_and_fills_where_an_ink_is_none() -> None:
    pdf = separate(file(f"0 g {TEXT.format(size=10)} 0 0 50 50 re f"), {}, PRESS)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        states = opened.pages[0].obj.Resources.ExtGState
        assert dict(states.InkOver.items()) == {"/Type": Name.ExtGState, "/OP": True, "/op": True, "/OPM": 1}
        assert not states.InkClear.OP
        assert not states.InkClear.op


def test_a_thin_outline_goes_over_what_is_below_and_its_fill_does_not() -> None:
    steps = inked("0 0 1 rg 0 G 0.5 w 0 0 50 50 re B 0 0 50 50 re f")
    assert [step for step in steps if step.endswith("gs")] == ["/InkLineOver gs", "/InkClear gs"]


def test_what_paints_nothing_is_left_out() -> None:
    steps = inked("q 0 0 1 rg 0 0 50 50 re f Q 0 0 50 50 re W n f")
    assert steps[-2:] == ["W", "n"]
    assert len([step for step in steps if step.endswith("k")]) == 1


# The engine draws the border of one side as a frame, seen through a clip as thin as that side.
BORDER = "{color} 80 20 m 20 20 l 20 {low} l 80 {low} l W* n 20 {low} 60 50 re 20 20 60 60 re f*"


@pytest.mark.parametrize(
    ("content", "written", "path"),
    [
        ("0 0 1 rg 10 10 100 0.8 re f", ["0 0 0 1 k", "/InkOver gs"], "10 10 100 0.8 re"),
        ("0 0 1 rg 10 10 100 0.1 re f", ["0 0 0 1 k", "/InkOver gs"], "10 9.925 100 0.25 re"),
        ("0 0 1 rg 10 10 0.1 100 re f", ["0 0 0 1 k", "/InkOver gs"], "9.925 10 0.25 100 re"),
        ("0.8 0.8 1 rg 10 10 100 0.5 re f", ["0 0 0 1 k", "/InkOver gs"], "10 10.125 100 0.25 re"),
        ("1 g 10 10 100 0.5 re f", ["0 0 0 0 k"], "10 10 100 0.5 re"),
        ("0 0 1 rg 10 10 100 1.2 re f", ["0.8 0.6 0.2 0.4 k"], "10 10 100 1.2 re"),
        (BORDER.format(color="0 0 1 rg", low="20.5"), ["0 0 0 1 k", "/InkOver gs"], "20 20 60 60 re"),
        (BORDER.format(color="0.8 0.8 1 rg", low="20.5"), ["0 0 0 1 k", "/InkOver gs"], "20 20.125 60 0.25 re"),
        (BORDER.format(color="0 0 1 rg", low="20.1"), ["0 0 0 1 k", "/InkOver gs"], "20 20 60 60 re"),
    ],
)
def test_a_thin_rule_is_black_and_the_lighter_the_thinner_down_to_a_quarter_point(
    content: str, written: list[str], path: str
) -> None:
    steps = inked(content)
    painted = "f*" if "f*" in content else "f"
    assert before(steps, painted) == written
    assert [_rounded(step) for step in steps if step.endswith("re")][-1] == path
    if "20.1 " in content:
        assert "20 19.925 60 0.25 re" in [_rounded(step) for step in steps]


def _rounded(step: str) -> str:
    return " ".join(f"{float(word):g}" if re.fullmatch(r"[\d.]+", word) else word for word in step.split())


def test_no_line_is_thinner_than_a_quarter_point() -> None:
    steps = inked(f"{CSS} 0 0 1 RG 0.1 w 0 0 m 50 90 l S 0.4 w 0 0 m 50 90 l S 2 w 0 0 m 50 90 l S")
    widths = [float(step.split()[0]) * 0.75 for step in steps if step.endswith(" w")]
    assert widths == [pytest.approx(0.25, abs=1e-4), pytest.approx(0.3), pytest.approx(1.5)]


def test_a_thin_line_of_a_drawing_is_black_where_it_is_nearly_so_and_keeps_the_colour_of_skin() -> None:
    assert before(inked("0.1 0.1 0.2 RG 0.5 w 0 0 m 50 90 l S"), "S")[1:] == ["0 0 0 1 K", "/InkOver gs"]
    skin = {"#6f4632": (0.3, 0.6, 0.65, 0.55)}
    pdf = separate(file("0.435294 0.27451 0.196078 RG 0.5 w 0 0 m 50 90 l S"), skin, PRESS)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert before(said(opened.pages[0]), "S")[1:] == ["0.3 0.6 0.65 0.55 K"]


def form(pdf: pikepdf.Pdf, content: str) -> pikepdf.Object:
    made = pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    made.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)
    return made


def drawing(content: str, inside: str, **resources: pikepdf.Object) -> pikepdf.Pdf:
    """The separated file of a page that draws a form; it stays open."""
    opened = pikepdf.open(io.BytesIO(file(content, **resources)))
    opened.pages[0].obj.Resources.XObject = Dictionary(X=form(opened, inside))
    opened.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, C=Array([1, 0, 0]))])
    saved = io.BytesIO()
    opened.save(saved)
    return pikepdf.open(io.BytesIO(separate(saved.getvalue(), INKS, PRESS)))


def test_a_form_is_rewritten_as_large_as_it_is_drawn_and_its_group_does_not_stop_black_from_going_over() -> None:
    made = f"0 0 1 rg {TEXT.format(size=20)}"
    with drawing("0.5 0 0 0.5 0 0 cm /X Do", made) as pdf:
        drawn = pdf.pages[0].obj.Resources.XObject.X
        assert before(said(drawn), "Tj") == ["0 0 0 1 k", "/InkOver gs"]
        assert Name.Group not in drawn
        assert Name.Annots not in pdf.pages[0].obj
    with drawing("/X Do", made) as pdf:
        assert before(said(pdf.pages[0].obj.Resources.XObject.X), "Tj") == ["0.8 0.6 0.2 0.4 k"]


def test_a_group_that_is_seen_through_has_inks() -> None:
    state = Dictionary(A=Dictionary(ca=0.5))
    with drawing("/A gs /X Do", "0 0 1 rg 0 0 50 50 re f", ExtGState=state) as pdf:
        assert pdf.pages[0].obj.Resources.XObject.X.Group.CS == "/DeviceCMYK"


def test_a_soft_mask_keeps_its_lightness() -> None:
    with pikepdf.open(io.BytesIO(file("/M gs 0 0 1 rg 0 0 50 50 re f"))) as pdf:
        mask = Dictionary(S=Name.Luminosity, G=form(pdf, "1 g 0 0 50 50 re f"))
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(M=Dictionary(SMask=mask))
        saved = io.BytesIO()
        pdf.save(saved)
    with pikepdf.open(io.BytesIO(separate(saved.getvalue(), INKS, PRESS))) as pdf:
        group = pdf.pages[0].obj.Resources.ExtGState.M.SMask.G
        assert group.Group.CS == "/DeviceGray"
        assert said(group)[0] == "1 g"


def shading(function: Dictionary, kind: int = 2) -> Dictionary:
    coords = Array([0, 0, 100, 0])
    return Dictionary(ShadingType=kind, ColorSpace=Name.DeviceRGB, Coords=coords, Function=function)


def between(one: list[float], other: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(one), C1=Array(other), N=1)


def test_a_gradient_goes_from_inks_to_inks() -> None:
    stitched = Dictionary(FunctionType=3, Functions=Array([between([0, 0, 1], [1, 1, 1])]))
    pattern = Dictionary(PatternType=2, Shading=shading(stitched))
    pdf = separate(file("/Pattern cs /P scn 0 0 50 50 re f", Pattern=Dictionary(P=pattern)), INKS, PRESS)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        made = opened.pages[0].obj.Resources.Pattern.P.Shading
        assert made.ColorSpace == Name.DeviceCMYK
        assert [float(ink) for ink in made.Function.Functions[0].C0] == list(BLUE)
        assert [float(ink) for ink in made.Function.Functions[0].C1] == [0, 0, 0, 0]
        assert said(opened.pages[0])[:2] == ["/Pattern cs", "/P scn"]


def test_a_picture_has_inks_that_dry_and_keeps_its_mask() -> None:
    with pikepdf.open(io.BytesIO(file("/X Do"))) as pdf:
        mask = pdf.make_stream(bytes([0, 255]), Subtype=Name.Image, Width=2, Height=1, BitsPerComponent=8)
        mask.ColorSpace = Name.DeviceGray
        made = pdf.make_stream(bytes(6), Subtype=Name.Image, Width=2, Height=1, BitsPerComponent=8)
        made.ColorSpace, made.SMask = Name.DeviceRGB, mask
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=made)
        saved = io.BytesIO()
        pdf.save(saved)
    with pikepdf.open(io.BytesIO(separate(saved.getvalue(), INKS, PRESS))) as pdf:
        seen = pdf.pages[0].obj.Resources.XObject.X
        assert (seen.ColorSpace, seen.SMask.ColorSpace) == (Name.DeviceCMYK, Name.DeviceGray)
        points = seen.read_bytes()
        assert len(points) == 8
        assert sum(points[:4]) <= MOST_INK * 255
        assert points[3] > 200


@pytest.mark.parametrize(
    ("content", "resources"),
    [
        ("/lab cs 50 0 0 scn", {}),
        ("BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI", {}),
        ("(unfinished", {}),
        ("/S sh", {"Shading": Dictionary(S=shading(Dictionary(FunctionType=4, Domain=Array([0, 1]))))}),
        ("/S sh", {"Shading": Dictionary(S=Dictionary(ShadingType=2, ColorSpace=Name.CalRGB))}),
        ("q", {"Font": Dictionary(T=Dictionary(Type=Name.Font, Subtype=Name.Type3))}),
    ],
)
def test_what_a_press_would_have_to_guess_is_refused(content: str, resources: dict[str, pikepdf.Object]) -> None:
    with pikepdf.open(io.BytesIO(file(content))) as pdf:
        pdf.pages[0].obj.Resources = Dictionary({f"/{key}": value for key, value in resources.items()})
        saved = io.BytesIO()
        pdf.save(saved)
    with pytest.raises(SourceError) as caught:
        separate(saved.getvalue(), INKS, PRESS)
    assert [finding.code for finding in caught.value.findings] == ["color-inseparable"]


def test_a_form_in_two_sizes_is_refused_since_its_letters_may_be_small_in_one() -> None:
    with pytest.raises(SourceError, match="two sizes"):
        drawing("/X Do q 0.5 0 0 0.5 0 0 cm /X Do Q", "0 g")


CHANNEL = st.integers(0, 255)


@given(CHANNEL, CHANNEL, CHANNEL)
def test_no_colour_has_more_ink_than_dries(red: int, green: int, blue: int) -> None:
    inks = RECIPES.inks(f"#{bytes([red, green, blue]).hex()}")
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= MOST_INK + 1e-9


@given(CHANNEL)
def test_grey_is_black_alone_and_the_darker_the_more(grey: int) -> None:
    *colours, black = RECIPES.inks(f"#{bytes([grey] * 3).hex()}")
    assert colours == [0, 0, 0]
    lighter = RECIPES.inks(f"#{bytes([min(grey + 1, 255)] * 3).hex()}")[3]
    assert black >= lighter


@given(st.tuples(*[st.floats(0, 1)] * 4))
def test_inks_that_were_given_dry_too(given: Inks) -> None:
    limited = profiles.limited(given)
    assert sum(limited) <= MOST_INK + 1e-9
    assert limited[3] == given[3]
    assert sum(given) > MOST_INK or limited == given


PIECES = ("card-help", "factsheet-signs", "poster-help")


@pytest.fixture(scope="module")
def pressed(house: House) -> dict[str, tuple[Setting, bytes]]:
    """Some materials for print, set and separated."""
    made = {}
    for material in PIECES:
        piece = job(material, edition=Edition.PRESS)
        setting = pipeline._typeset(pipeline._compose(piece, house), house)
        made[material] = setting, separate(setting.pdf, house.brand(piece).inks, PRESS)
    return made


@pytest.mark.parametrize("material", PIECES)
def test_real_pieces_hold_nothing_but_inks(pressed: dict[str, tuple[Setting, bytes]], material: str) -> None:
    _, pdf = pressed[material]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        forms = [one for one in opened.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        streams = [*(page.obj for page in opened.pages), *forms]
        steps = [step for stream in streams for step in pikepdf.parse_content_stream(stream)]
        used = {str(step.operator) for step in steps}
        assert used >= {"k", "f", "TJ", "gs"}
        assert not used & {"rg", "RG", "g", "G", "sc", "SC", "scn", "SCN", "cs", "CS", "sh"}
        inks = [list(map(float, step.operands)) for step in steps if str(step.operator) in {"k", "K"}]
        assert max(map(sum, inks)) <= MOST_INK
        assert not [one for one in opened.objects if isinstance(one, Dictionary) and "/Group" in one]


def test_the_same_file_gives_the_same_bytes(house: House, pressed: dict[str, tuple[Setting, bytes]]) -> None:
    setting, pdf = pressed["card-help"]
    assert separate(setting.pdf, house.brands["lamplight"].inks, PRESS) == pdf


@pytest.mark.parametrize("material", PIECES[:2])
def test_small_letters_stand_on_the_black_plate_and_leave_no_trace_on_others(
    pressed: dict[str, tuple[Setting, bytes]], material: str
) -> None:
    setting, pdf = pressed[material]
    scale = 4
    with pypdfium2.PdfDocument(plates.separated(pdf)) as document:
        shown = plates.pictures(list(document), scale)
    small = [
        (shown[number], box)
        for number, page in enumerate(setting.pages)
        for box in page.boxes
        if box.kind == "text" and box.type_size < 11.9
    ]
    assert len(small) > 5
    for four, box in small:
        # The middle of the line: beside it may be the edge of its ground.
        around = (box.x, box.y + box.height * 0.2, box.x + box.width, box.y + box.height * 0.8)
        left, top, right, bottom = (round(side * scale) for side in around)
        *colours, black = (contrast(plate.crop((left, top, right, bottom))) for plate in four)
        assert max(colours) <= 3, box.text
        assert black > 150, box.text


def contrast(picture: Image) -> int:
    """How far apart its darkest and its lightest tone are, 0 to 255."""
    tones = [tone for tone, count in enumerate(picture.histogram()) if count]
    return tones[-1] - tones[0]
