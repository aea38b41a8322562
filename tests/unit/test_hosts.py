"""Every kind of host is told to send what ``collabkit serve`` sends: read in its own words, and asked where it can be."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from pathlib import Path

import pytest

from collabkit import cli
from collabkit.commands import hosts, serve

TOP = Path(__file__).parents[2]
RELEASE = "0123abcd4567"
FILES = (
    "index.html",
    "book/1-heart.html",
    "service-worker.js",
    "_static/course.css",
    "_static/mark.svg",
    "_live/release.txt",
    f"_live/{RELEASE}/page.js",
    f"_live/{RELEASE}/pyodide.mjs",
    f"_live/{RELEASE}/release.json",
    f"_live/{RELEASE}/python.wasm",
    f"_live/{RELEASE}/snapshot.gz",
    f"_live/{RELEASE}/stdlib.zip",
    "exercises/degree.ipynb",
    "objects.inv",
    "kit/half-day.zip",
    "slides/half-day.pptx",
)
NAMES = (*hosts.SAFE, "Cache-Control", "Content-Type")
SAID = re.compile(r'(?P<name>[A-Z][\w-]+)(?::)? "?(?P<value>[^"\n]+?)"?(?: always)?;?$')


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        path = tmp_path / "html" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / "html" / "_live" / "release.txt").write_text(RELEASE, encoding="utf-8")
    return tmp_path / "html"


def asked(port, path):
    """Ask a server on this machine; return the status, and those headers that we mean."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request("GET", path, headers={"Connection": "close"})
        answer = line.getresponse()
        body = answer.read()
        return answer.status, {name: answer.headers.get(name, "").lower() for name in NAMES}, body
    finally:
        line.close()


@pytest.fixture
def expected(folder):
    """What ``collabkit serve`` sends with each file, and where there is none."""
    with serve.server(folder, 0) as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        found = {name: asked(serving.server_port, f"/{name}") for name in (*FILES, "nothing.html")}
        serving.shutdown()
        thread.join()
    return found


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as any_socket:
        return any_socket.getsockname()[1]


def program(*names):
    """Where a server is; Debian's lie where only root looks."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    found = next(filter(None, (shutil.which(name, path=path) for name in names)), None)
    if not found:
        pytest.skip(f"{names[0]} is not here")
    return found


@contextmanager
def running(command, port):
    """A server in the foreground, once it answers."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            for _ in range(200):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    assert server.poll() is None, server.stdout.read()
                    time.sleep(0.05)
            yield
        finally:
            server.terminate()
            server.wait(20)


def same_as_ours(port, expected):
    for name, (status, headers, body) in expected.items():
        found_status, found, found_body = asked(port, f"/{name}")
        assert (name, found_status) == (name, status)
        if status == 200:
            assert found_body == body
            assert (name, found) == (name, headers)
        else:
            assert {one: found[one] for one in hosts.SAFE} == {one: headers[one] for one in hosts.SAFE}


def test_nginx_sends_the_same(folder, tmp_path, expected):
    nginx, port = program("nginx"), free_port()
    settings = (
        hosts.nginx()
        .replace("listen 8080", f"listen 127.0.0.1:{port}")
        .replace("root /usr/share/nginx/html", f"root {folder}")
    )
    kinds = "client_body proxy fastcgi uwsgi scgi"
    places = " ".join(f"{kind}_temp_path {tmp_path}/temporary;" for kind in kinds.split())
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; include /etc/nginx/mime.types; {places}\n{settings}}}\n",
        encoding="utf-8",
    )
    command = [nginx, "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", "stderr"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr, checked.stderr
    with running(command, port):
        same_as_ours(port, expected)


@pytest.mark.parametrize("place", ["htaccess", "settings"])
def test_apache_sends_the_same(folder, tmp_path, expected, place):
    apache, port = program("apache2", "httpd"), free_port()
    modules = Path("/usr/lib/apache2/modules")
    loaded = ("mpm_event", "authz_core", "mime", "dir", "headers", "autoindex")
    (tmp_path / "types").write_text("application/gzip gz\napplication/javascript js\n", encoding="utf-8")
    if place == "htaccess":
        (folder / ".htaccess").write_text(hosts.apache(), encoding="utf-8")
    lines = [
        f"ServerRoot {tmp_path}",
        f"PidFile {tmp_path}/pid",
        "ServerName localhost",
        f"Listen 127.0.0.1:{port}",
        "ErrorLog /dev/stderr",
        *(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in loaded),
        f"TypesConfig {tmp_path}/types",
        "AddEncoding x-gzip .gz",
        f"DocumentRoot {folder}",
        f"<Directory {folder}>",
        "AllowOverride All",
        "Require all granted",
        hosts.apache() if place == "settings" else "",
        "</Directory>",
    ]
    (tmp_path / "apache.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with running([apache, "-f", tmp_path / "apache.conf", "-D", "FOREGROUND"], port):
        same_as_ours(port, expected)


def written(text):
    """Headers that are set in lines of settings."""
    return {match["name"]: match["value"] for line in text.splitlines() if (match := SAID.search(line.strip()))}


def test_a_headers_file_says_the_same_and_keeps_only_a_releases_own_files():
    rules = dict(re.findall(r"(?m)^(/\S*)\n((?:  .+\n)+)", hosts.headers_file(RELEASE)))
    assert {path: written(lines) for path, lines in rules.items()} == {
        "/*": hosts.SAFE,
        f"/_live/{RELEASE}/*": {"Cache-Control": hosts.FOR_A_YEAR},
    }
    assert "Cache-Control" not in hosts.headers_file(), "where no release is known nothing is kept"


def test_iis_knows_every_type_and_sends_the_same():
    root = ET.fromstring(hosts.iis(RELEASE))  # noqa: S314 - our own words
    sent = {one.get("name"): one.get("value") for one in root.iterfind("system.webServer//customHeaders/add")}
    assert sent == {**hosts.SAFE, "Cache-Control": hosts.EVERY_TIME}
    types = {one.get("fileExtension")[1:]: one.get("mimeType") for one in root.iter("mimeMap")}
    assert types == {ending: hosts.content_type(ending) for ending in hosts.TYPES}
    place = root.find("location")
    assert place.get("path") == f"_live/{RELEASE}"
    assert place.find(".//add").attrib == {"name": "Cache-Control", "value": hosts.FOR_A_YEAR}
    assert ET.fromstring(hosts.iis()).find("location") is None  # noqa: S314 - our own words


def test_each_header_has_its_reason():
    assert list(hosts.WHY) == list(hosts.SAFE)


@pytest.mark.parametrize("host", hosts.HOSTS)
def test_the_command_writes_them_for_the_release_that_is_built(host, folder, monkeypatch, capsys):
    monkeypatch.setattr("collabkit.commands.headers.site_folder", lambda: folder)
    assert cli.main(["headers", host]) == 0
    assert capsys.readouterr().out == hosts.HOSTS[host](RELEASE)


def test_the_command_works_before_anything_is_built(monkeypatch, capsys):
    def none():
        raise cli.CommandError("The course is not built yet.")

    monkeypatch.setattr("collabkit.commands.headers.site_folder", none)
    assert cli.main(["headers", "cloudflare"]) == 0
    assert capsys.readouterr().out == hosts.headers_file()
