"""Faults, one by one: every time the form can be used and nothing that was typed is lost."""

import pytest
from conftest import HTML, eventually, exercise_pages, patience, patient, read, section, wait_live, wait_until

PAGE = exercise_pages()["factors"]
BEFORE_OURS = {
    "page.js", "live.js", "at-once.js", "book.js", "voice.js", "fields.js", "paste.js", "sliders.js", "say.js", "engine.js", "protocol.js", "sentences.js", "kept.js",
    "store.js", "workbook.js", "facts.js",
}  # fmt: skip
"""Without our own scripts the page is a form on paper: it can be filled in and printed."""
RUNTIME = [
    *sorted(BEFORE_OURS),
    "worker.js",
    "files.js",
    "snapshot.js",
    "release.json",
    "pyodide.mjs",
    "pyodide.asm.mjs.gz",
    "pyodide.asm.wasm.gz",
    "snapshot.gz",
    "idiomorph.js",
]
RECOVERS = {"snapshot.gz"}
"""Without the stored memory Python starts in the ordinary way: slower, and whole."""


def answer(page, value="4"):
    radio = section(page, "factors").locator(f"[name=history][value='{value}']")
    radio.check()
    return radio


def usable(page):
    """The form still takes answers, and keeps them on the screen."""
    radio = section(page, "factors").locator("[name=standing][value='2']")
    radio.check()
    field = section(page, "factors").locator("[name=collaboration]")
    field.fill("Steady Brackendale")
    page.wait_for_timeout(200)
    assert radio.is_checked()
    assert section(page, "factors").locator("[name=history][value='4']").is_checked()
    assert field.input_value() == "Steady Brackendale"


def told(page):
    """The calm sentence that says which and why."""
    section(page, "factors").and_(page.locator('[data-state="failed"]')).wait_for(state="attached")
    page.wait_for_timeout(1_000)  # and it is still there when a line on progress might have covered it
    words = section(page, "factors").locator(".notice:visible").inner_text()
    assert "still fill in the form" in words or "Reload" in words
    assert section(page, "factors").locator("[role=status]").inner_text() in words, "the last word is the failure's"
    return words


KINDS = ("404", "truncated", "hanging")
FAULTS = [(name, kind) for name in RUNTIME for kind in KINDS if (name, kind) != ("protocol.js", "hanging")]
"""A hanging protocol.js is left out: it holds our patience, so the test answers for it itself."""


@pytest.mark.parametrize(("name", "kind"), FAULTS)
def test_each_file(name, kind, site, context):
    if kind == "hanging":
        patient(context)
    site.faults[rf"/{name.replace('.', '[.]')}([?]|$)"] = kind
    page = context.new_page()
    page.goto(site.address + PAGE, wait_until="commit")
    section(page, "factors").wait_for()
    if kind == "hanging":
        patience(page, start=3_000, answer=3_000)
    if name in BEFORE_OURS and kind != "hanging":  # the page comes anew once by itself, and then says what is wrong
        section(page, "factors").get_by_role("button", name="Reload the page").wait_for()
    answer(page)
    if name in BEFORE_OURS:
        usable(page)
        return
    if name in RECOVERS and kind != "hanging":
        wait_live(page, "factors")
    else:
        told(page)
    usable(page)
    assert read(page, "factors").get("history") == 4
    site.faults.clear()
    context.unroute_all()
    page.reload()
    wait_live(page, "factors")
    assert section(page, "factors").locator("[name=history][value='4']").is_checked()


def test_the_worker_is_killed_in_the_middle_of_an_answer(site, context):
    patient(context)
    context.add_init_script(
        """const Plain = Worker
        window.Worker = class extends Plain { constructor (...all) { super(...all); window.lastWorker = this } }"""
    )
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    wait_live(page, "factors")
    page.evaluate("window.lastWorker.terminate()")
    patience(page, answer=1_500)
    section(page, "factors").locator("[name=standing][value='2']").check()
    told(page)
    patience(page)
    usable(page)
    assert read(page, "factors")["standing"] == 2
    section(page, "factors").locator("button[type=submit]").click()
    wait_live(page, "factors")


def test_a_network_that_falls_silent(site, context):
    """Nothing comes and nothing is refused, as at the end of a tunnel: also what asks for the newest release must end."""
    patient(context)
    page = context.new_page()
    page.goto(site.address + PAGE)
    site.faults["."] = "hanging"
    patience(page, start=3_000)
    answer(page)
    told(page)
    usable(page)
    site.faults.clear()
    patience(page)
    section(page, "factors").get_by_role("button", name="Try again").click()
    wait_live(page, "factors")


@pytest.mark.parametrize("name", ["worker.js", "files.js", "release.json", "pyodide.asm.wasm.gz", "snapshot.gz"])
def test_a_request_that_is_forgotten_is_made_again_before_anybody_has_to(name, site, context):
    """As Chromium does it now and then, where one service worker gives way to the next."""
    site.faults[f"/{name}"] = "hanging"
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    eventually(page, lambda: name in site.hung)
    site.faults.clear()
    wait_live(page, "factors")
    assert section(page, "factors").locator(".notice:visible").count() == 0


