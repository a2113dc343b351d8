"""Lines that break between words in scripts without spaces, and Latin runs that keep their order from right to left."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import escape

from lamplight import cldr, content, scripts
from lamplight.model import Edition, State
from lamplight.scripts import BREAK, JOIN, LANGUAGES, bare, marked, opened
from lamplight.typeset import Typesetter
from own_project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

# Sentences whose words are parted by hand: a bar where a line may break, as well as at each space.
WORDS = {
    "th": [
        "ถ้า|มี|ใคร|เอา|เปรียบ|คุณ|เรื่อง|เซ็กส์|หรือ|รูป|ถ่าย ก็|ไม่|ใช่|ความ|ผิด|ของ|คุณ",
        "คุณ|อาจ|เป็น|คน|ที่|สังเกต|เห็น",
        "คน|ที่|อายุ|ต่ำ|กว่า 18 ปี|โทร|ได้|ทุก|เวลา",
    ],
    "lo": [
        "ຖ້າ|ມີ|ຄົນ|ເອົາ|ປຽບ|ເຈົ້າ|ທາງ|ເພດ ຫຼື ໃຊ້|ຮູບ|ເຈົ້າ ກໍ|ບໍ່|ແມ່ນ|ຄວາມ|ຜິດ|ຂອງ|ເຈົ້າ",
        "ຄົນ|ທີ່|ສັງເກດ|ເຫັນ ອາດ|ແມ່ນ|ທ່ານ",
    ],
    "km": ["អ្នក|អាច|ជា|ម្នាក់|ដែល|សង្កេត|ឃើញ។", "គ្មាន|អ្នក|ណា|ស្ដី|បន្ទោស|ប្អូន|ទេ។", "អ្នក|អាយុ|ក្រោម 18 ឆ្នាំ"],
    "zh-Hans": ["如果|有|人|利用|你，|那|不是|你|的|错。", "18|岁|以下|的|人|都|可以|打|电话|或|发|短信。"],
    "zh-Hant": ["發現|的|人，|也許|就是|您。", "未滿|18|歲|的|人|都|可以|打|電話|或|發|簡訊。"],
    "ja": [
        "だれかに、|体や|写真を|性的に|利用されても、|あなたは|悪く|ありません。",
        "18歳|未満の|人を|SNSで|探す|人が|います。",
    ],
    "ko": ["만 18세 미만의 사람을 SNS로 찾는 사람이 있어요.", "성착취(CSEC)는 아동의 잘못이 아니에요."],
}
SAMPLES = [(language, sample) for language, samples in WORDS.items() for sample in samples]


def places(parted: str, marks: str) -> set[int]:
    """After how many letters, spaces not counted, there is one of the marks."""
    letters, found = 0, set()
    for sign in parted:
        if sign in marks:
            found.add(letters)
        elif sign not in f" {BREAK}{JOIN}":
            letters += 1
    return found


@pytest.mark.parametrize(("language", "sample"), SAMPLES)
def test_lines_may_break_between_words_and_never_inside_one(language: str, sample: str) -> None:
    breaks = places(opened(sample.replace("|", ""), language), f"{BREAK} ")
    between = places(sample, "| ")
    assert breaks <= between
    assert len(breaks) >= 0.5 * len(between), "a line must break somewhere"


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


def narrowest(language: str, text: str, typesetter: Typesetter) -> list[str]:
    """The lines of a text in a column that is too narrow for any: as many as there can be."""
    body = "<style>@page { size: 100pt 3000pt; margin: 0 } p { width: 1pt }</style>" + element("p", str(escape(text)))
    setting = typesetter.set(marked(page(body, language)), [ROOT / "templates/shared/scripts.css"], Edition.OFFICE)
    assert setting.findings == ()
    return [box.text for sheet in setting.pages for box in sheet.boxes if box.kind == "text"]


@pytest.mark.parametrize(("language", "sample"), SAMPLES)
def test_the_typesetter_breaks_lines_there_and_nowhere_else(language: str, sample: str, typesetter: Typesetter) -> None:
    text = sample.replace("|", "")
    broken = places("|".join(narrowest(language, text, typesetter)), "|")
    if language == "th":  # the typesetter has a dictionary of Thai of its own, and breaks where that knows a word, too
        assert broken <= places(sample, "| ")
    else:
        assert broken == places(opened(text, language), f"{BREAK} ")


# Letters of every script with their signs, digits of several kinds, what stands among them, what holds them together.
SIGNS = (
    "ไม่ใช่ความผิดของคุณ๑๒ํ่้๊็์ๆ ບໍ່ແມ່ນຄວາມຜິດ໑໒ຳົ អ្នកមិនមានបញ្ហាទេ។១២"
    "不是你的錯错误电话電話，。、！？「」“”‘’（）…—·𠮷怒られる心配はありませんメッセージー々１２ 혼날일이아니에요"
    " aZé019 .,;:()-–/%$§+#\u00a0\u202f\n\t"
)
TEXTS = st.text(st.sampled_from(SIGNS), max_size=40)
WRITTEN = st.sampled_from(LANGUAGES)
OWN_LETTER = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60“”‘’…—·]")


def marks_of(text: str) -> list[tuple[str, str, str]]:
    """Each mark with the letters before and after it."""
    found = re.finditer(f"[{BREAK}{JOIN}]", text)
    return [(match[0], text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]) for match in found]


@given(TEXTS, WRITTEN)
def test_without_its_marks_a_text_is_what_it_was(text: str, language: str) -> None:
    assert bare(opened(text, language)) == text


@given(TEXTS, WRITTEN)
def test_a_mark_stands_alone_and_beside_a_letter_of_such_a_script(text: str, language: str) -> None:
    for _, before, after in marks_of(opened(text, language)):
        assert OWN_LETTER.search(before + after)
        assert bare(before) == before != ""
        assert bare(after) == after != ""


@given(TEXTS, WRITTEN)
def test_no_mark_goes_beside_a_space(text: str, language: str) -> None:
    """Neither is it needed there, nor may a line break after a space that holds its neighbours together."""
    for _, before, after in marks_of(opened(text, language)):
        assert before not in " \u00a0\u202f"
        assert after != " "


NUMBERS = st.sampled_from(["1,000", "12", "24/7", "3.5", "1-888-555-0188", "916-555-0142", "7102", "2026", "555-0199"])


@given(TEXTS, NUMBERS, TEXTS, WRITTEN)
def test_no_line_breaks_inside_a_number(before: str, number: str, after: str, language: str) -> None:
    assert number in opened(before + number + after, language)


@given(
    st.text(st.sampled_from("電話不是怒られる你的错メッセージー、。」）！？，：；「（"), max_size=30),
    st.sampled_from(["ja", "zh-Hans", "zh-Hant"]),
)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(text: str, language: str) -> None:
    for mark, before, after in marks_of(opened(text, language)):
        if mark == BREAK:
            assert after not in "、。」）！？，：；"
            assert before not in "「（"


@given(TEXTS, st.sampled_from(scripts.JOINED))
def test_beside_a_letter_that_the_typesetter_takes_for_a_word_there_is_always_a_mark(text: str, language: str) -> None:
    for one, other in pairwise(opened(text, language)):
        spaced = one.isspace() or other.isspace() or {one, other} & {BREAK, JOIN}
        assert spaced or not (scripts.WIDE.match(one) or scripts.WIDE.match(other))


@given(TEXTS, st.sampled_from(["th", "lo", "km"]))
def test_letters_with_signs_of_their_own_are_not_joined(text: str, language: str) -> None:
    assert JOIN not in opened(text, language)


@given(TEXTS, st.sampled_from(["en", "es", "vi", "hmn", "ar", "hi", "ru"]))
def test_a_language_with_spaces_gets_no_marks(text: str, language: str) -> None:
    assert opened(text, language) == text


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_breaks_at_a_space_that_holds_its_neighbours_together(language: str, space: str) -> None:
    for text in (f"8:00{space}AM", f"전화{space}혼날", f"電{space}話", f"ไม่{space}ใช่"):
        assert re.search(f"[^{BREAK}]{space}[^{BREAK}]", opened(text, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citation_stays_as_it_is(language: str) -> None:
    law = "22 U.S.C. § 7102(11)–(12); 18 U.S.C. § 1591."
    assert opened(law, language) == law


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_words_break_somewhere_and_lose_nothing(language: str) -> None:
    longest = 0
    for sentence in content.load(ROOT, language).sentences():
        if sentence.state is not State.MISSING:
            shown = opened(str(sentence), language)
            assert bare(shown) == sentence
            native = (piece for piece in re.split(f"[\\s{BREAK}]", shown) if OWN_LETTER.search(piece))
            longest = max(longest, *(len(bare(piece)) for piece in native), 0)
    assert 0 < longest <= 24


class Told(HTMLParser):
    """What a page says: its elements with their attributes, its texts, each in one piece."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[tuple[object, ...]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.said.append(("start", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.said.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.said and self.said[-1][0] == "text":
            data = f"{self.said.pop()[1]}{data}"
        self.said.append(("text", data))

    def handle_decl(self, decl: str) -> None:
        self.said.append(("decl", decl))


