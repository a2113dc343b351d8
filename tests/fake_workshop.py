"""A workshop that makes tiny real PDFs, and misbehaves on request."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import time
from typing import TYPE_CHECKING

import pikepdf

from lamplight.errors import SourceError
from lamplight.model import Confidence, Fact, FactKind, Finding, Job, Made, Severity, Where

if TYPE_CHECKING:
    from pathlib import Path

HERE = Where("regions.yaml", 7)
WARNING = Finding("translation-unreviewed", "nobody has reviewed this", "ask a native speaker", Severity.WARNING)
ERROR = Finding("contact-missing", "no child_welfare in this region", "add it to regions.yaml", Severity.ERROR, HERE)


def load(root: Path) -> Path:
    """Fail where a file `broken` says so."""
    if (root / "broken").exists():
        raise SourceError([Finding("yaml-wrong", "a tab", "use spaces", Severity.ERROR, HERE)])
    return root


def make(job: Job, house: Path) -> Made:
    """Make a PDF whose bytes depend on the job alone, and on what the file `words` of the root says."""
    _misbehave(job, house)
    if job.material == "wrong":
        return Made(job, None, 0, (), (ERROR,))
    words = house / "words"
    return made(job, words.read_text() if words.exists() else "")


def made(job: Job, words: str = "") -> Made:
    """Return what comes of a job: a page, its picture, a fact and, in Spanish, a warning."""
    pdf = tiny_pdf(job.file + words)
    picture = b"RIFF" + hashlib.sha256(pdf).digest()
    return Made(job, pdf, 1, (fact(job),), (WARNING,) if "es" in job.languages else (), (picture,), job.material)


def _misbehave(job: Job, house: Path) -> None:
    if job.material == "murderer":
        os.kill(os.getpid(), signal.SIGKILL)
    mark = house / f"died-{job.region.replace('/', '-')}"
    if job.material == "victim" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if job.material == "sleeper":
        (house / f"asleep-{os.getpid()}").touch()
        time.sleep(600)


def fact(job: Job) -> Fact:
    """Return a fact of the job's region."""
    shown, value = "916-555-0142", "+19165550142"
    known = Confidence.ONE_SOURCE
    return Fact(FactKind.CALL, value, shown, job.region, HERE, "child_welfare", ("a list",), "2020", known)


def tiny_pdf(title: str) -> bytes:
    """Return one empty page, padded so that writing it takes a moment, the same bytes every time."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(72, 72))
        pdf.Root.Padding = pikepdf.String(title * 800)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, compress_streams=False)
        return target.getvalue()
