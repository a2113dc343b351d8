"""Sheets of cards: how large a file grows with its copies, and how long a spreadsheet of different cards takes.

`python benchmarks/sheets.py 1000`
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from lamplight import pipeline  # noqa: E402
from lamplight.model import Card, Channel, Edition, Job, Run  # noqa: E402

ONE = Job("us/ca/placer", "card-help", ("en",), "3.5x2", Edition.OFFICE, "avery-5371")
SEPARATE = 40


def different(count: int, house: pipeline.House) -> list[Card]:
    """So many cards, no two of them alike: counties with a number of their own, then the same in other languages."""
    own = [
        path
        for path in house.atlas.paths
        if path.count("/") == 2  # noqa: PLR2004 - nation, state, county
        and (contact := house.atlas[path].contacts.get("child_welfare"))
        and contact.printable(Channel.CALL)
    ]
    cards = [Card(path, (tag,), 1) for tag in house.words for path in own]
    return list(islice(cycle(cards), count))


def main(count: int) -> None:
    """Prints sizes and times; the separate cards are every n-th of the list, made one file after the other."""
    house = pipeline.load(ROOT)
    house.learn(house.words)
    single, ten = (pipeline.make(replace(ONE, run=Run(copies=copies)), house).pdf or b"" for copies in (1, 10))
    print(f"ten copies of a card: {len(ten):,} bytes, {len(ten) / len(single):.3f} times one of it")
    cards = different(count, house)
    for card in cards[:: max(count // 10, 1)]:
        pipeline.make(replace(ONE, region=card.region, languages=card.languages), house)
    chosen = cards[:: max(count // SEPARATE, 1)]
    start = time.perf_counter()
    for card in chosen:
        pipeline.make(replace(ONE, region=card.region, languages=card.languages), house)
    alone = (time.perf_counter() - start) / len(chosen)
    start = time.perf_counter()
    spoken = tuple(dict.fromkeys(card.languages[0] for card in cards))
    made = pipeline.make(replace(ONE, region="us", languages=spoken, gang="people", cards=tuple(cards)), house)
    ganged = (time.perf_counter() - start) / count
    print(f"{len(set(cards)):,} different cards of {count:,}: {made.pages} pages, {len(made.pdf or b''):,} bytes")
    print(
        f"{alone * 1e3:.0f} ms a file alone, {ganged * 1e3:.0f} ms a card of the list: {ganged / alone:.2f} of the time"
    )
    print(*(finding for finding in made.findings if finding.severity == "error"), sep="\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
