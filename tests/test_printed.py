"""What a template can print of a contact: only what may be printed, each time recorded."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from lamplight.model import (
    Channel,
    Confidence,
    Contact,
    Edition,
    FactKind,
    Line,
    Region,
    Severity,
    When,
    Where,
)
from lamplight.printed import PrintedContact, PrintedLine, Record

HERE = Where("regions.yaml", 7, 5)
CALL = Line(Channel.CALL, "+19165550142", "916-555-0142", ("a page", "a list"), Confidence.TWO_SOURCES, HERE)
CHAT = Line(Channel.CHAT, "https://example.org/chat", "example.org/chat", ("a page",), Confidence.TWO_SOURCES, HERE)


@st.composite
def any_line(draw: st.DrawFn) -> Line:
    """Draw a line of any channel, day or confidence, with a number or an address of its own."""
    channel, digits = draw(st.sampled_from(Channel)), draw(st.integers(100, 199))
    dialled = channel in {Channel.CALL, Channel.TTY, Channel.TEXT}
    return Line(
        channel=channel,
        value=f"+1916555{digits:04}" if dialled else f"https://example.org/{digits}",
        shown=f"916-555-{digits:04}" if dialled else f"example.org/{digits}",
        sources=("a page",),
        confidence=draw(st.sampled_from(Confidence)),
        where=HERE,
        when=draw(st.sampled_from(When)),
        superseded=draw(st.booleans()),
        keyword="HELP" if channel is Channel.TEXT else None,
    )


LINES = st.lists(any_line(), max_size=6, unique_by=lambda line: (line.channel, line.value)).map(tuple)


def printed(*lines: Line, edition: Edition = Edition.OFFICE) -> PrintedContact:
    region = Region("us/ca/placer", "Placer County", HERE)
    contact = Contact("child_welfare", "Child Welfare", lines, HERE, agency="An Agency")
    return PrintedContact(contact, region, Record(region, "en", edition, imprints=1))


def everything(contact: PrintedContact) -> list[PrintedLine]:
    """Whatever a template can get hold of."""
    one = [line for line in (contact.chat(), contact.web()) if line]
    return [*contact.calls(), *contact.calls(1), *contact.lead(), *contact.texts(), *contact.ttys(), *one]


def show(line: PrintedLine) -> str:
    dialled = line.line.channel in {Channel.CALL, Channel.TTY, Channel.TEXT}
    return str(line.number() if dialled else line.url())


@given(LINES)
def test_what_is_superseded_or_unconfirmed_is_never_printed(lines: tuple[Line, ...]) -> None:
    contact = printed(*lines)
    pages = " ".join(show(line) for line in everything(contact))
    kept = {line.shown for line in lines if not line.superseded and line.confidence is not Confidence.UNCONFIRMED}
    for line in lines:
        if line.shown not in kept:
            assert line.shown not in pages
    assert {fact.value for fact in contact.record.facts} <= {line.value for line in lines if line.shown in kept}


@given(LINES, st.integers(0, 9))
def test_what_answers_by_day_is_never_printed_without_what_answers_by_night(lines: tuple[Line, ...], most: int) -> None:
    """However few numbers a template asks for, the first ones stay together with those of the other half of the day."""
    contact = printed(*lines)
    calls, lead = [line.line for line in contact.calls(most)], [line.line for line in contact.lead()]
    offered = [line for line in lines if line.channel is Channel.CALL and line.printable]
    assert len(calls) <= max(most, 2)
    assert calls[: len(lead)] == lead
    if offered:
        first = offered[0]
        assert lead[0] == first
        others = [line for line in offered if line.when not in {first.when, When.ALWAYS}]
        assert len(lead) == (2 if others and first.when is not When.ALWAYS else 1)
        assert lead[1:] == ([] if len(lead) == 1 else others[:1])
    else:
        assert calls == lead == []


@given(LINES)
def test_every_number_to_call_is_printed_once(lines: tuple[Line, ...]) -> None:
    calls = [line.line for line in printed(*lines).calls()]
    assert sorted(calls, key=str) == sorted(
        (line for line in lines if line.channel is Channel.CALL and line.printable), key=str
    )


@given(LINES, st.sampled_from(Edition))
def test_each_print_is_recorded_with_how_we_know(lines: tuple[Line, ...], edition: Edition) -> None:
    contact = printed(*lines, edition=edition)
    shown = [(line.line, show(line)) for line in everything(contact)]
    assert len(contact.record.facts) == len(shown)
    for (line, html), fact in zip(shown, contact.record.facts, strict=True):
        assert fact.shown in html
        assert (fact.value, fact.where, fact.sources) == (line.value, line.where, line.sources)
        assert (fact.confidence, fact.region, fact.contact) == (line.confidence, "us/ca/placer", "child_welfare")


def test_a_number_is_in_the_order_of_dialling_and_in_one_piece() -> None:
    (line,) = printed(CALL).calls()
    assert line.number() == '<bdi class="number" dir="ltr">916-555-0142</bdi>'


@pytest.mark.parametrize(("channel", "scheme"), [(Channel.CALL, "tel:"), (Channel.TTY, "tel:"), (Channel.TEXT, "sms:")])
def test_on_a_screen_a_number_dials_itself(channel: Channel, scheme: str) -> None:
    line = replace(CALL, channel=channel)
    (on_screen,), (on_paper,) = (
        [*contact.calls(), *contact.ttys(), *contact.texts()]
        for contact in (printed(line, edition=Edition.SCREEN), printed(line))
    )
    assert f'href="{scheme}+19165550142"' in on_screen.number()
    assert "href" not in on_paper.number()


def test_an_address_is_shown_as_one_types_it() -> None:
    for url, shown in (
        ("https://example.org", "example.org"),
        ("https://www.example.org/", "example.org"),
        ("https://example.org/chat", "example.org/chat"),
    ):
        line = replace(CHAT, channel=Channel.WEB, value=url)
        web = printed(line, edition=Edition.SCREEN).web()
        assert web is not None
        assert f">{shown}<" in web.url()
        assert f'href="{url}"' in web.url()


@given(st.from_regex(r"https://example\.org/[a-z0-9/?&=-]{0,60}", fullmatch=True))
def test_a_qr_code_leads_to_its_address(url: str) -> None:
    chat = printed(replace(CHAT, value=url)).chat()
    assert chat is not None
    drawing = str(chat.qr('Scan "me" & <you>'))
    (fact,) = chat.record.facts
    assert (fact.kind, fact.value) == (FactKind.QR, url)
    assert "&lt;you&gt;" in drawing
    assert decoded(drawing) == [url]


def decoded(svg: str) -> list[str]:
    """Read the codes of a drawing from its modules: a horizontal run of the path is a dark stretch."""
    size = int(float(re.findall(r'viewBox="0 0 (\S+) ', svg)[0]))
    picture = Image.new("L", (size, size), 255)
    draw = ImageDraw.Draw(picture)
    x = y = 0.0
    for command, first, second in re.findall(
        r"([Mmh])\s*(-?[\d.]+)(?:[ ,]*(-?[\d.]+))?", re.findall(r' d="([^"]+)"', svg)[0]
    ):
        if command == "h":
            draw.line((x, int(y), x + float(first) - 1, int(y)), fill=0)
            x += float(first)
        else:
            x, y = (float(first), float(second)) if command == "M" else (x + float(first), y + float(second))
    return [
        code.text for code in zxingcpp.read_barcodes(picture.resize((size * 4, size * 4), Image.Resampling.NEAREST))
    ]


def test_a_number_of_one_source_is_a_warning_once() -> None:
    contact = printed(replace(CALL, confidence=Confidence.ONE_SOURCE))
    for line in (*contact.calls(), *contact.lead()):
        line.number()
    (finding,) = contact.record.findings
    assert (finding.code, finding.severity, finding.where) == ("number-one-source", Severity.WARNING, HERE)
    assert "916-555-0142" in finding.message


def test_a_number_of_two_sources_is_no_warning() -> None:
    contact = printed(CALL)
    contact.calls()[0].number()
    assert contact.record.findings == []


def test_names_places_and_hours_are_escaped_and_recorded() -> None:
    contact = printed(replace(CALL, area="<b>", hours="Mon-Fri 8:00-17:00", when=When.DAY))
    (line,) = contact.calls()
    assert line.has_area
    assert line.has_hours
    assert not line.always
    assert line.area() == "&lt;b&gt;"
    assert line.hours().startswith("Mon–Fri")
    contact.name(), contact.agency(), contact.place()
    assert [(fact.kind, fact.shown) for fact in contact.record.facts] == [
        (FactKind.PLACE, "<b>"),
        (FactKind.HOURS, str(line.hours())),
        (FactKind.NAME, "Child Welfare"),
        (FactKind.NAME, "An Agency"),
        (FactKind.PLACE, "Placer County"),
    ]


def test_a_counselor_s_room_is_asked_for_and_recorded() -> None:
    contact = printed(CALL)
    assert not contact.has_room
    known = replace(contact, contact=replace(contact.contact, room="<12>"))
    assert known.has_room
    assert known.room() == "&lt;12&gt;"
    (fact,) = known.record.facts
    assert (fact.kind, fact.shown, fact.where) == (FactKind.PLACE, "<12>", HERE)
    assert (fact.contact, fact.region) == ("child_welfare", "us/ca/placer")


@pytest.mark.parametrize(
    ("hours", "when", "always"),
    [
        ("24/7", When.ALWAYS, True),
        (None, When.ALWAYS, False),
        ("24/7", When.DAY, False),
        ("Mon-Fri 8:00-17:00", When.ALWAYS, False),
    ],
)
def test_day_and_night_is_said_only_of_what_answers_so(hours: str | None, when: When, always: bool) -> None:  # noqa: FBT001
    (line,) = printed(replace(CALL, hours=hours, when=when)).calls()
    assert line.always is always


@given(st.text(max_size=40))
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    region = Region("us/ca/placer", text, HERE)
    record = Record(region, "en", Edition.SCREEN, imprints=1)
    said = record.say(FactKind.PLACE, text, HERE, region)
    assert not set("<>\"'") & set(said)
    assert said.unescape() == text
