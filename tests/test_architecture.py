"""The shape of the code: who may import whom, where each library lives, how large a module may grow.

`LAYERS` is the rule as data. The tests at the end break each rule on purpose and see it noticed.
"""

from __future__ import annotations

import ast
import os
import re
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Highest first. A line is a layer; a string in it is a stage with its own parts, which may import each other.
# A module imports nothing but its stage's own parts and what stands in a lower layer, so stages never meet.
LAYERS = (
    ("generate",),
    ("arguments", "quality", "trials"),
    ("batch", "catalogue", "gallery", "languages", "listing", "pipeline house", "progress", "publish atomic", "report"),
    ("plan gangs printings selection",),
    (
        "cardlist",
        "compose lacking linked posted printed",
        "content glossary review",
        "impose press trims",
        "manifest",
        "notices",
        "materials stocks",
        "pictures",
        "preflight",
        "printers",
        "prose",
        "readability",
        "regions gazetteer ledger regions_rules regions_schema",
        "separate inking operators profiles recipes",
        "sheets stock_pages",
        "tagging typeset",
        "voice voice_guide voice_terms",
    ),
    ("cldr scripts", "lengths", "names", "palette", "phones", "sources"),
    ("errors",),
    ("model",),
    ("lamplight",),
)

# Each big library lives behind one module: changing it means changing one file.
HOMES = {
    "argparse": {"arguments", "generate"},
    "babel": {"cldr", "content", "review"},
    "budoux": {"scripts"},
    "concurrent": set(),
    "fontTools": {"preflight"},
    "icu4py": {"scripts"},
    "jinja2": {"compose"},
    "multiprocessing": {"batch"},
    "openpyxl": {"review"},
    "phonenumbers": {"phones"},
    "pikepdf": {"impose", "press", "preflight", "separate"},
    "PIL": {"preflight", "profiles"},
    "pydyf": {"tagging", "typeset"},
    "pypdf": set(),
    "pypdfium2": {"pictures", "preflight"},
    "rich": {"progress"},
    "segno": {"linked"},
    "textstat": {"readability"},
    "weasyprint": {"tagging", "typeset"},
    "yaml": {"sources"},
    "zxingcpp": {"preflight"},
}

# A page must not depend on when, where or how luckily it was made.
CHANCE = {"http", "random", "secrets", "socket", "time", "urllib.request", "uuid"}
WALL_CLOCK = {"now", "today", "utcnow"}
VAGUE_NAMES = {"base", "common", "helper", "helpers", "manager", "misc", "shared", "util", "utils"}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
MAY_BE_LONGER = {"lamplight.model"}  # a glossary: one looks things up in it, and would miss a noun kept elsewhere


@dataclass(frozen=True)
class Module:
    """A Python file: its dotted name and its text."""

    name: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, self.name)

    @property
    def short(self) -> str:
        """The name that LAYERS and HOMES know it by: `lamplight.preflight.proof` → `preflight`."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else parts[0]

    @cached_property
    def imports(self) -> frozenset[str]:
        """Dotted names of whatever it imports, also inside functions and for type checking only."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                origin = "." * node.level + (node.module or "")
                found |= {f"{origin}.{alias.name}" for alias in node.names}
        return frozenset(found)

    def uses(self, library: str) -> bool:
        return any(f"{name}.".startswith(f"{library}.") for name in self.imports)


def read_modules() -> tuple[Module, ...]:
    files = [ROOT / "generate.py", *sorted((ROOT / "lamplight").rglob("*.py"))]
    return tuple(Module(dotted_name(file), file.read_text(encoding="utf-8")) for file in files)


def dotted_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = read_modules()


def own_imports(module: Module, modules: tuple[Module, ...]) -> set[str]:
    """The names of the project's modules that it imports: `lamplight.model.Job` counts as `lamplight.model`."""
    names = {other.name for other in modules}
    found = set()
    for imported in module.imports:
        owner = imported
        while owner not in names and "." in owner:
            owner = owner.rpartition(".")[0]
        found |= {owner} & names
    return found - {module.name}


def place(short: str) -> tuple[int, str]:
    """Its layer, counted from the top, and its stage; KeyError for a module that LAYERS does not know."""
    for depth, layer in enumerate(LAYERS):
        for stage in layer:
            if short in stage.split():
                return depth, stage
    raise KeyError(short)


def imports_upward_or_sideways(modules: tuple[Module, ...]) -> list[str]:
    short = {module.name: module.short for module in modules}
    wrong = []
    for module in modules:
        depth, stage = place(module.short)
        for imported in sorted(own_imports(module, modules)):
            other_depth, other_stage = place(short[imported])
            if stage != other_stage and other_depth <= depth:
                wrong.append(f"{module.name} imports {imported}")
    return wrong


def unknown_to_layers(modules: tuple[Module, ...]) -> set[str]:
    known = {part for layer in LAYERS for stage in layer for part in stage.split()}
    return known ^ {module.short for module in modules}


