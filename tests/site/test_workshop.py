"""The answers' code, in a browser: it comes with the findings, changes with the answers, and can be copied."""

from conftest import axe, exercise_pages, section, unfold, wait_live, wait_until

from collabkit.workshop import decode

PAGES = exercise_pages()
ID = "factors"


def code(page):
    return section(page, ID).locator("[data-code] code").text_content()


def test_the_code_comes_with_the_findings_and_changes_with_the_answers(site, context):
    page = context.new_page()
    page.goto(site.address + PAGES[ID])
    fold = section(page, ID).locator("details.code")
    assert fold.is_hidden()
    page.locator(f"#{ID}-history-4").check()
    wait_live(page, ID)
    fold.locator("summary").click()
    first = code(page)
    assert decode(first).answers == {"history": 4}
    unfold(page, ID)
    page.locator(f"#{ID}-pace-unsure").check()
    wait_until(page, "first => document.querySelector('[data-code] code').textContent !== first", first)
    assert decode(code(page)).answers == {"history": 4, "pace": "unsure"}
    assert fold.get_attribute("open") is not None, "it stays open"
    assert axe(page) == []


def test_the_code_is_copied_or_marked_and_that_is_said_beside_the_button(site, context):
    for allowed in (True, False):
        page = context.new_page()
        page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => {"
            f"if (!{str(allowed).lower()}) throw new Error('no'); window.copied = text }} }} }})"
        )
        page.goto(site.address + PAGES[ID])
        page.locator(f"#{ID}-history-4").check()
        wait_live(page, ID)
        section(page, ID).locator("details.code summary").click()
        section(page, ID).locator("[data-copy]").focus()
        page.keyboard.press("Enter")
        said = section(page, ID).locator("[data-copy] + span")
        wait_until(page, "() => document.querySelector('[data-copy] + span').textContent")
        if allowed:
            assert page.evaluate("window.copied") == code(page)
        else:
            assert page.evaluate("String(getSelection())").strip() == code(page)
        assert ("is copied" in said.text_content()) == allowed
        assert said.text_content() == section(page, ID).locator("[role=status]").text_content()