def test_what_is_tried_again_is_not_said_to_have_failed(site, context):
    """Not for a moment: the notice goes with the state, and somebody at a keyboard goes on at the form's own button."""
    site.faults[r"worker\.js"] = "404"
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    told(page)
    site.faults.clear()
    section(page, "factors").get_by_role("button", name="Try again").focus()
    state, notice, where = section(page, "factors").evaluate(
        """(section) => {
             document.activeElement.click()
             return [section.dataset.state, section.querySelector('.notice').textContent, document.activeElement.type]
           }"""
    )
    assert (state, where) == ("starting", "submit")
    assert notice.startswith("Getting ready")
    wait_live(page, "factors")


@pytest.mark.parametrize("way", ["denied", "full"])
def test_storage_says_that_answers_are_not_kept_for_as_long_as_it_is_true(way, site, context):
    scripts = {
        "denied": "Object.defineProperty(window, 'localStorage', { get () { throw new DOMException('no', 'SecurityError') } })",
        "full": """const plain = Storage.prototype.setItem
        window.full = true
        Storage.prototype.setItem = function (...all) { if (window.full) throw new DOMException('full', 'QuotaExceededError'); return plain.apply(this, all) }""",
    }
    context.add_init_script(scripts[way])
    site.faults[r"snapshot\.gz"] = "slow"  # progress is shown too, and must not cover it
    page = context.new_page()
    page.goto(site.address + PAGE)
    section(page, "factors").locator("[role=status]").evaluate(
        """(status) => {
             window.heard = []
             new MutationObserver(() => window.heard.push(status.textContent)).observe(status, { childList: true })
           }"""
    )
    answer(page)
    warning = section(page, "factors").locator(".unkept")
    warning.wait_for()
    wait_until(page, "() => window.heard.some((said) => said.includes('could not be kept'))")  # announced
    page.wait_for_timeout(800)
    assert warning.is_visible(), "not covered by progress"
    wait_live(page, "factors")
    usable(page)
    assert warning.is_visible(), "it stays while it is true"
    box = warning.bounding_box()
    assert 0 <= box["y"] <= 900, "in the window of somebody at the first question"
    if way == "full":
        page.evaluate("window.full = false")
        section(page, "factors").locator("[name=climate][value='3']").check()
        warning.wait_for(state="hidden")
        assert set(read(page, "factors")) == {"history", "standing", "collaboration", "climate"}, (
            "all of it is kept now"
        )


def test_where_python_cannot_run_this_is_said_when_something_is_asked_and_not_at_each_field(site, context):
    context.add_init_script("delete window.WebAssembly")
    page = context.new_page()
    page.goto(site.address + PAGE)
    here = section(page, "factors")
    for field in here.locator("form input").all()[:4]:
        field.focus()
    assert here.locator(".notice").first.is_hidden()
    answer(page)
    assert "WebAssembly" in told(page)
    again = here.get_by_role("button", name="Try again")
    again.focus()
    assert page.evaluate("document.activeElement.textContent") == "Try again", (
        "it stands still under whoever comes to it"
    )


def test_no_webassembly(site, context):
    context.add_init_script("delete window.WebAssembly")
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    assert "WebAssembly" in told(page)
    usable(page)
    assert read(page, "factors")["history"] == 4


def test_a_blocked_worker(site, context):
    context.add_init_script(
        "window.Worker = class { constructor () { throw new DOMException('no', 'SecurityError') } }"
    )
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    told(page)
    usable(page)


ALL_IS_THERE = """(() => {
  const Plain = Worker
  window.Worker = class extends Plain {
    constructor (...all) {
      super(...all)
      this.addEventListener('message', ({ data }) => { if (data.step === 'starting') window.patience = { start: 300 } })
    }
  }
})()"""
"""From the moment on at which all files are there, the page's patience is shorter than any start is."""


def test_a_slow_machine_is_not_given_up_once_everything_is_there(site, context):
    """Without the stored memory Python takes seconds, and on a slow machine many: no byte comes then, and nothing is wrong."""
    patient(context)
    context.add_init_script(ALL_IS_THERE)
    site.faults[r"/snapshot\.gz"] = "404"
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    wait_live(page, "factors")


def test_the_memory_of_another_build(site, context):
    """Bytes that were stored by another Python do not restore; the ordinary start takes over."""
    import gzip

    context.route(
        "**/snapshot.gz",
        lambda route: route.fulfill(body=gzip.compress(bytes(4_000_000)), content_type="application/octet-stream"),
    )
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    wait_live(page, "factors")
    usable(page)


