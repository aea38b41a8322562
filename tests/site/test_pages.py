"""Every page: no other site, no violation of WCAG 2.2 AA, nothing to scroll sideways, light to load."""

import json
import re
from html.parser import HTMLParser

import pytest
from accessible import (
    MOVING,
    NARROW,
    broken_words,
    focus_unseen,
    nameless,
    sideways,
    spaced,
    tree,
    unreadable_where_forced,
    walked,
)
from conftest import HTML, axe_in_both_themes, built_pages, exercise_pages, wait_until

from collabkit.commands.hosts import TYPES

PAGES = built_pages()
ELSEWHERE = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio|embed|object)\b[^>]*?(?:src|href|data)=["']?(?:https?:)?//"""
)
CODE = ("script", "style", "code", "pre")
LIGHT = 160_000
"""Bytes of a page with nothing touched; the course promises 400,000."""
STYLE_ELSEWHERE = re.compile(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""")


class Words(HTMLParser):
    """What a page says, but for code."""

    def __init__(self):
        super().__init__()
        self.found, self.within = [], 0

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the library's own
        self.within += tag in CODE

    def handle_endtag(self, tag):
        self.within -= tag in CODE

    def handle_data(self, data):
        if not self.within:
            self.found.append(data)


def test_the_seven_chapters_are_there():
    for name in ("0-introduction", "1-heart", "2-roots", "3-nature", "4-why", "5-what-works", "6-strategies"):
        assert f"book/{name}.html" in PAGES


def test_every_kind_of_file_that_the_course_has_has_a_type_that_hosts_are_told():
    endings = {path.suffix[1:] for path in HTML.rglob("*") if path.is_file() and not path.name.startswith(".")}
    assert len(endings) > 10
    assert endings <= set(TYPES)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_names_another_site_for_a_part_of_itself(name):
    text = (HTML / name).read_text(encoding="utf-8")
    parts = [part for part in ELSEWHERE.findall(text) if 'rel="canonical"' not in part]
    assert not parts
    assert not STYLE_ELSEWHERE.search(text)


@pytest.mark.parametrize("name", PAGES)
def test_apostrophes_are_printed_as_such(name):
    words = Words()
    words.feed((HTML / name).read_text(encoding="utf-8"))
    words.close()
    assert re.findall(r".{0,20}\w'\w.{0,20}", " ".join(words.found)) == []


TITLES = {"book/cases.html", "book/references.html"}
"""Pages with titles of others' works, which may ask and are followed by a comma."""


@pytest.mark.parametrize("name", [name for name in PAGES if name not in TITLES])
def test_a_question_is_not_ended_twice(name):
    words = Words()
    words.feed((HTML / name).read_text(encoding="utf-8"))
    words.close()
    assert re.findall(r".{0,40}\w\?[.,:](?=\s|$)", " ".join(words.found)) == []


def test_no_style_or_script_names_another_site():
    for path in [*HTML.glob("_static/**/*.css"), *HTML.glob("_live/*/*.js")]:
        assert not STYLE_ELSEWHERE.search(path.read_text(encoding="utf-8")), path


def test_nothing_lies_about_that_no_page_asks_for():
    asking = [*HTML.rglob("*.html"), *HTML.glob("_static/*.css"), *HTML.glob("_static/*.js")]
    texts = {path: path.read_text(encoding="utf-8") for path in asking}
    licence = "serif-licence.txt"  # lies beside its letters
    for one in (HTML / "_static").iterdir():
        assert one.name == licence or any(one.name in text for path, text in texts.items() if path != one), one.name
    assert not (HTML / "searchindex.js").exists(), "Sphinx's own index of words is not ours"


@pytest.mark.parametrize("name", PAGES)
def test_page(name, site, context):
    """One visit to each page, for everything that wants it open: axe, colours, names, focus, widths, spacing, motion, weight."""
    site.compress = True  # letters come packed as they are, so what a reader waits for is counted packed
    page = context.new_page()
    page.goto(site.address + name)
    if name == "index.html":
        page.wait_for_url("**/book/index.html")  # where it leads on to
    page.wait_for_load_state("networkidle")  # all that comes is counted
    with walked("pages", name, context.browser):
        assert axe_in_both_themes(page) == []
        assert unreadable_where_forced(page) == []
        assert nameless(tree(page)) == []
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(MOVING) == []
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        for size in ({"width": 1280, "height": 800}, {"width": 360, "height": 800}, NARROW):
            page.set_viewport_size(size)
            assert [*sideways(page), *broken_words(page), *spaced(page)] == []
            if size["width"] == 360:
                cut = page.evaluate(
                    "[...document.querySelectorAll('.table-scroll')].filter((t) => t.scrollWidth > t.clientWidth + 1)"
                    ".map((t) => t.getAttribute('aria-label'))"
                )
                assert cut == [], "a phone shows whole tables"
        assert site.total() <= LIGHT, "untouched, over a server that compresses text as any does"
        assert focus_unseen(page) == []
        assert context.errors == []


def test_keyboard_reaches_the_text_past_the_menus(site, page):
    page.goto(site.address + "book/5-what-works.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    wait_until(page, "() => document.activeElement.id === 'main'")


def test_search_finds_a_glossary_term(site, page):
    page.goto(site.address + "search.html?q=nucleolus")
    page.locator("#search-results li a, .search a").first.wait_for()
    assert page.locator("#search-results").get_by_text("nucleolus", exact=False).count()


def test_every_exercise_has_a_page_and_a_sheet():
    from collabkit.exercises import catalogue

    assert set(exercise_pages()) == {one.id for one in catalogue()}
    for one in catalogue():
        assert f"sheets/{one.id}.html" in PAGES
        assert f"exercises/{one.id}.html" in PAGES


@pytest.mark.online
def test_turning_the_pages_leads_through_the_chapters_and_past_the_notebooks(site, page):
    page.goto(site.address + "book/index.html")
    seen = []
    while page.locator(".turn .next").count():
        address = page.locator(".turn .next").evaluate("(link) => link.href")
        page.locator(".turn .next").click()
        page.wait_for_url(address)
        seen.append(page.url.removeprefix(site.address).removesuffix(".html"))
    assert [name[5] for name in seen[:7]] == list("0123456")
    assert not [name for name in seen if not name.startswith("book/")]
    assert page.locator(".contents.wide a[href*='exercises/']").count() == 0


def test_a_table_that_folds_on_a_phone_is_still_announced_as_a_table(site, page):
    page.goto(site.address + "book/0-introduction.html")
    counts = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        roles = [node["role"] for node in tree(page)]
        counts.append({role: roles.count(role) for role in ("table", "row", "cell", "columnheader", "rowheader")})
    assert counts[0]["table"] >= 1
    assert counts[0] == counts[1]


@pytest.mark.online
@pytest.mark.parametrize("part", [None, "main"])
def test_no_accessibility_tree_is_kept_up_after_it_was_read(part, site, page, browser):
    """A tree that nobody reads costs time at every change of the page, and Chromium crashed in two of them."""
    page.goto(site.address + "book/0-introduction.html")

    def at_work():
        """How often the browser worked on a tree while the window was made narrower and wide again."""
        browser.start_tracing(page=page, categories=["accessibility"])
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        events = json.loads(browser.stop_tracing())["traceEvents"]
        return len([one for one in events if one.get("cat") == "accessibility"])

    assert tree(page, part)
    assert at_work() == 0
    page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    assert at_work() > 0, "so that a tree which is kept up would have been seen"


@pytest.mark.online
def test_every_notebook_leads_back_to_its_exercise(site, page):
    from collabkit.exercises import catalogue

    for one in catalogue():
        page.goto(f"{site.address}exercises/{one.id}.html")
        page.locator(".way-back a").first.click()
        page.wait_for_url(f"**#{one.id}")
        assert page.locator(f"section#{one.id}[data-exercise]").count() == 1


def test_policy_allows_only_the_course_itself(site, page):
    """Try to break it: inline script, another site's script and picture, and sending a form elsewhere."""
    page.goto(site.address + "book/5-what-works.html")
    directives = ["script-src", "img-src", "style-src", "connect-src", "form-action"]
    broken = page.evaluate(
        """async (directives) => {
          const refused = []
          addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective))
          const add = (tag, fields) => document.body.append(Object.assign(document.createElement(tag), fields))
          add('script', { textContent: 'window.broken = 1' })
          add('script', { src: 'http://127.0.0.2/x.js' })
          add('img', { src: 'http://127.0.0.2/x.png' })
          add('style', { textContent: 'body { display: none }' })
          setTimeout('window.broken = 2') // a test's own eval would be let through; a timer's is not
          try { await fetch('http://127.0.0.2/') } catch {}
          const form = Object.assign(document.createElement('form'), { action: 'http://127.0.0.2/', method: 'post' })
          document.body.append(form)
          form.submit()
          await new Promise((resolve) => setTimeout(resolve, 300))
          const all = () => directives.every((one) => refused.some((said) => said.startsWith(one)))
          for (let turn = 0; turn < 500 && !all(); turn++) await new Promise((resolve) => setTimeout(resolve, 20))
          return { broken: window.broken ?? null, refused }
        }""",
        directives,
    )
    assert broken["broken"] is None
    refused = " ".join(broken["refused"])
    for directive in directives:
        assert directive in refused
