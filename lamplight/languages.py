"""The languages there are, for people: docs/languages.md, with the same three pieces in each of them to look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from lamplight import cldr
from lamplight.model import Edition, Job, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lamplight.model import Made, Words

FILE = "docs/languages.md"
PICTURES = "docs/pictures/languages"
REGION = "us/ca/placer"
# A piece that is carried, one that hangs on a wall, one that is read at a desk.
PIECES = {"card-help": "3.5x2", "poster-help": "letter", "factsheet-signs": "letter"}
PAIRS = (("ar", "en"), ("en", "zh-Hant"), ("es", "vi"))
IN_PAIRS = {"card-help": "3.5x2", "poster-help": "letter", "poster-signs": "letter", "poster-tearoff": "letter"}
HEAD = """\
# Every family's language

Written by `python generate.py catalogue`. Each language below has the same pieces, for Placer County, California.

## How far to trust these words

Each set of words was written from the sense of the English, then read by a second reader who had not seen the English
and said it back in English; where the two differed, the words were mended. What the second reader understood stands
beside each sentence in `content/<tag>.po`. **No native speaker has approved them yet.** Until somebody does, each
sentence is *fuzzy*: it prints, and the gallery and the manifest say of each file how many such sentences it has.

Who reads the language can approve it, in a spreadsheet or in Poedit or Weblate:

```sh
python generate.py translate vi --export vi.xlsx                            # send this to the reader
python generate.py translate vi --import vi.xlsx --reviewed-by "Their Name" # take it back: what they marked is approved
```

When an English sentence changes, its translation is fuzzy again.

## What is checked

- No sentence is missing, no placeholder, no number; the word to text stays what `regions.yaml` says (`HELP`).
- What machines get wrong: *free* that means liberty, *line* that means a queue, *text* that means a textbook, and words
  that hurt. `content/glossary/<tag>.yaml` lists them: a stem is found at the beginning of a word, and in scripts that
  join or do not part words in any place.
- Each character has a letter in our fonts; lines break between words, also where a script puts no spaces; numbers
  read in the order in which one dials them, also from right to left.
- Where a line is answered in other languages alone, the page says which, and that an interpreter can be had on a call:
  the national hotline answers calls in more than 200 languages that way, texts and chats in English and Spanish. So
  in the other languages the call comes first, and no code leads to a chat.

"""


class House(Protocol):
    """The words of each language, by tag."""

    @property
    def words(self) -> Mapping[str, Words]:
        """The words of each language, by tag."""


def shown(house: House) -> tuple[Job, ...]:
    """What the page shows: the pieces in every language, and those that come in two."""
    alone = ((material, (tag,), paper) for tag in house.words for material, paper in PIECES.items())
    pairs = ((material, pair, paper) for pair in PAIRS for material, paper in IN_PAIRS.items())
    return tuple(Job(REGION, material, tags, paper, Edition.SCREEN) for material, tags, paper in (*alone, *pairs))


def draw(root: Path, made: Iterable[Made]) -> None:
    """Writes the pictures of what was made, and takes away all others."""
    folder = root / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        name: data for one in made for name, data in zip(_names(one.job, len(one.pictures)), one.pictures, strict=True)
    }
    for file in folder.glob("*.webp"):
        if file.name not in files:
            file.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _names(job: Job, pages: int) -> Iterator[str]:
    return (f"{job.material}-{'+'.join(job.languages)}-{page}.webp" for page in range(1, pages + 1))


def text(house: House, made: Iterable[Made]) -> str:
    """The page in Markdown."""
    pages = {(one.job.languages, one.job.material): len(one.pictures) for one in made}
    rows = "".join(f"| {_row(words)} |\n" for words in house.words.values())
    table = f"## The languages\n\n| tag | name | runs | sentences | approved |\n|---|---|---|---|---|\n{rows}\n"
    tags = dict.fromkeys(tags for tags, _ in pages)
    return HEAD + table + "".join(_entry(these, pages) for these in tags)


def _row(words: Words) -> str:
    states = Counter(sentence.state for sentence in words.sentences())
    said = states[State.REVIEWED] + states[State.UNREVIEWED]
    direction = "right to left" if cldr.direction(words.language) == "rtl" else "left to right"
    name = f"[{cldr.endonym(words.language)}](#{words.language.lower()})"
    return " | ".join((f"`{words.language}`", name, direction, str(said), str(states[State.REVIEWED])))


def _entry(tags: tuple[str, ...], pages: Mapping[tuple[tuple[str, ...], str], int]) -> str:
    folder = PICTURES.removeprefix("docs/")
    names = [name for (these, material), count in pages.items() if these == tags
             for name in _names(Job(REGION, material, tags, "", Edition.SCREEN), count)]  # fmt: skip
    shown = "\n".join(f'<img src="{folder}/{name}" width="230" alt="{name.removesuffix(".webp")}">' for name in names)
    title = " + ".join(cldr.endonym(tag) for tag in tags)
    return f"## {'+'.join(tags)}\n\n{title}\n\n{shown}\n\n"
