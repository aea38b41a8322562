"""Counting a survey: pandas, Dask and plain Python give the same, whatever is in the columns and however it is cut."""

import csv
import io
import os
import random
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from collabkit.cli import main
from collabkit.exercises import exercise
from collabkit.findings import Table
from collabkit.workshop import Tally, count, count_by, counted_answers, counts_in, group, read_table, to_csv
from collabkit.workshop.counting import columns_of, count_file
from collabkit.workshop.items import LATEST, rateable
from collabkit.workshop.published import Round
from collabkit.workshop.tally import MOST_ANSWERS

pd = pytest.importorskip("pandas")
SEED = os.environ.get("COLLABKIT_SEED", "1")
ENGINES = ["pandas", *(["dask"] if find_spec("dask") else [])]
KEYS = [item.key for item in LATEST["factors"].items]
TEXTS = {one.key: one.text for one in rateable(exercise("factors"))}
PARTS = ("Council", "Health", "Police", "")


def dice(*about):
    return random.Random("-".join((SEED, *map(str, about))))  # noqa: S311 - chance for a test


def some_people(number, *about):
    chance = dice(*about)
    return [
        {"Who": chance.choice(PARTS)} | {key: chance.choice([1, 2, 3, 4, 5, 5, "unsure", ""]) for key in KEYS}
        for _ in range(number)
    ]


def as_csv(people, names=None):
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["Who", *((names or {}).get(key, key) for key in KEYS), "Comment"])
    for n, answers in enumerate(people):
        writer.writerow([answers["Who"], *(answers[key] for key in KEYS), f"=words, {n}"])
    return file.getvalue()


def in_parts(frame, engine, number=3):
    """Return a frame as an engine has it."""
    if engine == "pandas":
        return frame
    dd = pytest.importorskip("dask.dataframe")
    return dd.from_pandas(frame, npartitions=number)


