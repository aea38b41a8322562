"""Groups of questions: how long a form is, what is open at the start, and that nothing folds under anybody's hand."""

import pytest
from conftest import (
    axe_in_both_themes,
    exercise_pages,
    having,
    kept,
    read,
    section,
    unfold,
    wait_drawn,
    wait_live,
    wait_until,
)

from collabkit import exercise
from collabkit.exercises import catalogue
from collabkit.workbook import Workbook

pytestmark = pytest.mark.online

PAGES = exercise_pages()
WINDOW = {"width": 1280, "height": 800}
LONGEST = 3500
"""Pixels that a form may be high at 1,280 with its worked example."""
BEFORE = {
    "language": 1572, "trust": 2984, "power": 1864, "advantage": 2439, "sharing-gains": 1904, "degree": 2023, "form": 2356,
    "stakeholders": 3556, "drivers": 2687, "pressure": 1102, "factors": 3905, "outturns": 1300, "theory": 4572,
    "options": 4122, "decisions": 6075, "strategy": 4340,
}  # fmt: skip
"""How high each was before its questions stood in groups that fold, measured in the same way."""
LONG = ["decisions", "theory", "options", "stakeholders", "factors", "strategy"]
SHIFT = 0.1

HEIGHT = "id => document.querySelector(`section[data-exercise=${id}] form`).getBoundingClientRect().height"
OPEN = "id => [...document.querySelectorAll(`section[data-exercise=${id}] details.group`)].map((one) => one.open)"
SEEN = """id => [...document.querySelectorAll(`section[data-exercise=${id}] details.group`)].map((group) =>
  [...group.querySelectorAll('input, select, textarea')].some((one) => one.checkVisibility() && one.getClientRects().length))"""
IN_WINDOW = """what => {
  const box = document.querySelector(what).getBoundingClientRect()
  return box.top >= 0 && box.bottom <= innerHeight
}"""
LETTERS = """() => {
  document.body.getBoundingClientRect() // they are asked for once something is laid out in them
  return document.fonts.status === 'loaded' && [...document.fonts].some((face) => face.status === 'loaded')
}"""
SHIFTED = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.hadRecentInput ? 0 : one.value }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(sum), 300)
})"""


@pytest.fixture
def page(context):
    opened = context.new_page()
    opened.set_viewport_size(WINDOW)
    return opened


def at(page, site, id, answers=None):
    """Open an exercise's page, with these answers kept."""
    if answers is None:
        page.goto(site.address + PAGES[id])
    else:
        having(page, site, PAGES[id], Workbook.of({id: answers}))
        wait_live(page, id)
    return section(page, id)


def group(here, heading):
    return here.locator("details.group").filter(has=here.page.get_by_text(heading, exact=True))


def head(here, heading):
    return group(here, heading).locator(":scope > summary")


def is_open(here, heading):
    return group(here, heading).evaluate("one => one.open")


def open_headings(here):
    return here.locator("details.group[open] > summary .section").all_inner_texts()


def drawn(page, id, act):
    """Do something, and wait until what it means has been drawn."""
    page.evaluate("id => { document.querySelector(`section[data-exercise=${id}]`).dataset.state = 'waiting' }", id)
    act()
    wait_live(page, id)


def with_example(page, id):
    drawn(page, id, section(page, id).locator("[data-example]").click)
    wait_until(
        page, "id => document.querySelector(`section[data-exercise=${id}] [data-findings]`).children.length > 0", id
    )


def test_no_form_is_longer_than_four_windows_with_its_example(site, page):
    lines, heights = [], {}
    for one in catalogue():
        at(page, site, one.id)
        empty = page.evaluate(HEIGHT, one.id)
        with_example(page, one.id)
        heights[one.id] = round(page.evaluate(HEIGHT, one.id))
        lines.append(f"{one.id:15} {BEFORE[one.id]:>7,} {heights[one.id]:>7,} {round(empty):>7,}")
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    print("\n".join(["", "Form’s height      before   after   empty", *lines]))
    assert {id: height for id, height in heights.items() if height > LONGEST and id != "strategy"} == {}


