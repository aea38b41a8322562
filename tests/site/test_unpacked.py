"""What is kept for the next start is kept unpacked, whole or not at all, and never without the other."""

import pytest
from conftest import exercise_pages, section, wait_live, wait_until

PAGE = exercise_pages()["factors"]
NAMES = ("pyodide.asm.mjs", "pyodide.asm.wasm", "snapshot")
KEPT = """async () => {
  const name = (await caches.keys()).find((one) => one.startsWith('collabkit-'))
  const kept = name ? await (await caches.open(name)).keys() : []
  return kept.map(({ url }) => url.split('/').at(-1)).filter((one) => /^(snapshot|pyodide[.]asm[.]\\w+)([.]gz)?$/.test(one)).sort()
}"""
CUT = """async () => {
  const store = await caches.open((await caches.keys()).find((one) => one.startsWith('collabkit-')))
  const { url } = (await store.keys()).find(({ url }) => url.endsWith('/snapshot'))
  const whole = await (await store.match(url)).arrayBuffer()
  await store.put(url, new Response(whole.slice(0, 1_000_000)))
}"""


@pytest.fixture
def visit(site, context):
    """Starts Python and stays until what is to be kept is kept; a rest of five seconds is cut short.

    It stays longer than what came waits before it is kept: only what is kept is unpacked.
    """
    folder = next(path for path in (site.folder / "_live").iterdir() if path.is_dir())
    source = (folder / "worker.js").read_text(encoding="utf-8")
    assert "REST = 5000" in source
    context.route(
        "**/worker.js",
        lambda route: route.fulfill(body=source.replace("REST = 5000", "REST = 2500"), content_type="text/javascript"),
    )

    def started(kept, spoil=""):
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(site.address + PAGE)
        section(page, "factors").locator("[name=history][value='4']").check()
        wait_live(page, "factors")
        wait_until(page, f"async () => String(await ({KEPT})()) === '{','.join(kept)}'")
        if spoil:
            page.evaluate(spoil)
        page.close()
        assert not [line for line in said if "ordinary way" in line]
        return [path for path in site.sent if path.endswith(".gz")]

    return started


BOTH = sorted([*NAMES, *(f"{name}.gz" for name in NAMES)])


def test_the_next_start_finds_the_files_unpacked_and_then_throws_away_what_came(site, visit):
    assert len(visit(BOTH)) == len(NAMES)
    site.sent.clear()
    assert visit(NAMES) == []
    assert visit(NAMES) == []


def test_that_no_network_is_needed_is_said_to_who_comes_back_too(site, visit, context):
    """By then what Python is made of is no longer kept as it came."""
    visit(BOTH)
    visit(NAMES)
    page = context.new_page()
    page.goto(f"{site.address}book/facilitating/group.html")
    page.locator("[data-text]").focus()
    page.locator("[data-ready]:not(:empty)").wait_for()


def test_a_kept_file_that_is_not_whole_is_unpacked_again(site, visit):
    visit(BOTH, spoil=CUT)
    site.sent.clear()
    assert visit(sorted([*NAMES, "snapshot.gz"])) == [], "what came is still there"
    assert visit(NAMES) == []


def test_where_only_a_broken_file_is_left_it_is_fetched_again(site, visit):
    visit(BOTH)
    visit(NAMES, spoil=CUT)
    site.sent.clear()
    assert [path.split("/")[-1] for path in visit(sorted([*NAMES, "snapshot.gz"]))] == ["snapshot.gz"]