def element(tag: str, inside: str, **attributes: str) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{inside}</{tag}>"


MEANT = TEXTS.map(lambda text: text.replace("\n", " "))
SAID = st.one_of(MEANT, st.text("<>&\"' abc电話ไม่", max_size=12)).map(escape).map(str)
LANGUAGE = st.sampled_from([*LANGUAGES, "en", "vi"])
KEPT = st.one_of(
    st.builds(lambda text: element("bdi", text, **{"class": "number", "dir": "ltr"}), SAID),
    st.builds(lambda text: element("svg", element("title", text) + element("text", text) + "<path d='M0 0'/>"), SAID),
    st.builds(
        lambda text: f"<style>p::before {{ content: '{text}' }}</style>", MEANT.filter(lambda one: "<" not in one)
    ),
    st.builds(lambda text: f'<img alt="{text}">', SAID),
    st.just("<br>"),
    st.just("<br/>"),
)


def around(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inside, max_size=3).map("".join)
    tags = st.sampled_from(["p", "span", "li", "strong"])
    plain = st.builds(element, tags, several)
    spoken = st.builds(lambda tag, inner, language: element(tag, inner, lang=language), tags, several, LANGUAGE)
    titled = st.builds(lambda tag, inner, title: element(tag, inner, title=title), tags, several, MEANT)
    return plain | spoken | titled


