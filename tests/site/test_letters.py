"""The letters of headings come from the course itself, weigh little, are there without a network, and move nothing."""

import pytest
from conftest import HTML, wait_keeper, wait_kept, wait_until

from collabkit.look import FACES, MEANWHILE, SERIF

MOST_BYTES = 40_000
MOST_SHIFT = 0.02
"""A fifth of what counts as good; a title that takes a line more on a phone is 0.05."""
PAGES = ("book/index.html", "book/2-roots.html", "book/cases.html", "sheets/factors.html", "slides/half-day.html")
CHAPTERS = ("book/index.html", *(f"book/{path.name}" for path in sorted((HTML / "book").glob("[0-6]-*.html"))))
LOADED = """() => {
  const heading = document.querySelector('h1, h2')
  const { fontFamily, fontWeight, fontSize } = getComputedStyle(heading)
  return fontFamily.startsWith('"%s"') && fontWeight === '600' &&
    [...document.fonts].some((face) => face.family.replaceAll('"', '') === '%s' && face.weight === '600' && face.status === 'loaded') &&
    document.fonts.check(`600 ${fontSize} "%s"`, heading.textContent)
}""" % (SERIF, SERIF, SERIF)  # noqa: UP031 - braces are JavaScript's
SHIFTS = """new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 300)
})"""


def test_all_letters_weigh_less_than_one_picture():
    assert sum((HTML / "_static" / name).stat().st_size for name in FACES.values()) <= MOST_BYTES
    assert "SIL OPEN FONT LICENSE" in (HTML / "_static" / "serif-licence.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_the_letters_of_the_course(name, site, page):
    """That no other site was asked for them, the reader's context asserts."""
    page.goto(site.address + name)
    wait_until(page, LOADED)


def test_the_letters_are_there_without_a_network(site, page):
    page.goto(site.address + "book/2-roots.html")
    wait_until(page, LOADED)
    wait_keeper(page)
    wait_kept(page)
    site.faults["."] = "gone"
    page.reload()
    wait_until(page, LOADED)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", CHAPTERS)
def test_nothing_moves_when_the_letters_come_late(name, width, site, page):
    """Where this machine has what may stand in for them: with no letters of that name, another size would be a guess."""
    page.set_viewport_size({"width": width, "height": 800})
    site.faults["woff2"] = "slow"
    page.goto(site.address + name)
    wait_until(page, LOADED)
    assert page.evaluate(SHIFTS) <= MOST_SHIFT


def test_what_stands_in_takes_as_much_room(site, page):
    """A line in each stand-in that this machine has is as high as one of ours, and nearly as long."""
    page.goto(site.address + "book/index.html")
    wait_until(page, LOADED)
    sizes = page.evaluate(
        """([serif, names]) => [serif, ...names.map((name) => `${serif} as ${name}`)].map((family) => {
          const line = document.body.appendChild(document.createElement('span'))
          line.textContent = 'What is worth doing together, and what happened to plans like yours'
          Object.assign(line.style, { font: `600 32px "${family}", monospace`, position: 'absolute', whiteSpace: 'nowrap' })
          const { width, height } = line.getBoundingClientRect()
          return [width, height]
        })""",
        [SERIF, list(MEANWHILE)],
    )
    (width, height), *others = sizes
    nothing = 67 * 32 * 0.6
    there = [(w, h) for w, h in others if abs(w - nothing) > 1 and w < nothing]
    assert there, "this machine has none of the stand-ins"
    for w, h in there:
        assert h == pytest.approx(height, abs=1)
        assert w == pytest.approx(width, rel=0.03)
