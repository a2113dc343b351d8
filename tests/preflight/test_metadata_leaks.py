from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from preflight.samples import GOOD, ROOT, codes, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "metadata-leaks"


def _informed(key: str, value: str) -> Proof:
    sample = proof()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        pdf.docinfo[key] = value
        out = io.BytesIO()
        pdf.save(out)
    return replace(sample, pdf=out.getvalue())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Producer", "Somebody's laptop"),
        ("/Creator", "Word"),
        ("/Author", "Ms. Rivera"),
        ("/Company", "Placer"),
        ("/Title", "/home/rivera/page.html"),
        ("/Title", "C:\\handouts\\page.html"),
        ("/Title", "file:///srv/page.html"),
        ("/Title", f"in {ROOT}"),
    ],
)
def test_what_the_information_must_not_say(key: str, value: str) -> None:
    assert CODE in codes(_informed(key, value), CODE)


@pytest.mark.parametrize(
    ("key", "value"),
    [("/Producer", "WeasyPrint 70.0"), ("/Creator", "Lamplight 0.1.0"), ("/Title", "Day/night, and/or home/school")],
)
def test_what_it_may_say(key: str, value: str) -> None:
    assert codes(_informed(key, value), CODE) == []


def test_a_link_to_a_file_of_this_machine() -> None:
    assert codes(proof(f'{GOOD}<a href="page.html">here</a>'), CODE) == [CODE]


def test_a_person_in_the_xmp_metadata() -> None:
    sample = proof()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        told = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", b"<!-- /home/rivera/x --></rdf:RDF>")
        pdf.Root.Metadata.write(told)
        out = io.BytesIO()
        pdf.save(out)
    assert codes(replace(sample, pdf=out.getvalue()), CODE) == [CODE]


def test_bytes_that_spell_a_path_by_chance_are_let_be() -> None:
    sample = proof()
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        pdf.trailer.ID = pikepdf.Array([pikepdf.String("/home/x/12345678"), pikepdf.String("C:\\x/root/1234567")])
        out = io.BytesIO()
        pdf.save(out, static_id=False, deterministic_id=False)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        kept = b"/home/" in bytes(pdf.trailer.ID[0])
    assert kept
    assert codes(replace(sample, pdf=out.getvalue()), CODE) == []
