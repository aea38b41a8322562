"""One release after another, as real ones: what is kept of them, and what an open tab meets."""

import pytest
from conftest import (
    ANSWERS,
    HTML,
    RUNTIME,
    eventually,
    exercise_pages,
    section,
    wait_keeper,
    wait_kept,
    wait_live,
    wait_until,
)
from served import another_release, release

PAGE = exercise_pages()["factors"]
KEEPS = "() => caches.keys().then((names) => names.sort())"


def visit(page, site):
    """Come with the network, answer once, and go on until the keeper has the page in hand."""
    page.goto(site.address + PAGE)
    section(page, "factors").locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    wait_keeper(page)


def kept(page, names):
    """Wait until these releases are kept, and no other."""
    wanted = sorted(f"collabkit-{name}" for name in names)
    eventually(page, lambda: page.evaluate(KEEPS) == wanted)


def test_two_releases_are_kept_and_the_older_ones_are_thrown_away(site, context, tmp_path):
    page = context.new_page()
    first, second, third = release(), "0123456789ab", "ba9876543210"
    visit(page, site)
    kept(page, [first])
    for name, before in ((second, first), (third, second)):
        site.folder = another_release(tmp_path / name, name)
        visit(page, site)
        assert page.locator(f"script[src*='/{name}/']").count(), "the new release, whole"
        kept(page, [before, name])
    assert section(page, "factors").locator("[name=history][value='4']").is_checked(), "answers stay"


STANDING = "() => document.querySelector(\"[data-exercise=factors] [name=standing][value='2']\").checked"
KEEPERS = """async () => {
  const { installing, waiting, active } = await navigator.serviceWorker.getRegistration()
  return [installing, waiting, active].map((one) => one?.state ?? null)
}"""
ONE_KEEPER = [None, None, "activated"]


def looked_for_another(page):
    """Let the browser look whether there is another keeper, as it does by itself now and then."""
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update() }")


def test_a_release_puts_no_new_keeper_in_the_place_of_the_one_that_serves_open_tabs(site, context, tmp_path):
    """Where keepers change places, Chromium now and then loses what the one before had in hand, and a page never comes."""
    page = context.new_page()
    visit(page, site)
    site.folder = another_release(tmp_path / "another")
    visit(page, site)
    looked_for_another(page)
    assert page.evaluate(KEEPERS) == ONE_KEEPER


def test_another_keeper_waits_until_no_tab_is_open(site, context, tmp_path):
    old = context.new_page()
    visit(old, site)
    site.folder = another_release(tmp_path / "another")
    keeper = site.folder / "service-worker.js"
    text = keeper.read_text(encoding="utf-8")
    keeper.unlink()  # the course's own file stays as it is
    keeper.write_text(f"{text}\n// another\n", encoding="utf-8")
    new = context.new_page()
    visit(new, site)
    looked_for_another(new)
    wait_until(new, f"async () => String(await ({KEEPERS})()) === ',installed,activated'")
    section(old, "factors").locator("[name=standing][value='2']").check()
    wait_live(old, "factors")
    old.close()
    new.close()

    def another_serves():
        """Whether it serves who comes later; where the browser had not noticed yet that the last tab is closed, it does not."""
        nowhere.wait_for_timeout(300)
        later = context.new_page()
        later.goto(site.address + PAGE)
        wait_until(later, STANDING)  # answers stay
        keepers = later.evaluate(KEEPERS)
        later.close()
        return keepers == ONE_KEEPER

    nowhere = context.new_page()
    eventually(nowhere, another_serves, "the other keeper serves who comes later")


def test_a_tab_of_the_release_before_goes_on_where_the_new_one_took_over(site, context, tmp_path):
    """Its files are gone from the server; what it has here already goes on answering."""
    old, new = context.new_page(), context.new_page()
    visit(old, site)
    site.folder = another_release(tmp_path / "another")
    visit(new, site)
    section(old, "factors").locator("[name=standing][value='2']").check()
    wait_live(old, "factors")
    old.wait_for_timeout(500)
    assert section(old, "factors").get_attribute("data-state") == "live"
    new.bring_to_front()
    wait_until(new, STANDING)


KEPT_FILES = """async () => {
  const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
  return (await Promise.all(stores.map((store) => store.keys()))).flat().map(({ url }) => new URL(url).pathname)
}"""


