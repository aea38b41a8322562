"""Exercises answer on the page: typed before Python is there, by keyboard, kept, restored, offline."""

import pytest
from accessible import NARROW, controls, focus_unseen, nameless, sideways, spaced, tree, unreadable_where_forced, walked
from conftest import (
    RUNTIME,
    axe_in_both_themes,
    eventually,
    exercise_pages,
    kept,
    read,
    section,
    wait_drawn,
    wait_keeper,
    wait_kept,
    wait_live,
    wait_until,
)
from served import TOP

from collabkit import exercise, strategy
from collabkit.questions import Amount, Names, Rating, Text
from collabkit.workbook import Workbook

PAGES = exercise_pages()
IDS = sorted(PAGES)


def first_field(id):
    """The first question of an exercise's own that can be answered before Python has come, and an answer."""
    for whole in exercise(id).questions():
        for part in whole.fields():
            if not part.shared and isinstance(part, Text | Amount | Rating):
                return part
    return next(part for whole in exercise(id).questions() for part in whole.fields())


def type_by_keyboard(page, id, part):
    """Answer with the keyboard alone; return the answer's JSON."""
    field = section(page, id).locator(f'[name="{part.key}"]').first
    field.focus()
    if isinstance(part, Rating):
        kind = field.evaluate("field => field.type || field.tagName")
        if kind == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
            return part.scale.points[1][0]
        page.keyboard.press("ArrowDown")
        return part.scale.points[0][0]
    if isinstance(part, Names):
        page.keyboard.type("County")
        return ["County"]
    page.keyboard.type("7" if isinstance(part, Amount) else "Fewer falls")
    return 7 if isinstance(part, Amount) else "Fewer falls"


@pytest.mark.parametrize("id", IDS)
def test_walk(id, site, context):
    """The whole way of a reader, with nothing but a keyboard."""
    page = context.new_page()
    page.goto(site.address + PAGES[id])
    part = first_field(id)
    site.faults[r"snapshot\.gz"] = "held"  # so that the first answer is typed before Python is there
    answer = type_by_keyboard(page, id, part)
    assert section(page, id).get_attribute("data-state") == "starting"
    assert kept(page, id)[part.key] in (answer, str(answer)), "kept before Python is there"
    site.release.set()
    wait_live(page, id)
    assert read(page, id)[part.key] == answer, "and used when it is"
    assert page.evaluate("document.activeElement.name") == part.key, "the focus stays"
    status = section(page, id).locator("[role=status]")
    assert status.text_content().strip(), "it is announced"

    before = section(page, id).locator("[data-findings]").inner_text()
    section(page, id).locator("[data-example]").focus()
    page.keyboard.press("Enter")
    wait_until(
        page,
        "([id, before]) => document.querySelector(`[data-exercise=${id}] [data-findings]`).innerText !== before",
        arg=[id, before],
    )
    expected = exercise(id).read(exercise(id).example).answers
    assert read(page, id) == expected, "the same answers as everywhere"
    book = Workbook.of({id: exercise(id).example})
    headline = strategy.means(exercise(id), exercise(id).read(exercise(id).example), book).headline
    wait_until(
        page,
        "([id, words]) => document.querySelector(`[data-exercise=${id}] [role=status]`).textContent.trim() === words",
        arg=[id, headline],
    )

    findings = section(page, id).locator("[data-findings]").inner_text()
    wait_keeper(page)
    page.reload()
    wait_live(page, id)
    assert read(page, id) == expected
    assert section(page, id).locator("[data-findings]").inner_text() == findings, "found again"

    wait_kept(page, *RUNTIME)
    context.set_offline(True)
    page.reload()
    wait_live(page, id)
    assert section(page, id).locator("[data-findings]").inner_text() == findings, "without network too"
    context.set_offline(False)
    assert context.errors == []


