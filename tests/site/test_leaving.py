"""Leafing through the course: pages are left while Python starts or works there; it starts where one stays, and on coming back."""

import pytest
from conftest import eventually, exercise_pages, section, unfold, wait_live
from served import ARGUMENTS
from whole_browsers import in_chromium, in_firefox

LEFT = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


def leave(page):
    """Leave the page, and see its Python end: a page that does something still has another before long."""
    workers, ended = page.workers, []
    for worker in workers:
        worker.on("close", lambda one: ended.append(one.url))
    page.evaluate(LEFT)
    eventually(page, lambda: len(ended) == len(workers), "Python ends")


def says(page, id):
    return section(page, id).locator("[data-findings]").inner_text().strip()


def holds_one(page):
    """Wait until the page holds Python once."""
    eventually(page, lambda: len(page.workers) == 1, "one Python")


@pytest.mark.slow
def test_python_starts_after_many_pages_that_were_left_while_it_started(site):
    pages = sorted(set(exercise_pages().values()))
    told = in_firefox("leave.mjs", {"address": site.address, "pages": pages * 2, "stays": pages[0]})
    assert told == {"state": "live"}


def test_a_page_is_kept_for_back_but_not_while_python_starts_there(site):
    """Chromium ended, the whole browser, where Back took out of its memory a page that was left at such a moment."""
    site.faults[r"snapshot\.gz"] = "slow"
    plan = {"address": site.address, "args": ARGUMENTS, "page": exercise_pages()["form"], "other": "book/glossary.html"}
    assert in_chromium("back.mjs", plan) == {"starting": False, "started": True}


def test_a_page_that_is_left_holds_no_python_and_has_it_again_on_coming_back(site, page):
    id = "form"
    page.goto(site.address + exercise_pages()[id])
    section(page, id).locator("[data-example]").click()
    wait_live(page, id)
    holds_one(page)
    leave(page)
    page.evaluate(BACK)
    unfold(page, id)
    headline = says(page, id).splitlines()[0]
    section(page, id).locator("[data-clear]").click()
    eventually(page, lambda: headline not in says(page, id), "other answers mean something else")
    holds_one(page)


def test_a_page_that_is_left_with_a_question_holds_no_python_and_answers_on_coming_back(site, page):
    """Where Chromium kept a page with Python at work for its Back button, now and then the next page stood still."""
    id = "form"
    site.faults[r"snapshot\.gz"] = "held"  # so that the question is not answered before the page is left
    page.goto(site.address + exercise_pages()[id])
    section(page, id).locator("[data-example]").click()
    eventually(page, lambda: page.workers, "Python is starting")
    leave(page)
    page.evaluate(BACK)
    site.release.set()
    wait_live(page, id)
    assert says(page, id)
    holds_one(page)


MADE = """(() => {
  const Plain = Worker
  window.made = 0
  window.Worker = class extends Plain { constructor (...all) { super(...all); window.made++ } }
})()"""
"""Have the page count how often it started Python."""
USED_AFTER = f"""async ([id, told]) => {{
  {LEFT}
  document.querySelector(`[data-exercise=${{id}}] [data-example]`).click() // as what waits until nothing else is to do
  await new Promise((resolve) => setTimeout(resolve, 500))
  const {{ made }} = window
  if (told) {BACK}
  return made
}}"""
"""Leave the page, use it, and tell it after a while that it is there again: all by its own clock, which may be late."""


@pytest.mark.parametrize("told", [True, False])
def test_a_page_that_was_left_starts_no_python_until_one_comes_back(site, page, told):
    """Chromium ended, the whole browser, where a worker came after a page was left that it kept for its Back button.

    A page that is not told that it is there again starts it all the same, as soon as it does something.
    """
    id = "form"
    page.add_init_script(MADE)
    page.goto(site.address + exercise_pages()[id])
    assert page.evaluate(USED_AFTER, [id, told]) == 0
    wait_live(page, id)
    assert says(page, id)
    holds_one(page)
