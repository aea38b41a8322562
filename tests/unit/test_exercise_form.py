"""form: fits, strains and short lists are those worked out by hand; ties, borders and odd answers get a true sentence."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabkit import exercise
from collabkit.analysis.governance import CONDITIONS, WAYS, best, judged, lightest, those
from collabkit.analysis.legal_forms import OUTSIDE, nearest, shortlist
from collabkit.data.bodies import BODIES, NATIONS
from collabkit.data.vehicles import load
from collabkit.exercises.form import ABLE, LISTED, headline

FORM = exercise("form")
TWELVE = [f"Partner {n}" for n in range(1, 13)]
FIELDS = [part.key for whole in FORM.questions({"partners": TWELVE}) for part in whole.fields()]
GARBAGE = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text(max_size=30), st.integers(), st.floats(), st.none(), st.booleans(), st.lists(st.text(max_size=5)),
        st.integers(1, 4), st.sampled_from([*BODIES, "other", "lead", "unsure", "England"]),
        st.lists(st.sampled_from([*NATIONS, *ABLE])),
    ),
)  # fmt: skip
EVERY = [
    dict(zip(("trust", "size", "goals", "skill"), levels, strict=True))
    for levels in product(range(1, 4), range(1, 4), range(1, 5), range(1, 4))
]
SHARED, LEAD, BODY = WAYS


def answers(**changes):
    return {**FORM.example, **changes}


def group(partners, trust, goals, skill, **more):
    return {"partners": TWELVE[:partners], "trust": trust, "goals": goals, "skill": skill, **more}


def bodies(*kinds, nations=("England",), **more):
    cells = {f"body.{n}.kind": kind for n, kind in enumerate(kinds, 1) if kind}
    return group(len(kinds), 2, 3, 2, nations=list(nations), **cells, **more)


def table(findings, caption):
    return next((one for one in findings.tables() if one.caption.startswith(caption)), None)


def test_the_example_by_hand():
    # Few and agreed suit shared governance; moderate trust and a team leader are a step harder than it suits.
    findings = FORM.evaluate_example()
    assert findings.headline == (
        "Shared governance fits best, on two of the four conditions, but trust and skill at the centre strain it; "
        "a lead organisation is the lightest way that nothing strains."
    )
    assert table(findings, "How each way").rows[1] == (
        "A lead organisation (one member, for all)", "1 of 4", "nothing", "trust (1 step), numbers (1 step), goals (2 steps)",
    )  # fmt: skip
    text = findings.to_text()
    assert "it is the lightest way that nothing strains, and somebody has to employ people" in text
    assert "the nearest leaves out Fire service and Age Well" in text
    assert [row[0] for row in table(findings, "The forms").rows] == [
        "Staff placed at another body", "Pooled fund, lead commissioner or integrated team (section 75)",
        "NHS delegation and joint committees", "Integrated care board",
    ]  # fmt: skip
    assert "it is not made for Age Well" in text, "the award to a supplier is a power and no form"
    assert "not legal advice" in text


def test_each_way_fits_what_it_is_reported_to_suit():
    for way, partners, trust, goals, skill in [(SHARED, 4, 3, 4, 1), (LEAD, 9, 1, 2, 2), (BODY, 9, 2, 3, 3)]:
        found = FORM.evaluate(group(partners, trust, goals, skill, now=way.key))
        assert found.headline == f"{way.start} fits best, on all four conditions, and nothing strains it."
        assert "no reason here to change" in found.to_text()
    assert FORM.evaluate(group(4, 2, 3, 3, members=14)).headline.startswith("A separate body fits best, on all four")


def test_the_two_mismatches_of_the_chapter():
    over = FORM.evaluate(group(4, 3, 4, 1, now="lead")).to_text()
    assert "Perhaps over-built." in over
    assert "what it would cost to go back to something lighter" in over
    under = FORM.evaluate(group(4, 1, 4, 1, now="together", members=14)).to_text()
    assert "Perhaps under-built. What you have now, shared governance, is strained by trust and numbers." in under
    heaviest = FORM.evaluate(group(2, 1, 4, 1, now="body")).to_text()
    assert (
        "Perhaps the wrong way. What you have now, a separate body, is strained by trust. A lead organisation would"
        in heaviest
    )
    assert "under-built" not in heaviest


def test_judgements_hold_for_every_answer():
    for levels in EVERY:
        for way in WAYS:
            parts = [those(verdict, way, levels) for verdict in ("fits", "strain", "spare")]
            assert sorted(key for part in parts for key in part) == sorted(levels)
            assert all((judged(way, key, levels[key])[1] == 0) == (key in parts[0]) for key in levels)
        assert not those("spare", SHARED, levels), "nothing is easier than what shared governance suits"
        free = lightest(levels)
        assert free is None or not those("strain", free, levels)
        words = headline(levels)
        assert words.endswith(".")
        assert words.startswith("It is a tie") == (len(best(levels)) > 1)
        assert ("no way is free of strain" in words) <= (free is None)


def test_a_tie_names_all():
    # Few: shared governance. Low trust: a lead. High need of skill: a separate body. Low agreement suits none.
    assert FORM.evaluate(group(2, 1, 1, 3)).headline == (
        "It is a tie: shared governance, a lead organisation and a separate body fit equally well, on one of the four "
        "conditions; no way is free of strain."
    )


@pytest.mark.parametrize(("now", "mended"), [("together", True), ("lead", False), ("nothing", False), ("body", True)])
def test_on_a_tie_the_strain_is_mended_on_the_way_in_use(now, mended):
    # Low trust suits a lead and strains the other two; few partners suit shared governance and strain nothing.
    text = FORM.evaluate(group(2, 1, "unsure", "unsure", now=now)).to_text()
    assert text.startswith("It is a tie: shared governance and a lead organisation fit equally well")
    assert ("- Trust: take on one small task together" in text) == mended


def test_on_a_tie_what_strains_all_is_mended():
    text = FORM.evaluate(group(2, 1, 1, 3)).to_text()
    assert "- Goals: agree on one result" in text
    assert "- Trust: choose" not in text


def test_what_is_mended_is_said_with_the_way_that_it_is_for():
    text = FORM.evaluate({"partners": ["A", "B"], "trust": 1, "goals": 2, "skill": 3, "now": "body"}).to_text()
    keep, _, choose = text.partition("If you choose a lead organisation, mend what strains it:")
    keep = keep.partition("If you keep a separate body, mend what strains it:")[2]
    assert "- Trust: take on one small task together" in keep
    assert "- Goals: agree on one result" in keep
    assert "Skill at the centre: name" not in keep
    assert "- Skill at the centre: name" in choose
    assert "Trust: choose" not in choose
    tie = FORM.evaluate(group(2, 1, 1, 3)).to_text()
    assert (
        "Whichever you choose of shared governance, a lead organisation or a separate body, mend what strains each of them:"
        in tie
    )


def test_a_lighter_way_that_would_do_is_named():
    assert "A lead organisation is lighter than a separate body" in FORM.evaluate(group(9, 2, 3, 2)).to_text()


def test_what_is_not_known_is_left_out_and_asked_for():
    found = FORM.evaluate(group(4, "unsure", 4, "unsure"))
    assert (
        found.headline
        == "Shared governance fits best, on both conditions that you know, and nothing that you know strains it."
    )
    assert "List what somebody must be able to do" in found.to_text()
    assert not FORM.evaluate(group(4, "unsure", "unsure", "unsure")).complete
    none = FORM.evaluate(group(8, "unsure", 1, 1)).headline
    assert "conditions that you know" in none


def test_nothing_yet_and_too_few_members():
    assert "Nothing runs it yet." in FORM.evaluate(answers(now="nothing")).to_text()
    assert "there are 3 partners, and name 4. We count 4." in FORM.evaluate(answers(members=3)).to_text()


def test_what_a_vehicle_needs_is_among_what_it_is_made_for():
    for vehicle in load():
        assert all(group <= set(vehicle.bodies) for group in vehicle.needs), vehicle.id
        assert "pool" in vehicle.purpose.lower() or not vehicle.pools, vehicle.id
        assert vehicle.joins(vehicle.bodies * 2), vehicle.id
    assert {condition.key for condition in CONDITIONS} == set(SHARED.suits) == set(LEAD.suits) == set(BODY.suits)


def test_councils_alone_have_many_forms():
    found = FORM.evaluate(bodies("council", "council"))
    assert "7 forms that we have collected take in both partners" in found.to_text()
    assert len(table(found, "The forms").rows) == LISTED
    assert table(found, "The forms").note.endswith("2 more forms could follow.")
    heavy = FORM.evaluate(bodies("council", "council", able=["employ"]))
    assert table(heavy, "The forms").rows[0][1] == "Yes"
    assert table(found, "The forms").rows[0][1] == "No"
    assert "would be bodies that can" in heavy.to_text()


def test_a_form_that_joins_two_kinds_needs_both():
    text = FORM.evaluate(bodies("council", "council")).to_text()
    assert "section 75" not in text
    assert "section 75" in FORM.evaluate(bodies("council", "nhs_body")).to_text()
    assert "Integration joint board" not in FORM.evaluate(bodies("council", "council", nations=["Scotland"])).to_text()
    scots = FORM.evaluate(bodies("council", "health_board", nations=["Scotland"], able=["employ"]))
    assert table(scots, "The forms").rows[0][:3] == ("Integration joint board", "Yes", "nobody")


def test_a_border_is_said():
    found = FORM.evaluate(bodies("council", "council", nations=("England", "Scotland")))
    assert "holds in England and Scotland at once and takes in both partners" in found.to_text()
    assert [row[0] for row in table(found, "The forms").rows] == [
        "Lead authority (England)", "Joint committee (England)", "Community planning partnership (Scotland)",
    ]  # fmt: skip
    neither = FORM.evaluate(bodies("charity", "charity", nations=("England", "Northern Ireland")))
    assert "none for a single one" in neither.to_text()
    one = FORM.evaluate(bodies("council", "charity", nations=("England", "Scotland"))).to_text()
    assert "This one holds in the nation named beside it, and for England we have none: ask for advice" in one
    assert "To ask the lawyer about this form:" in one


@pytest.mark.parametrize(
    "kinds", [("charity", "charity"), ("other", "other"), ("council", "other"), ("health_board", "charity")]
)
def test_no_form_at_all_is_said(kinds):
    found = FORM.evaluate(bodies(*kinds))
    assert "No form that we have collected for England takes in both partners." in found.to_text()
    assert table(found, "The forms") is None
    assert "To ask a lawyer, whatever you sign:" in found.to_text()


def test_whoever_is_outside_is_named_and_no_form_serves_one_partner_alone():
    for nation in NATIONS:
        for kinds in (["council", "fire", "charity"], ["police", "fire", "ambulance", "council"], [*BODIES][:12]):
            partners = {f"P{n}": kind for n, kind in enumerate(kinds)}
            found = shortlist([nation], partners)
            for one in found:
                inside = {name for name, kind in partners.items() if kind in one.vehicle.bodies}
                assert set(one.outside) == set(partners) - inside
                assert len(inside) > 1
            counts = [len(one.outside) for one in nearest(found)]
            assert counts == sorted(counts)
            assert not counts or counts[-1] <= max(OUTSIDE, counts[0])


def test_partners_without_a_kind_are_named():
    found = FORM.evaluate(bodies("council", "nhs_body", ""))
    assert "You did not say what kind of body Partner 3 is." in found.to_text()
    assert "take in both partners whose kind you gave." in found.to_text(), "three are named"
    assert "whose kind you gave" not in FORM.evaluate(bodies("council", "nhs_body")).to_text()
    only_kinds = FORM.evaluate(bodies("council", "")).to_text()
    assert "Say what kind of body at least two of the partners are, and a short list appears here." in only_kinds
    assert "Say where you work, and a short list appears here." in FORM.evaluate(answers(nations=[])).to_text()
    nothing = FORM.evaluate(group(2, 2, 3, 2)).to_text()
    assert "Say where you work and what kind of body at least two of the partners are, and a" in nothing


def test_partners_without_a_name_are_not_taken_in():
    found = FORM.evaluate(bodies("council", "nhs_body", members=3)).to_text()
    assert "take in both partners whose kind you gave." in found
    assert "Not everybody is in this list. There is 1 more partner whom you did not name." in found
    more = FORM.evaluate(bodies("council", "nhs_body", "", members=250)).to_text()
    assert "You did not say what kind of body Partner 3 is. There are 247 more partners whom you did not name." in more


def test_nearest_forms_that_leave_out_different_partners_name_none_of_them():
    found = FORM.evaluate(bodies("council", "nhs_body", "company"))
    outside = {row[2] for row in table(found, "The forms").rows}
    assert len(outside) > 1
    assert "the nearest each leave out 1 partner, but not the same." in found.to_text()
    assert "- How is whoever it leaves out bound in, outside the form?" in found.to_text()
    assert "How is Partner" not in found.to_text()
    alike = FORM.evaluate(bodies("council", "nhs_body", "other")).to_text()
    assert "- How is Partner 3 bound in, outside the form?" in alike


def test_where_no_form_is_shown_nobody_is_missing_from_a_list():
    listed = FORM.evaluate(bodies("council", "nhs_body", "")).to_text()
    assert "Not everybody is in this list. You did not say what kind of body Partner 3 is." in listed
    none = FORM.evaluate(bodies("other", "other", "", nations=("Scotland",))).to_text()
    assert "Not everybody is counted here. You did not say what kind of body Partner 3 is." in none


def test_what_it_must_do():
    assert "and no form." in FORM.evaluate(answers(able=["information"])).to_text()
    assert "open to the public?" in FORM.evaluate(answers(able=["public"])).to_text()
    assert "WHAT IT MUST BE ABLE TO DO" not in FORM.evaluate(answers(able=["public"])).to_text()


def test_twelve_partners():
    kinds = [kind for kind in BODIES if kind != "company"]
    found = FORM.evaluate(bodies(*kinds, able=[*ABLE]))
    assert found.complete
    assert " others" in found.to_text()
    assert len(table(found, "The forms").rows) <= LISTED


@pytest.mark.parametrize("key", ["trust", "goals", "skill", "partners"])
def test_what_is_needed_is_asked_for(key):
    found = FORM.evaluate(answers(**{key: None}))
    assert not found.complete
    assert found.headline.startswith("Before this can say anything")


@pytest.mark.parametrize(("key", "raw"), [
    ("trust", 9), ("goals", "much"), ("skill", True), ("now", "nobody"), ("members", "a few"), ("members", 1), ("able", ["fly"]),
    ("nations", ["France"]), ("body.1.kind", "club"), ("partners", ["A", "A", "B"]), ("partners", [*TWELVE, "One more"]),
])  # fmt: skip
def test_a_bad_answer_is_named(key, raw):
    assert FORM.evaluate(answers(**{key: raw})).to_text().startswith("Caution:")


@settings(max_examples=60, derandomize=True, deadline=None)
@given(GARBAGE, st.booleans())
def test_garbage_gets_a_sentence(garbage, over_the_example):
    findings = FORM.evaluate({**(FORM.example if over_the_example else {}), **garbage})
    assert findings.to_text().strip()
    assert findings.to_html()
