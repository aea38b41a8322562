"""What a page sends of a group's answers, read: pastes, counts from a show of hands, and tables that were counted.

A table is counted once, when it is opened; what is sent afterwards, and kept, are its counts and no row of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from collabkit.analysis.agreement import FEWEST_PEOPLE
from collabkit.exercises import exercise as find
from collabkit.questions import Json
from collabkit.translation import by_number, say
from collabkit.wording import counted, fixed, number_word
from collabkit.workshop.collected import Collected, collect_parts, collect_round, hands
from collabkit.workshop.counts import Counts
from collabkit.workshop.published import Round, published, withheld

Given = Mapping[str, Any]
STRAGGLERS: Final = say(
    "Fewer than {fewest_people} answers have come or gone since these were revealed. Shown now, they would tell "
    "what those few people said. Wait for more, or count them in the second round.",
    fewest_people=number_word(FEWEST_PEOPLE),
)


def mapping(asked: Given, name: str) -> Given:
    """Return what stands under a name if it can be looked into, else nothing."""
    given = asked.get(name)
    return given if isinstance(given, Mapping) else {}


def rounds_of(asked: Given) -> tuple[list[Round], list[list[str]]]:
    """Read one round or two, and what whoever collects has to know of each.

    Raises:
        ValueError: they cannot be used; the message says why.
    """
    first, said = _round(asked, str(asked.get("exercise") or ""))
    if not isinstance(asked.get("second"), Mapping):
        return [first], [said]
    second, more = _round(asked["second"], first.whole.exercise)
    return [first, second], [said, more]


def _round(given: Given, exercise: str) -> tuple[Round, list[str]]:
    found, said = collect_round(exercise, _parts(given), str(given.get("text") or ""), _alike(given))
    exercise, raised = found.whole.exercise, mapping(given, "hands")
    if raised:
        typed = {str(key): str(counts) for key, counts in raised.items()}
        found = Round(found.whole + hands(exercise, typed), found.groups)
    for table in _tables(given):
        found = together(found, from_json(exercise, table))
    return found, list(said)


def _parts(given: Given) -> dict[str, str]:
    return {str(name).strip(): str(text) for name, text in mapping(given, "parts").items()}


def _alike(given: Given) -> dict[str, int]:
    return {code: number for code, number in mapping(given, "alike").items() if isinstance(number, int)}


def _tables(given: Given) -> list[Given]:
    tables = given.get("tables")
    return [one for one in tables if isinstance(one, Mapping)] if isinstance(tables, list) else []


def together(one: Round, other: Round) -> Round:
    """Return both rounds' people as one round's; parts of the same name are one part."""
    groups = dict(one.groups)
    for name, counts in other.groups.items():
        groups[name] = groups[name] + counts if name in groups else counts
    return Round(one.whole + other.whole, groups)


def to_json(given: Round) -> dict[str, Json]:
    """Return a round as JSON."""
    return {**_counts_json(given.whole), "groups": {name: _counts_json(one) for name, one in given.groups.items()}}


def _counts_json(counts: Counts) -> dict[str, Json]:
    return {"people": counts.people, "by_item": {key: list(row) for key, row in counts.by_item.items()}}


def from_json(exercise: str, given: Given) -> Round:
    """Read a round from JSON.

    Raises:
        ValueError: it is none of this exercise.

    >>> six = Round(Counts("factors", 6, {"history": (0, 0, 0, 6, 0, 0)}), {})
    >>> from_json("factors", to_json(six)) == six
    True
    """
    groups = {str(name): _counts(exercise, one) for name, one in mapping(given, "groups").items()}
    return Round(_counts(exercise, given), groups)


def _counts(exercise: str, given: Given) -> Counts:
    rows = mapping(given, "by_item")
    people = given.get("people")
    whole = isinstance(people, int) and all(
        isinstance(row, list) and all(isinstance(n, int) for n in row) for row in rows.values()
    )
    if not whole:
        raise ValueError(say("What was kept of a table cannot be read. Remove it, and open the file again."))
    return Counts(exercise, int(people or 0), {str(key): tuple(row) for key, row in rows.items()})


# --- stragglers


def tells_of_few(seen: object, now: list[Round]) -> bool:
    """Tell whether showing rounds now would give away the few who came, or went, since they were last shown.

    Args:
        seen: the rounds as they were then, as JSON.
        now: the same rounds.
    """
    before = [one for one in seen if isinstance(one, Mapping)] if isinstance(seen, list) else []
    return any(_tells(from_json(two.whole.exercise, one), two) for one, two in zip(before, now, strict=False))


def _tells(seen: Round, now: Round) -> bool:
    alone, after = published(now)[0], published(seen, now)[1]
    why, beside = withheld(now), withheld(seen, now)
    if any(why[key] == "unsure" and beside[key] != "unsure" for key in why):
        return True
    return any(key not in after or after[key].groups.keys() != one.groups.keys() for key, one in alone.items())


# --- what was read, and no answer


def read(asked: Given) -> dict[str, Any]:
    """Say what was read of each round, and nothing of what it says.

    Returns:
        ``rounds``, for each: ``people`` (how many), ``said`` (a line, or nothing where nothing was given), ``doubled``
        (codes that came more than once), ``suspects`` (what looks like a code, with the codes to offer in its place),
        ``elsewhere`` (other exercises whose codes were left out) and ``wrong`` (by question, what is wrong with counts);
        or ``refused``, a sentence.
    """
    exercise = str(asked.get("exercise") or "")
    given = [asked, *([asked["second"]] if isinstance(asked.get("second"), Mapping) else [])]
    return {"rounds": [_told(exercise, one) for one in given]}


def _told(exercise: str, given: Given) -> dict[str, Any]:
    try:
        found, _ = collect_parts(exercise, _parts(given), str(given.get("text") or ""), _alike(given))
        tables = [from_json(exercise, one).whole for one in _tables(given)]
    except ValueError as error:
        return {"refused": str(error)}
    counts, wrong = found.counts(), {}
    raised = []
    for key, typed in mapping(given, "hands").items():
        try:
            raised.append(hands(exercise, {str(key): str(typed)}))
        except ValueError as error:
            wrong[str(key)] = str(error)
    people = counts.people + max((one.people for one in raised), default=0) + sum(one.people for one in tables)
    here = {one.code for one in found.people}
    return {
        "people": people,
        "said": _line(found, len(raised), sum(one.people for one in tables), people),
        "doubled": [
            {"code": code, "times": number, "alike": found.alike.get(code, 0)} for code, number in found.doubled.items()
        ],
        "suspects": [
            {"text": one.text, "said": found.about(one), "offers": [code for code in one.meant if code not in here]}
            for one in found.suspects
        ],
        "elsewhere": [
            {"exercise": id, "said": say("{codes} of “{title}” {were} left out.", codes=counted(number, "code"), title=find(id).title, were=by_number(number, "was", "were"))}
            for id, number in found.elsewhere.items()
        ],
        "wrong": wrong,
    }  # fmt: skip


def _line(found: Collected, raised: int, in_tables: int, people: int) -> str:
    """Write what was read in one line; nothing where nothing was given."""
    twice = len(found.doubled.keys() - found.alike.keys())
    parts = [
        say("{codes} read", codes=counted(len(found.people), "code")) if found.people else "",
        say("{twice} came more than once and {were} counted once", twice=fixed(twice), were=by_number(twice, "was", "were")) if twice else "",
        say("{suspects} {look_like} not counted", suspects=fixed(len(found.suspects)), look_like=by_number(len(found.suspects), "looks like a code and was", "look like codes and were")) if found.suspects else "",
        say("a show of hands on {questions}", questions=counted(raised, "question")) if raised else "",
        say("{persons} from a file", persons=counted(in_tables, "person", "people")) if in_tables else "",
    ]  # fmt: skip
    said = ", ".join(part for part in parts if part)
    if not said:
        return ""
    few = (
        say(" Nothing can be shown until there are {fewest_people}.", fewest_people=number_word(FEWEST_PEOPLE))
        if people < FEWEST_PEOPLE
        else ""
    )
    return say(
        "{upper}{said}: {persons} so far.{few}",
        upper=said[0].upper(),
        said=said[1:],
        persons=counted(people, "person", "people"),
        few=few,
    )
