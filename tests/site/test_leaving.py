"""Leafing through the course: pages are left while Python starts or works there; it starts where one stays, and on coming back."""

import pytest
from conftest import eventually, exercise_pages, section, unfold, wait_live
from firefox import in_firefox
from playwright.sync_api import expect

LEFT = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


@pytest.mark.slow
def test_python_starts_after_many_pages_that_were_left_while_it_started(site):
    pages = sorted(set(exercise_pages().values()))
    told = in_firefox("leave.mjs", {"address": site.address, "pages": pages * 2, "stays": pages[0]})
    assert told == {"state": "live"}


def test_a_page_that_is_left_holds_no_python_and_has_it_again_on_coming_back(site, page):
    id = "form"
    page.goto(site.address + exercise_pages()[id])
    section(page, id).locator("[data-example]").click()
    wait_live(page, id)
    assert len(page.workers) == 1
    page.evaluate(LEFT)
    eventually(page, lambda: not page.workers)
    page.evaluate(BACK)
    unfold(page, id)
    before = section(page, id).locator("[data-findings]").inner_text()
    section(page, id).locator("[data-clear]").click()
    expect(section(page, id).locator("[data-findings]")).not_to_contain_text(before.splitlines()[0])
    assert len(page.workers) == 1


def test_a_page_that_is_left_with_a_question_holds_no_python_and_answers_on_coming_back(site, page):
    """Where Chromium kept a page with Python at work for its Back button, now and then the next page stood still."""
    id = "form"
    site.faults[r"snapshot\.gz"] = "held"  # so that the question is not answered before the page is left
    page.goto(site.address + exercise_pages()[id])
    section(page, id).locator("[data-example]").click()
    eventually(page, lambda: page.workers)
    page.evaluate(LEFT)
    eventually(page, lambda: not page.workers)
    page.evaluate(BACK)
    site.release.set()
    wait_live(page, id)
    expect(section(page, id).locator("[data-findings]")).not_to_be_empty()
    assert len(page.workers) == 1


@pytest.mark.parametrize("told", [True, False])
def test_a_page_that_was_left_starts_no_python_until_one_comes_back(site, page, told):
    """Chromium ended, the whole browser, where a worker came after a page was left that it kept for its Back button.

    A page that is not told that it is there again starts it all the same, as soon as it does something.
    """
    id = "form"
    page.goto(site.address + exercise_pages()[id])
    expect(section(page, id).locator("[data-example]")).to_be_visible()
    page.evaluate(LEFT)
    section(page, id).locator("[data-example]").click()  # as what was put off until there is nothing else to do
    page.wait_for_timeout(500)
    assert not page.workers
    if told:
        page.evaluate(BACK)
    wait_live(page, id)
    expect(section(page, id).locator("[data-findings]")).not_to_be_empty()
    assert len(page.workers) == 1
