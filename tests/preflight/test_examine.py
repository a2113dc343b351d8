from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lamplight.model import Edition, Finding, Ink
from lamplight.preflight import CHECKS, Check, Proof, catalogue, examine
from lamplight.preflight.check import Verdict
from preflight.samples import GOOD, ROOT, proof
from preflight.test_notice_rule_broken import LAW


def _check(examined: int, *findings: Finding, may_be_empty: str = "", editions: tuple[Edition, ...] = ()) -> Check:
    return Check(
        ("sample",), "To be tried.", lambda _: Verdict(examined, findings), editions or tuple(Edition), may_be_empty
    )


def test_a_sound_file_passes_every_check() -> None:
    assert examine(proof()) == ()
    assert examine(proof(edition=Edition.OFFICE)) == ()


def test_every_check_examines_something_in_a_full_file() -> None:
    sample = proof(f"{GOOD}<div data-frame='notice'><p>Call us</p></div>")
    full = replace(
        sample,
        law=LAW,
        job=replace(sample.job, ink=Ink.GREY, sheet="letter"),
        material=replace(sample.material, headline=1.0, number=1.0),
        piece=replace(sample.piece, round=True),
    )
    with full:
        checks = [check for check in CHECKS if full.job.edition in check.editions]
        assert [check.codes for check in checks if not check.run(full).examined] == []


def test_a_file_can_be_examined_twice() -> None:
    sample = proof()
    assert examine(sample) == examine(sample) == ()


def test_a_crash_is_never_a_pass() -> None:
    def crash(_: Proof) -> Verdict:
        raise ZeroDivisionError("division by nought")

    (finding,) = examine(proof(), [Check(("sample",), "To be tried.", crash)])
    assert finding.code == "check-crashed"
    assert "sample" in finding.message
    assert "division by nought" in finding.message


def test_a_broken_file_is_found_and_not_a_traceback() -> None:
    found = {finding.code for finding in examine(replace(proof(), pdf=b"%PDF-1.7 not really"))}
    assert "check-crashed" in found


def test_a_check_that_examined_nothing_is_no_pass() -> None:
    assert [finding.code for finding in examine(proof(), [_check(0)])] == ["check-examined-nothing"]
    assert examine(proof(), [_check(0, may_be_empty="there may be none")]) == ()


def test_a_check_looks_only_at_its_editions() -> None:
    finding = Finding("sample", "wrong", "mend it")
    only = _check(1, finding, editions=(Edition.SCREEN,))
    assert examine(proof(edition=Edition.SCREEN), [only]) == (finding,)
    assert examine(proof(edition=Edition.OFFICE), [only]) == ()


def test_codes_are_unique_and_every_check_says_why() -> None:
    codes = [code for check in CHECKS for code in check.codes]
    assert len(codes) == len(set(codes)) > 18
    assert all(check.reason.endswith(".") for check in CHECKS)


def test_every_check_file_is_in_the_tuple() -> None:
    modules = (ROOT / "lamplight" / "preflight").glob("*.py")
    files = {file.stem for file in modules if "CHECK = Check(" in file.read_text()}
    assert {check.run.__module__.rpartition(".")[2] for check in CHECKS} == files


def test_every_check_has_its_test() -> None:
    tests = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    assert [code for check in CHECKS for code in check.codes if f'"{code}"' not in tests] == []


def test_the_catalogue_is_current() -> None:
    assert (ROOT / "docs" / "checks.md").read_text() == catalogue(), "write catalogue() to docs/checks.md"
