"""After an answer, something in the window says what it means now: on a wide screen and on a phone, for every exercise."""

import pytest
from accessible import sideways
from conftest import axe, eventually, exercise_pages, kept, wait_drawn, wait_until

from collabkit.exercises import catalogue

pytestmark = pytest.mark.online

SIZES = {"wide": (1280, 800), "phone": (360, 740)}
BESIDE = (1600, 900)
"""A window with room for it beside the form."""
SOON = 100
"""Milliseconds after an answer by which the change is in the window."""
SHOWN = """() => [...document.querySelectorAll('.in-view, [data-findings]')]
  .filter((one) => { const box = one.getBoundingClientRect(); return box.height && box.top < innerHeight && box.bottom > 0 })
  .map((one) => one.innerText).join('\\n')"""
ANSWER = """([id, place]) => {
  const section = document.querySelector(`section[data-exercise=${id}]`)
  const fields = [...section.querySelector('form').elements].filter((one) => one.name && one.offsetParent)
  const names = [...new Set(fields.map((one) => one.name))]
  const empty = (field) => field.type === 'radio' || field.type === 'checkbox' ? !fields.some((one) => one.name === field.name && one.checked) : !field.value.trim()
  const start = Math.round(place * (names.length - 1))
  const ordered = [...names.slice(start), ...names.slice(0, start).reverse()]
  const field = ordered.flatMap((name) => fields.filter((one) => one.name === name)).find(empty)
  const name = field.name
  field.closest('details.group:not([open])')?.querySelector('summary').click() // as a person would
  field.scrollIntoView({ block: 'center', behavior: 'instant' })
  if (field.type === 'radio' || field.type === 'checkbox') field.click()
  else {
    field.focus({ preventScroll: true })
    if (field.tagName === 'SELECT') field.selectedIndex = field.selectedIndex === 1 ? 2 : 1
    else field.value = String(7 + fields.filter((one) => one.name === name).indexOf(field))
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return name
}"""
WATCH = """before => new Promise((done) => {
  const start = performance.now(), shown = SHOWN
  const look = () => shown() !== before ? done(performance.now() - start) : performance.now() - start > 15_000 ? done(null) : requestAnimationFrame(look)
  look()
})""".replace("SHOWN", SHOWN)


def live(page, id):
    wait_until(page, "id => document.querySelector(`section[data-exercise=${id}]`).dataset.state === 'live'", arg=id)


@pytest.mark.parametrize("id", [one.id for one in catalogue()])
def test_a_change_is_seen_in_the_window(site, page, id):
    """One visit at each width: the form is cleared between them, and begun again."""
    page.goto(site.address + exercise_pages()[id])
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(ANSWER, [id, 1])
        wait_drawn(page, id)
        for place in (0, 0.5, 0.8):
            before = page.evaluate(SHOWN)
            name = page.evaluate(ANSWER, [id, place])
            took = page.evaluate(WATCH, before)
            assert took is not None, f"{name}, {size}: nothing in the window changed"
            says_something(page, id, f"{name}, {size}")
        clear(page, id)


def says_something(page, id, where):
    """Wait until something is said in the window: what gives way or comes does so with the browser's next picture."""
    bar = page.locator(f"section[data-exercise={id}] .in-view")
    eventually(page, lambda: bar.is_visible() or page.evaluate(SHOWN), f"{where}: the window says what it means")


def clear(page, id):
    """Start from an empty form, at the top of the page, as somebody does who comes."""
    page.locator(f"section[data-exercise={id}] [data-clear]").click()
    assert kept(page, id) == {}
    wait_drawn(page, id)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")


def test_it_is_quick_and_says_what_the_findings_say(site, page):
    page.goto(site.address + exercise_pages()["factors"])
    page.evaluate(ANSWER, ["factors", 0])
    live(page, "factors")
    times = []
    for place in (0.1, 0.3, 0.5, 0.7, 0.9):
        before = page.evaluate(SHOWN)
        page.evaluate(ANSWER, ["factors", place])
        times.append(page.evaluate(WATCH, before))
    assert sorted(times)[2] <= SOON, times
    wait_until(
        page,
        "() => document.querySelector('[data-exercise=factors] .in-view .count').textContent.startsWith('6 of ')",
    )
    wait_drawn(page, "factors")
    says = page.locator("[data-exercise=factors] .in-view .says")
    says.wait_for()
    assert says.inner_text() == page.locator("section[data-exercise=factors] [data-findings] .sentence").inner_text()


def test_it_gives_way_where_the_findings_are_in_the_window(site, page):
    page.goto(site.address + exercise_pages()["factors"])
    page.evaluate(ANSWER, ["factors", 0.5])
    live(page, "factors")
    bar = page.locator("[data-exercise=factors] .in-view")
    bar.wait_for()
    bar.get_by_role("link").click()
    wait_until(
        page,
        "() => getComputedStyle(document.querySelector('[data-exercise=factors] .in-view')).visibility === 'hidden'",
    )
    page.set_viewport_size({"width": 320, "height": 256})
    page.evaluate(ANSWER, ["factors", 0.2])
    assert not bar.is_visible(), "at 400% zoom there is no room for it"


