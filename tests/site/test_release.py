"""One release after another, as real ones: what is kept of them, and what an open tab meets."""

from conftest import exercise_pages, section, wait_live
from served import another_release, release

PAGE = exercise_pages()["factors"]
KEEPS = "() => caches.keys().then((names) => names.sort())"


def visit(page, site):
    """Come with the network, answer once, and go on until this release's keeper has the page in hand."""
    page.goto(site.address + PAGE)
    section(page, "factors").locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    page.evaluate("navigator.serviceWorker.ready")


def kept(page, names):
    """Wait until these releases are kept, and no other."""
    wanted = sorted(f"collabkit-{name}" for name in names)
    for _ in range(100):
        if page.evaluate(KEEPS) == wanted:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.evaluate(KEEPS)}, not {wanted}")


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


def test_a_tab_of_the_release_before_goes_on_where_the_new_one_took_over(site, context, tmp_path):
    """Its files are gone from the server, and its keeper has given way; what it has here already goes on answering."""
    old, new = context.new_page(), context.new_page()
    visit(old, site)
    site.folder = another_release(tmp_path / "another")
    visit(new, site)
    section(old, "factors").locator("[name=standing][value='2']").check()
    wait_live(old, "factors")
    old.wait_for_timeout(500)
    assert section(old, "factors").get_attribute("data-state") == "live"
    new.bring_to_front()
    new.wait_for_timeout(300)
    assert section(new, "factors").locator("[name=standing][value='2']").is_checked()


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
    page.evaluate("navigator.serviceWorker.ready")
    section(page, "factors").locator("[name=history][value='4']").check()
    wait_live(page, "factors")
    for _ in range(100):
        names = page.evaluate(KEPT_FILES)
        missing = [name for name in late if not any(path.endswith(f"/{name}.js") for path in names)]
        if not missing:
            break
        page.wait_for_timeout(100)
    assert not missing
    page.close()
    site.sent.clear()
    page = context.new_page()
    page.goto(site.address + PAGE)
    wait_live(page, "factors")
    assert not [path for path in site.sent if "/_live/" in path and path.endswith(".js")]
