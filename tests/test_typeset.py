"""Typesetting: only our fonts, only our files, nothing said in vain, the same bytes every time."""

from __future__ import annotations

import io
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from lamplight.model import Edition, Severity
from lamplight.typeset import Typesetter
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lamplight.model import Setting

PAGE = '<html lang="en"><head><title>T</title><style>{style}</style></head><body>{body}</body></html>'
STYLE = '@page {{ size: 300pt 200pt; margin: 20pt }} * {{ margin: 0 }} body {{ font: 10pt "Lamplight Sans" }} {more}'


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


def page(body: str, more: str = "") -> str:
    return PAGE.format(style=STYLE.format(more=more), body=body)


def complaints(setting: Setting) -> list[str]:
    assert all(finding.severity is Severity.ERROR for finding in setting.findings)
    assert {finding.code for finding in setting.findings} <= {"engine-complains"}
    return [finding.message for finding in setting.findings]


def test_a_good_page_has_nothing_to_complain_of(typesetter: Typesetter) -> None:
    assert complaints(typesetter.set(page("<p>Straße, ñandú, Đà Nẵng</p>"), [], Edition.SCREEN)) == []


def fonts(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
        return {str(font.FontName).partition("+")[2] for font in found}


@pytest.mark.parametrize("family", ["Lamplight Sans", "DejaVu Sans", "Arial", "sans-serif", "serif", "monospace"])
def test_no_font_of_the_system_is_ever_used(typesetter: Typesetter, family: str) -> None:
    setting = typesetter.set(
        page("<p>Plain letters</p>", f'p {{ font-family: "{family}", serif }}'), [], Edition.OFFICE
    )
    assert fonts(setting.pdf) <= {"Lamplight-Sans", "LamplightSans-Regular", "Lamplight-Sans-Regular"}


@pytest.mark.parametrize(
    ("letter", "name"),
    [("☃", "SNOWMAN"), ("ש", "HEBREW LETTER SHIN"), ("ა", "GEORGIAN LETTER AN"), ("\U0001f600", "GRINNING FACE")],
)
def test_a_letter_without_a_glyph_is_told_by_its_name(typesetter: Typesetter, letter: str, name: str) -> None:
    (finding,) = typesetter.set(page(f"<p>Snow {letter}</p>"), [], Edition.OFFICE).findings
    assert (finding.code, finding.severity) == ("character-without-font", Severity.ERROR)
    assert f"“{letter}” (U+{ord(letter):04X} {name})" in finding.message


SHAPED = {
    "hi": "हिन्दी में", "pa": "ਪੰਜਾਬੀ ਸਿੱਖ", "km": "ប្រើ ស្ដ្រី", "lo": "ເຈົ້າ ທີ່", "th": "ที่นี่ เชื่อ", "am": "አማርኛ ቁጥር",
}  # fmt: skip


@pytest.mark.parametrize("language", SHAPED)
def test_what_is_shaped_otherwise_than_written_is_read_as_written(typesetter: Typesetter, language: str) -> None:
    said = f"{SHAPED[language]} 555-0142"
    sheets = [ROOT / "templates" / "shared" / "scripts.css"]
    setting = typesetter.set(page(f'<p lang="{language}">{said}</p>'), sheets, Edition.SCREEN)
    document = pypdfium2.PdfDocument(setting.pdf)
    assert " ".join(document[0].get_textpage().get_text_range().split()) == said
    document.close()


def test_no_operator_holds_an_empty_string_after_which_readers_lose_their_place(typesetter: Typesetter) -> None:
    sheets = [ROOT / "templates" / "shared" / "scripts.css"]
    setting = typesetter.set(page('<p lang="lo">ເຈົ້າ</p>'), sheets, Edition.OFFICE)
    with pikepdf.open(io.BytesIO(setting.pdf)) as opened:
        shown = [step for step in pikepdf.parse_content_stream(opened.pages[0]) if str(step.operator) == "TJ"]
        strings = [piece for step in shown for piece in step.operands[0] if isinstance(piece, pikepdf.String)]
    assert len(strings) > 3
    assert all(bytes(string) for string in strings)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine whatever is asked for, and remember it."""
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_network_is_never_asked(typesetter: Typesetter, listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    body = f'<link rel="stylesheet" href="{address}style.css"><p style="background: url({address}b.png)">T</p>'
    setting = typesetter.set(page(f'{body}<img src="{address}a.png" alt="a">'), [], Edition.OFFICE)
    said = complaints(setting)
    assert asked == []
    assert all(any(name in one for one in said) for name in ("style.css", "a.png", "b.png"))


def test_files_outside_the_project_are_refused(typesetter: Typesetter, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    (tmp_path / "secret.css").write_text("p { font-size: 40pt }", encoding="utf-8")
    beside = f"file://{ROOT}/templates/../../{ROOT.name}-other/secret.svg"
    style = f'<link rel="stylesheet" href="{(tmp_path / "secret.css").as_uri()}">'
    for url in (secret.as_uri(), beside, "file:///etc/hostname"):
        setting = typesetter.set(page(f'{style}<p>T</p><img src="{url}" alt="a">'), [], Edition.OFFICE)
        said = complaints(setting)
        assert sum("outside the project" in one for one in said) == 2, said
        assert setting.pages[0].boxes[0].type_size == pytest.approx(10)


def test_files_of_the_project_are_read(typesetter: Typesetter, tmp_path: Path) -> None:
    own = tmp_path / "project"
    (own / "templates" / "shared").mkdir(parents=True)
    (own / "templates" / "shared" / "fonts.css").write_text("", encoding="utf-8")
    (own / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    setting = Typesetter(own).set(page('<img src="../a.svg" alt="a">'), [], Edition.OFFICE)
    assert complaints(setting) == []
    assert complaints(typesetter.set(page('<img src="../a.svg" alt="a">'), [], Edition.OFFICE))


@pytest.mark.parametrize(
    ("body", "more", "said"),
    [
        ("<p>T</p>", "p { colour: red }", "colour"),
        ("<p>T</p>", "p { font-family: 'Lamplight Sans'; grid-magic: 1 }", "grid-magic"),
        ('<img src="missing.png" alt="x">', "", "missing.png"),
    ],
)
def test_what_the_engine_says_is_a_finding(typesetter: Typesetter, body: str, more: str, said: str) -> None:
    assert any(said in one for one in complaints(typesetter.set(page(body, more), [], Edition.OFFICE)))


def test_what_it_said_of_one_page_is_not_said_of_the_next(typesetter: Typesetter) -> None:
    assert typesetter.set(page("<p>☃</p>"), [], Edition.OFFICE).findings
    assert complaints(typesetter.set(page("<p>T</p>"), [], Edition.OFFICE)) == []


def test_what_the_fonts_style_says_is_said_of_every_page(tmp_path: Path) -> None:
    (tmp_path / "templates" / "shared").mkdir(parents=True)
    (tmp_path / "templates" / "shared" / "fonts.css").write_text("p { colour: red }", encoding="utf-8")
    setter = Typesetter(tmp_path)
    for _ in range(2):
        assert any("colour" in said for said in complaints(setter.set(page("<p></p>"), [], Edition.OFFICE)))


FRAMES = """<section data-frame="outer"><p>before</p><div data-frame="inner"><b>within</b></div><p>after</p>
<div class="far" data-frame="far">away</div></section><p>free</p>"""


def test_frames_and_texts_stand_where_they_are(typesetter: Typesetter) -> None:
    style = """section { width: 200pt; height: 100pt; overflow: hidden } p { font-size: 12pt }
    .far { position: absolute; left: 30pt; top: 120pt; width: 50pt; height: 20pt; padding: 2pt; border: 1pt solid }"""
    setting = typesetter.set(page(FRAMES, style), [], Edition.OFFICE)
    (only,) = setting.pages
    assert (only.width, only.height) == pytest.approx((300, 200))
    frames = {box.name: index for index, box in enumerate(only.boxes) if box.kind == "frame"}
    texts = {box.text: box for box in only.boxes if box.kind == "text"}
    assert set(frames) == {"outer", "inner", "far"}
    held = {text: box.frame for text, box in texts.items()}
    assert held["before"] == held["after"] == only.boxes[frames["inner"]].frame == frames["outer"]
    assert held["within"] == frames["inner"]
    assert held["away"] == frames["far"]
    assert held["free"] is None
    outer, far = only.boxes[frames["outer"]], only.boxes[frames["far"]]
    assert (outer.x, outer.y, outer.width, outer.height) == pytest.approx((20, 20, 200, 100))
    assert (far.x, far.y, far.width, far.height) == pytest.approx((50, 140, 56, 26), abs=0.1)
    assert texts["before"].type_size == pytest.approx(12)
    assert texts["before"].y < texts["within"].y < texts["after"].y < texts["free"].y


def test_text_that_is_cut_off_still_shows_where_it_would_be(typesetter: Typesetter) -> None:
    style = "div { width: 100pt; height: 20pt; overflow: hidden }"
    setting = typesetter.set(page(f'<div data-frame="small">{"many words " * 20}</div>', style), [], Edition.OFFICE)
    frame, *texts = setting.pages[0].boxes
    assert max(box.y + box.height for box in texts) > frame.y + frame.height


def test_the_screen_edition_is_tagged_and_the_office_edition_is_not(typesetter: Typesetter) -> None:
    for edition, tagged in ((Edition.SCREEN, True), (Edition.OFFICE, False)):
        with pikepdf.open(io.BytesIO(typesetter.set(page("<h1>T</h1><p>t</p>"), [], edition).pdf)) as opened:
            assert ("/StructTreeRoot" in opened.Root) is tagged
            assert bool(opened.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)) is tagged


@pytest.mark.parametrize("edition", Edition)
def test_same_page_gives_same_bytes_from_any_typesetter(typesetter: Typesetter, edition: Edition) -> None:
    html = page("<h1>Title</h1><p>Words 1-800-555-0142</p>")
    first = typesetter.set(html, [], edition).pdf
    typesetter.set(page("<p>something else, <b>bold</b></p>"), [], edition)
    assert typesetter.set(html, [], edition).pdf == first
    assert Typesetter(ROOT).set(html, [], edition).pdf == first


def test_an_image_without_words_for_it_is_told_on_screen(typesetter: Typesetter) -> None:
    svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    assert complaints(typesetter.set(page(f'<p>T</p><img src="{svg}">'), [], Edition.SCREEN))
