"""A workshop that needs no server: codes to send, answers collected from wherever they come, and what a group thinks."""

from collabkit.workshop.codes import Code, decode, encode
from collabkit.workshop.pasted import Found, Suspect, find_codes

__all__ = ["Code", "Found", "Suspect", "decode", "encode", "find_codes"]
