"""The course's own data files are checked, and a bad entry is named with its file and its id."""

import copy
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

BOOK = Path(__file__).parents[2] / "book"
sys.path.insert(0, str(BOOK / "_ext"))
pytest.importorskip("jupyter_book", reason="the book's extension needs the book's own packages")

from collabkit_book import (  # noqa: E402 - found by the line above
    charts,
    checks,
    evidence,
    exercise,
    fold,
    index,
    item_forms,
    items,
    notebooks,
    objectives,
)
from collabkit_book.records import RecordError  # noqa: E402

from collabkit.commands import build  # noqa: E402
from collabkit.exercises import catalogue  # noqa: E402
from collabkit.exercises import exercise as find_exercise  # noqa: E402
from collabkit.render import paper  # noqa: E402

CLAIM = {
    "id": "c5-cardiff",
    "claim": "Sharing data went with fewer admissions in one city.",
    "kind": "comparison study",
    "strength": "moderate",
    "year": "2011",
    "sources": ["florence2011"],
    "why": "One strong study of one city, which was not chosen by lot.",
}
CHECK = {
    "id": "k5-1",
    "question": "What would tell you most?",
    "objective": "o5-1",
    "reference": "florence2011",
    "choices": [
        {"text": "A survey", "right": False, "why": "It shows how people feel."},
        {"text": "A count", "right": False, "why": "It has nothing to compare with."},
        {"text": "A comparison", "right": True, "why": "It stands in for what would have happened."},
    ],
}


def written(folder, name, content):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_good_claim_is_read(tmp_path):
    assert evidence.entries(written(tmp_path, "5.json", [CLAIM])) == [CLAIM]


def test_claims_of_all_chapters_are_found_by_id(tmp_path):
    written(tmp_path, "5.json", [CLAIM])
    written(tmp_path, "4.json", [{**CLAIM, "id": "c4-law"}])
    assert set(evidence.claims(tmp_path)) == {"c4-law", "c5-cardiff"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"strength": "very strong"}, "strength"),
        ({"kind": "rumour"}, "kind"),
        ({"year": 2011}, "year"),
        ({"sources": []}, "sources"),
        ({"why": ""}, "why"),
        ({"colour": "red"}, "colour"),
        ({"kind": "instrument"}, "strength"),
        ({"strength": "not validated"}, "strength"),
        ({"id": "c4-cardiff"}, "begin with c5-"),
    ],
)
def test_a_bad_claim_is_named_with_its_file_and_id(tmp_path, change, said):
    bad = {**CLAIM, **change}
    with pytest.raises(RecordError) as caught:
        evidence.entries(written(tmp_path, "5.json", [bad]))
    assert "5.json" in str(caught.value)
    assert bad["id"] in str(caught.value)
    assert said in str(caught.value)


def test_a_claim_without_a_part_is_refused(tmp_path):
    for part in evidence.SCHEMA["required"]:
        bad = {name: value for name, value in CLAIM.items() if name != part}
        with pytest.raises(RecordError, match=rf"5\.json.*'{part}' is a required property"):
            evidence.entries(written(tmp_path, "5.json", [bad]))


def test_a_claim_is_declared_once(tmp_path):
    with pytest.raises(RecordError, match=r"c5-cardiff: the id is used twice"):
        evidence.entries(written(tmp_path, "5.json", [CLAIM, CLAIM]))


def test_what_is_not_json_is_named_with_its_line(tmp_path):
    with pytest.raises(RecordError, match=r"5\.json, line 2: this is not JSON"):
        evidence.entries(written(tmp_path, "5.json", "[\n{,}]"))


def test_what_is_not_a_list_is_refused(tmp_path):
    with pytest.raises(RecordError, match="list of claims"):
        evidence.entries(written(tmp_path, "5.json", {"claims": []}))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"There is no file .*9\.json"):
        checks.checks(tmp_path / "9.json")


def test_good_checks_are_read(tmp_path):
    assert checks.checks(written(tmp_path, "5.json", {"chapter": 5, "checks": [CHECK]})) == [CHECK]


