"""The course on one's own machine answers a class, odd addresses and people who go away as a good host does."""

import http.client
import os
import socket
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from collabkit import cli
from collabkit.commands import hosts, serve

CLASS = 500
RELEASE = "_live/0123abcd"
FILES = {
    "index.html": ("<h1>Course</h1>", "text/html; charset=utf-8"),
    "book/1-heart.html": ("<h1>Trust</h1>", "text/html; charset=utf-8"),
    "sheets/degree.html": ("<h1>Sheet</h1>", "text/html; charset=utf-8"),
    "service-worker.js": ("// kept", "text/javascript; charset=utf-8"),
    "_static/course.css": ("body {}", "text/css; charset=utf-8"),
    "_static/mark.svg": ("<svg/>", "image/svg+xml"),
    "_live/release.txt": ("0123abcd", "text/plain; charset=utf-8"),
    f"{RELEASE}/page.js": ("export {}", "text/javascript; charset=utf-8"),
    f"{RELEASE}/pyodide.mjs": ("export {}", "text/javascript; charset=utf-8"),
    f"{RELEASE}/release.json": ("{}", "application/json"),
    f"{RELEASE}/python.wasm": ("\0asm", "application/wasm"),
    f"{RELEASE}/snapshot.gz": ("gz", "application/octet-stream"),
    f"{RELEASE}/stdlib.zip": ("zip", "application/zip"),
    "exercises/degree.ipynb": ("{}", "application/x-ipynb+json"),
    "objects.inv": ("inv", "application/octet-stream"),
}


@pytest.fixture
def folder(tmp_path):
    for name, (words, _) in FILES.items():
        path = tmp_path / "html" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("nobody's business", encoding="utf-8")
    return tmp_path / "html"


@pytest.fixture
def waiting(folder):
    """A server that listens and does not answer yet."""
    with serve.server(folder, 0) as made:
        yield made


@pytest.fixture
def running(waiting):
    thread = threading.Thread(target=waiting.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield waiting
    waiting.shutdown()
    thread.join()


def get(server, path, method="GET", **headers):
    """Send a request exactly so, and return status, headers and content."""
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    try:
        line.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


def until_quiet(seconds=10):
    """Wait until no request is being answered."""
    end = time.monotonic() + seconds
    while any("process_request" in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < end, "a request is still being answered"
        time.sleep(0.01)


def test_a_class_that_arrives_before_anybody_is_answered_waits_in_line(waiting):
    """Nobody is turned away: each connection is made at once, though nobody is answered yet."""
    lines = [socket.create_connection(("127.0.0.1", waiting.server_port), timeout=2) for _ in range(CLASS)]
    thread = threading.Thread(target=waiting.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        for line in lines:
            line.settimeout(20)
            line.sendall(b"GET /index.html HTTP/1.0\r\n\r\n")
        assert all(line.recv(100).startswith(b"HTTP/1.0 200") for line in lines)
    finally:
        for line in lines:
            line.close()
        waiting.shutdown()
        thread.join()


def test_five_hundred_readers_at_once_are_all_answered(running):
    together = threading.Barrier(CLASS)
    names = list(FILES)

    def reader(number):
        together.wait(30)
        name = names[number % len(names)]
        status, _, body = get(running, f"/{name}")
        return status, body == FILES[name][0].encode()

    with ThreadPoolExecutor(CLASS) as pool:
        assert set(pool.map(reader, range(CLASS))) == {(200, True)}


def test_a_server_makes_room_for_more_than_a_machine_gives_at_first():
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, before[1]), before[1]))
    try:
        serve.make_room()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= min(serve.OPEN, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_reader_who_goes_away_leaves_no_word_and_harms_nobody(running, folder, capfd):
    (folder / "large.bin").write_bytes(bytes(30_000_000))
    for _ in range(5):
        line = socket.create_connection(("127.0.0.1", running.server_port))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # hang up at once
        line.sendall(b"GET /large.bin HTTP/1.0\r\n\r\n")
        line.recv(1000)
        line.close()
    until_quiet()
    assert get(running, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_our_own_is_shown(running, monkeypatch, capfd):
    monkeypatch.setattr(serve.Handler, "_is_known", lambda *_: 1 / 0)
    with pytest.raises(http.client.RemoteDisconnected):
        get(running, "/")
    until_quiet()
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_connection_on_which_nothing_moves_is_closed(running, monkeypatch, capfd):
    monkeypatch.setattr(serve.Handler, "timeout", 0.3)
    silent = socket.create_connection(("127.0.0.1", running.server_port), timeout=10)
    half = socket.create_connection(("127.0.0.1", running.server_port), timeout=10)
    half.sendall(b"GET /index.html HTT")
    assert (silent.recv(10), half.recv(10)) == (b"", b"")
    silent.close()
    half.close()
    until_quiet()
    assert capfd.readouterr() == ("", "")


def test_nobody_waits_longer_than_a_minute_for_a_silent_connection():
    assert 5 <= serve.Handler.timeout <= 60


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.html",
        "/book/%00.html",
        "/%00",
        "/%ED%A0%80",
        "/%FF%FE",
        "/index.html/",
        "/index.html%2F",
        "/sheets",
        "/sheets/",
        "/_live/",
        f"/{RELEASE}/",
        "/_static",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/book/../../secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        f"/{RELEASE}/../../../secret.txt",
        "//127.0.0.1/secret.txt",
        "/" + "a" * 300,
        "/" + "a/" * 3000,
        "/?" + "a" * 3000 + "/",
    ],
)
def test_an_odd_address_is_not_found_and_nothing_is_listed(running, path, capfd):
    status, headers, body = get(running, path)
    until_quiet()
    if path.startswith("/?"):
        assert (status, body) == (200, FILES["index.html"][0].encode()), "what follows a question mark is no address"
        return
    assert status == 404
    assert "immutable" not in headers.get("Cache-Control", "")
    assert b"secret" not in body.replace(path.encode(), b"")
    assert b"degree" not in body
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("path", ["/" + "a" * 70_000, "/" + "a" * 65_530])
def test_an_address_longer_than_any_is_refused(running, path, capfd):
    assert get(running, path)[0] in (404, 414)
    until_quiet()
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_its_slash_leads_to_its_page(running, folder):
    (folder / "book" / "index.html").write_text("<h1>Book</h1>", encoding="utf-8")
    status, headers, _ = get(running, "/book?a=1")
    assert (status, headers["Location"]) == (301, "/book/?a=1")
    assert get(running, "/book/?a=1")[2] == b"<h1>Book</h1>"
    status, headers, _ = get(running, "//book")
    assert (status, headers["Location"]) == (301, "/book/"), "never to another site"


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_its_type_its_size_and_what_keeps_readers_safe(running, name):
    status, headers, body = get(running, f"/{name}")
    assert (status, body) == (200, FILES[name][0].encode())
    assert headers["Content-Type"] == FILES[name][1]
    assert headers["Content-Length"] == str(len(body))
    assert {one: headers[one] for one in hosts.SAFE} == hosts.SAFE