FRAMES = {
    "numbers": {"a": [1, 2, 2, 5], "b": [4, 4, 4, 4]},
    "numbers with gaps": {"a": [1, None, 2, 5], "b": [float("nan"), 4.0, 4.0, None]},
    "words and numbers": {"a": ["1", 2, 2.0, "unsure"], "b": ["Agree", " agree ", None, ""]},
    "small numbers": {"a": pd.array([1, 2, 2, 5], dtype="int8"), "b": pd.array([1, None, 2, 2], dtype="Int8")},
    "categories": {"a": pd.Categorical(["4", "4", "5", None]), "b": pd.Categorical([4, 4, 5, 1])},
    "yes and no": {"a": [True, False, True, None], "b": [True, True, False, False]},
    "nothing": {"a": [None, None, None, None], "b": ["", "", " ", ""]},
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("columns", FRAMES.values(), ids=FRAMES)
def test_every_kind_of_column_is_counted_alike(columns, engine):
    frame = pd.DataFrame(columns)
    found = count(in_parts(frame, engine))
    assert found == count(frame)
    assert found.rows == 4
    for name in columns:
        given = [value for value in frame[name].tolist() if not pd.isna(value) and str(value).strip()]
        assert sum(found.columns[name].values()) == len(given)


def test_one_answer_is_one_however_a_frame_keeps_it():
    found = count(pd.DataFrame({"a": ["4", 4, 4.0, " 4 ", "04", "4.0", None, float("nan")]}))
    assert found == Tally(8, {"a": {"4": 6}})


@pytest.mark.parametrize("engine", ENGINES)
def test_parts_of_a_group_are_counted_by_themselves(engine):
    people = some_people(300, "parts")
    frame = pd.DataFrame(people).replace("", None)
    found = count_by(in_parts(frame, engine), "Who")
    assert list(found) == sorted(PARTS)
    for name, tally in found.items():
        mine = [
            {key: value for key, value in answers.items() if value != ""}
            for answers in people
            if answers["Who"] == name
        ]
        counts = counts_in(tally, "factors", {key: key for key in KEYS}).counts
        assert counts == counted_answers("factors", mine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_column_of_words_is_not_kept_wherever_the_frame_is_cut(engine):
    frame = pd.DataFrame({"a": [f"words {n}" for n in range(MOST_ANSWERS + 1)], "b": 1})
    for parts in (1, 2, 7):
        assert count(in_parts(frame, engine, parts)) == Tally(
            MOST_ANSWERS + 1, {"a": None, "b": {"1": MOST_ANSWERS + 1}}
        )


def test_columns_without_a_name_are_not_counted_as_on_the_page():
    frame = pd.DataFrame([["x", 4, "y"], ["x", 5, "z"]], columns=["", "Q1", ""])
    assert count(frame) == read_table(",Q1,\nx,4,y\nx,5,z")[""]


def test_columns_of_one_name_are_refused():
    with pytest.raises(ValueError, match="More than one column"):
        count(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    with pytest.raises(ValueError, match="No column is called"):
        count_by(pd.DataFrame({"a": [1]}), "b")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", ["", "Who"])
def test_a_file_is_counted_as_the_page_counts_it(tmp_path, engine, by, monkeypatch):
    monkeypatch.setattr(sys.modules["collabkit.workshop.counting"], "ROWS", 70)
    text = as_csv(some_people(500, "file"))
    path = tmp_path / "survey.csv"
    path.write_text(text, encoding="utf-8-sig", newline="")
    assert columns_of(path) == ["Who", *KEYS, "Comment"]
    page = read_table(text, by)
    assert count_file(path, KEYS, by, engine) == {
        name: Tally(tally.rows, {key: tally.columns[key] for key in KEYS}) for name, tally in page.items()
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_column_that_is_there_twice_is_refused_where_it_is_counted_as_on_the_page(tmp_path, capsys, engine):
    path = tmp_path / "survey.csv"
    path.write_text("history,history,pace\n" + "4,1,3\n" * 5, encoding="utf-8")
    asked = ["count", str(path), "--exercise", "factors", "--engine", engine]
    assert main(asked) == 1
    assert "More than one column is called ‘history’" in capsys.readouterr().err
    path.write_text("Who,Comments,Comments,history,,\n" + "A,x,y,4,,z\n" * 5, encoding="utf-8")
    assert columns_of(path) == ["Who", "Comments", "Comments", "history"]
    assert main([*asked, "--by", "Who"]) == 0
    assert main([*asked, "--by", "Comments"]) == 1
    assert "More than one column is called ‘Comments’" in capsys.readouterr().err


@pytest.fixture
def survey(tmp_path):
    def write(people, name="survey.csv", names=None):
        path = tmp_path / name
        path.write_text(as_csv(people, names), encoding="utf-8", newline="")
        return str(path)

    return write


def counted(people, part=None):
    mine = [answers for answers in people if part is None or answers["Who"] == part]
    return counted_answers("factors", [{key: value for key, value in one.items() if value != ""} for one in mine])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("names", [None, TEXTS], ids=["keys", "statements"])
def test_the_command_says_what_the_group_thinks(survey, capsys, engine, names):
    first, second = some_people(60, "first"), some_people(60, "second")
    files = [survey(first, names=names), "--second", survey(second, "second.csv", names)]
    assert main(["count", *files, "--exercise", "factors", "--by", "Who", "--engine", engine]) == 0
    rounds = [
        Round(counted(people), {part: counted(people, part) for part in PARTS if part}) for people in (first, second)
    ]
    assert capsys.readouterr().out == group(*rounds).to_text() + "\n"


def test_the_command_writes_a_file_that_runs_nothing(survey, tmp_path, capsys):
    people = [
        {**answers, "Who": {"Council": "=1+1"}.get(answers["Who"], answers["Who"])}
        for answers in some_people(80, "csv")
    ]
    to = tmp_path / "group.csv"
    assert (
        main(["count", survey(people), "--exercise", "factors", "--by", "Who", "--to", "csv", "--output", str(to)]) == 0
    )
    written = to.read_bytes().decode("utf-8")
    assert "'=1+1" in written
    assert written == to_csv(
        Round(counted(people), {part: counted(people, part) for part in ("=1+1", "Health", "Police")})
    )
    assert "group.csv" in capsys.readouterr().out


def test_the_command_offers_a_column_that_looks_alike_and_takes_it_when_told(survey, capsys):
    people = some_people(9, "offer")
    names = {key: f"x{n}" for n, key in enumerate(KEYS)} | {"pace": "We take on no more at once than we can carry"}
    path = survey(people, names=names)
    assert main(["count", path, "--exercise", "factors"]) == 1
    said = capsys.readouterr().err
    assert "--column 'pace=We take on no more at once than we can carry'" in said
    assert "No column of survey.csv is surely" in said
    assert main(["count", path, "--exercise", "factors", "--column", f"pace={names['pace']}"]) == 0
    assert "We take on no more at one time than we can carry" in capsys.readouterr().out


def test_fewer_than_five_lines_say_nothing(survey, capsys):
    assert main(["count", survey(some_people(4, "few")), "--exercise", "factors"]) == 0
    assert "too few answers to show" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [(["nowhere.csv", "--exercise", "factors"], "could not be read"), (["{}", "--exercise", "strategy"], "cannot be counted"),
     (["{}", "--exercise", "factors", "--by", "Where"], "No column is called"),
     (["{}", "--exercise", "factors", "--column", "pace=Where"], "There is no column"),
     (["{}", "--exercise", "factors", "--column", "pace"], "There is no column"),
     (["{}", "--exercise", "factors", "--column", "x=Who"], "no question 'x'")],
)  # fmt: skip
def test_what_cannot_be_counted_is_said_in_a_sentence(survey, capsys, arguments, fault):
    path = survey(some_people(9, "faults"))
    assert main(["count", *(part.format(path) for part in arguments)]) == 1
    said = capsys.readouterr().err
    assert fault in said
    assert "Traceback" not in said


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "noise", [b"", b"\xff\xfe\x00\x01" * 40, b'a,b\n"1,2\n', b"a,b\n1,2,3\n", b"a,b\n1,2\n1,2,3,4\n"]
)
def test_a_file_that_is_no_table_is_refused(tmp_path, capsys, noise, engine):
    """Among them lines with more cells than columns: which of the answers are whose nobody can tell."""
    path = tmp_path / "noise.csv"
    path.write_bytes(noise)
    assert main(["count", str(path), "--exercise", "factors", "--column", "pace=a", "--engine", engine]) == 1
    said = capsys.readouterr().err
    assert said.startswith("collabkit count: ")
    assert "cannot be read as a table" in said


ALONE = """
import sys
from collabkit.workshop import count, group, Counts
assert not {"pandas", "numpy", "dask"} & set(sys.modules)
import pandas
assert count(pandas.DataFrame({"a": [1, 1, 2]})).columns == {"a": {"1": 2, "2": 1}}
assert "dask" not in sys.modules
"""


def test_nothing_is_imported_until_somebody_counts_with_it():
    ended = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("first", "between"), [("", ";"), ("", "\t"), ("sep=;\n", ";"), ("\ufeff", ",")])
def test_a_file_is_read_whatever_stands_between_its_cells(tmp_path, capsys, engine, first, between):
    path = tmp_path / "survey.csv"
    lines = [("Who", "history"), *[("Ash", "4")] * 7]
    path.write_text(first + "\n".join(between.join(line) for line in lines), encoding="utf-8")
    arguments = ["count", str(path), "--exercise", "factors", "--by", "Who", "--engine", engine]
    assert main(arguments) == 0, capsys.readouterr().err
    assert "close together on the one question" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["survey.zip", "survey.csv.gz"])
def test_an_archive_is_not_unpacked(tmp_path, capsys, name):
    (tmp_path / name).write_bytes(b"no archive")
    assert main(["count", str(tmp_path / name), "--exercise", "factors"]) == 1
    assert "None" not in capsys.readouterr().err


def test_counts_are_not_written_over_the_survey(survey, capsys):
    path = Path(survey(some_people(12)))
    before = path.read_bytes()
    assert main(["count", str(path), "--exercise", "factors", "--to", "csv", "--output", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_no_part_of_a_cell_is_a_formula_for_a_spreadsheet_that_parts_cells_otherwise():
    written = to_csv(Table("Shares", ("Partner", "Pays"), (("Police;=1+1", -12), ("Ash\n=1+1", 3), ("\t=1", 2))))
    for between in ",;\t":
        for row in csv.reader(io.StringIO(written), delimiter=between, quoting=csv.QUOTE_NONE):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))], (between, row)