@pytest.mark.online
@pytest.mark.parametrize("id", IDS)
def test_accessible_in_use(id, site, context):
    """One visit to each exercise: what is announced, then with the example and with problems shown all that makes it accessible."""
    page = context.new_page()
    page.goto(site.address + PAGES[id])
    here = section(page, id)
    with walked("exercises", id, context.browser) as facts:
        facts["announced"] = announced_in_use(page, id)
        for details in here.locator("details").all():
            details.evaluate("details => { details.open = true }")
        facts["controls"] = sound(page, id)
        # Now with problems shown: a bad answer in every field that takes words.
        for field in here.locator("form input[type=text], form textarea").all()[:4]:
            field.fill("x" * 3000)
        here.locator("button[type=submit]").click()
        here.locator(".problem").first.wait_for(state="attached")
        wait_until(page, "id => document.activeElement.id === `${id}-needs`", id)  # to what is to be put right
        assert axe_in_both_themes(page, f"section[data-exercise={id}]") == [], "with problems shown"
        assert [one for one in described(page, f"section[data-exercise={id}]") if not one] == [], (
            "what is wrong is read out with its field"
        )
        assert context.errors == []


def sound(page, id):
    """Look at an exercise in use as far as a machine can, and return how many controls it has."""
    here = f"section[data-exercise={id}]"
    assert axe_in_both_themes(page, here) == []
    assert unreadable_where_forced(page, here) == []
    assert focus_unseen(page) == []
    nodes = tree(page)
    assert nameless(nodes) == []
    for size in ({"width": 1280, "height": 900}, {"width": 360, "height": 740}, NARROW):
        page.set_viewport_size(size)
        assert [*sideways(page), *spaced(page)] == []
    page.set_viewport_size({"width": 1280, "height": 900})
    return len(controls(nodes))


def described(page, part):
    """What a screen reader adds to each field whose answer cannot be used."""
    return [
        node["description"]
        for node in tree(page, part)
        if node["states"].get("invalid") == "true" and node["role"] != "radio"
    ]


def announced_in_use(page, id):
    """Fill in an exercise and write down what is announced after each thing that is done; return how much was."""
    here = section(page, id)
    page.evaluate(LISTEN)
    part = first_field(id)
    deeds = {
        f"I answer “{part.text}”.": lambda: (type_by_keyboard(page, id, part), wait_live(page, id)),
        "I ask what it means.": lambda: here.locator("button[type=submit]").click(),
        "I fill in the example.": lambda: (
            here.locator("[data-example]").click(),
            here.locator("[data-undo]").wait_for(),
        ),
        "I change nothing and ask again.": lambda: here.locator("button[type=submit]").click(),
        "I clear my answers.": lambda: (here.locator("[data-clear]").click(), here.locator("[data-undo]").wait_for()),
        "I take that back.": lambda: here.locator("[data-undo]").click(),
    }
    record = [f"{exercise(id).title} ({id})"]
    heard = []
    for deed, do in deeds.items():
        drawn = page.evaluate("window.drawn")
        do()
        wait_until(
            page,
            "([drawn, quiet]) => window.drawn > drawn && !window.onTheirWay.size && performance.now() - window.latest > quiet",
            [drawn, QUIET],
        )
        said = page.evaluate("window.heard.splice(0)")
        assert said, f"{deed} Nothing is announced."
        assert len(set(said)) == len(said), f"{deed} Announced twice: {said}"
        record += [f"\n{deed}", *(f"   {one}" for one in said)]
        heard += said
    place = ANNOUNCED / f"{id}.txt"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(record) + "\n", encoding="utf-8")
    return len(heard)


QUIET = 900
"""Milliseconds after which nothing more is announced of what was done, once no question is on its way to Python: a line
waits for a pause in typing."""
ANNOUNCED = TOP / "_build" / "announced"
"""What was announced while each exercise was filled in, for a person to read."""
LISTEN = """() => {
  Object.assign(window, { heard: [], drawn: 0, latest: 0, onTheirWay: new Set() })
  const workers = new Set()
  const send = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message) {
    if (!workers.has(this)) this.addEventListener('message', ({ data }) => window.onTheirWay.delete(data.id))
    workers.add(this)
    window.onTheirWay.add(message.id)
    send.call(this, message)
  }
  addEventListener('collabkit:drawn', () => { window.drawn++; window.latest = performance.now() }, true)
  const heard = (said) => { window.latest = performance.now(); if (said) window.heard.push(said) }
  addEventListener('focusin', ({ target }) => {
    const named = target.closest('[role=group][tabindex="-1"]') === target && document.getElementById(target.getAttribute('aria-labelledby'))
    if (named) heard(`${named.textContent}, ${target.querySelectorAll('li').length} in the list`) // what is read where the focus is taken to
  })
  const live = '[role=status], [role=alert], [aria-live]'
  for (const one of document.querySelectorAll(live)) {
    new MutationObserver(() => heard(one.textContent.trim()))
      .observe(one, { childList: true, subtree: true, characterData: true })
  }
}"""


