"""A workshop that needs no server: codes to send, answers collected from wherever they come, and what a group thinks."""

from collabkit.workshop.codes import Code, decode, encode
from collabkit.workshop.counts import Counts, counted_answers
from collabkit.workshop.group import group
from collabkit.workshop.pasted import Found, Suspect, find_codes
from collabkit.workshop.published import Round
from collabkit.workshop.sheet import to_csv

__all__ = [
    "Code",
    "Counts",
    "Found",
    "Round",
    "Suspect",
    "counted_answers",
    "decode",
    "encode",
    "find_codes",
    "group",
    "to_csv",
]
