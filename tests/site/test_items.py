"""Questions to the reader in use: a number is judged, answers are kept, and a calendar file is made without a server."""

import re

import pytest

CHAPTER = "book/6-strategies.html"
TWO_TOWNS = "#s6-3"


def feedback(page, item):
    return page.locator(f"{item} [role=status]")


@pytest.mark.parametrize("typed", ["62.5", " 62.5 % ", "63"])
def test_a_right_number_is_told_with_its_steps(site, page, typed):
    page.goto(site.address + CHAPTER)
    field = page.locator(f"{TWO_TOWNS} input")
    field.fill(typed)
    field.press("Enter")
    said = feedback(page, TWO_TOWNS).inner_text()
    assert said.startswith("Yes.")
    assert "25 ÷ (25 + 15)" in said
    assert page.url == site.address + CHAPTER, "Enter sends nothing and leads nowhere"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("37.5", "the weight left for the other three"),
        ("1", "Find List’s lead"),
        ("a third", "Type a number alone"),
        ('"]', "Type a number alone"),
    ],
)
def test_a_slip_has_its_own_words_and_anything_else_a_hint(site, page, typed, said):
    page.goto(site.address + CHAPTER)
    page.locator(f"{TWO_TOWNS} input").fill(typed)
    page.locator(f"{TWO_TOWNS} input").blur()
    assert said in feedback(page, TWO_TOWNS).inner_text()
    assert feedback(page, TWO_TOWNS).inner_text().startswith("Not quite.")


def test_an_answer_that_is_taken_away_leaves_nothing_said(site, page):
    page.goto(site.address + CHAPTER)
    for typed in ("1", ""):
        page.locator(f"{TWO_TOWNS} input").fill(typed)
        page.locator(f"{TWO_TOWNS} input").blur()
    assert feedback(page, TWO_TOWNS).inner_text() == ""


def test_numbers_and_choices_are_kept_by_their_ids(site, page):
    page.goto(site.address + CHAPTER)
    page.locator(f"{TWO_TOWNS} input").fill("62.5")
    page.locator(f"{TWO_TOWNS} input").blur()
    page.locator("#r6-1 input[value=c]").check()
    page.reload()
    assert page.locator(f"{TWO_TOWNS} input").input_value() == "62.5"
    assert feedback(page, TWO_TOWNS).inner_text().startswith("Yes.")
    assert page.locator("#r6-1 input[value=c]").is_checked()
    assert "(Chapter 5.)" in feedback(page, "#r6-1").inner_text()


def test_the_calendar_file_is_for_a_fortnight_from_now_and_is_made_on_the_page(site, page, context):
    page.clock.install(time="2027-12-20T23:30:00")
    page.goto(site.address + "book/again.html")
    link = page.locator("[data-again]")
    assert link.inner_text() == "put Monday 3 January in your calendar"
    context.set_offline(True)
    asked = len(site.sent)
    with page.expect_download() as caught:
        link.click()
    assert caught.value.suggested_filename == "again.ics"
    lines = caught.value.path().read_bytes().decode("utf-8").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"DTSTART;VALUE=DATE:20280103", "DTEND;VALUE=DATE:20280104"} <= set(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = "\r\n".join(lines).replace("\r\n ", "")
    assert f"URL:{site.address}book/again.html\r\n" in whole
    assert re.search(r"DESCRIPTION:.*Answer from memory before you look anything up\.\\nhttp", whole)
    assert "ORGANIZER" not in whole
    assert "ATTENDEE" not in whole
    assert len(site.sent) == asked


def test_without_a_script_there_is_a_sentence_and_no_dead_link(site, browser):
    bare = browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(site.address + "book/again.html")
    assert page.get_by_text("Write the day two weeks from now in your diary").is_visible()
    assert not page.locator("[data-again]").is_visible()
    bare.close()


def test_a_number_that_was_typed_is_kept_when_the_page_is_left_at_once(site, page):
    page.goto(site.address + CHAPTER)
    page.locator(f"{TWO_TOWNS} input").press_sequentially("62.5")
    assert feedback(page, TWO_TOWNS).inner_text() == "", "judged once it is whole"
    page.goto(site.address + "book/index.html")
    page.goto(site.address + CHAPTER)
    assert page.locator(f"{TWO_TOWNS} input").input_value() == "62.5"