def test_what_was_still_on_its_way_when_the_keeper_was_ready_is_kept_too(site, context):
    """A slow first visit: scripts were asked for before there was a keeper, and came after. The second fetches none of them."""
    late = ("fields", "store", "voice")
    site.faults["/(" + "|".join(late) + r")\.js$"] = "slow"
    page = context.new_page()
    page.goto(site.address + PAGE)
    wait_keeper(page)
    section(page, "factors").locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    wait_kept(page, *RUNTIME)
    assert {f"{name}.js" for name in late} <= {path.split("/")[-1] for path in page.evaluate(KEPT_FILES)}
    page.close()
    site.sent.clear()
    page = context.new_page()
    page.goto(site.address + PAGE)
    wait_live(page, "factors")
    assert not [path for path in site.sent if "/_live/" in path and path.endswith(".js")]


def keeping_an_old_page(context, times):
    """A browser that hands out a page of the release before, so many times, as one may that keeps pages for a while."""
    text = (HTML / PAGE).read_text(encoding="utf-8").replace(release(), "0ld0ld0ld0ld")
    asked = []

    def answer(route):
        asked.append(route.request.url)
        if len(asked) <= times:
            route.fulfill(body=text, content_type="text/html")
        else:
            route.continue_()

    context.route(f"**/{PAGE}", answer)
    return asked


@pytest.mark.online
def test_an_old_page_whose_scripts_are_gone_comes_anew_by_itself(site, context):
    asked = keeping_an_old_page(context, 1)
    page = context.new_page()
    page.goto(site.address + PAGE, wait_until="commit")
    page.locator(f"script[src*='/{release()}/']").first.wait_for(state="attached")
    section(page, "factors").locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    assert len(asked) == 2
    assert page.locator("[data-anew]").count() == 0


GIVEN_MEANWHILE = """const looking = setInterval(async () => {
  const answer = document.querySelector('[data-exercise=factors] [name=history][value="4"]')
  if (!answer || await (await fetch('/asked')).text() !== '2') return
  clearInterval(looking)
  answer.click()
}, 100)"""
"""Somebody who answers while the page comes anew; the browser's steering would wait for that page."""


@pytest.mark.online
def test_an_answer_given_while_an_old_page_comes_anew_stays_on_it(site, context):
    text = (HTML / PAGE).read_text(encoding="utf-8").replace(release(), "0ld0ld0ld0ld")
    asked = []

    def answer(route):
        asked.append(route)
        if len(asked) == 1:
            route.fulfill(body=text, content_type="text/html")  # and what is asked for next is long on its way

    context.route(f"**/{PAGE}", answer)
    context.route("**/asked", lambda route: route.fulfill(body=str(len(asked))))
    context.add_init_script(GIVEN_MEANWHILE)
    page = context.new_page()
    page.goto(site.address + PAGE, wait_until="commit")
    eventually(page, lambda: len(asked) == 2 and asked[1].request.failure, "nothing takes its place any more")
    section(page, "factors").locator("[data-anew]").wait_for()
    assert section(page, "factors").locator("[name=history][value='4']").is_checked()


@pytest.mark.online
def test_an_old_page_that_stays_says_that_nothing_is_kept_before_it_comes_anew(site, context):
    asked = keeping_an_old_page(context, 2)
    page = context.new_page()
    page.goto(site.address + PAGE, wait_until="commit")
    section(page, "factors").locator("[data-anew]").wait_for()
    page.wait_for_timeout(500)
    assert len(asked) == 2, "it came anew once, and not again and again"
    assert "before you type" in section(page, "factors").locator(".notice:visible").inner_text()
    section(page, "factors").locator("[data-anew]").click()
    page.locator(f"script[src*='/{release()}/']").first.wait_for(state="attached")
    section(page, "factors").locator("[name=history][value='4']").check()
    wait_live(page, "factors")


@pytest.mark.online
def test_a_page_without_exercises_says_so_too(site, context):
    site.faults[r"/answers\.js$"] = "404"
    page = context.new_page()
    page.goto(site.address + ANSWERS, wait_until="commit")
    page.locator("h1 + .notice [data-anew]").wait_for()
    site.faults.clear()
    page.locator("[data-anew]").click()
    page.locator("[data-anew]").wait_for(state="detached")
    page.locator(".kept:visible").first.wait_for()
    page.wait_for_load_state()
    assert page.locator("[data-anew]").count() == 0