@pytest.mark.parametrize("id", LONG)
def test_a_long_form_begins_with_its_first_group(site, page, id):
    here = at(page, site, id)
    count = here.locator("details.group").count()
    if here.locator("[data-fold]").count():
        assert page.evaluate(OPEN, id) == [True] + [False] * (count - 1)
        folded = here.locator("details.group:not([open]) > summary")
        hints = folded.evaluate_all(
            "all => all.map((one) => [getComputedStyle(one, '::after').content, one.dataset.hint])"
        )
        assert all(asked and asked in shown for shown, asked in hints), "each says what it asks"
    else:
        assert page.evaluate(OPEN, id) == [True] * count, "few groups stand open"


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_jumps_while_the_scripts_come(site, page, width):
    """The form is as high before the script that folds as after it, also where the reader came straight to it."""
    page.set_viewport_size({"width": width, "height": 800})
    site.faults[r"groups\.js"] = "held"
    page.goto(site.address + PAGES["decisions"] + "#decisions", wait_until="commit")
    wait_until(page, "() => document.querySelector('section[data-exercise=decisions] [data-clear]') !== null")
    # Nothing is seen before the styles are there; and letters of another shape turn lines elsewhere.
    wait_until(page, "() => [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)")
    wait_until(page, LETTERS)
    before = page.evaluate(HEIGHT, "decisions")
    assert page.evaluate(SEEN, "decisions") == [True, False, False, False]
    site.release.set()
    page.wait_for_load_state("load")
    wait_until(page, "() => 'arranged' in document.querySelector('section[data-exercise=decisions]').dataset")
    assert page.evaluate(OPEN, "decisions") == [True, False, False, False]
    assert page.evaluate(HEIGHT, "decisions") == pytest.approx(before, abs=1)
    assert page.evaluate(SHIFTED) <= SHIFT


def test_all_can_be_filled_in_without_scripts(site, browser):
    reader = browser.new_context(java_script_enabled=False, viewport=WINDOW)
    page = reader.new_page()
    here = at(page, site, "decisions")
    for name in ("decision.1.words", "failed.1.words", "end.staff"):
        here.locator(f"[name='{name}']").fill("Words")
    assert not here.locator(".folding").is_visible(), "no button that does nothing"
    head(here, "How it ends").click()
    assert not here.locator("[name='end.staff']").is_visible(), "and they fold"
    reader.close()


def test_all_can_be_filled_in_where_the_script_did_not_come(site, page):
    site.faults[r"groups\.js"] = "404"
    page.goto(site.address + PAGES["decisions"], wait_until="commit")
    here = section(page, "decisions")
    here.get_by_role("button", name="Reload the page").wait_for()  # before that it comes anew once by itself
    wait_until(page, "() => !('folding' in document.documentElement.dataset)")
    for name in ("decision.1.words", "failed.1.words", "end.staff"):
        assert here.locator(f"[name='{name}']").is_visible()


def test_each_group_counts_as_the_bar_does(site, page):
    here = at(page, site, "factors")
    counts = lambda: here.locator("summary .count").all_inner_texts()  # noqa: E731
    assert counts() == [f"0 of {number} answered" for number in (3, 4, 7, 2, 3, 3)]
    here.locator("[name=history][value='4']").check()
    assert counts()[0] == "1 of 3 answered", "at once, before Python is there"
    wait_live(page, "factors")
    unfold(page, "factors")
    here.locator("[name=candour][value='2']").check()
    here.locator("[name=contact][value='2']").check()
    assert counts()[3] == "2 of 2 answered"
    assert here.locator("details.group[data-full]").count() == 1
    wait_until(page, "() => document.querySelector('.in-view .count').textContent.startsWith('3 of ')")
    wait_drawn(page, "factors")
    with_example(page, "factors")
    numbers = [[int(word) for word in text.split() if word.isdigit()] for text in counts()]
    bar = [int(word) for word in here.locator(".in-view .count").text_content().split() if word.isdigit()]
    assert [sum(column) + 1 for column in zip(*numbers, strict=True)] == bar, "the name stands before the groups"


def test_an_answer_that_cannot_be_used_is_told_at_its_folded_heading(site, page):
    here = at(page, site, "decisions", {"partners": ["Ash", "Birch"], "failed.1.words": "It rained", "notice": "soon"})
    count = head(here, "How it ends").locator(".count")
    assert count.inner_text() == "1 of 5 answered, 1 to put right"


def test_what_is_open_stays_open_when_it_is_drawn_anew(site, page):
    here = at(page, site, "decisions", {"partners": ["Ash", "Birch"]})
    head(here, "How it ends").click()
    head(here, "Who decides").click()
    before = page.evaluate(OPEN, "decisions")
    assert before == [False, False, False, True]
    field = here.locator("[name='end.staff']")
    field.press_sequentially("They go home", delay=5)
    wait_drawn(page, "decisions")
    assert page.evaluate(OPEN, "decisions") == before
    assert page.evaluate("document.activeElement.name") == "end.staff"
    assert field.input_value() == "They go home"
    head(here, "What could go wrong").focus()
    page.evaluate("document.querySelector(\"[name='end.things']\").value = 'Sold'")
    drawn(
        page,
        "decisions",
        lambda: page.evaluate(
            "document.querySelector(\"[name='end.things']\").dispatchEvent(new Event('input', { bubbles: true }))"
        ),
    )
    assert page.evaluate("document.activeElement.textContent").startswith("What could go wrong"), "so does the focus"
    assert page.evaluate(OPEN, "decisions") == before