BODIES = st.recursive(SAID | KEPT, around, max_leaves=8)


def page(body: str, language: str, title: str = "T") -> str:
    head = element("head", element("title", title) + "<style>p { width: 1pt } /* 电话 ไม่ใช่ */</style>")
    return f"<!doctype html>\n{element('html', head + element('body', body), lang=language)}"


@given(BODIES, LANGUAGE, SAID)
def test_a_page_stays_equal_but_for_its_marks(body: str, language: str, title: str) -> None:
    before = page(body, language, title)
    after = marked(before)
    assert [tuple(map(unmarked, one)) for one in Told(after).said] == Told(before).said


def unmarked(said: object) -> object:
    return bare(said) if isinstance(said, str) else said


@given(st.lists(KEPT, min_size=1), LANGUAGE, TEXTS)
def test_what_is_no_running_text_is_untouched(kept: list[str], language: str, text: str) -> None:
    """Attributes, titles, styles, drawings and what is isolated."""
    before = page(element("p", "".join(kept), title=text, **{"data-frame": text}), language, str(escape(text)))
    assert Told(marked(before)).said == Told(before).said


def test_a_text_is_marked_by_the_language_of_its_own_element() -> None:
    words = "不是你的错"
    html = page(
        f'<p>{words}<b lang="en">{words}</b><i><u lang="zh-Hans">{words}</u></i></p><p lang="en">{words}</p>', "ko"
    )
    korean, chinese = opened(words, "ko"), opened(words, "zh-Hans")
    assert korean != chinese != words
    assert marked(html) == page(
        f'<p>{korean}<b lang="en">{words}</b><i><u lang="zh-Hans">{chinese}</u></i></p><p lang="en">{words}</p>', "ko"
    )


