"""The gallery of every kind of question and block in every state: walked by axe in all colours, never too wide, and pictured.

The page is written for the test by ``collabkit gallery``. With ``COLLABKIT_SCREENSHOTS=FOLDER`` each specimen is also put
there as a picture, for people to look at.
"""

import os
from pathlib import Path

import pytest
from accessible import NARROW, focus_unseen, nameless, sideways, spaced, tree, unreadable_where_forced
from conftest import Site, axe, axe_in_both_themes

from collabkit.commands import gallery, project_folder

pytestmark = pytest.mark.online

PICTURES = os.environ.get("COLLABKIT_SCREENSHOTS")
COLOURS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
SPECIMEN = "[data-specimen]"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "gallery.html").write_text(gallery.page(project_folder()), encoding="utf-8")
    running = Site(tmp_path)
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def shown(site, page):
    page.console = []
    page.on("console", lambda one: page.console.append(one.text))
    page.goto(f"{site.address}gallery.html")
    return page


def pictured(page, folder):
    """Put a picture of each specimen into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in page.locator(SPECIMEN).all():
        one.screenshot(path=folder / f"{one.get_attribute('id')}.png")


@pytest.mark.parametrize("width", [1280, 360])
def test_each_specimen_is_seen_and_sound_in_all_colours(shown, width):
    shown.set_viewport_size({"width": width, "height": 900})
    assert (axe_in_both_themes(shown) if width == 1280 else axe(shown)) == [], "a theme changes colours alone"
    assert unreadable_where_forced(shown) == []
    if PICTURES:
        for name, colours in COLOURS.items():
            shown.emulate_media(**colours)
            pictured(shown, Path(PICTURES) / f"{name}-{width}")
    heights = shown.evaluate(
        "(one) => [...document.querySelectorAll(one)].map((here) => here.checkVisibility() && here.offsetHeight)",
        SPECIMEN,
    )
    assert min(heights) > 80
    assert nameless(tree(shown)) == []
    assert focus_unseen(shown) == []
    assert shown.title() == gallery.TITLE, "hostile words did nothing"
    assert shown.console == []


@pytest.mark.parametrize("opened", [False, True], ids=["folded", "opened"])
def test_nothing_is_too_wide_or_cut_off(shown, opened):
    if opened:
        shown.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    for size in ({"width": 1280, "height": 900}, {"width": 360, "height": 740}, NARROW):
        shown.set_viewport_size(size)
        assert sideways(shown) == []
        assert spaced(shown) == []
        assert shown.evaluate(BEYOND) == []


BEYOND = """() => [...document.querySelectorAll('[data-specimen]')].flatMap((card) => {
  const edge = card.getBoundingClientRect().right
  const meant = (one) => one.closest('svg, .visually-hidden, thead') || !one.checkVisibility()
  return [...card.querySelectorAll('*')].filter((one) => !meant(one) && one.getBoundingClientRect().right > edge + 1)
    .map((one) => `${card.id}: ${one.tagName} ${one.textContent.slice(0, 40)}`)
})"""
"""What reaches beyond its card, where it would be cut off or lie over something else."""


def test_a_wrong_answer_is_marked_where_colours_are_forced(shown):
    shown.emulate_media(forced_colors="active")
    edge = "(id) => getComputedStyle(document.querySelector(`#${id} [name]`)).borderTopWidth"
    wrong, right = (shown.evaluate(edge, one) for one in ("Text-3", "Text-2"))
    assert float(wrong.removesuffix("px")) > float(right.removesuffix("px"))
