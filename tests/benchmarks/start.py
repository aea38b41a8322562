"""Time from a reader's first touch to findings: ``python tests/benchmarks/start.py [--runs 5] [--store]``.

Four kinds take turns in one run, each from a server on this machine with no way to any other site:

- ours: the built course, the exercise "factors";
- the floor: the same page and runtime, with a memory that holds no exercise and an answer that never changes;
- JupyterLite's REPL, opened at an address that holds the code;
- JupyterLite's notebook, opened and run whole; both as they come, with ipywidgets and the same exercise.

Cold is a browser that was never here, warm its second visit. Ours and the floor are timed from the press on a radio
button of a page that stands ready; the touch is made by a script, so that no scrolling starts Python ahead of it.
JupyterLite is timed from the click that opens it, and is handed the first answer: it needs no touch of a field.
``--store`` keeps the results, which the course's page on speed shows. It takes about ten minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from start_sites import CODE, INSTALL, Server, exercise_page, floor, lite, ours

if TYPE_CHECKING:
    from collections.abc import Callable

RESULTS = Path(__file__).parent / "results" / "start.json"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE = 180_000
AFTER = 1500
"""Milliseconds in which a page may still ask for something after its findings are shown."""

TOUCH = """([id, name, value]) => new Promise((resolve) => {
  const section = document.querySelector(`section[data-exercise="${id}"]`)
  const radio = section.querySelector(`[name="${name}"][value="${value}"]`)
  let begun
  new MutationObserver((_, observer) => {
    if (section.dataset.state !== 'live') return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)))
  }).observe(section, { attributes: true, childList: true, subtree: true })
  begun = performance.now()
  radio.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  radio.click()
})"""
"""Touch a rating for the first time; return the milliseconds until its findings were drawn."""

CHANGES = """([id, name, values]) => {
  const section = document.querySelector(`section[data-exercise="${id}"]`)
  const findings = section.querySelector('[data-findings]')
  const once = (value) => new Promise((resolve) => {
    const begun = performance.now()
    const observer = new MutationObserver(() => {
      observer.disconnect()
      resolve(performance.now() - begun)
    })
    observer.observe(findings, { attributes: true, childList: true, subtree: true, characterData: true })
    section.querySelector(`[name="${name}"][value="${value}"]`).click()
  })
  const all = async () => {
    const times = []
    for (const value of values) times.push(await once(value))
    return times
  }
  return all()
}"""
"""Press one radio button after another; return the milliseconds from each press to redrawn findings."""

SHOWN = """(() => {
  const timer = setInterval(() => {
    if (!document.querySelector('.jp-OutputArea-output .collabkit .findings .sentence')) return
    clearInterval(timer)
    requestAnimationFrame(() => setTimeout(() => { window.shownAt = performance.now() }))
  }, 20)
})()"""
"""Note when a live form shows its findings, in milliseconds since the page was asked for."""

RUN_ALL = """() => {
  const { commands, shell } = window.jupyterapp ?? {}
  const kernel = shell?.currentWidget?.sessionContext?.session?.kernel // without one the command opens a question
  if (!kernel || !commands.hasCommand('notebook:run-all-cells')) return false
  commands.execute('notebook:run-all-cells')
  return true
}"""


@dataclass
class Kind:
    """One way to an exercise's findings.

    Attributes:
        site: its server.
        visit: opens it on a new page and returns milliseconds: until findings are shown, and until the page was ready.
    """

    site: Server
    visit: Callable[[Page, str], dict[str, float]]
    found: dict[str, list[float]] = field(default_factory=dict)

    def note(self, state: str, measured: dict[str, float]) -> None:
        """Keep what was measured, cold or warm."""
        for name, value in measured.items():
            self.found.setdefault(f"{state}_{name}", []).append(round(value, 1))


def page_visit(path: str) -> Callable[[Page, str], dict[str, float]]:
    """Return the way of a reader of the course: the page is read, then the first rating is given."""

    def visit(page: Page, address: str) -> dict[str, float]:
        page.goto(address + path, wait_until="load")
        ready = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
        page.wait_for_timeout(300)
        shown = page.evaluate(TOUCH, ["factors", "history", "4"])
        change = page.evaluate(CHANGES, ["factors", "history", [str(1 + turn % 5) for turn in range(20)]])
        return {"findings_ms": shown, "page_ms": ready, "change_ms": median(change)}

    return visit


def floor_visit(path: str) -> Callable[[Page, str], dict[str, float]]:
    """Return the same way, without changes: the floor's answer is always the same."""

    def visit(page: Page, address: str) -> dict[str, float]:
        page.goto(address + path, wait_until="load")
        page.wait_for_timeout(300)
        return {"findings_ms": page.evaluate(TOUCH, ["factors", "history", "4"])}

    return visit


def shown(page: Page) -> dict[str, float]:
    """Wait for JupyterLite's findings."""
    page.wait_for_function("window.shownAt", timeout=PATIENCE, polling=100)
    return {"findings_ms": page.evaluate("window.shownAt")}


def repl_visit(page: Page, address: str) -> dict[str, float]:
    """Open the REPL with the code in its address."""
    page.add_init_script(SHOWN)
    query = urlencode({"kernel": "python", "toolbar": "1", "code": f"{INSTALL}\n{CODE}"})
    page.goto(f"{address}repl/index.html?{query}", wait_until="commit")
    return shown(page)