def test_scripts_off(site, browser):
    reader = browser.new_context(java_script_enabled=False)
    page = reader.new_page()
    page.goto(site.address + PAGE)
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    here.locator("[name=collaboration]").fill("Steady Brackendale")
    here.locator("[name=collaboration]").press("Enter")
    here.locator("button[type=submit]").click()
    page.wait_for_timeout(300)
    assert here.locator("[name=history][value='4']").is_checked(), "nothing is sent and nothing is lost"
    assert here.locator("[name=collaboration]").input_value().strip() == "Steady Brackendale"
    assert "Scripts are off" in here.inner_text()
    reader.close()


def test_an_error_inside_an_exercise(site, context):
    """A sentence, the answers kept, and another try."""
    page = context.new_page()
    page.goto(site.address + PAGE)
    page.evaluate("""() => {
      const plain = Worker.prototype.postMessage
      window.spoil = true
      Worker.prototype.postMessage = function (message) {
        if (window.spoil && message.question) message = { ...message, question: { ...message.question, exercise: 'missing' } }
        return plain.call(this, message)
      }
    }""")
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    here.and_(page.locator('[data-state="failed"]')).wait_for(state="attached")
    assert "went wrong" in here.locator(".notice:visible").inner_text()
    page.evaluate("window.spoil = false")
    here.locator("button[type=submit]").click()
    here.and_(page.locator('[data-state="live"]')).wait_for(state="attached")
    assert here.locator("[name=history][value='4']").is_checked()


HEARING = """() => {
  window.heard = []
  for (const status of document.querySelectorAll('[data-exercise] [role=status]')) {
    new MutationObserver(() => { if (status.textContent) window.heard.push(status.textContent) }).observe(status, { childList: true })
  }
}"""


def test_where_python_cannot_run_this_is_heard_once_and_not_at_each_letter(site, context):
    context.add_init_script("delete window.WebAssembly")
    page = context.new_page()
    page.goto(site.address + PAGE)
    page.evaluate(HEARING)
    section(page, "factors").locator("[name=collaboration]").press_sequentially("Steady", delay=150)
    told(page)
    assert len(page.evaluate("window.heard")) == 1
    section(page, "factors").get_by_role("button", name="Try again").click()
    eventually(page, lambda: len(page.evaluate("window.heard")) == 3, "it is tried, and has failed again")


def test_where_answers_are_not_kept_nothing_says_that_they_are(site, context):
    context.add_init_script(
        "delete window.WebAssembly; Object.defineProperty(window, 'localStorage', { get () { throw new DOMException('no', 'SecurityError') } })"
    )
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    assert "could not be kept" in section(page, "factors").locator(".unkept").inner_text()
    assert "answers are kept" not in told(page)


@pytest.mark.parametrize("at", ["button", "input"])
def test_a_network_that_comes_back_takes_nobody_to_the_top_of_the_page_or_from_a_field(site, context, at):
    site.faults[r"worker\.js"] = "404"
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    told(page)
    site.faults.clear()
    here = section(page, "factors")
    (here.get_by_role("button", name="Try again") if at == "button" else here.locator("[name=collaboration]")).focus()
    page.evaluate("dispatchEvent(new Event('online'))")
    where = page.evaluate("document.activeElement.name || document.activeElement.type")
    assert where == ("submit" if at == "button" else "collaboration")
    wait_live(page, "factors")


def test_what_was_typed_behind_a_question_that_failed_is_asked_all_the_same(site, context):
    page = context.new_page()
    started = []
    page.on("worker", lambda worker: started.append(worker.url))
    page.goto(site.address + PAGE)
    page.evaluate("""async () => {
      const plain = Worker.prototype.postMessage
      Worker.prototype.postMessage = function (message) {
        if (message.question?.answers?.history === '4') message = { ...message, question: { ...message.question, exercise: 'missing' } }
        return plain.call(this, message)
      }
      document.querySelector("[data-exercise=factors] [name=history][value='4']").click()
      await new Promise((resolve) => setTimeout(resolve)) // by now it is on its way, and not back yet
      document.querySelector("[data-exercise=factors] [name=history][value='3']").click()
    }""")
    wait_live(page, "factors")
    assert section(page, "factors").locator(".notice:visible").count() == 0
    assert len(started) == 1, "what an exercise raises is no end of Python"


@pytest.mark.online
def test_a_python_that_ended_is_started_anew_when_it_is_tried_again(site, context):
    """As where a phone has no memory left: WebAssembly ends in the middle, and nothing more comes out of it."""
    source = next(HTML.glob("_live/*/worker.js")).read_text(encoding="utf-8")
    asks = "JSON.parse(python.ask(JSON.stringify(question)))"
    assert asks in source
    ended = source.replace(asks, "(() => { throw new WebAssembly.RuntimeError('unreachable') })()")
    context.route("**/worker.js", lambda route: route.fulfill(body=ended, content_type="text/javascript"))
    page = context.new_page()
    page.goto(site.address + PAGE)
    answer(page)
    assert "went wrong" in told(page)
    context.unroute_all()
    section(page, "factors").get_by_role("button", name="Try again").click()
    wait_live(page, "factors")