def test_example_undo_and_clearing_fold_nothing(site, page):
    here = at(page, site, "decisions")
    head(here, "What could go wrong").click()
    before = page.evaluate(OPEN, "decisions")
    assert before == [True, True, False, False]
    with_example(page, "decisions")
    assert page.evaluate(OPEN, "decisions") == before
    drawn(page, "decisions", here.locator("[data-undo]").click)
    assert page.evaluate(OPEN, "decisions") == before
    with_example(page, "decisions")
    drawn(page, "decisions", here.locator("[data-clear]").click)
    assert kept(page, "decisions") == {}
    assert page.evaluate(OPEN, "decisions") == before


def test_a_group_that_comes_is_open_where_it_is_the_next_to_fill_in(site, page):
    here = at(page, site, "options")
    names = {"options": ["Now", "Team"], "yardsticks": ["Reach", "Ease"]}
    for key, words in names.items():
        for place, word in enumerate(words):
            here.locator(f"[name={key}]").nth(place).fill(word)
    here.locator("[name='score.1-1.points']").wait_for()
    assert is_open(here, "How well each option does")
    assert not is_open(here, "What matters most"), "one step at a time"
    assert not is_open(here, "What it would cost")
    head(here, "What matters most").click()
    here.locator("[name=yardsticks]").nth(1).fill("")
    here.locator("[name='score.1-1.points']").wait_for(state="detached")
    here.locator("[name=yardsticks]").nth(1).fill("Ease")
    here.locator("[name='swing.1.points']").wait_for()
    assert is_open(here, "What matters most"), "it comes back as it went"


def test_the_examples_own_groups_come_folded(site, page):
    here = at(page, site, "options")
    with_example(page, "options")
    for heading in ("How well each option does", "What matters most", "What it would cost"):
        assert not is_open(here, heading)
        assert head(here, heading).is_visible()


def test_one_who_comes_back_finds_open_where_something_is_not_answered(site, page):
    answers = dict(list(exercise("factors").example.items())[:9])
    here = at(page, site, "factors", answers)
    assert open_headings(here) == ["How you work"]
    here = at(page, site, "factors", exercise("factors").example)
    assert open_headings(here) == ["Around you"], "where all is answered, the first"
    scores = {key: value for key, value in exercise("options").example.items() if not key.startswith(("own", "whose"))}
    scores.pop("score.4-4.points")
    here = at(page, site, "options", scores)
    assert open_headings(here) == ["How well each option does"], "also among groups that the answers bring"


def test_back_and_a_reload_find_what_was_open(site, page):
    here = at(page, site, "decisions")
    head(here, "Who decides").click()
    head(here, "How it ends").click()
    wait_until(page, "() => sessionStorage.getItem('collabkit:groups:decisions')?.split('true').length === 2")
    page.goto(site.address + PAGES["factors"])
    page.go_back()
    wait_until(page, "() => 'arranged' in document.querySelector('section[data-exercise=decisions]').dataset")
    assert open_headings(here) == ["How it ends"]
    page.reload()
    wait_until(page, "() => 'arranged' in document.querySelector('section[data-exercise=decisions]').dataset")
    assert open_headings(here) == ["How it ends"]


def test_asking_with_gaps_opens_the_group_in_which_they_are(site, page):
    here = at(page, site, "options")
    drawn(page, "options", lambda: here.locator("[name=collaboration]").fill("Mine"))
    head(here, "What you choose between, and by what").click()
    assert not here.locator("[name=options]").first.is_visible()
    drawn(page, "options", here.locator("[type=submit]").click)
    assert here.locator("#options-options-problem").is_visible()


