"""The way of a translation to its reviewer and back: in a spreadsheet, or approved where it stands.

The only module that knows openpyxl. What nobody has approved is fuzzy; what somebody has, says who and when. Once its
English changes, it is fuzzy again.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lamplight import content
from lamplight.cldr import direction, endonym
from lamplight.errors import SourceError
from lamplight.model import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

# Columns of the spreadsheet, with their widths in characters.
COLUMNS = {"Place": 22, "English": 46, "Translation": 46, "Back in English": 46, "Approved": 11}
APPROVED = "yes"
BACK = "Back in English: "
REVIEWED = "Reviewed by "
SAY_WHO = 'name them: --reviewed-by "Their Name"'


@dataclass
class Row:
    """One sentence of a spreadsheet, with its place there."""

    context: str
    english: str
    translation: str
    approved: bool
    where: Where


@dataclass
class Returned:
    """What came of a spreadsheet: how many sentences it changed and how many it approved."""

    file: str
    changed: int = 0
    approved: int = 0
    findings: list[Finding] = field(default_factory=list)


def export(root: Path, language: str, file: Path) -> int:
    """Writes the sentences of a language into a spreadsheet, those to be approved first. Returns how many there are."""
    catalog = content.catalog(root, language)
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment] # a new workbook has one
    sheet.title = language
    sheet.append(list(COLUMNS))
    messages = sorted(_messages(catalog), key=lambda message: bool(message.string) and not message.fuzzy)
    for message in messages:
        done = APPROVED if message.string and not message.fuzzy else None
        sheet.append([message.context, str(message.id), str(message.string or ""), _remembered(message, BACK), done])
    _dress(sheet, language)
    written = io.BytesIO()
    book.save(written)
    file.write_bytes(written.getvalue())
    return len(messages)


def take(root: Path, language: str, file: Path, reviewer: str | None, today: date) -> Returned:
    """Takes a spreadsheet's translations, and its approvals in the name of `reviewer`, over into the .po file.

    SourceError with every mistake in it, and then nothing is written.
    """
    catalog, returned = content.catalog(root, language), Returned(file.name)
    for row in _rows(file, returned.findings):
        message = catalog.get(row.english, row.context)
        if message is None:
            unknown, remedy = f"there is no sentence “{row.english}”", "export it anew: the English has changed since"
            returned.findings.append(Finding("row-unknown", unknown, remedy, where=row.where))
            continue
        _take_row(row, message, returned, reviewer, today)
    if returned.findings:
        raise SourceError(returned.findings)
    _sign(catalog, reviewer, today)
    content.save(root, language, catalog)
    return returned


def approve(root: Path, language: str, reviewer: str, today: date) -> int:
    """Takes the fuzzy flag off every translated sentence, in the name of `reviewer`. Returns how many."""
    catalog = content.catalog(root, language)
    waiting = [message for message in _messages(catalog) if message.string and message.fuzzy]
    for message in waiting:
        _approve(message, reviewer, today)
    _sign(catalog, reviewer, today)
    content.save(root, language, catalog)
    return len(waiting)


def _take_row(row: Row, message: Message, returned: Returned, reviewer: str | None, today: date) -> None:
    changed = row.translation != str(message.string or "")
    newly = row.approved and bool(row.translation) and (changed or message.fuzzy)
    if changed:
        mistakes = content.kept((row.english, row.translation, row.where))
        returned.findings.extend(mistakes)
        message.string = row.translation
        message.flags.add("fuzzy")
        message.user_comments = []  # what it says back in English, and who approved it, was said of other words
        returned.changed += 1
    if newly and not reviewer:
        unsigned = "somebody approved this, and nobody says who"
        returned.findings.append(Finding("reviewer-unknown", unsigned, SAY_WHO, where=row.where))
    elif newly and reviewer:
        _approve(message, reviewer, today)
        returned.approved += 1


def _approve(message: Message, reviewer: str, today: date) -> None:
    message.flags.discard("fuzzy")
    others = [comment for comment in _comments(message) if not comment.startswith(REVIEWED)]
    message.user_comments = [*others, f"{REVIEWED}{reviewer}, {today.isoformat()}"]


def _sign(catalog: Catalog, reviewer: str | None, today: date) -> None:
    if reviewer:
        catalog.last_translator = reviewer
        catalog.revision_date = datetime.combine(today, time(12), UTC)


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _remembered(message: Message, what: str) -> str:
    """What a comment of the .po file keeps of a sentence."""
    return next((said.removeprefix(what) for said in _comments(message) if said.startswith(what)), "")


def _comments(message: Message) -> list[str]:
    """The comments of a sentence, each whole: Babel gives every line of a long one as a comment of its own."""
    whole: list[str] = []
    for line in message.user_comments:
        if whole and not line.startswith((BACK, REVIEWED)):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def _dress(sheet: Worksheet, language: str) -> None:
    """Only what a reviewer may change can be changed; a translation runs in its own direction."""
    for number, (column, width) in enumerate(zip(sheet.iter_cols(), COLUMNS.values(), strict=True), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        column[0].font = Font(bold=True, color="FFFFFF")
        column[0].fill = PatternFill("solid", fgColor="1B3A57")
    translations = list(COLUMNS).index("Translation")
    for row in sheet.iter_rows(min_row=2):
        reading_order = 2 if direction(language) == "rtl" else 1
        row[translations].alignment = Alignment(wrap_text=True, vertical="top", readingOrder=reading_order)
        for cell in (row[translations], row[-1]):
            cell.protection = Protection(locked=False)
    choice = DataValidation(type="list", formula1=f'"{APPROVED}"', allow_blank=True)
    choice.add(f"E2:E{sheet.max_row}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.oddHeader.center.text = endonym(language)  # type: ignore[union-attr] # a new sheet has one


def _rows(file: Path, wrong: list[Finding]) -> Iterator[Row]:
    heading, *rows = _cells(file) or [()]
    places = {str(cell.value): index for index, cell in enumerate(heading)}
    missing = [name for name in ("Place", "English", "Translation", "Approved") if name not in places]
    if missing:
        lacking, remedy = f"there is no column {', '.join(missing)}", "keep the first row as it was exported"
        wrong.append(Finding("column-missing", lacking, remedy, where=Where(file.name, 1)))
        return
    for number, row in enumerate(rows, start=2):
        said = {name: str(row[index].value or "").strip() for name, index in places.items()}
        if said["English"]:
            approved = said["Approved"].casefold() == APPROVED
            yield Row(said["Place"], said["English"], said["Translation"], approved, Where(file.name, number))


def _cells(file: Path) -> list[tuple[Cell | MergedCell, ...]]:
    """The cells of the first sheet, row by row."""
    written = io.BytesIO(file.read_bytes())
    try:
        return list(load_workbook(written).worksheets[0].iter_rows())
    except Exception:  # noqa: BLE001 - what is broken fails in whichever library reads that part of it
        remedy = "save it as an Excel workbook (.xlsx)"
        finding = Finding("spreadsheet-unreadable", "is no spreadsheet", remedy, where=Where(str(file)))
        raise SourceError([finding]) from None
