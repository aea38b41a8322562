"""A judgement from 0 to 100 can be moved by hand; the field beside it holds the answer."""

import pytest
from conftest import exercise_pages, read, section, unfold, wait_live

pytestmark = pytest.mark.online

PAGES = exercise_pages()
KEY = "effect"


def opened(page, site):
    page.emulate_media(reduced_motion="reduce")  # nothing glides away from under the pointer
    page.goto(site.address + PAGES["theory"])
    here = section(page, "theory")
    unfold(page, "theory")
    here.locator("[data-slider]").first.wait_for()
    field = here.locator(f"[name={KEY}]")
    return here, field, field.locator("xpath=..").locator("[data-slider]")


def test_a_slider_writes_into_its_field_and_follows_it(site, page):
    here, field, slider = opened(page, site)
    assert slider.get_attribute("data-unset") is not None, "nothing is answered yet"
    box = slider.bounding_box()
    slider.click(position={"x": box["width"] - 2, "y": box["height"] / 2})
    assert field.input_value() == "100"
    wait_live(page, "theory")
    assert read(page, "theory")[KEY] == 100
    assert slider.get_attribute("data-unset") is None
    field.fill("37")
    assert slider.input_value() == "37"
    here.locator("[data-clear]").click()
    assert field.input_value() == ""
    assert slider.get_attribute("data-unset") is not None
    here.locator("[data-undo]").click()
    assert (field.input_value(), slider.input_value()) == ("37", "37")


def test_a_hand_on_the_slider_is_not_hindered_by_what_comes_back(site, page):
    _, field, slider = opened(page, site)
    slider.hover()  # it is in the window then, and stands still
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 10, middle)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(box["x"] + 10 + step * (box["width"] - 20) / 20, middle)
        page.wait_for_timeout(60)
    page.mouse.up()
    assert 85 <= float(field.input_value()) <= 100
    wait_live(page, "theory")
    assert slider.input_value() == field.input_value()
    assert read(page, "theory")[KEY] == float(field.input_value())


def test_a_keyboard_and_a_screen_reader_meet_the_number_once(site, page):
    _, field, slider = opened(page, site)
    assert slider.get_attribute("aria-hidden") == "true"
    field.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hasAttribute('data-slider')") is False


def test_without_scripts_there_is_no_slider(site, browser):
    reader = browser.new_context(java_script_enabled=False)
    page = reader.new_page()
    page.goto(site.address + PAGES["theory"])
    assert section(page, "theory").locator(f"[name={KEY}]").count() == 1
    assert not section(page, "theory").locator("[data-slider]").first.is_visible()
    reader.close()
