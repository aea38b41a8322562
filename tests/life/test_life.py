"""Ten minutes in somebody's life with the course, at random: nothing lost, nothing shown that is not stored.

``walk.mjs`` is the reader. At every rest it says what was done last, what is stored and what both tabs show; here that
is judged, with findings worked out anew by a fresh Python from what is stored. The seed changes daily and is printed.

    pytest tests/life                                             two minutes in Chromium, one in Firefox
    COLLABKIT_LIFE=600 COLLABKIT_SEED=7 pytest tests/life -s      ten minutes each, with a seed of one's own

A walk of five minutes or more also tells how many megabytes the browser held in each quarter of it, and may not go on growing.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from memory import Memory, grows, quarters
from served import ARGUMENTS, HTML, TOP, Site, another_release

from collabkit import strategy
from collabkit.browser import answer
from collabkit.commands.build import npm_install
from collabkit.exercises import catalogue, exercise
from collabkit.exercises.context import SHARED
from collabkit.questions import Names

SECONDS = int(os.environ.get("COLLABKIT_LIFE", "0"))
SEED = int(os.environ.get("COLLABKIT_SEED", dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d")))
PATIENCE = 120
"""Seconds that a walk may be silent, or take longer than it was given."""


def chromium():
    return {"browser": "chrome", "executablePath": shutil.which("chromium") or shutil.which("chromium-browser"), "headless": True, "args": ARGUMENTS}  # fmt: skip


def firefox():
    return {"browser": "firefox", "executablePath": shutil.which("firefox-esr") or shutil.which("firefox"), "headless": True, "args": ["--width=1100", "--height=900"]}  # fmt: skip


def pages():
    """The page of each exercise; a sheet is no page to live on."""
    found = {}
    for path in sorted(HTML.glob("book/*.html")):
        text = path.read_text(encoding="utf-8")
        found.update({one.id: f"book/{path.name}" for one in catalogue() if f'data-exercise="{one.id}"' in text})
    return found


def known():
    """What the walker has to know of each exercise."""
    where = pages()
    return {
        one.id: {
            "page": where[one.id],
            "example": one.read(one.example).answers,
            "lists": {part.key: {"most": part.most} for part in one.questions() if isinstance(part, Names)},
        }
        for one in catalogue()
    }


def plain(value):
    """An answer as it is typed: a page keeps 3 as "3"."""
    if isinstance(value, list):
        return [plain(part) for part in value]
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def typed(answers):
    return {key: plain(value) for key, value in answers.items()}


def words(markup):
    return BeautifulSoup(markup, "html.parser").get_text(" ", strip=True)


class Judge:
    """Holds what is shown and stored against what was done."""

    def __init__(self):
        self.problems = []
        self.compared = {"answers": 0, "fields": 0, "findings": 0}

    def rest(self, told):
        book = json.loads(told["stored"] or '{"shared": {"answers": {}}, "exercises": {}}')
        self.stored(told["model"], book)
        for tab in told["shown"]:
            for id, shown in tab["exercises"].items():
                self.shown(id, shown, book, tab["url"], offline=told["offline"])

    def stored(self, model, book):
        """What is stored is what was done last."""
        parts = [("shared", model["shared"], book["shared"]["answers"])]
        for id, own in model["own"].items():
            parts.append((id, own, book["exercises"].get(id, {}).get("answers", {})))
        for id, done, kept in parts:
            self.compared["answers"] += len(done)
            if typed(done) != typed(kept):
                differing = {key for key in {*done, *kept} if plain(done.get(key)) != plain(kept.get(key))}
                self.problems += [
                    f"LOST {id} {key}: did {done.get(key)!r}, kept {kept.get(key)!r}" for key in differing
                ]

    def shown(self, id, shown, book, url, *, offline):
        answers = {**book["exercises"].get(id, {}).get("answers", {}), **book["shared"]["answers"]}
        for name, held in shown["held"].items():
            self.compared["fields"] += 1
            if isinstance(held, list):
                kept = plain(answers.get(name, []))
                same = [one for one in held if one] == [one for one in kept if one] or sorted(held) == sorted(kept)
            else:
                same = held.strip() == (plain(answers[name]).strip() if name in answers else "")
            if not same:
                self.problems.append(f"SHOWN {id} {name} at {url}: shows {held!r}, kept {answers.get(name)!r}")
        if shown["state"] == "live":
            self.findings(id, shown, answers, book, url)
        elif shown["state"] == "starting" or (shown["state"] == "failed" and not offline):
            self.problems.append(f"STATE {id} at {url}: {shown['state']} {shown['notices']}")

    def findings(self, id, shown, answers, book, url):
        """A fresh Python says the same of the stored answers."""
        self.compared["findings"] += 1
        asked = {"exercise": id, "answers": answers, "workbook": book if strategy.gathers(exercise(id)) else None}
        said = words(json.loads(answer(json.dumps(asked)))["findings"])
        if words(shown["findings"]) != said:
            self.problems.append(
                f"FINDINGS {id} at {url}: shows {words(shown['findings'])[:160]!r}, should be {said[:160]!r}"
            )


def live(launch, seconds, seed, folder):
    """Let the walker walk; return the judge, what the walker said at the end, and the memory held in each quarter."""
    environment = {**os.environ, **npm_install(TOP / "book" / "_live")}
    site = Site(cache="max-age=600")  # as many static hosts send it
    judge = Judge()
    plan = {
        "address": site.address,
        "exercises": known(),
        "shared": list(SHARED),
        "seed": seed,
        "seconds": seconds,
        "launch": launch,
    }
    with subprocess.Popen(
        ["node", Path(__file__).parent / "walk.mjs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    ) as walker:
        guard = threading.Timer(seconds + PATIENCE, walker.kill)
        guard.start()
        memory = Memory(walker.pid)
        end = None

        def tell(message):
            walker.stdin.write(json.dumps(message) + "\n")
            walker.stdin.flush()

        tell(plan)
        for line in walker.stdout:
            told = json.loads(line)
            if told["kind"] == "rest":
                judge.rest(told)
            elif told["kind"] == "do":
                do(told["what"], site, folder)
            else:
                end = told
                break
            tell({})
        held = memory.stop()
        walker.wait(timeout=30)
        guard.cancel()
    site.shutdown()
    site.server_close()
    return judge, end, held


def do(what, site, folder):
    if what == "release":
        site.folder = another_release(folder / "another")
    site.faults = {".": "gone"} if what == "offline" else {}


@pytest.mark.parametrize(("launch", "seconds"), [(chromium, 120), (firefox, 60)], ids=["chromium", "firefox"])
def test_nothing_is_lost_and_nothing_shown_that_is_not_stored(launch, seconds):
    started = launch()
    if not started["executablePath"]:
        pytest.skip("this browser is not installed; .ci/run sees to it that it is")
    with tempfile.TemporaryDirectory() as folder:
        judge, end, held = live(started, SECONDS or seconds, SEED, Path(folder))
    print(
        f"seed {SEED}, {end and end['version']}: {end and end['counts']}, compared {judge.compared}, MB by quarter {held}"
    )
    assert end, "the walk did not come to its end"
    found = [*end["errors"], *judge.problems]
    assert not found, "\n".join(found[:20])
    assert end["counts"]["rests"] >= 3
    assert judge.compared["answers"] > 50
    assert judge.compared["findings"] > 5
    assert not grows(held), f"memory goes on growing: {held} MB by quarter"


def test_memory_that_goes_on_growing_is_noticed():
    assert not grows(quarters([400] * 60))
    assert not grows(quarters([100, *[700] * 80])), "caches fill at the start"
    assert grows(quarters(list(range(100, 1000, 10))))
    assert quarters([1, 2, 3]) == []
