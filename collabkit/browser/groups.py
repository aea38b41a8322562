"""A group's answers in, as they were pasted or typed; what the group thinks out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collabkit.render import blocks_html
from collabkit.workshop.collected import collect_round, hands
from collabkit.workshop.group_findings import group as means
from collabkit.workshop.published import Round


def group(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Say what a group thinks.

    Args:
        asked: ``text``, with the codes of everybody in no part of the group, and whatever stands around them;
            ``exercise`` (an id; the one that most codes are of where it is left out); ``parts``, for each part of the
            group its text; ``hands``, counts typed for a question's key; ``alike``, for a code how many people share
            it; and ``second``, the same but for the exercise from a second round.

    Returns:
        ``findings`` (HTML), ``announce`` (one line), ``exercise``, ``people`` (in the latest round), and ``said`` (what
        whoever collects has to know, for each round); or ``refused``, a sentence.
    """
    try:
        first, said = _round(asked, str(asked.get("exercise") or ""))
        rounds, notes = [first], [said]
        later = asked.get("second")
        if isinstance(later, Mapping):
            second, said = _round(later, first.whole.exercise)
            rounds.append(second)
            notes.append(said)
        found = means(*rounds)
    except ValueError as error:
        return {"refused": str(error)}
    return {
        "findings": blocks_html.write(found.blocks, level=3),
        "announce": found.headline,
        "exercise": first.whole.exercise,
        "people": rounds[-1].whole.people,
        "said": notes,
    }


def _round(asked: Mapping[str, Any], exercise: str) -> tuple[Round, list[str]]:
    alike = {code: number for code, number in _mapping(asked, "alike").items() if isinstance(number, int)}
    parts = {str(name).strip(): str(text) for name, text in _mapping(asked, "parts").items()}
    found, said = collect_round(exercise, parts, str(asked.get("text") or ""), alike)
    raised = _mapping(asked, "hands")
    if raised:
        typed = {str(key): str(counts) for key, counts in raised.items()}
        found = Round(found.whole + hands(found.whole.exercise, typed), found.groups)
    return found, list(said)


def _mapping(asked: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    given = asked.get(name)
    return given if isinstance(given, Mapping) else {}
