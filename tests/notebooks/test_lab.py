"""Every notebook in a real JupyterLab, used as people use it: typed into, run again, restarted, reloaded, light and dark."""

import json

import pytest
from accessible import COLOURS, WCAG, violations, walked
from bs4 import BeautifulSoup
from hostile import SCRIPT, workbook_of_words
from lab import Notebook, running
from playwright.sync_api import sync_playwright
from served import ARGUMENTS, chromium

from collabkit import strategy
from collabkit.browser import answer
from collabkit.exercises import catalogue, exercise
from collabkit.workbook import Workbook

IDS = [one.id for one in catalogue()]
AROUND = {"include": ["body"], "exclude": [".jp-CodeCell .jp-OutputArea-output"]}
OUTPUT = {"include": [".jp-CodeCell .jp-OutputArea-output"]}
SENTENCE = "dd xx ab c l 00"
"""Letters that are commands to a notebook, and words with spaces between them."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with running(tmp_path_factory.mktemp("lab")) as started:
        yield started


@pytest.fixture(scope="module")
def browser():
    path = chromium()
    if not path:
        pytest.skip("chromium is not installed; these tests run in CI")
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(60_000)  # a kernel on a busy machine
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_answers(lab):
    lab.shut_down_kernels()
    lab.answers_file().unlink(missing_ok=True)


def kept(lab, id):
    path = lab.answers_file()
    return Workbook.load(path.read_bytes()).answers(id) if path.is_file() else {}


FIELDS = """() => {
  const form = document.querySelector('.collabkit-live').shadowRoot.querySelector('form')
  return [...form.elements].filter((field) => field.name && field.localName !== 'fieldset' && field.offsetParent).map((field) => ({
    id: field.id, name: field.name, value: field.value, kind: field.localName === 'select' ? 'select' : field.type,
    place: [...form.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)].indexOf(field),
  }))
}"""
FOCUS = """([name, place]) => {
  const root = document.querySelector('.collabkit-live').shadowRoot
  const field = root.querySelector('form').querySelectorAll(`[name="${CSS.escape(name)}"]`)[place]
  field?.closest('details.group:not([open])')?.querySelector('summary').click() // a folded group is opened first
  if (!field?.offsetParent) return false
  field.focus()
  if (field.select) field.select()
  return true
}"""
IN_USE = """() => {
  const root = document.querySelector('.collabkit-live').shadowRoot
  const field = root.activeElement
  return field && field.name ? [field.name, [...root.querySelector('form').querySelectorAll(`[name="${CSS.escape(field.name)}"]`)].indexOf(field)] : null
}"""


def one_after_another(page, of_kind, seen):
    """Put the focus on every field of a kind, those too that come with an answer; yield where each is."""
    while True:
        found = [field for field in page.evaluate(FIELDS) if of_kind(field) and where(field) not in seen]
        if not found:
            return
        for number, field in enumerate(found):
            if not page.evaluate(FOCUS, where(field)):
                if not number:  # what was answered last may have taken it away meanwhile
                    settled(page)
                    assert where(field) not in map(where, page.evaluate(FIELDS)), "a field that is seen takes the focus"
                break  # an answer took it away: see what there is now
            seen.add(where(field))
            yield field


def where(field):
    return field["name"], field["place"]


def is_text(field):
    return field["kind"] in ("text", "textarea")


def type_everywhere(page):
    """Type a sentence into every text field there is, and into those that come with it; return what was typed."""
    typed = {}
    for field in one_after_another(page, is_text, set()):
        words = f"{SENTENCE} {len(typed) + 1}"
        page.keyboard.type(words)
        assert tuple(page.evaluate(IN_USE)) == where(field), "the focus stays where it is"
        typed[where(field)] = words
    return typed


def held(page):
    return {
        (field["name"], field["place"]): field["value"]
        for field in page.evaluate(FIELDS)
        if field["kind"] in ("text", "textarea")
    }


def shown(page):
    return page.evaluate(
        "() => document.querySelector('.collabkit-live').shadowRoot.querySelector('[data-findings]').innerHTML"
    )


HEARD = """async () => {
  const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session
  const line = kernel.createComm('jupyter.widget') // beside the form's: what is said on it is heard after all that the form said
  await Promise.race([line.subshellStarted, new Promise((resolve) => setTimeout(resolve, 2000))])
  await Promise.all([line.send({}).done, kernel.requestCommInfo({})])
  line.dispose()
  const unsent = Object.keys(sessionStorage).filter((key) => key.startsWith('collabkit:unsent:'))
  const here = (part) => document.querySelector('.collabkit-live').shadowRoot.querySelector(part)
  return [here('section').dataset.state, unsent, here('form').outerHTML, here('[data-findings]').innerHTML]
}"""
"""How a form stands once the kernel has answered all that it was asked by now: one question after another."""


def settled(page):
    """Wait until the kernel has answered about the last key, and nothing is on its way any more."""
    last = None
    for _ in range(200):
        now = page.evaluate(HEARD)
        if now == last and now[0] != "starting" and not now[1]:
            return
        last = now
        page.wait_for_timeout(300)  # in which a large form asks what it has put off
    raise AssertionError("something is on its way, again and again")


def press(page, what):
    page.evaluate(
        "what => document.querySelector('.collabkit-live').shadowRoot.querySelector(`[data-${what}]`).click()", what
    )


CONTRAST = """() => {
  const channel = (value) => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4 }
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number)
  const over = (top, under) => { const a = top[3] ?? 1; return [0, 1, 2].map((n) => top[n] * a + under[n] * (1 - a)) }
  const behind = (element) => {
    const found = []
    for (let node = element; node; node = node.parentElement ?? node.getRootNode().host) {
      const colour = parse(getComputedStyle(node).backgroundColor)
      if (colour.length && (colour[3] ?? 1) > 0) { found.push(colour); if ((colour[3] ?? 1) === 1) break }
    }
    return found.reduceRight((under, top) => over(top, under), [255, 255, 255])
  }
  const worst = { ratio: 99, words: '' }
  const root = document.querySelector('.collabkit-live').shadowRoot
  for (const element of root.querySelectorAll('*')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim()).map((node) => node.textContent.trim()).join(' ')
    if (!words || ['STYLE', 'TITLE', 'DESC', 'title', 'desc', 'OPTION'].includes(element.tagName) || !element.getClientRects().length || element.closest('.visually-hidden')) continue
    const style = getComputedStyle(element)
    const ink = parse(element.closest('svg') ? style.fill : style.color)
    const paper = behind(element)
    const [high, low] = [light(over(ink, paper)), light(paper)].sort((a, b) => b - a)
    const ratio = (high + 0.05) / (low + 0.05)
    if (ratio < worst.ratio) Object.assign(worst, { ratio, words: words.slice(0, 60) })
  }
  return worst
}"""


def use_the_rest(page):
    """Use every control that is no text field, with the keyboard alone; return how many there were."""
    used, seen = set(), set()
    for field in one_after_another(page, lambda field: not is_text(field) and field["name"] not in used, seen):
        if field["name"] in used:
            continue  # another choice of a question that has its answer
        used.add(field["name"])
        page.keyboard.press("ArrowDown" if field["kind"] == "select" else "Space")
    return len(used)


def words(markup):
    """What a person reads of it."""
    soup = BeautifulSoup(markup, "html.parser")
    return soup.get_text(" ", strip=True).split()


def says_what_the_page_says(page, lab, id):
    answers = kept(lab, id)
    book = {"format": "collabkit-workbook", "schema": 2, "shared": {"answers": {}}, "exercises": {}}
    asked = {"exercise": id, "answers": answers, "workbook": book if strategy.gathers(exercise(id)) else None}
    assert words(shown(page)) == words(json.loads(answer(json.dumps(asked)))["findings"])


def can_be_read(notebook):
    """In the light and in the dark theme, which differ in nothing but colours, chosen while the form is open."""
    for theme, rules in (("Dark", COLOURS), ("Light", WCAG)):
        notebook.theme(theme)
        worst = notebook.page.evaluate(CONTRAST)
        assert worst["ratio"] >= 4.5, (theme, worst)
        assert violations(notebook.page, OUTPUT, rules) == [], theme


@pytest.mark.parametrize("id", IDS)
def test_a_notebook_in_use(id, lab, page):
    """Every text field takes a whole sentence, every control answers to the keyboard, and all of it can be read."""
    notebook = Notebook(page, lab, id, theme="Dark" if IDS.index(id) % 2 else "Light")
    notebook.run_first()
    cells = notebook.cells()
    typed = type_everywhere(page)
    controls = use_the_rest(page)
    settled(page)
    assert {where: value for where, value in held(page).items() if where in typed} == {
        where: value for where, value in typed.items() if where in held(page)
    }
    answers = kept(lab, id)
    for (name, place), said in typed.items():
        stored = answers[name]
        assert (stored[place] if isinstance(stored, list) else stored) == said
    assert len(answers) >= controls
    assert notebook.cells() == cells, "no letter was a command to the notebook"
    says_what_the_page_says(page, lab, id)
    can_be_read(notebook)
    if id == IDS[0]:
        with walked(
            "lab", "around", page.context.browser
        ) as facts:  # not ours, and named in the accessibility statement
            facts["rules"] = sorted(one.split(":")[0] for one in violations(page, AROUND))

    press(page, "example")
    settled(page)
    assert exercise(id).read(kept(lab, id)).answers == exercise(id).read(exercise(id).example).answers
    says_what_the_page_says(page, lab, id)
    can_be_read(notebook)
    assert notebook.comms() <= 3
    press(page, "undo")
    settled(page)
    assert kept(lab, id) == answers
    assert notebook.errors == []


@pytest.mark.parametrize("id", ["degree", "factors", "strategy"])
def test_running_again_restarting_and_reloading_lose_nothing(id, lab, page):
    notebook = Notebook(page, lab, id)
    notebook.run_first()
    page.evaluate(FOCUS, ["collaboration", 0])
    page.keyboard.type("Steady Brackendale")
    settled(page)

    def still_there(words="Steady Brackendale"):
        notebook.live()
        settled(page)
        assert kept(lab, id)["collaboration"] == words
        assert held(page)["collaboration", 0] == words

    before = notebook.comms()
    for _ in range(3):
        notebook.run_first()
        still_there()
    assert notebook.comms() == before, "no line is left behind"

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    notebook.idle()
    page.evaluate(FOCUS, ["collaboration", 0])
    page.keyboard.press("End")
    page.keyboard.type("!")
    notice = page.locator(".collabkit-live .notice:not([hidden])").first
    notice.wait_for()
    assert "Shift+Enter" in notice.inner_text(), "a dead kernel says so"
    assert held(page)["collaboration", 0] == "Steady Brackendale!"
    notebook.run_first()
    still_there("Steady Brackendale!")

    notebook.command("docmanager:save")
    page.wait_for_timeout(800)
    saved = (lab.root / f"{id}.ipynb").read_text(encoding="utf-8")
    assert "Steady Brackendale!" not in saved, "nothing of anybody's is written into the notebook"
    notebook.open()
    if not page.locator(".collabkit-live").count():
        notebook.run_first()
    still_there("Steady Brackendale!")

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.shutdown()")
    notebook.open()
    assert "model not found" not in page.locator(".jp-Notebook").inner_text().lower()
    notebook.run_first()
    still_there("Steady Brackendale!")
    assert notebook.errors == []


def test_what_is_answered_in_one_notebook_is_known_in_the_next(lab, page):
    notebook = Notebook(page, lab, "degree")
    notebook.run_first()
    press(page, "example")
    settled(page)
    notebook = Notebook(page, lab, "options")
    notebook.run_first()
    settled(page)
    assert [value for (name, _), value in held(page).items() if name == "partners"][:4] == [
        "County council",
        "Health trust",
        "Fire service",
        "Age Well",
    ]


def test_the_answers_are_there_for_the_next_cell_and_can_be_set_by_one(lab, page):
    notebook = Notebook(page, lab, "degree")
    notebook.run_first()
    press(page, "example")
    settled(page)
    result = page.evaluate(
        """async (code) => {
          const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
          let text = ''
          const future = kernel.requestExecute({ code })
          future.onIOPub = ({ content }) => { text += content.text ?? content.data?.['text/plain'] ?? content.evalue ?? '' }
          await future.done
          return text
        }""",
        "print(form.answers['partners'][0], '|', form.findings.headline[:30]); form.answers = {**form.answers, 'collaboration': 'Set by a cell'}",
    )
    assert result.startswith("County council | ")
    settled(page)
    assert held(page)["collaboration", 0] == "Set by a cell"
    assert notebook.comms() <= 3


def test_a_notebook_that_was_opened_and_not_run_shows_the_example_readable(lab, page):
    notebook = Notebook(page, lab, "drivers")
    table = page.locator(".jp-CodeCell .collabkit table.answered").first
    table.wait_for()
    rows = table.locator("tr")
    assert rows.count() > 5
    first = rows.nth(1).bounding_box()
    cells = [rows.nth(1).locator("th, td").nth(n).bounding_box() for n in range(2)]
    assert cells[0]["x"] < cells[1]["x"]
    assert abs(cells[0]["y"] - cells[1]["y"]) < first["height"], "an answer stands beside its own question"
    assert notebook.errors == []


NOT_HARMED = """() => {
  const root = document.querySelector('.collabkit-live').shadowRoot
  return document.title !== 'run' && !root.querySelector('script, img, iframe, a[href^="javascript:"], [onmouseover], [onerror]')
    && !document.querySelector('.jp-OutputArea :is(script, img[src=x], [onerror])')
}"""


@pytest.mark.parametrize("id", ["stakeholders", "strategy"])
def test_hostile_words_in_a_file_and_typed_are_words(id, lab, page):
    """A file that a colleague passed on lies beside the notebook; then more is typed, and nothing of it ever runs."""
    lab.answers_file().write_text(workbook_of_words().dump(), encoding="utf-8")
    notebook = Notebook(page, lab, id)
    notebook.run_first()
    settled(page)
    assert page.evaluate(NOT_HARMED)
    page.evaluate(FOCUS, ["collaboration", 0])
    page.keyboard.insert_text(SCRIPT)
    settled(page)
    assert held(page)["collaboration", 0] == SCRIPT
    assert kept(lab, id)["collaboration"] == SCRIPT
    assert page.evaluate(NOT_HARMED)
    assert notebook.errors == []