IN_THE_MIDDLE = """id => {
  const fields = [...document.querySelectorAll(`[data-exercise=${id}] form :is(input, select, textarea)`)].filter((one) => one.offsetParent)
  fields[Math.floor(fields.length / 2)].scrollIntoView({ block: 'center', behavior: 'instant' })
}"""
COVERED = """id => {
  const bar = document.querySelector(`[data-exercise=${id}] .in-view`), box = bar.getBoundingClientRect()
  const within = (one) => one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top
  return [...document.querySelectorAll('body :is(a, p, li, button, input, select, textarea, summary, svg)')]
    .filter((one) => !bar.contains(one) && one.checkVisibility({ visibilityProperty: true }) && within(one.getBoundingClientRect()))
    .map((one) => one.outerHTML.slice(0, 80))
}"""
"""What lies behind it."""


LAID = """id => {
  const bar = document.querySelector(`[data-exercise=${id}] .in-view`)
  return document.fonts.status === 'loaded' && bar.style.getPropertyValue('--height') === `${bar.offsetHeight}px`
}"""
"""Whether the bar has its letters, and knows how high it is: the browser tells it with the next picture it draws."""


@pytest.mark.parametrize("id", ["drivers", "degree", "trust"])
def test_in_a_wide_window_it_stands_beside_the_form_with_a_picture_and_covers_nothing(site, page, id):
    page.set_viewport_size({"width": BESIDE[0], "height": BESIDE[1]})
    page.goto(site.address + exercise_pages()[id])
    contents = page.locator(".on-this-page.wide")
    assert contents.is_visible()
    here = page.locator(f"section[data-exercise={id}]")
    here.locator("[data-example]").first.click()
    live(page, id)
    page.evaluate(IN_THE_MIDDLE, id)
    contents.wait_for(state="hidden")  # it gives way
    wait_until(page, LAID, id)
    picture = here.locator(".in-view .picture svg")
    assert picture.inner_html() == here.locator("[data-findings] figure > svg").first.inner_html()
    box, form = here.locator(".in-view").bounding_box(), here.bounding_box()
    assert form["x"] + form["width"] < box["x"]
    assert 0 < box["y"] < box["y"] + box["height"] <= BESIDE[1]
    assert page.evaluate(COVERED, id) == []
    assert [*sideways(page), *axe(page)] == []
    here.locator("[data-clear]").click()
    live(page, id)
    picture.wait_for(state="detached")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    contents.wait_for()


def test_the_picture_beside_the_form_is_drawn_anew_with_each_answer(site, page):
    page.set_viewport_size({"width": BESIDE[0], "height": BESIDE[1]})
    page.goto(site.address + exercise_pages()["drivers"])
    here = page.locator("section[data-exercise=drivers]")
    here.locator("[data-example]").first.click()
    live(page, "drivers")
    page.evaluate(IN_THE_MIDDLE, "drivers")
    picture = here.locator(".in-view .picture svg")
    before = picture.inner_html()
    strength = here.locator("form select").first
    strength.select_option(index=1 if strength.evaluate("field => field.selectedIndex") != 1 else 2)
    wait_until(
        page,
        "before => document.querySelector('[data-exercise=drivers] .in-view .picture svg').innerHTML !== before",
        arg=before,
    )


@pytest.mark.parametrize("size", [*SIZES.values(), BESIDE])
@pytest.mark.parametrize("id", ["factors", "degree", "sharing-gains"])
def test_nothing_moves_under_a_pressed_pointer(site, page, id, size):
    """What is pressed as the bar gives way is still there when the pointer is let go."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site.address + exercise_pages()[id])
    page.locator(f"[data-exercise={id}] [data-example]").first.click()
    live(page, id)
    region = page.locator(f"[data-exercise={id}] [data-findings]")
    bar = page.locator(f"[data-exercise={id}] .in-view")
    top = "one => one.getBoundingClientRect().top + scrollY"
    page.evaluate(
        "id => document.querySelector(`[data-exercise=${id}] form`).scrollIntoView({ behavior: 'instant' })", id
    )
    bar.wait_for()
    wait_until(page, LAID, id)
    shown = region.evaluate(top)
    region.evaluate(
        "one => scrollTo({ top: one.getBoundingClientRect().top + scrollY - innerHeight / 2, behavior: 'instant' })"
    )
    bar.wait_for(state="hidden")
    assert region.evaluate(top) == pytest.approx(shown, abs=0.5)


SEEN_WHOLE = """() => {
  const bar = document.querySelector('[data-exercise=degree] .in-view').getBoundingClientRect(), field = document.activeElement
  return !bar.height || !field.closest('form') || field.getBoundingClientRect().top < bar.top
}"""
"""Whether the field that has the focus does not lie behind the bar."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_is_accessible_and_hides_no_focus(site, page, size, scheme):
    width, height = SIZES[size]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site.address + exercise_pages()["degree"])
    page.locator("[data-exercise=degree] [data-example]").first.click()
    live(page, "degree")
    assert axe(page) == []
    page.locator("[data-exercise=degree] [name=collaboration]").focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        field = page.evaluate("document.activeElement.name || document.activeElement.textContent")
        eventually(page, lambda: page.evaluate(SEEN_WHOLE), f"{field} does not lie behind the bar")
