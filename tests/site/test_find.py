"""Find: the search on every page and width, and the library that begins with its filters and a picture of all cases."""

import re

import pytest
from conftest import axe_in_both_themes, wait_until

pytestmark = pytest.mark.online

RESULTS = "() => [...document.querySelectorAll('.search > li')].map((one) => [one.querySelector('a').getAttribute('href'), one.innerText])"
WORDS = "pooled budget"


def search(page, site, words):
    page.goto(f"{site.address}search.html?q={words}")
    page.locator(".search-summary").wait_for()
    return page.evaluate(RESULTS)


@pytest.mark.parametrize("width", [1280, 800, 360, 320])
@pytest.mark.parametrize(
    "name", ["book/index.html", "book/5-what-works.html", "exercises/trust.html", "sheets/trust.html"]
)
def test_the_search_is_on_every_page_and_width(name, width, site, page):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site.address + name)
    if width >= 960:
        page.locator(".site-header input[type=search]").fill(WORDS)
        page.keyboard.press("Enter")
    else:
        page.locator("a.to-search").click()
        page.wait_for_url("**/search.html")
        page.locator("main input[type=search]").fill(WORDS)
        page.keyboard.press("Enter")
    page.locator(".search-summary").wait_for()
    assert page.locator(".search > li").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_chapters_come_before_notebooks_and_what_is_called_so_first(site, page):
    found = [address for address, _ in search(page, site, "trust")]
    assert found[0].endswith("book/glossary.html#term-trust")
    assert re.search(r"book/[0-6]-", found[1])
    page.get_by_role("button", name=re.compile("Show the other")).click()
    every = [address for address, _ in page.evaluate(RESULTS)]
    notebooks = [place for place, address in enumerate(every) if "exercises/" in address]
    assert notebooks, "this word stands in a notebook"
    assert notebooks == list(range(notebooks[0], len(every)))


IN_VIEW = """() => {
  const top = document.querySelector(':target')?.getBoundingClientRect().top
  return top >= -2 && top <= 400
}"""


def test_a_result_leads_to_its_passage_and_shows_the_words(site, page):
    found = search(page, site, WORDS)
    assert all(re.search("pool|budget", text, re.IGNORECASE) for _, text in found)
    passages = [address for address, _ in found if "#" in address]
    chapters = [address for address, _ in found if re.search(r"/[0-6]-", address)]
    assert chapters
    assert set(chapters) <= set(passages), "what stands in a chapter is found at its place"
    page.locator(f'.search a[href="{passages[1]}"]').click()
    page.wait_for_url("**#*")
    wait_until(page, IN_VIEW)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("sharing costs", "2-roots"),
        ("Māori", "cases"),
        ("maori", "cases"),
        ("walk-away", "2-roots"),
        ("shapley", "2-roots"),
        ("COLLABORATIVE INERTIA", "2-roots"),
    ],
)
def test_other_forms_of_a_word_find_it_too(asked, expected, site, page):
    assert any(expected in address for address, _ in search(page, site, asked))


def test_nothing_found_is_said_with_a_way_on(site, page):
    assert search(page, site, "zebra") == []
    assert "Nothing was found for “zebra”" in page.locator(".search-summary").inner_text()
    assert page.locator("[data-search-status]").inner_text().startswith("Nothing was found")


def test_a_search_is_plain_text(site, page):
    search(page, site, "<b>trust</b> <img src=x onerror=alert(1)>")
    assert page.locator("main img, main b").count() == 0


def test_results_are_accessible_in_both_themes(site, page):
    search(page, site, WORDS)
    assert axe_in_both_themes(page) == []


def test_the_library_begins_with_its_filters_its_count_and_its_picture(site, page):
    page.goto(site.address + "book/cases.html")
    page.locator("[data-case-filters]").wait_for()
    heights = page.evaluate(
        "() => ['[data-case-filters]', '[data-case-status]', '.all-cases', '#all-the-cases'].map((one) => document.querySelector(one).getBoundingClientRect().top)"
    )
    assert heights == sorted(heights)
    assert heights[2] < 800
    assert page.locator("[data-case-status]").inner_text() == "All 118 cases are shown."
    assert page.locator("[data-mark]").count() == page.locator("[data-case]").count() == 118


def test_the_picture_keeps_to_what_was_chosen(site, page):
    page.goto(site.address + "book/cases.html")
    page.get_by_label("Sector").select_option("police")
    assert page.locator("[data-mark]:not(.out)").count() == page.locator("[data-case]:visible").count() == 10


@pytest.mark.parametrize("name", ["book/cases.html", "book/index.html"])
def test_pointing_at_a_mark_names_it_and_pressing_leads_to_its_card(name, site, page):
    page.goto(site.address + name)
    mark = page.locator("[data-mark]").nth(40)
    id, told = mark.get_attribute("data-mark"), mark.get_attribute("data-told")
    mark.hover()
    wait_until(page, "told => document.querySelector('[data-pointed]').innerText.startsWith(told)", told)
    mark.click()
    page.wait_for_url(f"**/book/cases.html#case-{id}")
    wait_until(page, "() => Math.abs(document.querySelector(':target').getBoundingClientRect().top) < 200")


def test_a_finger_gets_the_name_first_and_the_way_beside_it(site, browser):
    reader = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = reader.new_page()
    page.goto(site.address + "book/index.html")
    mark = page.locator("[data-mark]").first
    id = mark.get_attribute("data-mark")
    mark.tap()
    assert page.url.endswith("index.html")
    page.locator("[data-pointed] a").tap()
    page.wait_for_url(f"**/book/cases.html#case-{id}")
    reader.close()


def test_the_picture_is_words_and_counts_for_who_does_not_see_it(site, page):
    page.goto(site.address + "book/index.html")
    heard = page.locator(".all-cases .rows li").first.evaluate("(one) => one.firstElementChild.textContent")
    assert heard.startswith("Local government 37: ")
    assert page.locator(".all-cases .marks").first.get_attribute("aria-hidden") == "true"


def test_marks_are_there_in_forced_colours(site, page):
    page.emulate_media(forced_colors="active")
    page.goto(site.address + "book/index.html")
    widths = page.evaluate(
        "() => ['running', 'ended', 'restructured', 'failed'].map((one) => parseFloat(getComputedStyle(document.querySelector(`.marks .${one}`)).borderTopWidth))"
    )
    assert min(widths) >= 2
    assert widths[0] > 2 * widths[1]


def test_home_has_a_question_that_can_be_answered_right_there(site, page):
    page.goto(site.address + "book/index.html")
    page.get_by_label("What would the joint programme bring that none of them can bring about alone?").check()
    page.locator("[data-check=k2-1] [role=status]").get_by_text("Yes.").wait_for()
    page.goto(site.address + "book/2-roots.html")
    wait_until(page, "() => document.querySelector('[data-check=k2-1]').dataset.result === 'right'")
