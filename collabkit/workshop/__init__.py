"""A workshop that needs no server: codes to send, answers collected from wherever they come, and what a group thinks."""

from collabkit.workshop.codes import Code, decode, encode
from collabkit.workshop.collected import Collected, collect, collect_round, hands
from collabkit.workshop.columns import Match, counts_in, match_columns
from collabkit.workshop.count import count, count_by
from collabkit.workshop.counts import Counts, counted_answers
from collabkit.workshop.group import group
from collabkit.workshop.pasted import Found, Suspect, find_codes
from collabkit.workshop.published import Round
from collabkit.workshop.sheet import to_csv
from collabkit.workshop.tally import Tally, read_table

__all__ = [
    "Code", "Collected", "Counts", "Found", "Match", "Round", "Suspect", "Tally", "collect", "collect_round", "count",
    "count_by", "counted_answers", "counts_in", "decode", "encode", "find_codes", "group", "hands", "match_columns",
    "read_table", "to_csv",
]  # fmt: skip
