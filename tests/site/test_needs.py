"""Asking with gaps: the focus goes to the list of what is needed and what is to be put right, and each line leads to its field."""

import pytest
from conftest import axe_in_both_themes, eventually, exercise_pages, kept, section, wait_drawn, wait_live, wait_until

pytestmark = pytest.mark.online

PAGES = exercise_pages()
FOCUSED = "() => document.activeElement.id"
WITHIN = """id => {
  const box = document.getElementById(id).getBoundingClientRect()
  return box.top >= 0 && box.bottom <= innerHeight
}"""
ENTERED = """target => document.getElementById(decodeURIComponent(target.slice(1))).contains(document.activeElement) &&
  document.activeElement.matches('input, select, textarea')"""


def asked(page, site, id):
    page.goto(site.address + PAGES[id])
    section(page, id).get_by_role("button", name="What does this mean?").click()
    wait_live(page, id)
    return section(page, id)


@pytest.mark.parametrize("id", ["form", "degree", "factors", "theory"])
def test_whoever_asks_too_early_goes_on_at_the_list_and_then_in_the_field(page, site, id):
    here = asked(page, site, id)
    assert page.evaluate(FOCUSED) == f"{id}-needs"
    page.wait_for_timeout(700)
    assert here.locator("[role=status]").inner_text() == "", "the list is read there, so it is not announced too"
    wait_until(page, WITHIN, f"{id}-needs")  # one is taken there, and sees it
    page.keyboard.press("Tab")  # the offer of the example
    page.keyboard.press("Tab")
    target = page.evaluate("() => document.activeElement.getAttribute('href')")
    assert target.startswith(f"#{id}-")
    page.keyboard.press("Enter")
    wait_until(page, ENTERED, target)
    assert axe_in_both_themes(page, f"[data-exercise={id}]") == []


def test_what_is_missing_stays_said_until_it_is_given_and_the_list_keeps_its_place(page, site):
    here = asked(page, site, "pressure")
    gaps, count = here.locator(".needs[data-gaps]"), here.locator(".needs .count")
    assert here.locator(".problem.missing").count() == 5
    for given, (name, value) in enumerate([("budget", "100"), ("funding", "0"), ("demand", "2"), ("prices", "3")], 1):
        here.locator(f"[name={name}]").fill(value)
        wait_until(
            page,
            "n => document.querySelector('[data-exercise=pressure] .needs .count').textContent.startsWith(n)",
            str(given),
        )
        assert gaps.count() == 1
        assert here.locator(".problem.missing").count() == 5 - given
    here.locator("[name=years]").fill("5")
    wait_until(page, "() => !document.querySelector('[data-exercise=pressure] .needs[data-gaps]')")
    assert count.inner_text() == "all given; the rest is optional"
    assert here.locator("[data-findings] .sentence").count()
    assert page.evaluate(FOCUSED) == "pressure-years", "nobody is taken away from what they type"


def test_what_cannot_be_used_is_listed_and_leads_to_its_field(page, site):
    page.goto(site.address + PAGES["pressure"])
    here = section(page, "pressure")
    here.locator("[name=budget]").fill("much")
    wait_live(page, "pressure")
    assert here.locator(".needs .wrong").count() == 0, "nobody has asked yet"
    here.get_by_role("button", name="What does this mean?").click()
    wait_until(page, "() => document.querySelector('[data-exercise=pressure] .needs .wrong a')")
    here.locator(".needs .wrong a").click()
    wait_until(page, "() => document.activeElement.name === 'budget'")


def test_the_example_is_offered_at_the_top_of_an_empty_form_and_goes_at_the_first_answer_without_moving_anything(
    page, site
):
    page.goto(site.address + PAGES["factors"])
    here = section(page, "factors")
    offer, first = here.get_by_role("button", name="Try it with the example"), here.locator(".question").first
    assert offer.is_visible()
    before = first.bounding_box()["height"], here.locator(".needs").bounding_box()["height"]
    here.locator("[name=history][value='4']").check()
    assert not offer.is_visible()
    wait_live(page, "factors")
    assert (first.bounding_box()["height"], here.locator(".needs").bounding_box()["height"]) == before
    here.locator("[data-clear]").click()
    assert kept(page, "factors") == {}
    offer.click()
    eventually(page, lambda: kept(page, "factors"), "the example is there")
    wait_drawn(page, "factors")
    assert here.locator("[data-findings] .sentence").count()
    assert here.locator(".needs .count").inner_text() == "given; the rest is optional"


def test_who_comes_back_to_answers_finds_no_empty_place_where_the_example_was_offered(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.address + PAGES["factors"])
    here = section(page, "factors")
    here.locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    held = here.locator(".needs").bounding_box()["height"]
    page.reload()
    wait_live(page, "factors")
    assert here.locator(".needs").bounding_box()["height"] < held
    here.locator("[data-clear]").click()
    here.get_by_role("button", name="Try it with the example").wait_for()


def test_cleared_answers_are_not_blamed_for_what_was_missing(page, site):
    here = asked(page, site, "pressure")
    here.locator("[name=budget]").fill("100")
    here.locator("[data-clear]").click()
    wait_until(page, "() => !document.querySelector('[data-exercise=pressure] .problem')")
    assert here.locator(".needs[data-gaps]").count() == 0


def test_whoever_went_on_while_the_answer_was_on_its_way_is_not_called_back(page, site):
    site.faults[r"snapshot\.gz"] = "held"
    page.goto(site.address + PAGES["form"])
    here = section(page, "form")
    here.get_by_role("button", name="What does this mean?").click()
    here.locator("[name=collaboration]").focus()
    site.release.set()
    wait_live(page, "form")
    wait_until(page, "() => document.querySelector('[data-exercise=form] .needs[data-gaps]')")
    assert page.evaluate("() => document.activeElement.name") == "collaboration"
    assert "needs" in here.locator("[role=status]").inner_text(), "it is said instead"


def test_who_asks_and_changes_an_answer_at_once_is_told_what_is_needed_all_the_same(page, site):
    """The question on its way is then about answers of before; the next one was still asked by somebody."""
    page.goto(site.address + PAGES["pressure"])
    section(page, "pressure").locator("[name=budget]").fill("100")
    wait_live(page, "pressure")
    page.evaluate("""async () => {
      const form = document.querySelector('[data-exercise=pressure] form')
      form.requestSubmit()
      await new Promise((resolve) => setTimeout(resolve)) // by now it is on its way, and not back yet
      form.elements.funding.value = '0'
      form.elements.funding.dispatchEvent(new Event('input', { bubbles: true }))
    }""")
    wait_until(page, "() => document.querySelector('[data-exercise=pressure] .needs[data-gaps]')")
    assert section(page, "pressure").locator(".problem.missing").count() == 3
