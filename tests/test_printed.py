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
    Sentence,
    Severity,
    When,
    Where,
)
from lamplight.printed import PrintedContact, PrintedLine, Record

HERE = Where("regions.yaml", 7, 5)
CALL = Line(Channel.CALL, "+19165550142", "916-555-0142", ("a page", "a list"), Confidence.TWO_SOURCES, HERE)
TEXT = Line(Channel.TEXT, "+19165550177", "916-555-0177", ("a page",), Confidence.TWO_SOURCES, HERE, keyword="HELP")
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


LABELS = {
    "call": Sentence.of("Llame al {number}", HERE),
    "text": Sentence.of("Envíe {keyword} al {number}", HERE),
}
LINES = st.lists(any_line(), max_size=6, unique_by=lambda line: (line.channel, line.value)).map(tuple)


def printed(
    *lines: Line, edition: Edition = Edition.OFFICE, reader: str = "en", languages: tuple[str, ...] = ()
) -> PrintedContact:
    """A contact, answered in these languages, on a page in the reader's."""
    region = Region("us/ca/placer", "Placer County", HERE)
    contact = Contact("child_welfare", "Child Welfare", lines, HERE, agency="An Agency", languages=languages)
    return PrintedContact(contact, region, Record(region, reader, edition, LABELS, imprints=1))


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


def test_a_link_says_what_it_is_for_in_the_readers_language() -> None:
    contact = printed(CALL, TEXT, CHAT, edition=Edition.SCREEN)
    (call,), (text,), chat = contact.calls(), contact.texts(), contact.chat()
    assert 'title="Llame al 916-555-0142"' in call.number()
    assert 'title="Envíe HELP al 916-555-0177"' in text.number()
    assert chat is not None
    assert 'title="example.org/chat"' in chat.url()
    assert {*contact.record.sentences["en"]} == set(LABELS.values())


def test_on_a_screen_the_words_below_a_code_lead_where_it_does() -> None:
    said = Sentence.of("Scan to chat", HERE)
    on_screen, on_paper = (printed(CHAT, edition=edition).chat() for edition in (Edition.SCREEN, Edition.OFFICE))
    assert on_screen is not None
    assert on_paper is not None
    assert on_screen.way(said) == '<a href="https://example.org/chat" title="Scan to chat">Scan to chat</a>'
    assert on_paper.way(said) == "Scan to chat"


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


# In the reader's language

SPOKEN = st.lists(st.sampled_from(["en", "es", "vi", "ko"]), unique=True).map(tuple)


@given(SPOKEN, st.sampled_from(["en", "es", "vi", "hmn"]))
def test_a_line_speaks_a_language_unless_it_is_known_not_to(languages: tuple[str, ...], reader: str) -> None:
    line = replace(CALL, languages=languages)
    assert line.speaks(reader) is (reader in languages or not languages)
    (call,) = printed(line, reader=reader).calls()
    assert call.speaks is line.speaks(reader)
    assert printed(CALL, reader=reader, languages=languages).speaks is line.speaks(reader)


def texted(contact: PrintedContact) -> list[str | None]:
    return [line.line.keyword for line in contact.texts()]


@pytest.mark.parametrize(
    ("reader", "keywords", "writes"),
    [("en", ["HELP"], True), ("es", ["AYUDA", "HELP"], True), ("vi", ["HELP"], False)],
)
def test_a_word_for_one_language_comes_first_there_and_is_shown_nowhere_else(
    reader: str,
    keywords: list[str],
    writes: bool,  # noqa: FBT001
) -> None:
    both, spanish = ("en", "es"), replace(TEXT, value="+19165550178", keyword="AYUDA", languages=("es",))
    contact = printed(replace(TEXT, languages=both), spanish, reader=reader, languages=both)
    assert texted(contact) == keywords
    assert contact.writes is writes


def test_a_text_in_no_language_of_the_reader_is_shown_with_those_it_is_answered_in() -> None:
    both = ("en", "es")
    contact = printed(replace(TEXT, languages=both), reader="vi", languages=both)
    (line,) = contact.texts()
    assert not line.speaks
    assert line.languages() == "Tiếng Anh hoặc Tiếng Tây Ban Nha"
    (fact,) = contact.record.facts
    assert (fact.kind, fact.shown, fact.contact) == (FactKind.LANGUAGE, str(line.languages()), "child_welfare")


