"""power: who can stop what is not concluded from silence, and counts are those of the cells that were answered."""

import re

from findings.lint import listed
from findings.statements import Never, strictly_first

from collabkit.exercises.power import CELLS, ENOUGH, FROM, OUTSIDE, SHARED, UNSURE
from collabkit.wording import capital, whose

CONSTANTS = (1, 2, 3, len(CELLS))
"""The points of an edge, and the nine cells."""

CAN = r"can settle (?:it|all of them|\w+ of them) alone|Alone, as you see it"

NEVER = (
    Never(r"it is not known yet who can stop what", CAN, "not known is not known"),
    Never(r"cannot settle the matter alone", CAN, "what is settled alone can be"),
    Never(r"No partner has the edge anywhere", r"WHO CAN STOP WHAT|Points of power", "nobody’s edge has no points"),
    Never(
        r"every partner has it somewhere", r"A partner with no edge|Beyond an even share", "somewhere is not nowhere"
    ),
    Never(r"can only leave", r"shared evenly", "whoever shares power evenly has some"),
    Never(r"can only leave", r"needs at least one other", "whoever is needed can do more than leave"),
    Never(
        r"can only leave",
        r"cells? (?:is|are) open|You were not sure of th|it is not known",
        "what is open may hold an edge",
    ),
    Never(
        r"has it nowhere|anywhere:",
        r"cells? (?:is|are) open|You were not sure of th",
        "what is open may hold an edge",
    ),
)


def cells(said):
    """Return the holder and the edge of each cell whose holder was said."""
    held = {key: said.values.get(f"{key}.holder") for key in (f"{cell.source}.{cell.arena}" for cell in CELLS)}
    return {
        key: (holder, said.values.get(f"{key}.edge")) for key, holder in held.items() if holder not in (None, UNSURE)
    }


def ours(said):
    return {key: one for key, one in cells(said).items() if one[0] not in (SHARED, OUTSIDE)}


def by_partner(said):
    """Return how many cells each partner holds, by name."""
    return {
        name: sum(holder == place for holder, _ in cells(said).values())
        for place, name in said.values["partners"].items()
    }


def numbers(said):
    """Counts of cells, and points."""
    yield from CONSTANTS
    yield from range(len(CELLS) + 1)
    yield from range(len(said.values["partners"]) + 1)
    edges = [edge or 0 for _, edge in ours(said).values()]
    yield sum(edges)


def nothing_is_concluded_from_silence(said):
    """That nobody settles anything alone is said of rated cells alone, and as many as there are."""
    rated = sum(edge is not None for _, edge in ours(said).values())
    found = said.found(r"In (\d+) cells? a partner has an edge and cannot")
    if found and int(found[0]) != rated:
        yield f"{found[0]} of {rated} rated"
    unknown = said.found(r"In (\d+) more cells? that is not known")
    if found and (int(unknown[0]) if unknown else 0) != len(ours(said)) - rated:
        yield f"{unknown} of {len(ours(said)) - rated} without an edge"
    if "needs at least one other" in said.text and not ours(said):
        yield "no partner holds anything"


def the_headline_counts_the_cells(said):
    """Who has the edge most often is strictly ahead; ties are all counted; those without one have none."""
    held = by_partner(said)
    alone = re.match(r"(.+) has the edge in (?:(\d+) of (\d+) cells|the one cell)", said.headline)
    if alone:
        first = next(name for name in held if capital(name) == alone[1])
        yield from strictly_first(first, held)
        if alone[2] and (int(alone[2]), int(alone[3])) != (held[first], len(cells(said))):
            yield f"“{said.headline}” for {held}"
    if any("," in name for name in held):
        return  # names with commas cannot be counted in a list
    level = re.match(r"No partner has the edge most often: (.+) each have it in (\d+) of", said.headline)
    top = [name for name, count in held.items() if count == max(held.values())]
    if level and (listed(level[1]) != len(top) or int(level[2]) != max(held.values())):
        yield f"“{said.headline}” for {held}"
    without = re.search(r"; (.+) (?:has|have) (?:it nowhere|it in none of them|none there)\.$", said.headline)
    if (listed(without[1]) if without else 0) not in {sum(not count for count in held.values()), 0}:
        yield f"“{said.headline}” for {held}"
    if not without and any(held.values()) and not all(held.values()):
        yield f"“{said.headline}” leaves those without an edge out"


def the_figure_names_who_is_ahead(said):
    """Whose points the figure names is strictly ahead, and has as many as its table says."""
    points = {row[""]: row["Points"] for row in said.table("Points of power")}
    found = said.found(r"settle the matter alone\. (.+) has (\d+) of (\d+)\.")
    if found:
        first = next(name for name in points if capital(name) == found[0])
        yield from strictly_first(first, points)
        if (points[first], sum(points.values())) != (int(found[1]), int(found[2])):
            yield f"{found} of {points}"


def sources(said, place):
    """Return the sources of a partner's power: those of the cells that it holds, or shares evenly with the others."""
    return {key.partition(".")[0] for key, (holder, _) in cells(said).items() if holder in (place, SHARED)}


def power_on_one_leg_has_one_source(said):
    """Whose power is said to rest on one source has no other, even shares included, and has an edge somewhere."""
    block = next((block for block in said.blocks if getattr(block, "heading", "") == "Power on one leg"), None)
    words = block.blocks[0].words.removeprefix("As far as you answered, ") if block else ""
    keys = {words: key for key, words in FROM.items()}
    clauses = re.findall(r"(?:^|; )(.+?) power rests on (formal authority|resources|legitimacy),", words)
    named = {owner.casefold(): {keys[source]} for owner, source in clauses}
    wanted = {
        whose(name).casefold(): sources(said, place)
        for place, name in said.values["partners"].items()
        if by_partner(said)[name] and len(sources(said, place)) == 1
    }
    if named != (wanted if len(cells(said)) >= ENOUGH else {}):
        yield f"{named} named, {wanted} wanted"


def who_has_no_edge_is_asked(said):
    """Where some have an edge and others none, those are asked, and told that they can only leave where all else is settled alone."""
    held = by_partner(said).values()
    without = any(held) and not all(held)
    told = cells(said).values()
    shared = any(holder == SHARED for holder, _ in told)
    alone = len(told) == len(CELLS) and all(edge == 3 or holder == OUTSIDE for holder, edge in told)
    for words, due in (
        (r"Beyond an even share", without and shared),
        (r"can only leave", without and not shared and alone),
        (
            r"(?:has|have) no edge (?:anywhere|in any of the cells that you answered)\. Ask:",
            without and (shared or not alone),
        ),
    ):
        if bool(re.search(words, said.text)) != due:
            yield f"“{words}” for {[*held]}, shared: {shared}, alone: {alone}"


def nobody_with_less_is_asked_where_all_is_even(said):
    """Where no partner has the edge, nobody has less than the others."""
    if not any(by_partner(said).values()) and "with less of it" in said.text:
        yield said.headline


def sentences_begin_with_a_capital(said):
    """Also where a partner’s name, typed small, stands first."""
    names = [name for name in said.values["partners"].values() if name[:1].islower()]
    for words in said.own_sentences:
        yield from (words for name in names if re.match(re.escape(name), words))


RELATIONS = (
    nothing_is_concluded_from_silence,
    the_headline_counts_the_cells,
    the_figure_names_who_is_ahead,
    power_on_one_leg_has_one_source,
    who_has_no_edge_is_asked,
    nobody_with_less_is_asked_where_all_is_even,
    sentences_begin_with_a_capital,
)
