"""A workshop that needs no server: codes to send, answers collected from wherever they come, and what a group thinks.

One place to import from. Every page knows codes; collecting and the group's findings are for whoever leads a workshop,
so their modules are loaded only when one of their names is asked for, and do not lie in every reader's memory.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from collabkit.workshop.codes import Code, decode, encode
from collabkit.workshop.pasted import Found, Suspect, find_codes

if TYPE_CHECKING:
    from collabkit.workshop.collected import Collected, collect, collect_round, hands
    from collabkit.workshop.columns import Match, counts_in, match_columns
    from collabkit.workshop.counting import count, count_by
    from collabkit.workshop.counts import Counts, counted_answers
    from collabkit.workshop.group_findings import group
    from collabkit.workshop.projected import Wall, projected
    from collabkit.workshop.published import Round
    from collabkit.workshop.sheet import to_csv
    from collabkit.workshop.tally import Tally, read_table

__all__ = [
    "Code", "Collected", "Counts", "Found", "Match", "Round", "Suspect", "Tally", "Wall", "collect", "collect_round",
    "count", "count_by", "counted_answers", "counts_in", "decode", "encode", "find_codes", "group", "hands", "match_columns",
    "projected", "read_table", "to_csv",
]  # fmt: skip

HOMES: Final = {
    "Collected": "collected", "collect": "collected", "collect_round": "collected", "hands": "collected",
    "Match": "columns", "counts_in": "columns", "match_columns": "columns",
    "count": "counting", "count_by": "counting", "Counts": "counts", "counted_answers": "counts",
    "group": "group_findings", "Wall": "projected", "projected": "projected", "Round": "published",
    "to_csv": "sheet", "Tally": "tally", "read_table": "tally",
}  # fmt: skip
"""Where each name lives that is loaded when it is asked for (PEP 562)."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever lives there
    """Load the module of a name, and give the name."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
    globals()[name] = found
    return found
