"""CONTRIBUTING.md, followed to the letter in a copy of the project."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from lamplight import content, pipeline, preflight
from lamplight.errors import SourceError
from lamplight.model import Edition, Job, State

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
WRITTEN_TO = ("regions.yaml", "regions.lock", "generate.py")
SHARED = ("lamplight", "gazetteer", "brands", "notices", "sheets")


def blocks(title: str) -> dict[str, str]:
    """The examples of a paragraph, by their language."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {title}\n")[1].split("\n## ")[0]
    found = dict(re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL))
    commands = re.findall(r"`python (generate\.py [^`]+)`", section)
    assert found or commands, f"nothing to follow in {title}"
    return found | {"commands": "\n".join(commands)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project in which one may write."""
    for name in WRITTEN_TO:
        shutil.copy2(ROOT / name, tmp_path / name)
    for name in SHARED:
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("content", "templates", "fonts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def run(project: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command of the document, run in the copy."""
    arguments = [sys.executable, *shlex.split(command)]
    return subprocess.run(arguments, cwd=project, capture_output=True, text=True, check=False)


def extend(project: Path, entry: str) -> None:
    regions = project / "regions.yaml"
    regions.write_text(regions.read_text(encoding="utf-8").rstrip("\n") + "\n" + entry, encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "path", "key"),
    [("A county", "us/tx/harris", "child_welfare"), ("A school", "us/ca/placer/lincoln-high", "counselor")],
)
def test_a_county_and_a_school(project: Path, title: str, path: str, key: str) -> None:
    assert path in blocks(title)["yaml"]
    extend(project, blocks(title)["yaml"])
    assert (path, key) in pipeline.load(project).atlas.unread, "a number that nobody compared is not told apart"
    for command in ("generate.py check", f"generate.py confirm {path}"):
        done = run(project, command)
        assert done.returncode == 0, done.stderr
    house = pipeline.load(project)
    assert (path, key) not in house.atlas.unread
    made = pipeline.make(Job(path, "card-help", ("en",), "3.5x2", Edition.SCREEN), house)
    assert made.pdf, [str(finding) for finding in made.findings]


def test_a_school_prints_as_the_document_says(project: Path) -> None:
    extend(project, blocks("A school")["yaml"])
    (command,) = (line for line in blocks("A school")["commands"].splitlines() if " -r " in line)
    done = run(project, f"{command} -m card-help -l en -e screen -j 1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "output/us/ca/placer/lincoln-high/en/card-help-3.5x2-screen.pdf").is_file()


TOPICS = ("card", "contacts", "labels", "pictures")  # those of the card


def test_a_language(project: Path) -> None:
    begin, export, bring, approve, show = blocks("A language")["commands"].splitlines()
    follow(project, begin)
    assert "fr" in content.languages(project)
    assert "You are not in trouble." in (project / "content/fr.po").read_text(encoding="utf-8")
    assert {sentence.state for sentence in content.load(project, "fr").sentences()} == {State.MISSING}
    (project / "content/glossary/fr.yaml").write_text(blocks("A language")["yaml"], encoding="utf-8")
    for french, code in (("Appel libre", "translation-misread"), ("Prostituées", "translation-hurts")):
        translate(project, french)
        with pytest.raises(SourceError, match=code):
            content.load(project, "fr")
    translate(project, "Appel gratuit")
    follow(project, export)
    answer(project / "fr.xlsx", "Free call", "L’appel est gratuit")
    follow(project, bring)
    said = content.load(project, "fr").at("labels.free")
    assert (said, said.state) == ("L’appel est gratuit", State.REVIEWED)
    assert content.load(project, "fr").at("card.headline").state is State.UNREVIEWED
    follow(project, approve)
    assert content.load(project, "fr").at("card.headline").state is State.REVIEWED
    today = datetime.now(UTC).date()
    assert f"# Reviewed by Ana Ruiz, {today}" in (project / "content/fr.po").read_text(encoding="utf-8")
    done = follow(project, f"{show} -m card-help -e screen -j 1")
    assert "translation-unreviewed" not in done
    assert (project / "output/us/ca/placer/fr/card-help-3.5x2-screen.pdf").is_file()


def follow(project: Path, command: str) -> str:
    """What a command says that must succeed."""
    done = run(project, command)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def translate(project: Path, free: str) -> None:
    """Have the French of the card say what the English says, but for one sentence; nobody has approved it."""
    catalog = content.catalog(project, "fr")
    for message in catalog:
        if message.id and str(message.context).startswith(TOPICS):
            message.string = free if message.context == "labels.free" else str(message.id)
            message.flags.add("fuzzy")
    content.save(project, "fr", catalog)


def answer(file: Path, english: str, french: str) -> None:
    """Have a reviewer change one translation and approve it."""
    book = load_workbook(file)
    (row,) = (row for row in book.worksheets[0].iter_rows() if row[1].value == english)
    row[2].value, row[4].value = french, "yes"
    book.save(file)


def test_a_material(project: Path) -> None:
    parts, folder = blocks("A material"), project / "templates" / "kind-word"
    folder.mkdir()
    for name, language in (("material.yaml", "yaml"), ("page.html.j2", "jinja"), ("style.css", "css")):
        (folder / name).write_text(parts[language], encoding="utf-8")
    house = pipeline.load(project)
    made = pipeline.make(Job("us/ca/placer", "kind-word", ("en",), "letter", Edition.SCREEN), house)
    assert made.pdf, [str(finding) for finding in made.findings]


def test_a_check(tmp_path: Path) -> None:
    file = tmp_path / "text_shouts.py"
    file.write_text(blocks("A check")["python"], encoding="utf-8")
    check = load(file).CHECK
    house = pipeline.load(ROOT)
    found: list[str] = []
    quiet = preflight.examine

    def examine(proof: preflight.Proof) -> tuple[object, ...]:
        page = proof.pages[0]
        loud = replace(proof, pages=(replace(page, boxes=(*page.boxes, replace(page.boxes[-1], text="Now!"))),))
        found.extend(finding.code for finding in quiet(proof, (check,)))
        found.extend(finding.code for finding in quiet(loud, (check,)))
        return ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preflight, "examine", examine)
        pipeline.make(Job("us/ca/placer", "card-help", ("en",), "3.5x2", Edition.SCREEN), house)
    assert found == ["text-shouts"]


def load(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
