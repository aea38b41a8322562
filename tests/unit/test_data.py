"""The tables of facts load, say what is wrong with a wrong cell, know their sources, and give the published spreads."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pybtex.database import parse_file, parse_string
from pybtex.plugin import find_plugin

from collabkit.analysis.facts import Distribution, distribution, facts
from collabkit.commands import counts
from collabkit.commands.check import bibliography
from collabkit.data import (
    cases,
    citations,
    cost_studies,
    duties,
    motion,
    spending,
    tables,
    uplifts,
    vehicles,
)
from collabkit.data.tables import DataError
from collabkit.wording import month_and_year

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

BOOK = Path(__file__).parents[2] / "book"
REFERENCES = BOOK / "references.bib"
TABLES = {
    "cases.csv": cases,
    "cost_studies.csv": cost_studies,
    "spending_power.csv": spending,
    "duties.csv": duties,
    "vehicles.csv": vehicles,
    "optimism_bias.csv": uplifts,
}
TOP = Path(__file__).parents[2]
COUNTS = json.loads((TOP / counts.FILE).read_text(encoding="utf-8"))
"""What is counted in one place; nobody types a count here."""
numpy = pytest.importorskip("numpy")
each_table = pytest.mark.parametrize(("name", "module"), TABLES.items(), ids=TABLES)


def lines_of(name: str) -> list[list[str]]:
    return list(csv.reader(tables.resource(name).read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def spoiled(tmp_path: Path) -> Callable[..., Path]:
    """Write a copy of a table with one cell changed, the line counted as an editor does."""

    def write(name: str, line: int, column: str, value: str) -> Path:
        lines = lines_of(name)
        lines[line - 1][lines[0].index(column)] = value
        return written(tmp_path / name, lines)

    return write


def written(path: Path, lines: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path


# ---- every table


@each_table
def test_a_table_loads_once_and_cannot_be_changed(name: str, module: ModuleType) -> None:
    found = module.load()
    assert module.load() is found
    assert len(found) == len(lines_of(name)) - 1
    assert len(found) == COUNTS["rows"][name]
    with pytest.raises(FrozenInstanceError):
        found[0].source_key = "another"
    assert not hasattr(found[0], "__dict__")


@each_table
def test_a_table_becomes_a_frame(name: str, module: ModuleType) -> None:
    frame = module.frame()
    expected = sum(bool(getattr(one, m)) for one in uplifts.load() for m in uplifts.MEASURES)
    assert len(frame) == (expected if name == "optimism_bias.csv" else len(module.load()))
    if name != "optimism_bias.csv":
        assert list(frame.columns[: len(module.COLUMNS)]) == list(module.COLUMNS)


def test_the_frame_of_cases_carries_the_ratios() -> None:
    frame = cases.frame(cases.cost_pairs(strict=True))
    assert list(frame.columns[-3:]) == ["cost_ratio", "benefit_ratio", "time_ratio"]
    assert list(frame["cost_ratio"]) == [case.cost_ratio for case in cases.cost_pairs(strict=True)]
    assert len(cases.frame([])) == 0


@each_table
def test_each_source_key_leads_to_a_source(name: str, module: ModuleType) -> None:
    home = parse_string(citations.cases_bibtex(), "bibtex") if name == "cases.csv" else parse_file(REFERENCES)
    missing = {one.source_key for one in module.load()} - set(home.entries)
    assert not missing


@each_table
def test_the_same_identity_may_not_stand_twice(name: str, module: ModuleType, tmp_path: Path) -> None:
    lines = lines_of(name)
    copy = written(tmp_path / name, [*lines, lines[1]])
    with pytest.raises(DataError, match=rf"{name}, line {len(lines) + 1}, column \w+: .*line 2 does not have already"):
        module.read(copy)


@each_table
def test_a_table_needs_its_columns(name: str, module: ModuleType, tmp_path: Path) -> None:
    head, *body = lines_of(name)
    with pytest.raises(DataError, match=rf"{name}, line 1: missing columns: status; unknown columns: standing"):
        module.read(written(tmp_path / name, [["standing" if c == "status" else c for c in head], *body]))
    with pytest.raises(DataError, match=rf"{name}, line 1: expected the columns in the order"):
        module.read(written(tmp_path / name, [head[::-1], *body]))


@each_table
def test_a_table_needs_whole_lines(name: str, module: ModuleType, tmp_path: Path) -> None:
    head, first, *body = lines_of(name)
    with pytest.raises(DataError, match=rf"{name}, line 2: expected {len(head)} cells, found {len(head) - 1}"):
        module.read(written(tmp_path / name, [head, first[:-1], *body]))
    with pytest.raises(DataError, match=rf"{name}: expected at least one line"):
        module.read(written(tmp_path / name, [head]))


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match=r"cases.csv, line 1: missing columns: id, name"):
        cases.read(tmp_path / "cases.csv")


# ---- every kind of wrong cell


WRONG = [
    ("cases.csv", "planned_cost_m", "n/a", "expected a number, found 'n/a'"),
    ("cases.csv", "planned_cost_m", "nan", "expected a number, found 'nan'"),
    ("cases.csv", "planned_cost_m", "inf", "expected a number, found 'inf'"),
    ("cases.csv", "planned_cost_m", "-5", "expected a number from 0.001 to inf, found '-5'"),
    ("cases.csv", "planned_cost_m", "0", "expected a number from 0.001 to inf, found '0'"),
    ("cases.csv", "n_partners", "2.5", "expected a whole number, found '2.5'"),
    ("cases.csv", "n_partners", "1", "expected a number from 2 to 1000, found '1'"),
    ("cases.csv", "start_year", "207", "expected a number from 1900 to 2100, found '207'"),
    ("cases.csv", "end_year", "1999", "expected a year from 2004 on, found '1999'"),
    ("cases.csv", "name", "", "expected some text, found ''"),
    ("cases.csv", "name", " A name", "expected text without spaces at its ends"),
    ("cases.csv", "basis_note", "Two\nlines", "expected text without spaces at its ends, double spaces or line breaks"),
    ("cases.csv", "currency", "EURO", "expected one of 'GBP', 'AUD'"),
    ("cases.csv", "cost_tag", "guess", "expected one of 'outturn'"),
    ("cases.csv", "cost_tag", "", "expected a tag for a pair, because plan and result are both given, found ''"),
    ("cases.csv", "benefit_tag", "plan_only", "expected a tag for a pair"),
    ("cases.csv", "aggregate", "maybe", "expected one of 'yes', 'no', found 'maybe'"),
    ("cases.csv", "id", "Case 1", "expected a key of small letters, digits, hyphens and underscores, found 'Case 1'"),
    ("cases.csv", "source_key", "case-other", "expected 'case-uk-whitehall-ssc-2004-11', found 'case-other'"),
    ("cases.csv", "source_url", "www.example.org", "expected an address that begins with http:// or https://"),
    ("cases.csv", "confidence", "certain", "expected one of 'verified', 'partly'"),
    ("cost_studies.csv", "effect", "cheaper", "expected one of 'lower', 'none'"),
    ("cost_studies.csv", "effect_pct", "-120", "expected a number from -100 to 100"),
    ("cost_studies.csv", "status", "from memory", "expected one of 'verified', 'secondary', 'computed'"),
    ("spending_power.csv", "period_start", "2010-12", "expected a financial year such as '2010-11', found '2010-12'"),
    ("spending_power.csv", "period_start", "2010", "expected a financial year"),
    ("spending_power.csv", "period_end", "2009-10", "expected a financial year after 2010-11, found '2009-10'"),
    ("duties.csv", "bodies", "council; army", "expected words from council, "),
    ("duties.csv", "bodies", "council; council", "each once"),
    ("duties.csv", "nations", "", "expected words from England"),
    ("duties.csv", "last_checked", "June 2026", "expected a month such as '2026-06', found 'June 2026'"),
    ("duties.csv", "last_checked", "2026-13", "expected a month"),
    ("duties.csv", "verb", "help out", "expected one of 'act jointly', 'co-operate'"),
    ("duties.csv", "verb", "may", "expected 'may' for a power, and for nothing else"),
    ("duties.csv", "state", "repealed", "expected one of 'in force', 'waiting', 'ended'"),
    ("duties.csv", "state", "waiting", "expected why it is not in force"),
    ("duties.csv", "read_again", "", "expected a day such as '2027-03-31', found ''"),
    ("duties.csv", "read_again", "2027-03-32", "expected a day such as '2027-03-31'"),
    ("duties.csv", "read_again", "2026-11-30", "expected a day in a later month than last_checked"),
    ("duties.csv", "state", "ended", "expected nothing, because what has ended is not read again"),
    ("vehicles.csv", "state", "perhaps", "expected one of 'in force', 'waiting', 'ended'"),
    ("vehicles.csv", "read_again", "soon", "expected a day such as '2027-03-31', found 'soon'"),
    ("vehicles.csv", "legal_body", "perhaps", "expected one of 'yes', 'no', 'not_applicable'"),
    ("vehicles.csv", "needs", "council; army", "expected groups of council, "),
    ("vehicles.csv", "set_up_by", "", "expected one of 'partners', 'law'"),
    ("optimism_bias.csv", "capital_lower_pct", "30", "expected a number from 0 to 24, found '30'"),
    ("optimism_bias.csv", "capital_upper_pct", "", "expected a number, found ''"),
    ("optimism_bias.csv", "source_key", "", "expected a key"),
]


COLUMN_NAMED = {
    "expected why it is not in force": "note",
    "expected nothing, because what has ended is not read again": "read_again",
}
"""Where one cell shows that another is wrong, that other is named."""


@pytest.mark.parametrize(("name", "column", "value", "sentence"), WRONG)
def test_a_wrong_cell_is_named(spoiled: Callable[..., Path], name: str, column: str, value: str, sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        TABLES[name].read(spoiled(name, 2, column, value))
    assert str(caught.value).startswith(f"{name}, line 2, column {COLUMN_NAMED.get(sentence, column)}: ")
    assert sentence in str(caught.value)


def test_the_line_is_counted_as_an_editor_does(spoiled: Callable[..., Path]) -> None:
    with pytest.raises(DataError) as caught:
        cases.read(spoiled("cases.csv", 12, "planned_cost_m", "n/a"))
    assert str(caught.value) == "cases.csv, line 12, column planned_cost_m: expected a number, found 'n/a'"


def test_law_in_motion_says_what_moves(spoiled: Callable[..., Path]) -> None:
    with pytest.raises(DataError, match=r"duties.csv, line 2, column note: expected what is moving"):
        duties.read(spoiled("duties.csv", 2, "moving", "yes"))


def test_a_data_error_is_a_value_error() -> None:
    assert issubclass(DataError, ValueError)


# ---- cases


def test_the_counts_are_those_of_the_data() -> None:
    """A row that is lost by accident shows here; one that is meant is renewed by ``collabkit check --write``."""
    assert not list(counts.problems(TOP, len(bibliography(TOP))))


@pytest.mark.parametrize("name", counts.classes())
def test_the_spreads_are_those_that_numpy_finds(name: str) -> None:
    ratios = sorted(ratio for ratio in counts.classes()[name] if ratio is not None)
    spread = COUNTS["spreads"][name]
    found = [spread[part] for part in ("least", "lower_quartile", "median", "upper_quartile", "most")]
    assert spread["n"] == len(ratios)
    assert found == pytest.approx(list(numpy.quantile(ratios, (0, 0.25, 0.5, 0.75, 1))), abs=10**-counts.DECIMALS)


def test_a_count_that_does_not_fit_is_shown_as_a_difference(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "book" / "_checks").mkdir(parents=True)
    assert "+{" in counts.write(tmp_path, 10)
    assert counts.write(tmp_path, 10) == ""
    (said,) = counts.problems(tmp_path, 9)
    assert '- "references": 10' in said
    assert '+ "references": 9' in said


def test_every_strict_case_cost_more_than_planned() -> None:
    assert all(case.cost_ratio > 1 for case in cases.cost_pairs(strict=True))


def test_a_ratio_needs_both_sides() -> None:
    one = cases.case("hoople")
    assert (one.cost_ratio, one.benefit_ratio, one.time_ratio, one.has_pair) == (None, None, None, False)
    one = cases.case("rcuk-ssc")
    assert (one.cost_ratio, one.benefit_ratio, one.time_ratio) == pytest.approx((130 / 79, 0.27, 62 / 47))
    assert one.has_pair


def test_totals_over_several_cases_stay_out_of_the_classes() -> None:
    total = cases.case("uk-whitehall-ssc-2004-11")
    assert total.aggregate
    assert total.cost_ratio == pytest.approx(1400 / 900)
    assert total not in cases.cost_pairs() + cases.benefit_pairs() + cases.time_pairs()


def test_no_forecast_of_the_partners_and_nothing_unfinished_joined_as_an_outcome() -> None:
    """A pair kept apart stands on its card and in no class, and its note tells why."""
    counted = {
        (case.id, measure)
        for measure, pairs in (("cost", cases.cost_pairs), ("benefit", cases.benefit_pairs), ("time", cases.time_pairs))
        for case in pairs()
    }
    apart = {
        (case.id, measure)
        for case in cases.load()
        for measure in ("cost", "benefit", "time")
        if getattr(case, f"{measure}_tag").endswith(cases.APART)
    }
    assert [f"{id}: {measure}" for id, measure in sorted(apart)] == COUNTS["pairs kept apart"]
    assert not apart & counted
    assert all("kept apart" in cases.case(id).basis_note.lower() for id, _ in apart)
    assert {case.id for case in cases.load() if case.apart} == {id for id, _ in apart}


def test_what_a_company_says_of_itself_is_no_promise_kept() -> None:
    """Publica’s 14 of 14 set its own count beside its own first target; the published plan ran to 41."""
    assert cases.case("publica").benefit_ratio is None
    assert cases.case("udbetaling-danmark").start_year == 2012


def test_a_class_can_be_of_one_type() -> None:
    for pairs in (cases.cost_pairs, cases.benefit_pairs, cases.time_pairs):
        parts = [pairs(like=kind) for kind in cases.TYPES]
        assert sum(map(len, parts)) == len(pairs())
        assert all(
            case.collaboration_type == kind for kind, part in zip(cases.TYPES, parts, strict=True) for case in part
        )
    assert [case.id for case in cases.benefit_pairs(like="pooled_budget")] == ["better-care-fund"]


def test_a_class_must_exist() -> None:
    with pytest.raises(ValueError, match="no type of collaboration called 'club'; choose from shared_service"):
        cases.cost_pairs(like="club")
    with pytest.raises(ValueError, match="no kind of source called 'rumour'; choose from official"):
        cases.benefit_pairs(source_kind="rumour")
    with pytest.raises(KeyError, match="no case called 'atlantis'"):
        cases.case("atlantis")


def test_each_word_of_a_closed_list_is_in_use() -> None:
    """A word that no case uses is a slip of the list or of the table."""
    for column, words in (
        ("country", cases.COUNTRIES),
        ("currency", cases.CURRENCIES),
        ("sector", cases.SECTORS),
        ("collaboration_type", cases.TYPES),
        ("status", cases.FATES),
        ("source_kind", cases.SOURCE_KINDS),
        ("confidence", cases.CONFIDENCE),
        ("cost_tag", cases.COST_TAGS),
        ("benefit_tag", cases.BENEFIT_TAGS),
        ("time_tag", cases.TIME_TAGS),
    ):
        assert {getattr(case, column) for case in cases.load()} == set(words), column


# ---- the other tables


def test_optimism_bias_as_published() -> None:
    table = {one.id: one for one in uplifts.load()}
    values = {
        key: [(b.upper, b.lower) if b else None for b in (one.capital, one.duration, one.operating)]
        for key, one in table.items()
    }
    assert values == {
        "standard-building": [(24, 2), (4, 1), None],
        "non-standard-building": [(51, 4), (39, 2), None],
        "standard-civil": [(44, 3), (20, 1), None],
        "non-standard-civil": [(66, 6), (25, 3), None],
        "equipment-development": [(200, 10), (54, 10), None],
        "outsourcing": [None, None, (41, 0)],
    }
    plain, odd = table["standard-building"], table["non-standard-building"]
    assert 0.3 * odd.capital.upper + 0.7 * plain.capital.upper == pytest.approx(32.1)
    assert 0.3 * odd.duration.upper + 0.7 * plain.duration.upper == pytest.approx(14.5)


def test_studies_that_compare_are_told_from_those_that_do_not() -> None:
    parts = {effect: cost_studies.with_effect(effect) for effect in cost_studies.EFFECTS}
    assert all(parts.values())
    assert sum(map(len, parts.values())) == len(cost_studies.load())
    assert all(study.effect == effect for effect, part in parts.items() for study in part)
    with pytest.raises(ValueError, match="no effect called 'cheap'"):
        cost_studies.with_effect("cheap")


def test_money_of_councils_as_published() -> None:
    real = {
        (one.source_key, one.period_start, one.period_end, one.measure[:8]): one.real_pct for one in spending.load()
    }
    assert real["nao2018", "2010-11", "2017-18", "governme"] == -49.1
    assert real["nao2018", "2010-11", "2017-18", "spending"] == -28.6
    assert real["ogden2024", "2010-11", "2024-25", "core fun"] == -9
    assert len(spending.annual()) + len(spending.cumulative()) == len(spending.load())
    years = [one.period_end for one in spending.annual()]
    assert years == sorted(years)
    assert len(set(years)) > 10, "a run of years, and not one year by many measures"


def test_duties_find_the_bodies_they_bind() -> None:
    found = {one.id for one in duties.applying(["England"], ["fire"])}
    assert found == {
        "crime-strategies", "serious-violence", "crime-in-every-decision", "crime-information", "emergencies",
        "emergency-services", "data-for-public-services",
    }  # fmt: skip
    assert not duties.applying([], ["council"])
    assert not duties.applying(["England"], ["charity"])
    assert {nation for one in duties.load() for nation in one.nations} == set(duties.NATIONS)


def test_vehicles_must_take_in_everybody() -> None:
    assert "section-75" in {one.id for one in vehicles.fitting(["England"], ["council", "nhs_body"])}
    assert "section-75" not in {one.id for one in vehicles.fitting(["England"], ["council", "fire"])}
    assert "joint-committee" not in {one.id for one in vehicles.fitting(["England", "Scotland"], ["council"])}
    assert {nation for one in vehicles.load() for nation in one.nations} == set(vehicles.NATIONS)


def test_vehicles_may_leave_some_out_and_say_whom() -> None:
    partners = ["council", "nhs_body", "fire", "charity"]
    assert not vehicles.fitting(["England"], partners)
    some = vehicles.fitting(["England"], partners, leaving_out=2)
    missing = [len(one.leaves_out(partners)) for one in some]
    assert missing == sorted(missing)
    assert missing[0] == 1
    assert missing[-1] == 2
    assert next(one for one in some if one.id == "section-75").leaves_out(partners) == ("fire", "charity")
    assert all(set(one.bodies) & set(partners) for one in vehicles.fitting(["England"], partners, leaving_out=9))


def test_each_body_is_named_by_some_law() -> None:
    named = {body for one in (*duties.load(), *vehicles.load()) for body in one.bodies}
    assert named == set(duties.BODIES)


# ---- facts


def test_the_law_was_read_from_the_month_of_its_oldest_line_to_that_of_its_newest() -> None:
    months = {line.last_checked for line in (*duties.load(), *vehicles.load(), *motion.load())}
    oldest, newest = month_and_year(min(months)), month_and_year(max(months))
    said = facts()["law-checked"]
    assert oldest != newest
    assert said.startswith(f"between {oldest.split()[0]} ")
    assert said.endswith(f" and {newest}")


def test_the_book_asks_only_for_facts_that_exist() -> None:
    asked = {name for page in BOOK.glob("*.md") for name in re.findall(r"\{fact\}`([^`]+)`", page.read_text("utf-8"))}
    assert asked <= set(facts())


def test_a_distribution_needs_values() -> None:
    assert distribution([3, None, 1]) == Distribution(2, 1, 1.5, 2.0, 2.5, 3)
    with pytest.raises(ValueError, match="at least two values; there are 1"):
        distribution([None, 1.0])


# ---- references


def test_references_hold_no_key_and_no_work_twice() -> None:
    text = REFERENCES.read_text(encoding="utf-8")
    keys = [key.lower() for key in re.findall(r"^@\w+\{([^,]+),", text, flags=re.MULTILINE)]
    assert len(keys) == len(set(keys))
    entries = parse_file(REFERENCES).entries
    assert len(entries) == len(keys)
    works = [
        (re.sub(r"\W", "", entry.fields["title"].lower()), entry.fields.get("year", key), entry.type)
        for key, entry in entries.items()
    ]
    assert len(works) == len(set(works))
    dois = [entry.fields["doi"].lower() for entry in entries.values() if "doi" in entry.fields]
    assert len(dois) == len(set(dois))


def test_references_say_how_they_are_known_and_print_no_note() -> None:
    for key, entry in parse_file(REFERENCES).entries.items():
        assert entry.fields["status"] in {"verified", "secondary", "from-memory"}, key
        assert "note" not in entry.fields, key
        assert entry.fields["title"].startswith("{"), key
        assert "memory" not in " ".join(value for name, value in entry.fields.items() if name != "status"), key


@pytest.mark.parametrize("home", ["references", "cases"])
def test_each_reference_can_be_printed(home: str) -> None:
    entries = (
        parse_file(REFERENCES) if home == "references" else parse_string(citations.cases_bibtex(), "bibtex")
    ).entries
    style, backend = find_plugin("pybtex.style.formatting", "unsrt")(), find_plugin("pybtex.backends", "text")()
    printed = {one.key: one.text.render(backend) for one in style.format_entries(entries.values())}
    assert printed.keys() == entries.keys()
    assert not [key for key, words in printed.items() if "{" in words or "\\" in words]


def test_cases_are_cited_from_their_own_table() -> None:
    entries = parse_string(citations.cases_bibtex(), "bibtex").entries
    assert list(entries) == [case.source_key for case in cases.load()]
    assert not set(entries) & set(parse_file(REFERENCES).entries)
    assert entries["case-stirling-clackmannanshire"].fields["year"] == "2015"
    assert r"Ernst \& Young" in citations.cases_bibtex()
    assert citations.short(cases.case("publica")) == "Publica, undated"
    assert citations.full(cases.case("publica")) == "Publica (undated). The Publica journey."
    assert citations.full(cases.case("npas")).endswith("urgent reform.")


def test_what_a_stopped_programme_would_have_cost_is_a_forecast() -> None:
    stopped = cases.case("healthsmart-victoria")
    assert (stopped.status, stopped.cost_tag) == ("failed", "forecast")
    assert "projected" in stopped.basis_note
    assert stopped in cases.cost_pairs()


# ---- lightness


def test_the_tables_load_without_heavy_modules() -> None:
    program = (
        "import sys; from collabkit.data import cases, cost_studies, spending, duties, vehicles, uplifts, citations\n"
        "for table in (cases, cost_studies, spending, duties, vehicles, uplifts): table.load()\n"
        "print(sorted({'pandas', 'numpy', 'statistics', 'decimal'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-OO", "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