def test_after_what_is_kept_a_text_is_marked_again() -> None:
    words = "不是你的错"
    html = page(f"<p><svg><title>{words}</title></svg>{words}<br>{words}<bdi>{words}</bdi>{words}</p>", "zh-Hans")
    assert marked(html).count(opened(words, "zh-Hans")) == 3


def test_a_page_in_languages_with_spaces_is_not_even_read() -> None:
    html = page("<p>O’Brien's & “so on”<p>unclosed", "es")
    assert marked(html) is html


# From right to left


def isolated(text: str, language: str = "ar") -> str:
    """The text of a page in that language, with brackets where a run is isolated."""
    said = marked(page(f"<p>{escape(text)}</p>", language)).partition("<p>")[2].partition("</p>")[0]
    return said.replace('<bdi lang="en" dir="ltr">', "[").replace("</bdi>", "]")


@pytest.mark.parametrize("language", ["ar", "fa"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("لكونه من LGBTQ+ أو غير ذلك", "لكونه من [LGBTQ+] أو غير ذلك"),
        ("التعريف: 22 U.S.C. § 7102(11)–(12).", "التعريف: [22 U.S.C. § 7102(11)–(12)]."),
        ("للأطفال (CSEC): ما هو", "للأطفال [(CSEC)]: ما هو"),
        ("مثل «the life» أو «daddy»", "مثل «[the life]» أو «[daddy]»"),
        ("كلمات (مثلاً LGBTQ+) وغيرها", "كلمات (مثلاً [LGBTQ+]) وغيرها"),
        ("(LGBTQ+ وغيرها)", "([LGBTQ+] وغيرها)"),
        ("انظر (هنا 22 U.S.C. § 7102(11))", "انظر (هنا [22 U.S.C. § 7102(11)])"),
        ("قالت “نعم HIPAA”", "قالت “نعم [HIPAA]”"),
        ("LGBTQ – وغيرها", "[LGBTQ] – وغيرها"),
        ("Doña Ana في", "[Doña Ana] في"),
        ("أقل من 18 سنة، 12–17", "أقل من 18 سنة، 12–17"),
    ],
)
def test_a_latin_run_keeps_its_order_and_the_sentence_its_brackets(text: str, shown: str, language: str) -> None:
    assert isolated(text, language) == shown


RUNS = st.lists(
    st.sampled_from(
        ["نص", "از", "LGBTQ+", "CSEC", "U.S.C.", "§", "(", ")", "“", "”", "18", "–", "،", ":", "é", " ", "&"]
    )
).map(" ".join)


@given(RUNS, st.sampled_from(["ar", "fa"]))
def test_no_latin_letter_runs_loose_and_no_other_is_isolated(text: str, language: str) -> None:
    shown = isolated(text, language)
    inside = re.findall(r"\[(.*?)\]", shown)
    assert not re.search("[A-Za-zé]", re.sub(r"\[.*?\]|&amp;", "", shown))
    assert not re.search("[\u0590-\u08ff]", "".join(inside))
    assert all(re.search("[A-Za-zé]", run) for run in inside)
    assert shown.replace("[", "").replace("]", "") == str(escape(text))


@given(BODIES, st.sampled_from(["ar", "fa"]))
def test_a_page_from_right_to_left_says_the_same(body: str, language: str) -> None:
    before = page(f"<p>نص {body} CSEC</p>", language)
    after = marked(before)
    assert spoken(Told(after).said) == spoken(Told(before).said)
    assert len(re.findall(r"</bdi>", after)) > len(re.findall(r"</bdi>", before))


def spoken(said: Iterable[tuple[object, ...]]) -> tuple[str, list[object]]:
    """All its text in a row, and its elements but for those that isolate."""
    listed = list(said)
    elements = [one[:3] for one in listed if one[0] == "start" and one[1] != "bdi"]
    return bare("".join(str(one[1]) for one in listed if one[0] == "text")), list(elements)


@given(TEXTS)
def test_marked_twice_is_marked_once_from_right_to_left(text: str) -> None:
    assume("[" not in text)
    once = marked(page(f"<p>نص {escape(text)} CSEC</p>", "fa"))
    assert marked(once) == once


def test_every_language_with_marks_runs_from_left_to_right() -> None:
    assert {cldr.direction(language) for language in LANGUAGES} == {"ltr"}
