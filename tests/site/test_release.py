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
