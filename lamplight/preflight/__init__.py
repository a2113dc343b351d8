"""The checks on every finished file, and the one function that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lamplight.model import Finding
from lamplight.preflight import (
    black_not_overprinting,
    bleed_missing,
    bookmark_differs,
    boxes_wrong,
    card_elsewhere,
    colour_not_cmyk,
    contrast_low,
    digits_differ,
    fact_missing,
    fact_unseen,
    foreign_fonts,
    glyph_missing,
    halftone_text,
    heading_skipped,
    image_too_coarse,
    ink_too_heavy,
    language_unsaid,
    line_too_thin,
    link_untold,
    links_differ,
    list_torn,
    metadata_leaks,
    not_accessible,
    notice_rule_broken,
    number_unknown,
    number_unlinked,
    output_intent_wrong,
    outside_round,
    page_geometry,
    pdfx_wrong,
    picture_untold,
    qr_codes,
    reading_order,
    rich_black_small,
    small_text_not_black,
    table_headless,
    text_overflows,
    too_near_the_cut,
    type_sizes_many,
    type_small,
    unseen_from_afar,
    url_unknown,
)
from lamplight.preflight.check import Check
from lamplight.preflight.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CHECKS", "Check", "Proof", "catalogue", "examine"]

CHECKS: tuple[Check, ...] = (
    fact_missing.CHECK,
    fact_unseen.CHECK,
    number_unknown.CHECK,
    card_elsewhere.CHECK,
    url_unknown.CHECK,
    links_differ.CHECK,
    qr_codes.CHECK,
    page_geometry.CHECK,
    text_overflows.CHECK,
    glyph_missing.CHECK,
    foreign_fonts.CHECK,
    digits_differ.CHECK,
    type_small.CHECK,
    notice_rule_broken.CHECK,
    type_sizes_many.CHECK,
    unseen_from_afar.CHECK,
    contrast_low.CHECK,
    halftone_text.CHECK,
    outside_round.CHECK,
    not_accessible.CHECK,
    language_unsaid.CHECK,
    reading_order.CHECK,
    heading_skipped.CHECK,
    bookmark_differs.CHECK,
    list_torn.CHECK,
    table_headless.CHECK,
    picture_untold.CHECK,
    link_untold.CHECK,
    number_unlinked.CHECK,
    metadata_leaks.CHECK,
    boxes_wrong.CHECK,
    bleed_missing.CHECK,
    output_intent_wrong.CHECK,
    pdfx_wrong.CHECK,
    colour_not_cmyk.CHECK,
    ink_too_heavy.CHECK,
    small_text_not_black.CHECK,
    black_not_overprinting.CHECK,
    rich_black_small.CHECK,
    line_too_thin.CHECK,
    image_too_coarse.CHECK,
    too_near_the_cut.CHECK,
)


def examine(proof: Proof, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """What the checks find. Never raises: a check that crashes or that had nothing to look at is an error finding."""
    with proof:
        return tuple(
            finding for check in checks if proof.job.edition in check.editions for finding in _verdict(check, proof)
        )


def _verdict(check: Check, proof: Proof) -> tuple[Finding, ...]:
    try:
        verdict = check.run(proof)
    except Exception as error:  # noqa: BLE001 — whatever a broken file does to a check, it is never a pass
        return (_crashed(check, error),)
    if not verdict.examined and not check.may_be_empty:
        return (*verdict.findings, _idle(check))
    return verdict.findings


def _crashed(check: Check, error: Exception) -> Finding:
    return Finding(
        "check-crashed",
        f"the check {check.codes[0]} stopped with {type(error).__name__}: {error}",
        "the file may be broken: do not hand it out; report this message with the material and the region",
    )


def _idle(check: Check) -> Finding:
    return Finding(
        "check-examined-nothing",
        f"the check {check.codes[0]} found nothing in the file to look at",
        "the file may be empty or made in a way that the check does not know: do not hand it out",
    )


def catalogue() -> str:
    """The list of checks for docs/checks.md."""
    rows = (f"| {', '.join(f'`{code}`' for code in check.codes)} | {check.reason} |" for check in CHECKS)
    return "\n".join((*HEAD, *rows, ""))


HEAD = (
    "# The checks on every file",
    "",
    "A file in which one of these finds an error is not published.",
    "",
    "| code | why |",
    "| --- | --- |",
)
