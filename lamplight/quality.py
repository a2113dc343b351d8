"""What a material is like to read and to look at, measured on what is really printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lamplight import pipeline, preflight, prose, readability, voice
from lamplight.errors import LamplightError
from lamplight.model import Edition, Finding, Ink, Job, Severity
from lamplight.preflight import contrast_low, halftone_text, type_sizes_many, type_small, unseen_from_afar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lamplight.model import Composition, Material
    from lamplight.pipeline import House
    from lamplight.preflight import Proof
    from lamplight.voice_terms import Term

LOOKS = (type_small.CHECK, type_sizes_many.CHECK, unseen_from_afar.CHECK, contrast_low.CHECK, halftone_text.CHECK)
BEGINNING = 60
LEGEND = {
    "grade": "years of school that it asks for in English and Spanish (? where not all is translated), and the limit",
    "contrast": "the lowest of its words in colour, and in grey ink (dots where words or their grounds are grey there)",
    "type": "its smallest, and the limit, in points",
    "sizes": "how many sizes of type, and the limit",
    "words": "how often it says what is better said in another way, and how many figures have no source",
    "calls": "how many calls to action each page has; 0 is right where a page gives nothing away",
}
PLACEHOLDER = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Face:
    """How a material looks in one ink: its lowest contrast (1 to 21) and its sizes of type (points, smallest first).

    `solid` says whether all words are black or white on white or black, as one ink wants them.
    """

    contrast: float
    sizes: tuple[float, ...]
    solid: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Spoken:
    """A material in one language: its page and the years of school it asks for, if it is wholly translated."""

    language: str
    page: prose.Prose
    untranslated: int
    grade: float | None

    @cached_property
    def avoided(self) -> tuple[tuple[str, Term], ...]:
        """Each block that says what is better said in another way."""
        blocks = (*self.page.said, *self.page.cited)
        return tuple((block, term) for block in blocks for term in voice.avoided(block, self.language))

    def prints(self, sentence: str) -> bool:
        """Does this sentence stand on the page? Of one with placeholders, its longest piece."""
        longest = max(PLACEHOLDER.split(sentence), key=len).strip()
        return any(longest in block for block in (*self.page.said, *self.page.cited))


@dataclass(frozen=True)
class Quality:
    """A material in one region: what it says in each language (English first) and how it looks in each ink."""

    material: Material
    region: str
    spoken: Mapping[str, Spoken]
    faces: Mapping[Ink, Face]
    figures: tuple[voice.Figure, ...]

    @property
    def avoided(self) -> int:
        """How often it says, in any language, what is better said in another way."""
        return sum(len(spoken.avoided) for spoken in self.spoken.values())

    @cached_property
    def uncited(self) -> tuple[voice.Figure, ...]:
        """The figures of its English page whose source does not stand there as well."""
        english = self.spoken["en"]
        claimed = (figure for figure in self.figures if english.prints(figure.sentence))
        return tuple(figure for figure in claimed if not (figure.source and english.prints(figure.source)))

    @cached_property
    def calls(self) -> tuple[int, ...]:
        """How many calls to action each page has."""
        return tuple(sum(bool(call.strip()) for call in page.calls) for page in self.spoken["en"].page.sections)

    def row(self) -> dict[str, str]:
        """What was measured, with its limits, for a narrow table; `LEGEND` says what it means."""
        color, grey = self.faces[Ink.COLOR], self.faces[Ink.GREY]
        grades = ["?" if one.grade is None else f"{one.grade:.1f}" for one in self.spoken.values()]
        return {
            "material": self.material.name,
            "grade": f"{' '.join(grades)} ≤{self.material.reading_grade:g}",
            "contrast": f"{color.contrast:.1f} {f'{grey.contrast:.1f}' if grey.solid else 'dots'}",
            "type": f"{min(color.sizes, default=0):g}≥{self.material.smallest_type:g}",
            "sizes": f"{len(color.sizes)}≤{self.material.type_sizes}",
            "words": f"{self.avoided} {len(self.uncited)}",
            "calls": " ".join(map(str, self.calls)),
        }

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is over its limit."""
        looks = dict.fromkeys(finding for face in self.faces.values() for finding in face.findings)
        return (*self._hard(), *looks, *self._said_wrong(), *self._calls_wrong(), *self._untranslated())

    def _hard(self) -> Iterator[Finding]:
        for spoken in self.spoken.values():
            if spoken.grade is not None and spoken.grade > self.material.reading_grade:
                yield self._finding(
                    "reading-hard",
                    f"reads at grade {spoken.grade:.1f} in {spoken.language}, not {self.material.reading_grade:g}",
                    "use shorter sentences and shorter words",
                )

    def _said_wrong(self) -> Iterator[Finding]:
        for block, term in (found for spoken in self.spoken.values() for found in spoken.avoided):
            remedy = f"{term.why}; say: {term.instead} (docs/voice.md)"
            yield self._finding("word-avoided", f"says “{block[:BEGINNING]}” (to avoid: {term.said})", remedy)
        for figure in self.uncited:
            yield self._finding(
                "figure-uncited",
                f"claims “{figure.figure}” ({figure.sentence.where}) and prints no source of it",
                "leave it out, or write a `source:` beside it and print both",
            )

    def _calls_wrong(self) -> Iterator[Finding]:
        sections = self.spoken["en"].page.sections
        for number, (section, calls) in enumerate(zip(sections, self.calls, strict=True), 1):
            if calls != (0 if section.quiet else 1):
                wanted = "none, being quiet" if section.quiet else "one"
                yield self._called(f"has {calls} calls to action on page {number}, and should have {wanted}")
        if not any(self.calls):
            yield self._called("asks for nothing on any page")

    def _called(self, message: str) -> Finding:
        return self._finding("action-not-one", message, "mark the one that counts with data-action (docs/voice.md)")

    def _untranslated(self) -> Iterator[Finding]:
        for spoken in self.spoken.values():
            if spoken.untranslated:
                message = f"has {spoken.untranslated} sentences without words in {spoken.language}"
                remedy = f"run `python generate.py translate {spoken.language}` and translate them"
                yield self._finding("translation-missing", message, remedy, Severity.WARNING)

    def _finding(self, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
        return Finding(code, f"{self.material.name} {message}", remedy, severity, self.material.where)


def measure(region: str, material: str, house: House) -> Quality:
    """Compose a material in each language that has a formula, and set it in English, in both inks, on its first paper.

    LamplightError if it cannot be composed for the region, or the reading grade not be measured.
    """
    paper = house.materials[material].papers[0]
    languages = [language for language in readability.FORMULAS if language in house.words]
    jobs = {tag: Job(region, material, (tag,), paper, Edition.SCREEN) for tag in languages}
    inks = {ink: Job(region, material, ("en",), paper, Edition.SCREEN, ink=ink) for ink in Ink}
    return Quality(
        house.materials[material],
        region,
        {tag: _spoken(pipeline.composed(job, house), tag) for tag, job in jobs.items()},
        {ink: _face(pipeline.draft(job, house)) for ink, job in inks.items()},
        tuple(voice.figures(house.words["en"].topics)),
    )


def _spoken(composition: Composition, language: str) -> Spoken:
    page = prose.read(composition.html)
    missing = [finding for finding in composition.findings if finding.code == "translation-missing"]
    wrong = [finding for finding in composition.findings if finding.severity is Severity.ERROR]
    if len(wrong) > len(missing):
        raise LamplightError(finding for finding in wrong if finding not in missing)
    blocks = page.without(fact.shown for fact in composition.facts)
    return Spoken(language, page, len(missing), None if missing else _grade(blocks, language))


def _grade(blocks: tuple[str, ...], language: str) -> float | None:
    """Labels and lists are easier than sentences, and must not hide hard ones: the harder of the two counts."""
    texts = (prose.joined(blocks), prose.joined(prose.sentences(blocks)))
    grades = [readability.grade(text, language) for text in texts if text]
    return max((grade for grade in grades if grade is not None), default=None)


def _face(proof: Proof) -> Face:
    findings = preflight.examine(proof, LOOKS)
    with proof:
        contrast = min((one.ratio for one in contrast_low.measured(proof)), default=0.0)
        solid = all(halftone_text.is_solid(run, proof.grounds[run.page - 1]) for run in proof.runs)
    return Face(contrast, tuple(type_sizes_many.sizes(proof.pages)), solid, findings)