@pytest.mark.parametrize("target", ["decisions-end.staff", "decisions-end.staff-set"])
def test_a_link_to_a_field_opens_its_group_and_goes_there(site, page, target):
    field = "[name='end.staff']"
    page.goto(f"{site.address}{PAGES['decisions']}#{target}")
    here = section(page, "decisions")
    wait_until(page, "() => document.activeElement.name === 'end.staff'")
    assert here.locator(field).is_visible()

    head(here, "How it ends").click()
    assert not here.locator(field).is_visible()
    page.evaluate(
        """target => {
          const link = Object.assign(document.createElement('a'), { href: `#${target}`, textContent: 'To the gap' })
          document.querySelector('section[data-exercise=decisions] form').before(link)
          document.activeElement.blur()
        }""",
        target,
    )
    for _ in range(2):  # the second time the address is the same
        here.get_by_role("link", name="To the gap").click()
        wait_until(page, "() => document.activeElement.name === 'end.staff'")
        assert here.locator(field).is_visible()
        wait_until(page, IN_WINDOW, field)
        head(here, "How it ends").click()


def test_one_button_opens_and_folds_all(site, page):
    here = at(page, site, "factors")
    here.get_by_role("button", name="Open all").press("Enter")
    assert page.evaluate(OPEN, "factors") == [True] * 6
    wait_until(
        page, "() => document.querySelector('[data-exercise=factors] [role=status]').textContent.includes('open')"
    )
    assert page.evaluate("'fold' in document.activeElement.dataset"), "the focus stays on it"
    here.get_by_role("button", name="Fold all").press("Enter")
    assert page.evaluate(OPEN, "factors") == [False] * 6
    for summary in here.locator("details.group > summary").all():
        summary.press("Space")
    wait_until(page, "() => document.querySelector('[data-fold]').textContent === 'Fold all'")
    assert section(at(page, site, "trust").page, "trust").locator("[data-fold]").count() == 0, "two need none"


def test_the_focus_of_a_field_that_goes_away_is_not_lost_in_a_folded_group(site, page):
    here = at(page, site, "options", {**exercise("options").example, "partners": []})
    if not is_open(here, "How well each option does"):
        head(here, "How well each option does").click()
    if is_open(here, "What you choose between, and by what"):
        head(here, "What you choose between, and by what").click()
    here.locator("[name='score.1-1.points']").focus()
    page.wait_for_timeout(2100)  # nobody is at a key any more
    page.evaluate("""() => {
      for (const field of [...document.querySelectorAll('section[data-exercise=options] [name=yardsticks]')]) {
        field.value = ''
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
    }""")
    here.locator("[name='score.1-1.points']").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent").startswith("What you choose between")


def test_the_numbers_of_a_figure_stay_open_too(site, page):
    here = at(page, site, "factors", exercise("factors").example)
    numbers = here.locator("[data-findings] details").first
    numbers.locator("summary").click()
    drawn(page, "factors", here.locator("[name=history][value='1']").check)
    assert numbers.evaluate("one => one.open")


def test_all_is_open_on_paper(site, page):
    here = at(page, site, "decisions", exercise("decisions").example)
    before = page.evaluate(OPEN, "decisions")
    assert False in before
    page.emulate_media(media="print")
    assert page.evaluate(SEEN, "decisions") == [True] * 4
    assert not here.locator("[data-fold]").is_visible()
    assert not here.locator("summary .count").first.is_visible()
    assert not here.locator("summary").first.evaluate("one => getComputedStyle(one, '::after').display !== 'none'")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(OPEN, "decisions") == [True] * 4, "where the style cannot open them"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_timeout(100)
    assert page.evaluate(OPEN, "decisions") == before
    page.goto(site.address + "sheets/decisions.html")
    wait_live(page, "decisions")
    assert page.evaluate(OPEN, "decisions") == [True] * 4, "a sheet to print shows all of it"


@pytest.mark.parametrize("id", LONG)
def test_headings_can_be_reached_pressed_and_heard(site, page, id):
    here = at(page, site, id)
    with_example(page, id)
    for width, height in ((1280, 800), (360, 740), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        headings_are_sound(page, here, id, width)
    assert read(page, id) == exercise(id).read(exercise(id).example).answers, "folding answers nothing"


def headings_are_sound(page, here, id, width):
    """Look at the headings at this width, and leave them as they were."""
    assert axe_in_both_themes(page, f"section[data-exercise={id}]") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for summary in here.locator("details.group > summary").all():
        assert summary.bounding_box()["height"] >= 44
        assert summary.locator("h4").count() == 1
    first = here.locator("details.group > summary").first
    first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert first.evaluate("one => one === document.activeElement && getComputedStyle(one).outlineStyle") == "solid"
    was = first.evaluate("one => one.parentElement.open")
    page.keyboard.press("Enter")
    assert first.evaluate("one => one.parentElement.open") is not was
    page.keyboard.press("Enter")
    assert first.evaluate("one => one.parentElement.open") is was