def test_arrow_keys_move_in_a_rating(site, page):
    page.goto(site.address + PAGES["factors"])
    radios = section(page, "factors").locator("[name=history]")
    radios.first.focus()
    for expected in ("2", "3", "4"):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.value") == expected
        assert page.evaluate("document.activeElement.checked")


def test_what_is_typed_while_an_answer_is_on_its_way_is_not_overwritten(site, page):
    page.goto(site.address + PAGES["degree"])
    section(page, "degree").locator("[name=partners]").first.fill("A")
    wait_live(page, "degree")
    field = section(page, "degree").locator("[name=collaboration]")
    field.focus()
    page.keyboard.type("A long name, typed quickly, letter by letter", delay=2)
    wait_drawn(page, "degree")
    assert field.input_value() == "A long name, typed quickly, letter by letter"
    assert kept(page, "degree")["collaboration"] == "A long name, typed quickly, letter by letter"


def test_a_grid_grows_with_the_partners_and_keeps_what_was_answered(site, page):
    page.goto(site.address + PAGES["degree"])
    here = section(page, "degree")
    here.locator("[name=partners]").nth(0).fill("County")
    here.locator("[name=partners]").nth(1).fill("Police")
    here.locator('[name="level.1.2.now"]').select_option("2")
    here.locator("[name=partners]").nth(2).fill("Charity")
    here.locator('[name="level.1.3.now"]').wait_for()
    here.locator("[name=partners]").nth(1).fill("Police force")
    wait_drawn(page, "degree")
    assert here.locator('[name="level.1.2.now"]').input_value() == "2"
    assert "Police force" in here.locator("form").inner_text()


def test_clear_and_example_can_be_taken_back(site, page):
    page.goto(site.address + PAGES["factors"])
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    here.locator("[name=collaboration]").fill("Mine")
    wait_live(page, "factors")
    mine = read(page, "factors")
    for button, after in (
        ("[data-clear]", {}),
        ("[data-example]", exercise("factors").read(exercise("factors").example).answers),
    ):
        here.locator(button).click()
        undo = here.locator("[data-undo]")
        undo.wait_for()
        assert read(page, "factors") == after
        undo.click()
        undo.wait_for(state="hidden")
        assert read(page, "factors") == mine
        assert here.locator("[name=history][value='4']").is_checked()
        assert here.locator("[name=collaboration]").input_value() == "Mine"
        assert page.evaluate("document.activeElement !== document.body"), "the focus is not lost with the button"


def test_two_tabs_see_each_others_changes_and_overwrite_nothing(site, context):
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(site.address + PAGES["factors"])
    section(one, "factors").locator("[name=history][value='4']").check()
    section(other, "factors").locator("[name=standing][value='2']").check()
    wait_until(one, "() => document.querySelector(\"[name=standing][value='2']\").checked")
    wait_until(other, "() => document.querySelector(\"[name=history][value='4']\").checked")
    for page in (one, other):
        wait_live(page, "factors")
    both = {"history": 4, "standing": 2}
    eventually(one, lambda: read(one, "factors") == read(other, "factors") == both, "both are stored in both")
    one.wait_for_timeout(500)
    assert read(one, "factors") == read(other, "factors") == both


