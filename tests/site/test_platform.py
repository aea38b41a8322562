"""The course in a learning platform: a stand-in for Moodle shows it in a frame or a window, and writes down all it is told."""

import io
import threading
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from accessible import violations
from conftest import HTML, wait_until

from collabkit.commands import scorm
from collabkit.commands.hosts import TYPES
from collabkit.commands.serve import IN_LINE
from collabkit.render.zipped import zipped

PLACE = "pluginfile.php/31/mod_scorm/content/1"
"""Where Moodle shows a package: deep below the top, beside the packages of others."""

PLATFORM = """<!DOCTYPE html><html lang="en"><title>Platform</title><script>
const told = [], kept = JSON.parse(sessionStorage.getItem('kept') ?? '{}')
const answers = { LMSInitialize: () => 'true', LMSFinish: () => 'true', LMSCommit: () => 'true', LMSGetLastError: () => '0',
  LMSGetValue: (name) => kept[name] ?? 'not attempted',
  LMSSetValue: (name, value) => { kept[name] = value; sessionStorage.setItem('kept', JSON.stringify(kept)); return 'true' } }
window.API = Object.fromEntries(Object.entries(answers).map(([name, answer]) =>
  [name, (...words) => { told.push([name, ...words]); return answer(...words) }]))
</script>%s</html>"""
FRAMED = PLATFORM % (
    f'<iframe id="outer" srcdoc="<iframe id=&quot;course&quot; title=course width=1000 height=700 src=/{PLACE}/learn.html></iframe>"'
    ' width="1050" height="750" title="player"></iframe>'
)
SET = "() => told.filter(([name]) => name === 'LMSSetValue')"
STATUS = "cmi.core.lesson_status"


class Platform(SimpleHTTPRequestHandler):
    """Sends files as such a platform does: without any of the headers that we recommend."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **{f".{end}": kind for end, kind in TYPES.items()}}  # noqa: RUF012

    def log_message(self, format, *args):
        """Stay quiet."""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("platform")
    with zipfile.ZipFile(io.BytesIO(zipped(scorm.files(HTML)))) as archive:
        archive.extractall(folder / PLACE)
    (folder / "player.html").write_text(FRAMED, encoding="utf-8")
    (folder / "opener.html").write_text(PLATFORM % "", encoding="utf-8")
    return folder


class Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = IN_LINE

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request, client_address):
        """A browser that goes away in the middle is no error of ours."""


@pytest.fixture
def site(unpacked):
    running = Quiet(("127.0.0.1", 0), lambda *given: Platform(*given, directory=str(unpacked)))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def around(page):
    return page.frame_locator("#outer").frame_locator("#course")


def test_a_platform_hears_incomplete_then_completed_and_nothing_else(site, page):
    page.goto(f"{site.address}player.html")
    learn = around(page)
    learn.get_by_text("learns only whether you have finished").wait_for()
    assert page.evaluate(SET) == [["LMSSetValue", STATUS, "incomplete"]]

    course = learn.frame_locator("iframe")
    course.get_by_role("link", name="5 What works").first.click()
    answer = course.locator('section[data-exercise="factors"] [name="history"][value="4"]')
    answer.check()
    course.locator('section[data-exercise="factors"][data-state="live"]').wait_for(state="attached")
    assert len(course.locator('section[data-exercise="factors"] [data-findings]').inner_text().split()) > 20

    learn.get_by_role("button", name="I have finished the course").click()
    learn.get_by_text("has noted that you finished").wait_for()
    assert page.evaluate(SET) == [["LMSSetValue", STATUS, "incomplete"], ["LMSSetValue", STATUS, "completed"]]
    assert page.evaluate("() => told[0]") == ["LMSInitialize", ""]
    page.evaluate(
        "() => { document.querySelector('#outer').contentDocument.querySelector('#course').src = 'about:blank' }"
    )
    wait_until(page, "() => told.at(-1)[0] === 'LMSFinish'")
    assert {call[0] for call in page.evaluate("() => told")} == {
        "LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"
    }  # fmt: skip

    page.reload()
    around(page).get_by_text("has noted that you finished").wait_for()
    assert page.evaluate(SET) == [], "who has finished is not set back"
    around(page).frame_locator("iframe").locator("h1").first.wait_for()


def test_in_a_window_of_its_own_the_platform_is_found_too(site, page):
    page.goto(f"{site.address}opener.html")
    with page.expect_popup() as opened:
        page.evaluate(f"() => void window.open('/{PLACE}/learn.html')")
    opened.value.get_by_role("button", name="I have finished the course").click()
    wait_until(page, f"() => kept['{STATUS}'] === 'completed'")


def test_without_a_platform_the_course_works_and_says_that_nothing_is_reported(site, page):
    page.goto(f"{site.address}{PLACE}/learn.html")
    page.get_by_text("No learning platform is listening").wait_for()
    assert page.get_by_role("button", name="I have finished").count() == 0
    page.frame_locator("iframe").locator("h1").first.wait_for()


def test_a_platform_that_fails_is_said_and_can_be_tried_again(site, page):
    page.goto(f"{site.address}player.html")
    button = around(page).get_by_role("button", name="I have finished the course")
    button.wait_for()
    page.evaluate("() => { window.taken = API.LMSSetValue; API.LMSSetValue = () => { throw new Error('signed out') } }")
    button.click()
    around(page).get_by_text("did not take it").wait_for()
    page.evaluate("() => { API.LMSSetValue = taken }")
    button.click()
    around(page).get_by_text("has noted that you finished").wait_for()


def test_the_course_is_kept_for_offline_use_within_its_own_folder(site, page):
    page.goto(f"{site.address}{PLACE}/learn.html")
    page.frame_locator("iframe").locator("h1").first.wait_for()
    scope = page.evaluate("async () => (await navigator.serviceWorker.ready).scope")
    assert scope == f"{site.address}{PLACE}/"


def test_links_to_other_sites_open_beside_the_course(site, page, context):
    context.route("https://**", lambda route: route.abort())
    context.route("**/mark.svg", lambda _: None)  # nobody answers: pictures that are still on their way
    page.goto(f"{site.address}{PLACE}/learn.html", wait_until="commit")
    frame = page.frame_locator("iframe")
    frame.locator("footer a", has_text="Licence").click()
    link = frame.get_by_role("link", name="creativecommons.org/licenses/by/4.0/legalcode")
    link.wait_for()
    with page.expect_popup():
        link.click()
    context.elsewhere.clear()
    assert frame.locator("h1").first.inner_text().startswith("Licence")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_around_the_course_is_accessible_and_fits(site, page, width, scheme):
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.address}opener.html")
    with page.expect_popup() as opened:
        page.evaluate(f"() => void window.open('/{PLACE}/learn.html')")
    page = opened.value
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme)
    page.get_by_text("learns only whether").wait_for()
    assert violations(page, ".report") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
