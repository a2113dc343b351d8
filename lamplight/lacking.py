"""What a page lacks: a contact, words in its language, a template that can be read; each as a finding."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from lamplight.model import Finding, Severity, State, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lamplight.model import Material, Region, Sentence

FOLDER = "templates"


def contact(key: str, region: Region, material: Material) -> Finding:
    """A contact that a material asks for, and that cannot be called."""
    found = region.find(key)
    why = "is not known" if found is None else "has no number to call that is confirmed and current"
    return Finding(
        "contact-missing",
        f"{material.name} needs the contact {key}, which {why} for {region.full_name}",
        f"add it to regions.yaml under {region.path} → contacts → {key}, with call, sources and dated",
        where=found[0].where if found else None,
    )


def translations(used: Mapping[str, list[Sentence]]) -> Iterator[Finding]:
    """What is not said, or was not reviewed, in each language, of the sentences that a page used in it."""
    for language, sentences in used.items():
        yield from _translation(dict.fromkeys(sentences), language)


def _translation(used: Iterable[Sentence], language: str) -> tuple[Finding, ...]:
    """Missing words keep a page from being printed; unreviewed ones do not, but it says so."""
    findings = [
        Finding(
            "translation-missing",
            f"“{sentence}” has no words in {language}",
            f"run `python generate.py translate {language}` and translate it",
            where=sentence.where,
        )
        for sentence in used
        if sentence.state is State.MISSING
    ]
    unreviewed = [sentence for sentence in used if sentence.state is State.UNREVIEWED]
    if unreviewed:
        findings.append(
            Finding(
                "translation-unreviewed",
                f"{len(unreviewed)} sentences in {language} were not reviewed by a native speaker",
                "have them read, then take the fuzzy flag off each",
                Severity.WARNING,
                Where(unreviewed[0].where.file),
            )
        )
    return tuple(findings)


def template(error: Exception, material: Material) -> Finding:
    """Jinja puts the template's own lines into the traceback; what cannot be found has none."""
    file, line = f"{FOLDER}/{material.name}/page.html.j2", None
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith(".j2"):
            file, line = f"{FOLDER}/{frame.filename.rpartition(f'/{FOLDER}/')[2]}", frame.lineno
    return Finding("template-wrong", str(error) or type(error).__name__, "mend the template", where=Where(file, line))