def notebook_visit(page: Page, address: str) -> dict[str, float]:
    """Open the notebook and run all of it as soon as it takes the command."""
    page.add_init_script(SHOWN)
    page.goto(f"{address}notebooks/index.html?path=factors.ipynb", wait_until="commit")
    page.wait_for_function(RUN_ALL, timeout=PATIENCE, polling=50)
    return shown(page)


def once(context: BrowserContext, kind: Kind, state: str) -> None:
    """Make one visit on a page of its own; what was answered is forgotten, what was fetched is not.

    Raises:
        SystemExit: another site was asked.
    """
    page = context.new_page()
    elsewhere: list[str] = []

    def seen(url: str) -> None:
        if not url.startswith((kind.site.address, "blob:", "data:")):
            elsewhere.append(url)

    context.on("request", lambda request: seen(request.url))
    kind.site.counted()
    measured = kind.visit(page, kind.site.address)
    page.wait_for_timeout(AFTER)
    kind.note(state, measured | {"bytes": kind.site.counted()})
    page.evaluate("localStorage.clear()")
    page.close()
    if elsewhere:
        raise SystemExit(f"Another site was asked: {elsewhere[:3]}")


def measure(browser: Browser, kinds: dict[str, Kind], runs: int) -> None:
    """Let all kinds take turns; each begins with a browser that was never here. A first round is not counted."""
    for turn in range(runs + 1):
        for name, kind in kinds.items():
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            for state in ("cold", "warm"):
                once(context, kind, state)
            context.close()
            latest = ", ".join(f"{state} {kind.found[f'{state}_findings_ms'][-1]:.0f} ms" for state in ("cold", "warm"))
            print(f"run {turn}, {name}: {latest}{'' if turn else ' (not counted)'}", flush=True)
            if turn == 0:
                kind.found.clear()  # the server has read and packed its files by now


def machine(browser: Browser) -> dict[str, object]:
    """Say what was measured on, without a name of anybody's."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "not known")
    python, chromium = platform.python_version(), browser.version
    return {"cores": os.cpu_count(), "processor": model, "python": python, "chromium": chromium}


def table(found: dict[str, dict[str, list[float]]]) -> str:
    """Return medians, and each kind's ratio to ours."""
    lines = [f"{'':16}{'cold':>10}{'to ours':>9}{'warm':>10}{'to ours':>9}{'MB first':>10}{'MB next':>9}"]
    ours_cold, ours_warm = (median(found["ours"][f"{state}_findings_ms"]) for state in ("cold", "warm"))
    for name, times in found.items():
        cold, warm = median(times["cold_findings_ms"]), median(times["warm_findings_ms"])
        first, following = median(times["cold_bytes"]) / 1e6, median(times["warm_bytes"]) / 1e6
        lines.append(
            f"{name:16}{cold / 1000:8.2f} s{cold / ours_cold:9.2f}{warm / 1000:8.2f} s{warm / ours_warm:9.2f}"
            f"{first:10.2f}{following:9.2f}"
        )
    return "\n".join(lines)


def chromium() -> str:
    """Return where Chromium is.

    Raises:
        SystemExit: it is not here.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise SystemExit("chromium is not here. Install it with: apt install chromium")
    return path


def compare(folder: Path, runs: int, *, with_lite: bool) -> dict[str, object]:
    """Build all sites, measure them in one run, and return everything as JSON."""
    course, bottom = ours(folder / "ours"), floor(folder / "floor")
    page = str(exercise_page(course, "factors"))
    kinds = {"ours": Kind(Server(course), page_visit(page)), "floor": Kind(Server(bottom), floor_visit(page))}
    made_of = {}
    if with_lite:
        made_of = lite(folder / "lite")
        site = Server(folder / "lite" / "site")
        kinds |= {"lite-repl": Kind(site, repl_visit), "lite-notebook": Kind(site, notebook_visit)}
    load = [round(os.getloadavg()[0], 1)]
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        measure(browser, kinds, runs)
        on = machine(browser)
        browser.close()
    load.append(round(os.getloadavg()[0], 1))
    found = {name: kind.found for name, kind in kinds.items()}
    return {"runs": runs, "machine": on, "load": load, "versions": made_of, "found": found}


def main() -> int:
    """Measure, show, and keep the results where that is asked."""
    parser = argparse.ArgumentParser(description="Time from the first touch to findings, beside JupyterLite.")
    parser.add_argument("--runs", type=int, default=5, help="how often each kind is measured (5)")
    parser.add_argument("--store", action="store_true", help="keep the results for the course's page on speed")
    parser.add_argument("--date", default=dt.datetime.now(tz=dt.UTC).date().isoformat(), help="the date to store")
    parser.add_argument("--without-lite", action="store_true", help="ours and the floor alone, in a minute")
    chosen = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        results = {"date": chosen.date} | compare(Path(folder), chosen.runs, with_lite=not chosen.without_lite)
    print(table(results["found"]))
    print(f"machine {results['machine']}, load {results['load']}, {time.monotonic() - begun:.0f} s in all")
    if chosen.store:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
