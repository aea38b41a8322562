"""Leafing through the course: pages are left while Python is starting there, and it starts all the same where one stays."""

import pytest
from conftest import eventually, exercise_pages, section, unfold, wait_live
from firefox import in_firefox
from playwright.sync_api import expect


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
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    eventually(page, lambda: not page.workers)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    unfold(page, id)
    before = section(page, id).locator("[data-findings]").inner_text()
    section(page, id).locator("[data-clear]").click()
    expect(section(page, id).locator("[data-findings]")).not_to_contain_text(before.splitlines()[0])
    assert len(page.workers) == 1