def right(*places):
    changed = copy.deepcopy(CHECK)
    for place, choice in enumerate(changed["choices"]):
        choice["right"] = place in places
    return changed


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (right(), "exactly one choice must be right; 0 are"),
        (right(0, 2), "exactly one choice must be right; 2 are"),
        ({**CHECK, "choices": CHECK["choices"][:2]}, "choices"),
        ({**CHECK, "objective": "5-1"}, "objective"),
        (
            {**CHECK, "choices": [{"text": "A survey", "right": False}, *CHECK["choices"][1:]]},
            "'why' is a required property",
        ),
        ({**CHECK, "hint": "Look closely."}, "hint"),
    ],
)
def test_a_bad_check_is_named_with_its_file_and_id(tmp_path, bad, said):
    with pytest.raises(RecordError) as caught:
        checks.checks(written(tmp_path, "5.json", {"chapter": 5, "checks": [bad]}))
    assert "5.json, entry k5-1" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "whole", [[CHECK], {"checks": [CHECK]}, {"chapter": 4, "checks": [CHECK]}, {"chapter": 5, "checks": CHECK}]
)
def test_a_file_of_checks_holds_its_own_chapter(tmp_path, whole):
    with pytest.raises(RecordError, match=r"5\.json"):
        checks.checks(written(tmp_path, "5.json", whole))


def test_every_choice_has_its_reason_on_the_page_without_a_script():
    page = item_forms.to_html([CHECK], "5")
    for place, choice in enumerate(CHECK["choices"]):
        assert choice["why"] in page
        assert f'data-reason="k5-1.{"abc"[place]}" data-right="{"true" if choice["right"] else "false"}"' in page
    assert page.count('type="radio"') == 3


def test_what_a_writer_types_cannot_become_markup():
    bad = copy.deepcopy(CHECK)
    bad["choices"][0]["text"] = "<b>bold</b>"
    assert "<b>" not in item_forms.to_html([bad], "5")


def test_an_objective_ends_with_its_id():
    assert objectives.ID.search("Tell them apart. [o5-1]").group(1) == "o5-1"
    assert objectives.ID.search("Tell them apart [5-1]") is None


def test_a_chart_in_words_says_what_its_table_says():
    ladder = charts.ladder("Six levels.")
    assert [row[0][0] for row in ladder.rows] == list("012345")
    assert "Networking" in charts.to_block(ladder).astext()


def test_an_exercise_can_be_filled_in_before_any_script():
    page = exercise.to_html(find_exercise("degree"), (("Print this exercise as a sheet", "../sheets/degree.html"),))
    assert '<form id="degree-form"' in page
    assert 'data-exercise="degree" data-state="static" aria-labelledby="degree-title"' in page
    assert "<script" not in page
    assert "style=" not in page


@pytest.mark.parametrize("path", sorted((BOOK / "_evidence").glob("*.json")), ids=lambda path: path.name)
def test_the_courses_own_evidence_is_good(path):
    assert evidence.entries(path)


@pytest.mark.parametrize("path", sorted((BOOK / "_checks").glob("*.json")), ids=lambda path: path.name)
def test_the_courses_own_checks_are_good(path):
    assert items.items(path)


def test_the_index_names_the_first_section_of_each_chapter_that_speaks_of_something():
    sections = [
        index.Section("book/1-heart", "loop", "The loop", "The loop Trust grows. A veto is a stop.", ("trust",)),
        index.Section("book/1-heart", "again", "Again", "Again, the loop and a veto.", ("trust",)),
        index.Section("book/2-roots", "gain", "Gain", "Vetoes cost.", ()),
    ]
    found = index.entries(sections, {"Vetoes": ["veto"]})
    assert {name: [section.id for section in places] for name, places in found.items()} == {
        "Trust": ["loop"],
        "Vetoes": ["loop", "gain"],
    }


def test_a_phrase_of_the_index_that_stands_nowhere_is_named():
    section = index.Section("book/1-heart", "loop", "The loop", "Trust grows.", ())
    assert index.missing([section], {"Growing": ["grow", "wither"], "Trust": ["trust"]}) == ["wither"]


def test_an_entry_begins_a_word():
    section = index.Section("book/1-heart", "loop", "The loop", "Distrust grows.", ())
    assert index.missing([section], {"Trust": ["trust"]}) == ["trust"]