def test_a_field_that_goes_away_under_the_hand_hands_the_focus_to_its_question(site, page):
    """Letters typed on must never land in another field."""
    page.goto(site.address + PAGES["sharing-gains"])
    here = section(page, "sharing-gains")
    here.locator("[data-example]").click()
    wait_live(page, "sharing-gains")
    here.locator("[name='group.1-2.cost']").wait_for()
    page.evaluate(
        """() => {
          const form = document.querySelector('[data-exercise=sharing-gains] form')
          form.querySelector("[name='group.1-2.cost']").focus()
          const other = [...form.querySelectorAll('[name=basis]')].find((radio) => !radio.checked)
          other.checked = true
          other.dispatchEvent(new InputEvent('input', { bubbles: true }))
        }"""
    )
    here.locator("[name='group.1-2.cost']").wait_for(state="detached")
    before = kept(page, "sharing-gains")
    assert page.evaluate("document.activeElement.matches('fieldset.question, div.question')"), "the question before it"
    page.keyboard.type("24")
    assert kept(page, "sharing-gains") == before


def test_a_second_exercise_shares_the_context_and_python(site, page):
    page.goto(site.address + PAGES["factors"])
    others = [id for id in IDS if PAGES[id] == PAGES["factors"] and id != "factors"]
    section(page, "factors").locator("[name=collaboration]").fill("Steady Brackendale")
    wait_live(page, "factors")
    for id in others:
        assert section(page, id).locator("[name=collaboration]").input_value() == "Steady Brackendale"
    assert len(page.workers) == 1


def test_hostile_words_do_nothing(site, page):
    page.goto(site.address + PAGES["degree"])
    here = section(page, "degree")
    hostile = '"><img src=x onerror="window.broken=1"><script>window.broken=1</script>'
    here.locator("[name=collaboration]").fill(hostile)
    here.locator("[name=partners]").nth(0).fill(hostile[:70])
    here.locator("[name=partners]").nth(1).fill("<b>bold</b>")
    here.locator('[name="level.1.2.now"]').select_option("2")
    here.locator('[name="level.1.2.needed"]').select_option("4")
    wait_drawn(page, "degree")
    page.wait_for_timeout(300)
    assert here.locator("img").count() == 0
    assert page.evaluate("window.broken ?? null") is None
    page.reload()
    wait_live(page, "degree")
    assert page.evaluate("window.broken ?? null") is None
    assert here.locator("[name=collaboration]").input_value() == hostile


def test_a_sheet_shows_the_answers_given(site, page):
    page.goto(site.address + "sheets/degree.html")
    assert page.locator(".sheet .blank-grid td").first.is_visible()
    assert not section(page, "degree").is_visible(), "a blank sheet is for a pen"
    page.goto(site.address + PAGES["degree"])
    assert kept(page, "degree") == {}, "letters on a blank sheet are nobody's answers"
    section(page, "degree").locator("[data-example]").click()
    wait_live(page, "degree")
    page.goto(site.address + "sheets/degree.html")
    wait_live(page, "degree")
    assert not page.locator(".sheet").is_visible()
    assert page.locator("[name=partners]").first.input_value() == "County council"
    assert page.locator("[name='level.1.2.now']").input_value() == "2"


@pytest.mark.parametrize(("button", "after"), [("example", exercise("degree").example["partners"]), ("clear", None)])
def test_a_button_pressed_without_pointer_or_key_acts_on_what_is_stored(site, page, button, after):
    """A voice presses so. Another tab's change, of which the browser tells late, is what the button replaces, not a later answer."""
    page.goto(site.address + PAGES["degree"])
    section(page, "degree").locator("[name=collaboration]").fill("Mine")
    wait_live(page, "degree")
    page.evaluate(
        """(button) => {
          document.activeElement.blur()
          const book = JSON.parse(localStorage.getItem('collabkit:workbook'))
          const time = new Date(Date.now() + 5).toISOString()
          book.shared.answers.partners = ['Theirs', 'Others']
          book.shared.changed.partners = time
          localStorage.setItem('collabkit:workbook', JSON.stringify(book))
          document.querySelector(`[data-exercise=degree] [data-${button}]`).click()
          dispatchEvent(new StorageEvent('storage', { key: 'collabkit:workbook' }))
        }""",
        button,
    )
    section(page, "degree").locator("[data-undo]").wait_for()
    page.wait_for_timeout(1000)
    assert kept(page, "degree").get("partners") == after
