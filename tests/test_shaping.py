"""Each script is drawn as its readers write it: joined, stacked, reordered, in the forms of its own country.

After a change that is meant, look at the new pictures, and if they are right, record them:
`LAMPLIGHT_GOLDEN=write pytest tests/test_shaping.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from lamplight import cldr, scripts
from lamplight.model import Edition
from lamplight.typeset import Typesetter
from own_project import ROOT

GOLDEN = Path(__file__).parent / "golden" / "shaping"
WRITE = os.environ.get("LAMPLIGHT_GOLDEN") == "write"
WIDTH, HEIGHT, SIZE = 300, 70, 26
FINER = 4
BLOCK = 10
# Mean difference of grey levels in the block where two pictures differ most: rounding moves it by a few.
TOLERANCE = 12.0
SAMPLES = {
    "vi": "Tiếng Việt: ẵ ộ ữ ỳ Đ",
    "hy": "Հայերեն Ի՜նչ լավ է։",
    "ru": "Тебе поверят. Ё Й",
    "uk": "Тобі повірять. Ї Ґ Є",
    "ar": "لا لوم عليك 988 للّٰه",  # lam-alef and Allah are ligatures, all other letters join
    "fa": "نمی‌افتی گچ پژ ۀ",  # a joiner that parts, and the letters that Persian adds
    "km": "ស្ដ្រី ខ្មែរ ប្រើ កោះ ក្រុម",  # coeng below and before, vowels around their consonant
    "pa": "ਪੰਜਾਬੀ ਸਿੱਖ ਕ੍ਰਿ ਮੁੰਡਾ",  # a vowel before its consonant, tippi, addak, subjoined ra
    "hi": "हिन्दी क्षत्रिय र्कि ड्र",  # conjuncts, the reph, a vowel before its consonant
    "th": "ที่นี่ น้ำ เชื่อ ป้า กำ",  # tone marks above vowels
    "lo": "ເຈົ້າ ນ້ຳ ທີ່ ຫຼື",
    "am": "አማርኛ ልጆች ቁጥር",
    "ko": "한국어 괜찮아요 값을",
    "ja": "直骨角 写真です",
    "zh-Hans": "直骨角 说话写",
    "zh-Hant": "直骨角 說話寫",
}
# What must not look the same, for it is another word or no word: by language, the sample and how it is spoilt.
SPOILT = {
    "letters that do not join": ("ar", "لوم", "ل‌و‌م"),
    "no ligature": ("ar", "لا", "ل‌ا"),
    "no joiner": ("fa", "نمی‌افتی", "نمیافتی"),
    "no coeng": ("km", "ស្ដ្រី", "សដរី"),
    "the vowel behind its consonant": ("pa", "ਸਿੱਖ", "ਸੀੱਖ"),
    "no tone mark": ("th", "ที่นี่", "ทีนี"),
    "a tone mark beside its vowel": ("lo", "ເຈົ້າ", "ເຈົ◌້າ"),
    "syllables taken apart": ("ko", "한국어", "하ㄴ구ㄱ어"),
}


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


def drawn(text: str, language: str, typesetter: Typesetter, *, faultless: bool = True) -> Image.Image:
    """Set a line of large type, as an independent reader shows it; one that is spoilt may lack letters."""
    html = (
        f'<html lang="{language}" dir="{cldr.direction(language)}"><head><title>{language}</title><style>'
        f"@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }} p {{ font-size: {SIZE}pt; margin: 14pt }}"
        f"</style></head><body><p>{text}</p></body></html>"
    )
    sheets = [ROOT / "templates" / "shared" / "scripts.css"]
    setting = typesetter.set(scripts.marked(html), sheets, Edition.SCREEN)
    assert not faultless or setting.findings == ()
    document = pypdfium2.PdfDocument(setting.pdf)
    try:
        picture: Image.Image = document[0].render(scale=FINER, grayscale=True).to_pil()
        return picture.reduce(FINER)
    finally:
        document.close()


def difference(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other).reduce(BLOCK)).extrema[0][1])


@pytest.mark.parametrize("language", SAMPLES)
def test_a_script_is_drawn_as_it_was(language: str, typesetter: Typesetter, tmp_path: Path) -> None:
    picture, file = drawn(SAMPLES[language], language, typesetter), GOLDEN / f"{language}.png"
    if WRITE:
        file.parent.mkdir(exist_ok=True)
        picture.save(file, optimize=True)
    picture.save(tmp_path / "now.png")
    assert difference(picture, Image.open(file)) <= TOLERANCE, f"see {tmp_path}/now.png and {file}"


@pytest.mark.parametrize("mistake", SPOILT)
def test_what_is_spelled_or_shaped_otherwise_looks_otherwise(mistake: str, typesetter: Typesetter) -> None:
    language, right, wrong = SPOILT[mistake]
    pictures = [drawn(text, language, typesetter, faultless=text == right) for text in (right, wrong)]
    assert difference(*pictures) > TOLERANCE


@pytest.mark.parametrize(("one", "other"), [("zh-Hans", "zh-Hant"), ("zh-Hant", "ja"), ("ja", "zh-Hans")])
def test_the_same_characters_have_the_forms_of_each_country(one: str, other: str, typesetter: Typesetter) -> None:
    pictures = [drawn("直骨角", language, typesetter) for language in (one, other)]
    assert difference(*pictures) > TOLERANCE


def test_there_is_a_picture_of_every_sample_and_no_other() -> None:
    assert {file.stem for file in GOLDEN.glob("*.png")} == set(SAMPLES)
