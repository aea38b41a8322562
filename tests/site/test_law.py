"""The page of law in a browser without scripts: a reader's own nation stands first and alone, and the address keeps it."""

import pytest
from conftest import axe, eventually

pytestmark = pytest.mark.online

PLACES = ("england", "wales", "scotland", "northern-ireland", "elsewhere")


@pytest.fixture
def plain_page(browser):
    reader = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield reader.new_page()
    reader.close()


def seen(page):
    return [place for place in PLACES if page.locator(f"#{place}").is_visible()]


def test_a_reader_sees_their_own_nation_without_a_script(site, plain_page):
    plain_page.goto(f"{site.address}book/law.html")
    assert seen(plain_page) == list(PLACES), "before a choice everything is there"
    plain_page.locator(".law-choice").get_by_role("link", name="Scotland").click()
    eventually(plain_page, lambda: seen(plain_page) == ["scotland"], "their own nation alone")
    assert plain_page.locator("#data-about-people").is_visible(), "what holds for all stays"
    plain_page.reload()
    assert seen(plain_page) == ["scotland"], "the address keeps the choice"
    plain_page.locator(".law-choice").get_by_role("link", name="Show all").click()
    eventually(plain_page, lambda: seen(plain_page) == list(PLACES), "all nations again")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_chosen_nation_is_sound_for_everybody(site, context, scheme, width):
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.address}book/law.html#northern-ireland")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
