"""The gallery, opened from disk in a real browser: filters, keyboard, a phone, hostile names."""

from __future__ import annotations

import io
import os
import shutil
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from fake_workshop import made
from lamplight import gallery
from lamplight.manifest import entry_of
from lamplight.model import Finding, Severity
from lamplight.plan import plan
from lamplight.selection import Selection
from small_house import PIECE, PLAIN, house, material, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FloatRect, Page

    from lamplight.manifest import Entry
    from small_house import SmallHouse

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
HOSTILE = (
    "</script><script>document.title='caught'</script><img src=x onerror=\"document.title='caught'\"> {{ 7*7 }} &amp;"
)
EVERYWHERE = Selection(regions=("us/ca/placer", "us/ca/yolo", "us/wa/king"))


def named(house: SmallHouse, path: str, name: str) -> SmallHouse:
    """Return the house with a region renamed."""
    regions = {**house.atlas.regions, path: replace(house.atlas[path], name=name)}
    return replace(house, atlas=replace(house.atlas, regions=regions))


HOUSE = named(house(), "us/ca/yolo", f"Yolö {HOSTILE}")
ENTRIES = [entry_of(made(job)) for job in plan(EVERYWHERE, HOUSE)]


def write(folder: Path, entries: list[Entry], names: SmallHouse = HOUSE, pages: int = 1) -> str:
    """Write the gallery and, for each file, a picture of each page; returns its address."""
    numbers = range(1, pages + 1)
    pictures = {entry["file"]: [f"pictures/{entry['file'][:-4]}-{page}.webp" for page in numbers] for entry in entries}
    picture = io.BytesIO()
    Image.new("RGB", (560, 720), "white").save(picture, "WEBP")
    for path in (path for paths in pictures.values() for path in paths):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(picture.getvalue())
    index = folder / "index.html"
    index.write_bytes(gallery.page(entries, pictures, names))
    return index.as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("gallery"), ENTRIES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The typesetter, imported by other tests, hides the system's fonts from this process: a browser needs them.
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], env=environment)  # type: ignore[arg-type]
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that must not complain, and must ask for nothing but files."""
    complaints: list[str] = []
    page = browser.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.extend([] if request.url.startswith("file:") else [request.url]))
    page.on("requestfailed", lambda request: complaints.append(f"not found: {request.url}"))
    yield page
    page.close()
    assert complaints == []


def count(page: Page) -> str:
    return page.locator("#count").inner_text()


def choose(page: Page, label: str, option: str) -> None:
    select = page.get_by_label(label, exact=True)
    select.select_option(label=next(text for text in select.locator("option").all_inner_texts() if option in text))


def test_it_shows_everything(page: Page, address: str) -> None:
    page.goto(address)
    assert count(page) == "12 handouts, 42 files"
    card = page.locator("article").first
    assert card.locator("h2").inner_text() == "card in en"
    assert "Placer County, California" in card.inner_text()
    expect(card.locator("img")).to_have_js_property("naturalWidth", 560)
    assert card.get_by_role("link").all_inner_texts()[1:] == ["Wallet card", "Plain letter", "Avery 5371"]


def test_each_file_has_its_link(page: Page, address: str) -> None:
    page.goto(address)
    links = {link.get_attribute("href") for link in page.locator("article dd a").all()}
    assert links == {entry["file"] for entry in ENTRIES}


@pytest.mark.parametrize(
    ("label", "option", "expected"),
    [
        ("Material", "Poster", "6 handouts, 24 files"),
        ("Language", "Español", "6 handouts, 21 files"),
        ("Use", "To print", "12 handouts, 24 files"),
        ("Paper", "A4", "6 handouts, 12 files"),
        ("Paper", "Avery", "6 handouts, 6 files"),
        ("Checks", "With notes", "6 handouts, 21 files"),
    ],
)
def test_each_filter(page: Page, address: str, label: str, option: str, expected: str) -> None:
    page.goto(address)
    choose(page, label, option)
    assert count(page) == expected
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#count")).to_have_text("12 handouts, 42 files")


@pytest.mark.parametrize("typed", ["placer", "Placer County, California", "PLACER calif", "us/ca/placer"])
def test_a_region_is_found_by_any_of_its_names(page: Page, address: str, typed: str) -> None:
    page.goto(address)
    page.get_by_label("Region").fill(typed)
    assert count(page) == "4 handouts, 14 files"


def test_accents_do_not_matter_and_nothing_found_says_so(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Region").fill("yolo")
    assert count(page) == "4 handouts, 14 files"
    page.get_by_label("Region").fill("atlantis")
    assert count(page) == "0 handouts, 0 files"
    assert page.get_by_text("Nothing here matches").is_visible()


def test_filters_combine_and_the_counts_foretell(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Region").fill("king")
    choose(page, "Material", "Card")
    assert "Español (3)" in page.get_by_label("Language").locator("option").all_inner_texts()
    choose(page, "Language", "Español")
    assert count(page) == "1 handout, 3 files"
    assert "A4 (0)" in page.get_by_label("Paper").locator("option").all_inner_texts()


SQUARE = replace(PIECE, name="2x2", title="Square sticker", width=144)
MANY_LOOKS = house(
    materials={
        "card": material("card", ("3.5x2",)),
        "facts": material("facts", ("letter", "a4"), large_pages=4),
        "sticker": material("sticker", ("3.5x2", "2x2")),
    },
    papers={**HOUSE.papers, "2x2": SQUARE},
    sheets={**HOUSE.sheets, "2x2/letter": replace(PLAIN, name="letter", title="Plain letter, squares", piece=SQUARE)},
    words={tag: words(tag, *(material(name, ()) for name in ("card", "facts", "sticker"))) for tag in ("en", "es")},
)
USUAL = Selection(languages=("en",))
LOOKS = [
    entry_of(made(job))
    for selection in (
        replace(USUAL, inks=("all",)),
        replace(USUAL, brands=("river",)),
        replace(USUAL, large=True),
    )
    for job in plan(selection, MANY_LOOKS)
]


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("looks"), LOOKS, MANY_LOOKS)


def headings(page: Page) -> list[str]:
    """What each card says of itself above its files."""
    said = []
    for card in page.locator("article").all():
        unusual = card.locator(".unusual li").all_inner_texts()
        said.append(" · ".join((card.locator(".name").inner_text(), *unusual)))
    return said


def test_each_look_has_a_card_that_says_what_is_unusual(page: Page, looks: str) -> None:
    """Letter and A4 are one thing on two papers; two stickers are two things."""
    page.goto(looks)
    assert headings(page) == [
        "card",
        "card · One ink",
        "card · River Families",
        "facts",
        "facts · One ink",
        "facts · River Families",
        "facts · Large print",
        "sticker · Square sticker",
        "sticker · Square sticker · One ink",
        "sticker · Square sticker · River Families",
        "sticker · Wallet card",
        "sticker · Wallet card · One ink",
        "sticker · Wallet card · River Families",
    ]
    assert sorted(link.get_attribute("href") or "" for link in page.locator("article dd a").all()) == sorted(
        entry["file"] for entry in LOOKS
    )
    labels = [link.get_attribute("aria-label") for link in page.locator("article a").all()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("label", "option", "expected"),
    [
        ("Ink", "One ink", "4 handouts, 12 files"),
        ("Ink", "Color", "9 handouts, 28 files"),
        ("Organization", "River Families", "4 handouts, 12 files"),
        ("Organization", "The region’s own", "9 handouts, 28 files"),
        ("Print", "Large print", "1 handout, 4 files"),
    ],
)
def test_looks_are_filtered(page: Page, looks: str, label: str, option: str, expected: str) -> None:
    page.goto(looks)
    assert count(page) == "13 handouts, 40 files"
    choose(page, label, option)
    assert count(page) == expected


def test_where_there_is_no_choice_there_is_no_filter(page: Page, address: str, looks: str) -> None:
    def filters() -> set[str]:
        return {label.inner_text() for label in page.locator("#filters label:visible").all()}

    page.goto(address)
    assert filters() == {"Region", "Material", "Language", "Use", "Paper", "Checks"}
    page.goto(looks)
    assert filters() == {"Region", "Material", "Use", "Paper", "Ink", "Organization", "Print", "Checks"}


@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize("pages", [1, 3, 6])
def test_all_pages_are_seen_apart_within_their_card(page: Page, tmp_path: Path, pages: int, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(write(tmp_path, LOOKS, MANY_LOOKS, pages=pages))
    for number in (0, 3):
        picture = page.locator(".picture").nth(number)
        picture.scroll_into_view_if_needed()
        expect(picture.locator("img").last).to_have_js_property("complete", value=True)
        around, seen = picture.bounding_box(), [image.bounding_box() for image in picture.locator("img").all()]
        assert len(seen) == pages
        for one in seen:
            assert one is not None
            assert around is not None
            assert inside(one, around)
            assert one["width"] >= 24
        assert not any(overlap(one, other) for one, other in combinations(seen, 2))


def inside(box: FloatRect, around: FloatRect) -> bool:
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    far_right, far_bottom = around["x"] + around["width"], around["y"] + around["height"]
    return box["x"] >= around["x"] and box["y"] >= around["y"] and right <= far_right and bottom <= far_bottom


def overlap(one: FloatRect | None, other: FloatRect | None) -> bool:
    assert one is not None
    assert other is not None
    left, right = sorted((one, other), key=lambda box: box["x"])
    upper, lower = sorted((one, other), key=lambda box: box["y"])
    return left["x"] + left["width"] > right["x"] + 1 and upper["y"] + upper["height"] > lower["y"] + 1


def test_notes_are_told_on_request(page: Page, address: str) -> None:
    page.goto(address)
    choose(page, "Language", "Español")
    card = page.locator("article").first
    card.get_by_text("1 note").click()
    assert card.get_by_text("nobody has reviewed this").is_visible()
    assert card.get_by_text("→ ask a native speaker").is_visible()
    choose(page, "Language", "English")
    assert page.get_by_text("All checks passed", exact=False).first.is_visible()


def test_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the handouts"
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.type("king")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert count(page) == "2 handouts, 6 files"
    seen = []
    for _ in range(9):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
        seen.append(focused.evaluate("one => one.id || one.textContent || one.getAttribute('aria-label')"))
    assert seen[:5] == ["language", "edition", "paper", "checks", "Clear filters"]
    assert seen[5:] == [
        "Open card in en, King County, Washington, English",
        "Wallet card",
        "Plain letter",
        "Avery 5371",
    ]


def test_the_skip_link_leads_to_the_handouts(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert (page.locator(":focus").get_attribute("aria-label") or "").startswith("Open card in en, Placer")


@pytest.mark.parametrize("width", [320, 360, 800])
def test_on_a_phone_nothing_sticks_out(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for field in page.locator("input:visible, select:visible, button:visible").all():
        box = field.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable(page: Page, address: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3 (4.5 to 1 for text) and 1.4.11 (3 to 1 for the edges of fields)."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    colours = page.evaluate(
        """() => Object.fromEntries(["paper", "surface", "ink", "quiet", "glow", "note", "fine", "edge"].map(
             (name) => [name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim()]))"""
    )
    for text, ground in (
        *(("ink", ground) for ground in ("paper", "surface", "glow")),
        *(("quiet", ground) for ground in ("paper", "surface")),
        ("note", "glow"),
        ("fine", "surface"),
    ):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["edge"], colours["surface"]) >= 3


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_motion_is_reduced_for_those_who_ask(page: Page, address: str) -> None:
    transition = "getComputedStyle(document.querySelector('article')).transitionDuration"
    page.goto(address)
    assert page.evaluate(transition) != "0s"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(transition) == "0s"


def test_hostile_names_are_only_text(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Region").fill("yolo")
    assert HOSTILE in page.locator("article").first.inner_text()
    assert page.title() == "Lamplight: what was made"
    assert page.locator("main script, article img[src=x]").count() == 0


def test_a_hostile_finding_is_only_text(page: Page, tmp_path: Path) -> None:
    said = Finding("x", HOSTILE, HOSTILE, Severity.WARNING)
    entry = entry_of(replace(made(plan(EVERYWHERE, HOUSE)[0]), findings=(said,)))
    page.goto(write(tmp_path, [entry]))
    page.get_by_text("1 note").click()
    assert page.locator("details li").inner_text().count(HOSTILE) == 2
    assert page.title() == "Lamplight: what was made"


def test_no_link_leads_elsewhere(page: Page, tmp_path: Path) -> None:
    hostile = replace(plan(Selection(), HOUSE)[0], region="javascript:alert(1)")
    regions = {hostile.region: HOUSE.atlas["us/ca/placer"]}
    page.goto(write(tmp_path, [entry_of(made(hostile))], replace(HOUSE, atlas=replace(HOUSE.atlas, regions=regions))))
    assert [link.get_attribute("href") for link in page.locator("article a").all()] == [
        "javascript%3Aalert(1)/en/card-3.5x2-screen.pdf"
    ] * 2


def crowd(folder: Path) -> str:
    """Write a gallery of a hundred counties."""
    paths = [f"us/ca/{number:03}" for number in range(100)]
    jobs = [replace(job, region=path) for path in paths for job in plan(Selection(), HOUSE)]
    regions = {path: replace(HOUSE.atlas["us/ca/yolo"], path=path) for path in paths}
    crowded = replace(HOUSE, atlas=replace(HOUSE.atlas, regions=regions))
    return write(folder, [entry_of(made(job)) for job in jobs], crowded)


def test_thousands_come_as_one_scrolls(page: Page, tmp_path: Path) -> None:
    page.goto(crowd(tmp_path))
    assert count(page) == "400 handouts, 1,400 files"
    cards = page.locator("article")
    assert cards.count() <= 96
    for _ in range(3):
        drawn = cards.count()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(cards.nth(drawn)).to_be_attached()


def test_more_come_by_keyboard_too(page: Page, tmp_path: Path) -> None:
    page.add_init_script("window.IntersectionObserver = class { observe() {} unobserve() {} };")
    page.goto(crowd(tmp_path))
    assert page.locator("article").count() == 24
    page.get_by_role("button", name="Show more").press("Enter")
    assert page.locator("article").count() == 48
    expect(page.locator("article").nth(24).get_by_role("link").first).to_be_focused()


def test_nothing_made_yet_is_no_mistake(page: Page, tmp_path: Path) -> None:
    page.goto(write(tmp_path, []))
    assert count(page) == "0 handouts, 0 files"


def test_the_same_entries_give_the_same_bytes_in_any_order() -> None:
    assert gallery.page(ENTRIES, {}, HOUSE) == gallery.page(ENTRIES[::-1], {}, HOUSE)
