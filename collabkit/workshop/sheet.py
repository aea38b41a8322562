"""Tables to take along as CSV, which a spreadsheet opens without running anything in them.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is taken for a formula by spreadsheets, and a
name typed by somebody may begin so. Such a cell gets an apostrophe before it, which spreadsheets take for “this is
text”. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from collabkit.findings import Findings, Table
from collabkit.table import Cell
from collabkit.workshop.counts import Counts
from collabkit.workshop.group_findings import group
from collabkit.workshop.published import Round

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula; the last four are the full-width =, +, - and @."""
WITHIN: Final = re.compile(r"([;,\t\r\n][\s\u00a0\ufeff\u200b]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a cell would begin with a formula for a spreadsheet that parts cells otherwise, as Excel does in many countries."""
MARK: Final = "\ufeff"
"""By which Excel knows that a file is UTF-8."""


def safe(cell: Cell) -> str:
    r"""Return a cell that no spreadsheet takes for a formula, nor a part of it where a semicolon or a line ends a cell.

    >>> safe("=1+1"), safe(" =1+1"), safe(-2), safe("Police"), safe(None)
    ("'=1+1", "' =1+1", '-2', 'Police', '')
    >>> safe("Police;=1+1"), safe("Ask them.\n-1")
    ("Police;'=1+1", "Ask them.\n'-1")
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    whole = f"'{cell}" if cell.lstrip(" \u00a0\ufeff\u200b").startswith(FORMULA) else cell
    return WITHIN.sub(r"\1'", whole)


def to_csv(given: Findings | Table | Counts | Round, second: Counts | Round | None = None) -> str:
    r"""Return a table, all tables of findings, or what may be shown of a group's answers, as CSV.

    >>> to_csv(Table("Shares", ("Partner", "Pays"), (("=County", 12),)))[1:]
    "Shares\r\nPartner,Pays\r\n'=County,12\r\n"
    """
    if isinstance(given, Counts | Round):
        given = group(given, second)
    tables = [given] if isinstance(given, Table) else given.tables()
    file = io.StringIO()
    writer = csv.writer(file)
    for place, table in enumerate(tables):
        if place:
            writer.writerow(())
        writer.writerow((safe(table.caption),))
        writer.writerow(map(safe, table.columns))
        writer.writerows(map(safe, row) for row in table.rows)
    return MARK + file.getvalue()
