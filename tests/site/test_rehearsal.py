"""A workshop with the network off: twelve people, eleven at browsers of their own and one in a notebook, two rounds."""

import nbformat
from conftest import (
    AWAKENING,
    PATIENCE,
    downloaded,
    eventually,
    exercise_pages,
    section,
    unfold,
    wait_keeper,
    wait_live,
    wait_until,
)
from nbclient import NotebookClient

from collabkit.workshop import decode

ID = "factors"
AT_BROWSERS = 11
GROUP = "book/facilitating/group.html"
SPLIT = "We have worked with each other before, and it left us willing to do so again"
IN_A_NOTEBOOK = """
from collabkit import exercise
from collabkit.workshop import encode
form = exercise("factors")
form.answers = {"history": HISTORY, "climate": 2, "vision": 3}
print(encode("factors", form.answers, 99))
"""


AWAKE = """() => window.awake &&
  performance.getEntriesByType('resource').some((one) => one.name.endsWith('/idiomorph.js') && one.responseEnd > 0)"""
"""Whether Python has started, and what draws its answers is there too."""


class Person:
    """Somebody at a browser of their own, which once had a network."""

    def __init__(self, browser, site, number):
        self.number = number
        self.context = browser.new_context()
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(AWAKENING)
        self.page = self.context.new_page()
        self.page.goto(site.address + exercise_pages()[ID])
        section(self.page, ID).locator("[name=collaboration]").focus()  # Python comes

    def answer(self, history):
        """Answer three statements, two of them as nobody else does; return the code that stands beneath the findings."""
        given = {"history": history, "climate": 1 + self.number % 5, "vision": 1 + self.number // 5}
        unfold(self.page, ID)
        for name, value in given.items():
            section(self.page, ID).locator(f"[name={name}][value='{value}']").check()
        wait_live(self.page, ID)
        eventually(self.page, lambda: self.code() and decode(self.code()).answers == given, "the code is of these")
        return self.code()

    def code(self):
        found = section(self.page, ID).locator("[data-code] code")
        return found.text_content() if found.count() else ""


def from_a_notebook(history, folder):
    """The answers are kept in a file beside the notebook, so each notebook has a folder."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IN_A_NOTEBOOK.replace("HISTORY", str(history)))])
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    return "".join(output.get("text", "") for output in book.cells[0].outputs).strip()


def collected(page, place, codes):
    page.locator(".round").nth(place).locator("[data-text]").fill("\n".join(f"mine: {code}" for code in codes))
    wait_until(
        page, "place => document.querySelectorAll('[data-read]')[place].textContent.includes('12 codes read')", place
    )
    page.locator("[data-reveal]").click()
    page.locator("[data-shown]").wait_for()
    return page.locator("[data-findings]").inner_text()


def test_twelve_people_meet_without_a_network(site, browser, context, tmp_path):
    leading = context.new_page()
    leading.goto(site.address + GROUP)
    wait_keeper(leading)
    leading.locator("[data-text]").first.focus()
    leading.locator("[data-ready]:not(:empty)").wait_for()
    people = [Person(browser, site, number) for number in range(AT_BROWSERS)]
    for one in people:
        wait_until(one.page, AWAKE)
    site.faults[r"."] = "gone"  # the network goes, for everybody

    first = [one.answer(1 if number % 2 else 5) for number, one in enumerate(people)] + [from_a_notebook(5, tmp_path)]
    assert len(set(first)) == AT_BROWSERS + 1
    assert {len(decode(code).answers) for code in first} == {3}
    leading.reload()
    said = collected(leading, 0, first)
    assert f"Begin with “{SPLIT}”." in said.splitlines()[0]
    leading.locator("[data-note=reason]").first.fill("We were never paid.")

    again = [one.answer(4) for one in people] + [from_a_notebook(4, tmp_path)]
    leading.locator("[data-second]").click()
    assert "You were split, and now you are close together" in collected(leading, 1, again)

    leading.reload()  # kept
    leading.locator("[data-shown]").wait_for()
    leading.get_by_role("button", name="Put it into my strategy").click()
    leading.locator("[data-told]").get_by_role("link", name="Your answers").click()
    leading.locator("[data-sections] li").first.wait_for()
    text = downloaded(leading, "strategy", "md").path().read_text(encoding="utf-8")
    assert "12 people answered" in text
    assert "We were never paid." in text
    for one in people:
        one.context.close()
