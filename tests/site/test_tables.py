"""Tables of findings as they stand on the page: whole words, whole tables, and cells that a spreadsheet takes over."""

import pytest
from accessible import broken_words
from conftest import exercise_pages, section, wait_live

PAGES = exercise_pages()
WINDOWS = (1280, 1024, 768, 560, 360)

OUTSIDE = """(exercise) => [...exercise.querySelectorAll('[data-findings] table')].filter((table) => table.offsetParent)
  .map((table) => [table.caption?.textContent, Math.round(table.getBoundingClientRect().right - table.parentElement.getBoundingClientRect().right)])
  .filter(([, over]) => over > 1)"""


@pytest.mark.parametrize("id", PAGES)
def test_no_word_breaks_and_no_table_stands_out(id, site, page):
    page.goto(site.address + PAGES[id])
    section(page, id).locator("[data-offer]").click()
    wait_live(page, id)
    section(page, id).locator(".findings-table").first.wait_for(state="attached")
    found = {}
    for wide in WINDOWS:
        page.set_viewport_size({"width": wide, "height": 900})
        found[wide] = broken_words(page, f"#{id} [data-findings]") + section(page, id).evaluate(OUTSIDE)
    assert found == {wide: [] for wide in WINDOWS}


CELLS = "(table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
PASTED = """async () => {
  const [copy] = await navigator.clipboard.read()
  const markup = await (await copy.getType('text/html')).text()
  const table = new DOMParser().parseFromString(markup, 'text/html').querySelector('table')
  return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))
}"""


@pytest.mark.parametrize("id", PAGES)
def test_a_copied_table_goes_into_the_cells_of_a_spreadsheet(id, site, page, context):
    """A spreadsheet reads the copied markup, cell by cell."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.address + PAGES[id])
    section(page, id).locator("[data-offer]").click()
    wait_live(page, id)
    tables = section(page, id).locator("[data-findings] .findings-table")
    tables.first.wait_for(state="attached")
    copied = 0
    for table in tables.all():
        if not table.is_visible():  # the numbers of a figure, which are folded away
            table.evaluate("(table) => { table.closest('details').open = true }")
        table.evaluate("(table) => getSelection().selectAllChildren(table)")
        page.keyboard.press("Control+C")
        assert page.evaluate(PASTED) == table.evaluate(CELLS)
        copied += 1
    assert copied