@pytest.mark.parametrize("name", FILES)
def test_a_release_is_kept_for_a_year_and_all_else_is_asked_about_each_time(running, name):
    kept = get(running, f"/{name}")[1]["Cache-Control"]
    assert kept == ("public, max-age=31536000, immutable" if name.startswith(RELEASE) else "no-cache")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_has_not_changed_is_not_sent_again(running, name):
    _, first, _ = get(running, f"/{name}")
    for headers in (
        {"If_None_Match": first["ETag"]},
        {"If_None_Match": f'"other", W/{first["ETag"]}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": first["Last-Modified"]},
    ):
        status, again, body = get(running, f"/{name}", **headers)
        assert (status, body) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == first["Cache-Control"]
        assert again["Content-Length"] is None


def test_a_changed_file_is_sent_even_within_the_same_second_or_from_an_older_release(running, folder):
    path = folder / "index.html"
    _, first, _ = get(running, "/")
    moment = path.stat().st_mtime_ns
    path.write_text("<h1>Anew</h1>!", encoding="utf-8")
    os.utime(path, ns=(moment + 1000, moment + 1000))
    status, second, body = get(running, "/", If_None_Match=first["ETag"], If_Modified_Since=first["Last-Modified"])
    assert (status, body) == (200, b"<h1>Anew</h1>!")
    os.utime(path, ns=(moment - 10**10, moment - 10**10))
    for headers in ({"If_None_Match": second["ETag"]}, {"If_Modified_Since": second["Last-Modified"]}):
        assert get(running, "/", **headers)[0] == 200


@pytest.mark.parametrize("odd", ["", "yesterday", "Mon, 99 Foo 99999 99:99:99 GMT", '"'])
def test_an_odd_condition_is_none(running, odd):
    assert get(running, "/", If_Modified_Since=odd)[0] == 200
    assert get(running, "/", If_None_Match=odd)[0] == 200


@pytest.mark.parametrize("name", FILES)
def test_head_says_the_same_and_sends_nothing(running, name):
    _, expected, _ = get(running, f"/{name}")
    status, headers, body = get(running, f"/{name}", "HEAD")
    assert (status, body) == (200, b"")
    drop = {"Date"}
    assert {k: v for k, v in headers.items() if k not in drop} == {k: v for k, v in expected.items() if k not in drop}
    assert get(running, "/nothing", "HEAD")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent_to_it(running, method):
    assert get(running, "/", method)[0] == 501


def test_a_taken_port_gives_way_to_a_free_one(folder, running):
    with serve.server(folder, running.server_port) as other:
        assert other.server_port != running.server_port


@pytest.mark.parametrize("port", ["99999", "-1", "eight"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.parser().parse_args(["serve", f"--port={port}"])
    assert ended.value.code == 2
    assert "a port is a number from 0 to 65535" in capsys.readouterr().err