@pytest.mark.parametrize("name", ["", "course.pdf"])
def test_pages_link_to_the_pdf_only_where_it_is_written(name, monkeypatch, tmp_path):
    told = []

    def pretend(folder, **settings):
        told.append(settings["COLLABKIT_PDF"])
        build.html_folder(folder).mkdir(parents=True)
        (build.html_folder(folder) / "index.html").touch()

    monkeypatch.setattr(build, "jupyter_book", pretend)
    build.build_book(tmp_path, pdf=name)
    assert told == [name]
    layout = (BOOK / "_theme" / "layout.html").read_text(encoding="utf-8")
    assert "{%- if pdf %}" in layout[: layout.index("pathto(pdf, resource=True)")]


@pytest.mark.parametrize(
    ("repository", "place"),
    [
        ("https://github.com/somebody/course.git", "gh/somebody/course/HEAD?labpath=exercises%2Ftrust.ipynb"),
        ("https://gitlab.com/somebody/course", "gl/somebody/course/HEAD?labpath=exercises%2Ftrust.ipynb"),
        ("https://git.example.org/a", "git/https%3A%2F%2Fgit.example.org%2Fa/HEAD?labpath=exercises%2Ftrust.ipynb"),
    ],
)
def test_binder_opens_the_notebook_from_the_repository(repository, place):
    assert notebooks.binder_address(repository, "exercises/trust.ipynb") == f"{notebooks.BINDER}/v2/{place}"


def test_without_a_public_repository_no_link_leads_to_another_site():
    assert notebooks.binder_address("", "exercises/trust.ipynb") == ""
    assert notebooks.colab_address("", "exercises/trust.ipynb") == ""


def test_a_host_can_leave_either_site_out_or_name_another():
    repository, file = "https://github.com/somebody/course", "exercises/trust.ipynb"
    assert notebooks.binder_address(repository, file, "") == ""
    assert notebooks.colab_address(repository, file, "") == ""
    other = notebooks.binder_address(repository, file, "https://hub.example.org")
    assert other.startswith("https://hub.example.org/v2/gh/somebody/course/")


def test_without_forgiveness_half_of_all_words_are_kept_however_rarely_something_is_misread():
    lines = charts.forgiveness("x").chart
    assert [row[0] for _, row in lines.series] == pytest.approx([50, 50, 50])
    assert all(sorted(row) == list(row) for _, row in lines.series)
    assert lines.places[0] == "0%"


def test_the_options_are_level_where_the_figure_says_that_the_choice_flips():
    lines = charts.flip("x").chart
    (best, falling), (rival, rising) = lines.series
    middle = len(lines.places) // 2
    assert (best, rival) == ("Team", "List")
    assert lines.mark == (0.5, lines.places[middle]) == (0.5, "14%")
    assert falling[middle] == pytest.approx(rising[middle])
    assert falling[0] > rising[0]
    assert falling[-1] < rising[-1]


def test_the_links_needed_are_those_of_the_chapter():
    network = charts.links("x").chart
    assert dict(network.links) == {(0, 1): 4, (0, 2): 3, (0, 3): 3, (1, 2): 3, (1, 3): 3, (2, 3): 3}
    assert network.standouts == {(0, 1)}, "the chapter says that one stands out"


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.id)
def test_the_course_on_paper_and_the_page_to_print_have_the_same_sheet(one):
    app = SimpleNamespace(
        env=SimpleNamespace(collabkit_exercise_pages={one.id: "book/a"}),
        builder=SimpleNamespace(name="html", get_relative_uri=lambda _, to: to),
    )
    ((_, page, _),) = exercise._sheets(app)
    assert page["sheet"] == paper.sheet(one, level=1)
    assert paper.sheet(one) in exercise.on_paper(one)


# ---- a part that may be left folded


class Pen:
    """Writes down what a node says, as a translator does."""

    def __init__(self, builder):
        self.builder, self.body = type("Builder", (), {"name": builder})(), []

    def visit_paragraph(self, _node):
        self.body.append("<p>")

    def depart_paragraph(self, _node):
        self.body.append("</p>")


@pytest.mark.parametrize(
    ("builder", "written"),
    [("html", '<details class="optional">\n<summary></summary>\n</details>\n'), ("epub", "<p></p>")],
)
def test_a_folded_part_opens_without_a_script_and_stands_open_in_a_book(builder, written):
    pen = Pen(builder)
    part, title = fold.Fold(), fold.FoldTitle("", "The sums")
    fold._visit(pen, part)
    fold._visit_title(pen, title)
    fold._depart_title(pen, title)
    fold._depart(pen, part)
    assert "".join(pen.body) == written
