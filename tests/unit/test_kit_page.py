"""A workshop's kit for a day, as the page asks for it: the same files as by the command, or a sentence."""

import base64
import datetime as dt
import io
import json
import zipfile

import pytest

from collabkit.browser import answer
from collabkit.kit.download import Workshop, files
from collabkit.kit.run_sheets import LENGTHS, run_sheet

DAY = dt.date.today() + dt.timedelta(days=30)  # noqa: DTZ011 - any day that is not far


def ask(**asked):
    return json.loads(answer(json.dumps({"kind": "kit", "length": "half-day", "date": DAY.isoformat(), **asked})))


@pytest.mark.parametrize("length", LENGTHS)
def test_it_is_what_the_command_writes(length):
    reply = ask(length=length, called="Fewer falls")
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(reply["data"]))) as archive:
        written = {name: archive.read(name) for name in archive.namelist()}
    expected = files(Workshop(run_sheet(length), DAY, "Fewer falls"))
    assert written == expected
    assert "calendar.ics" in written
    assert reply["name"] == f"workshop {DAY}.zip"
    assert reply["said"].startswith(f"{len(expected)} files for ")


def test_a_time_moves_the_day():
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(ask(starts="13:30")["data"]))) as archive:
        assert "13:30" in archive.read("run-sheet.html").decode()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"date": ""}, "Choose the first day"),
        ({"date": "3 February"}, "Choose the first day"),
        ({"date": "0207-02-03"}, "far from today"),
        ({"date": "2907-02-03"}, "far from today"),
        ({"length": "a week"}, "one of the lengths"),
        ({"length": None}, "one of the lengths"),
        ({"starts": "23:50"}, "cannot begin at 23:50. Choose another time."),
        ({"starts": "noon"}, "noon"),
    ],
)
def test_what_cannot_be_is_said(asked, sentence):
    assert sentence in ask(**asked)["refused"]


def test_what_it_is_called_is_words_and_no_markup():
    reply = ask(called="<script>alert(1)</script> " * 9)
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(reply["data"]))) as archive:
        for name in archive.namelist():
            if name.endswith(".html"):
                assert "<script>alert(1)" not in archive.read(name).decode()
