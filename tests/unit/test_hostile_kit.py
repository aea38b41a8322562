"""A workshop that is called by hostile words: in every file of its kit they are words."""

import io
import re
import zipfile
from datetime import date

import pptx
import pytest
from bs4 import BeautifulSoup
from hostile import FORMULA, SCRIPT, WORDS
from openxml_audit import OpenXmlValidator

from collabkit.kit.download import Workshop, files
from collabkit.kit.run_sheets import run_sheet

NAMES = {
    "words": f"{SCRIPT} {FORMULA} ]]> \x00\ud800",
    "lines": "Ours\r\nEND:VEVENT\nATTACH:file:///etc/passwd",
    "many": " ".join(WORDS),
}


def kit(name):
    return files(Workshop(run_sheet("half-day"), date(2027, 2, 3), name))


PLAIN = kit("Ours")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_pages_of_the_kit_are_made_of_the_same_parts_whatever_it_is_called(name):
    """No tag, no attribute of the name's making, and no script but the slides' own, which their policy names by its hash."""
    found = kit(name)
    assert found.keys() == PLAIN.keys(), "names of files are ours"
    for path in (path for path in found if path.endswith(".html")):
        said, plain = (BeautifulSoup(one[path].decode(), "html.parser") for one in (found, PLAIN))
        parts = [[(tag.name, sorted(tag.attrs)) for tag in page.find_all(True)] for page in (said, plain)]
        assert parts[0] == parts[1], path
        assert [one.string for one in said.find_all("script")] == [one.string for one in plain.find_all("script")]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_calendar_has_no_line_that_the_name_made(name):
    def properties(found):
        text = found["calendar.ics"].decode()
        unfolded = re.sub(r"\r\n[ \t]", "", text)
        return [line.partition(":")[0] for line in unfolded.split("\r\n")]

    assert properties(kit(name)) == properties(PLAIN)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|(?<!\r)\n", kit(name)["calendar.ics"].decode())


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_slides_for_powerpoint_are_sound_and_lead_nowhere_new(name, tmp_path):
    content = next(content for path, content in kit(name).items() if path.endswith(".pptx"))
    (tmp_path / "slides.pptx").write_bytes(content)
    result = OpenXmlValidator().validate(tmp_path / "slides.pptx")
    assert result.is_valid, result.errors[:3]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = "".join(archive.read(one).decode() for one in archive.namelist() if one.endswith(".rels"))
        assert not re.search(r"vbaProject|oleObject|file:|javascript:", relations)
    deck = pptx.Presentation(io.BytesIO(content))
    shown = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert len(deck.slides) > 5
    assert "\x00" not in shown
