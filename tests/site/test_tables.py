"""Tables of findings as they stand on the page: whole words, whole tables, and cells that a spreadsheet takes over."""

import pytest
from conftest import exercise_pages, section, wait_live

PAGES = exercise_pages()
WINDOWS = (1280, 1024, 768, 560, 360)

BROKEN = """(exercise) => {
  const found = []
  for (const table of exercise.querySelectorAll('[data-findings] table')) {
    const name = table.caption?.textContent
    if (!table.offsetParent) continue // in a part that is folded
    for (const cell of table.querySelectorAll('th, td, caption')) {
      if (cell.closest('thead')?.clientWidth === 1) continue // each row is a card, and the heads are for those who hear
      const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        for (const word of text.data.matchAll(/[\\p{L}\\d.,]{1,16}/gu)) {
          const range = document.createRange()
          range.setStart(text, word.index)
          range.setEnd(text, word.index + word[0].length)
          if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(`${name}: ${word[0]} is broken`)
        }
      }
    }
    const over = table.getBoundingClientRect().right - table.parentElement.getBoundingClientRect().right
    if (over > 1) found.push(`${name}: ${Math.round(over)} pixels stand outside`)
  }
  return found
}"""


@pytest.mark.parametrize("id", PAGES)
def test_no_word_breaks_and_no_table_stands_out(id, site, page):
    page.goto(site.address + PAGES[id])
    section(page, id).locator("[data-offer]").click()
    wait_live(page, id)
    section(page, id).locator(".findings-table").first.wait_for(state="attached")
    found = {}
    for wide in WINDOWS:
        page.set_viewport_size({"width": wide, "height": 900})
        found[wide] = section(page, id).evaluate(BROKEN)
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