def cycles(modules: tuple[Module, ...]) -> list[str]:
    try:
        TopologicalSorter({module.name: own_imports(module, modules) for module in modules}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def libraries_away_from_home(modules: tuple[Module, ...]) -> list[str]:
    return [
        f"{module.name} imports {library}"
        for module in modules
        for library, home in HOMES.items()
        if module.uses(library) and module.short not in home
    ]


def hidden_imports(modules: tuple[Module, ...]) -> list[str]:
    """Relative imports, star imports and imports by text, which this file cannot follow."""
    by_text = re.compile(r"\bimport_module\(|__import__\(")
    return [
        module.name
        for module in modules
        if any(name.startswith(".") or name.endswith("*") for name in module.imports) or by_text.search(module.source)
    ]


def chance_in_stages(modules: tuple[Module, ...]) -> list[str]:
    stages = [module for module in modules if place(module.short)[0] >= place("plan")[0]]
    imported = [f"{module.name} imports {name}" for module in stages for name in sorted(CHANCE) if module.uses(name)]
    asked = [
        f"{module.name}:{node.lineno} asks the clock"
        for module in stages
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WALL_CLOCK
    ]
    return imported + asked


def prints(modules: tuple[Module, ...]) -> list[str]:
    return [
        f"{module.name}:{node.lineno}"
        for module in modules
        for node in ast.walk(module.tree)
        if module.name != "generate" and isinstance(node, ast.Name) and node.id == "print"
    ]


def vague_names(modules: tuple[Module, ...]) -> list[str]:
    return [module.name for module in modules if set(re.split(r"[._]", module.name)) & VAGUE_NAMES]


def too_long(modules: tuple[Module, ...]) -> list[str]:
    """Modules and functions that have outgrown a reader's patience, with their lines."""
    lengths = [(module.name, len(module.source.splitlines())) for module in modules]
    functions = [
        (f"{module.name}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = [(name, lines) for name, lines in lengths if lines > LONGEST_MODULE and name not in MAY_BE_LONGER]
    long += [(name, lines) for name, lines in functions if lines > LONGEST_FUNCTION]
    return [f"{name}: {lines} lines" for name, lines in long]


def test_every_module_on_disk_was_seen() -> None:
    on_disk = [Path(folder) / file for folder, _, files in os.walk(ROOT / "lamplight") for file in files]
    names = {dotted_name(file) for file in on_disk if file.suffix == ".py"} | {"generate"}
    assert {module.name for module in MODULES} == names
    assert len(MODULES) > 10
    assert all(module.imports for module in MODULES if module.name not in {"lamplight", "lamplight.preflight"})


def test_layers_know_every_module_and_no_other() -> None:
    assert unknown_to_layers(MODULES) == set()


def test_imports_run_downward_and_stages_never_meet() -> None:
    assert imports_upward_or_sideways(MODULES) == []


def test_nothing_imports_itself_in_a_circle() -> None:
    assert cycles(MODULES) == []


def test_each_library_lives_in_its_home_and_is_needed_there() -> None:
    assert libraries_away_from_home(MODULES) == []
    for library, home in HOMES.items():
        assert home == {module.short for module in MODULES if module.uses(library)}, library


def test_only_the_pool_of_workers_imports_by_text() -> None:
    assert hidden_imports(MODULES) == ["lamplight.batch"]


def test_stages_know_no_clock_chance_or_network() -> None:
    assert chance_in_stages(MODULES) == []


def test_only_the_command_line_prints() -> None:
    assert prints(MODULES) == []


def test_names_say_what_a_module_does() -> None:
    assert vague_names(MODULES) == []


def test_modules_and_functions_stay_short() -> None:
    assert too_long(MODULES) == []


BROKEN = {
    "a stage imports a stage": (
        imports_upward_or_sideways,
        (Module("lamplight.compose", "def f():\n    from lamplight import typeset"), Module("lamplight.typeset", "")),
    ),
    "a stage imports the pipeline": (
        imports_upward_or_sideways,
        (Module("lamplight.sheets", "import lamplight.pipeline"), Module("lamplight.pipeline", "")),
    ),
    "the nouns import errors": (
        imports_upward_or_sideways,
        (Module("lamplight.model", "from lamplight.errors import SourceError"), Module("lamplight.errors", "")),
    ),
    "a check imports a stage": (
        imports_upward_or_sideways,
        (Module("lamplight.preflight.ink", "import lamplight.impose as i"), Module("lamplight.impose", "")),
    ),
    "a module has no layer": (unknown_to_layers, (Module("lamplight.novelty", ""),)),
    "two import each other": (
        cycles,
        (
            Module("lamplight.regions", "from lamplight import ledger"),
            Module("lamplight.ledger", "from lamplight.regions import Atlas"),
        ),
    ),
    "YAML outside sources": (libraries_away_from_home, (Module("lamplight.regions", "from yaml.nodes import Node"),)),
    "relative import": (hidden_imports, (Module("lamplight.regions", "from .ledger import read"),)),
    "import by text": (hidden_imports, (Module("lamplight.regions", "importlib.import_module(name)"),)),
    "star import": (hidden_imports, (Module("lamplight.regions", "from os.path import *"),)),
    "a stage asks the clock": (chance_in_stages, (Module("lamplight.content", "datetime.now(UTC)"),)),
    "a stage draws lots": (chance_in_stages, (Module("lamplight.content", "import random"),)),
    "a stage prints": (prints, (Module("lamplight.content", "print('done')"),)),
    "a vague name": (vague_names, (Module("lamplight.region_utils", ""),)),
    "a long module": (too_long, (Module("lamplight.content", "\n" * 301),)),
    "a long function": (too_long, (Module("lamplight.content", "def f():\n" + "    f()\n" * 40),)),
}


@pytest.mark.parametrize("case", BROKEN)
def test_the_rules_notice(case: str) -> None:
    rule, modules = BROKEN[case]
    assert rule(modules)


def test_the_rules_allow_what_is_right() -> None:
    modules = (
        Module("lamplight.model", ""),
        Module("lamplight.pipeline", "from lamplight import compose, typeset\nfrom lamplight.model import Job"),
        Module("lamplight.compose", "import lamplight.printed\nfrom lamplight.model import Job"),
        Module("lamplight.printed", "from lamplight.model import Fact\nimport re"),
        Module("lamplight.typeset", "def f():\n    return 1"),
    )
    rules = (imports_upward_or_sideways, cycles, libraries_away_from_home, hidden_imports, chance_in_stages, too_long)
    assert [rule(modules) for rule in rules] == [[]] * len(rules)