TEXTS = st.lists(st.tuples(SPOKEN, st.integers(100, 199)), max_size=5, unique_by=lambda drawn: drawn[1])


@given(TEXTS, SPOKEN, st.sampled_from(["en", "es", "vi", "hmn"]))
def test_texts_are_for_everybody_or_for_the_reader(
    drawn: list[tuple[tuple[str, ...], int]], languages: tuple[str, ...], reader: str
) -> None:
    """A line without languages of its own has those of its contact."""
    lines = [replace(TEXT, value=f"+1916555{digits:04}", languages=own or languages) for own, digits in drawn]
    contact = printed(*lines, reader=reader, languages=languages)
    shown = [line.line for line in contact.texts()]
    common, own = ([line for line in lines if (line.languages == languages) is common] for common in (True, False))
    assert shown == [line for line in own if line.speaks(reader)] + common
    assert contact.writes is any(line.speaks(reader) for line in shown)


def test_nobody_writes_where_no_number_takes_texts() -> None:
    assert not printed(CALL).writes
    assert not printed(replace(TEXT, superseded=True)).writes


def test_an_interpreter_is_offered_to_callers_where_there_is_one() -> None:
    contact = printed(CALL, reader="vi", languages=("en",))
    assert not contact.interpreter
    assert not contact.speaks
    assert replace(contact, contact=replace(contact.contact, interpreter=True)).interpreter


VIETNAMESE = Sentence.of("Bảo vệ <trẻ em>", HERE, english="Child Welfare")


def test_a_name_is_explained_in_the_reader_s_language_with_what_a_caller_will_hear() -> None:
    contact = printed(CALL, reader="vi", languages=("en", "es"))
    assert contact.explained(VIETNAMESE) == 'Bảo vệ &lt;trẻ em&gt; (<bdi lang="en" dir="ltr">Child Welfare</bdi>)'
    assert contact.record.sentences == {"vi": [VIETNAMESE]}
    assert [(fact.kind, fact.shown) for fact in contact.record.facts] == [(FactKind.NAME, "Child Welfare")]


def test_where_a_caller_hears_the_reader_s_language_no_english_name_follows() -> None:
    contact = printed(CALL, reader="vi", languages=("en", "vi"))
    assert contact.explained(VIETNAMESE) == "Bảo vệ &lt;trẻ em&gt;"
    assert contact.record.sentences == {"vi": [VIETNAMESE]}


@pytest.mark.parametrize(
    ("reader", "said"),
    [("vi", None), ("vi", Sentence.of("Đường dây", HERE, english="National Line")), ("en", VIETNAMESE)],
)
def test_another_line_of_that_key_has_its_own_name_alone(reader: str, said: Sentence | None) -> None:
    contact = printed(CALL, reader=reader, languages=("en",))
    assert contact.explained(said) == contact.name()
    assert contact.record.sentences == {}


def test_names_are_english_in_a_text_of_another_language_and_nothing_else_is() -> None:
    spanish = printed(replace(CALL, hours="Mon-Fri 8:00-17:00", area="<b>"), reader="es")
    (line,) = spanish.calls()
    english = '<bdi lang="en" dir="ltr">{}</bdi>'
    assert spanish.agency() == english.format("An Agency")
    assert spanish.place() == english.format("Placer County")
    assert line.area() == english.format("&lt;b&gt;")
    assert line.hours().startswith("lun–vie")
    assert [fact.shown for fact in spanish.record.facts][:3] == ["An Agency", "Placer County", "<b>"]


def test_a_keyword_is_in_the_order_of_its_letters_in_any_script() -> None:
    (line,) = printed(TEXT, reader="ar").texts()
    assert line.keyword() == '<bdi class="number" dir="ltr">HELP</bdi>'
    assert [(fact.kind, fact.shown) for fact in line.record.facts] == [(FactKind.KEYWORD, "HELP")]


def test_day_and_night_are_said_in_the_reader_s_words_and_recorded() -> None:
    (line,) = printed(replace(CALL, hours="24/7"), reader="vi").calls()
    said = Sentence.of("Ngày <đêm>", HERE, english="Day and night")
    assert line.day_and_night(said) == "Ngày &lt;đêm&gt;"
    (fact,) = line.record.facts
    assert (fact.kind, fact.value, fact.shown) == (FactKind.HOURS, "24/7", "Ngày <đêm>")
    assert line.record.sentences == {"vi": [said]}
