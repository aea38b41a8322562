"""Home: the way in, and for who comes back the way to where they were."""

import pytest
from conftest import axe, having, wait_until

from collabkit.workbook import Workbook

pytestmark = pytest.mark.online

HOME = "book/index.html"
EARLY, LATE = "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"
SEEN = "() => [...document.querySelectorAll('[data-last]')].filter(one => one.checkVisibility()).map(one => one.dataset.last)"


def test_a_new_reader_is_led_to_the_introduction(site, page):
    page.goto(site.address + HOME)
    assert page.evaluate(SEEN) == []
    page.get_by_role("link", name="Start with the introduction").first.click()
    page.wait_for_url("**/book/0-introduction.html")


def test_who_comes_back_goes_on_where_the_last_answer_was_changed(site, page):
    early, late = Workbook.of({"factors": {"history": 4}}, EARLY), Workbook.of({"power": {"table": 3}}, LATE)
    having(page, site, HOME, early.merged(late))
    wait_until(page, f"() => ({SEEN})().join() === 'power'")
    page.locator("[data-last=power] a").click()
    page.wait_for_url("**/book/1-heart.html#power")


def test_what_was_cleared_is_not_where_anybody_was(site, page):
    having(page, site, HOME, Workbook.of({"factors": {"history": 4}}, EARLY))
    wait_until(page, f"() => ({SEEN})().join() === 'factors'")
    page.goto(site.address + "book/your-answers.html")
    page.locator("[data-clear]").click()
    page.locator("[data-said] button").wait_for()
    page.goto(site.address + HOME)
    assert page.evaluate(SEEN) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_way_in_is_for_everybody(site, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    having(page, site, HOME, Workbook.of({"factors": {"history": 4}}, EARLY))
    wait_until(page, f"() => ({SEEN})().length === 1")
    assert axe(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
