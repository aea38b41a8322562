"""A real JupyterLab with a copy of the notebooks, and what a person does in it."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

TOP = Path(__file__).parents[2]
STARTING = 60
"""Seconds that JupyterLab, or a kernel on a busy machine, may take to start."""


def free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Lab:
    """A server of its own, over a copy of the exercises' folder."""

    def __init__(self, folder):
        self.root = folder / "exercises"
        shutil.copytree(
            TOP / "exercises", self.root, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "collabkit-workbook.json")
        )
        self.port = free_port()
        settings = {name: value for name, value in os.environ.items() if name != "COLLABKIT_WORKBOOK"}
        settings |= {
            name: str(folder / name.lower())
            for name in (
                "JUPYTER_CONFIG_DIR",
                "JUPYTER_DATA_DIR",
                "JUPYTERLAB_SETTINGS_DIR",
                "JUPYTERLAB_WORKSPACES_DIR",
            )
        }
        self.overrides(folder)
        command = [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={self.port}", "--ServerApp.token=",
            "--ServerApp.password=", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={self.root}",
            f"--LabApp.app_settings_dir={folder / 'settings'}", "--LabApp.news_url=", "--LabApp.expose_app_in_browser=True", "--ServerApp.disable_check_xsrf=True", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]  # fmt: skip
        self.log = (folder / "lab.log").open("w")
        self.server = subprocess.Popen(command, env=settings, stdout=self.log, stderr=subprocess.STDOUT)
        self.wait()

    @staticmethod
    def overrides(folder):
        (folder / "settings").mkdir()
        (folder / "settings" / "overrides.json").write_text(
            '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}'
        )

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def wait(self):
        end = time.monotonic() + STARTING
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.address}/api", timeout=2).close()  # noqa: S310 - our own server
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise TimeoutError("JupyterLab did not start")

    def answers_file(self):
        return self.root / "collabkit-workbook.json"

    def shut_down_kernels(self):
        """Kernels outlive their notebook's page, and remember."""
        with urllib.request.urlopen(f"{self.address}/api/sessions") as listed:  # noqa: S310 - our own server
            sessions = json.load(listed)
        for one in sessions:
            request = urllib.request.Request(f"{self.address}/api/sessions/{one['id']}", method="DELETE")  # noqa: S310
            urllib.request.urlopen(request).close()  # noqa: S310

    def close(self):
        self.server.terminate()
        self.server.wait(30)
        self.log.close()


def answered(dialog):
    """Answer what a slow JupyterLab asks of its own accord, such as after a kernel that was late, as it proposes."""
    print("JupyterLab asked:", " ".join(dialog.inner_text().split()))
    dialog.locator(".jp-mod-accept").click()


class Notebook:
    """One notebook, open in a browser."""

    def __init__(self, page, lab, name, *, theme="Light"):
        self.page, self.lab, self.name = page, lab, name
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(f"{error}\n{error.stack}"))
        page.add_locator_handler(page.locator(".jp-Dialog"), answered)
        self.open()
        self.theme(theme)

    def open(self):
        self.page.goto(f"{self.lab.address}/lab/tree/{self.name}.ipynb?reset")
        self.page.locator(".jp-Notebook").wait_for(timeout=STARTING * 1000)
        self.idle()

    def idle(self):
        """The kernel is there; Lab says so a moment before it is true."""
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=STARTING * 1000)
        self.page.wait_for_timeout(1200)

    def theme(self, name):
        """Change the colours; JupyterLab takes its curtain away twice, and fails, where the next change comes before it is gone."""
        self.page.evaluate(
            "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: `JupyterLab ${name}` })", name
        )
        self.page.wait_for_function("name => document.body.dataset.jpThemeLight === String(name === 'Light')", arg=name)
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    def command(self, name):
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def run_first(self):
        """Select the first cell with code and press Shift+Enter, as the text above it says."""
        self.page.locator(".jp-CodeCell").first.locator(
            ".jp-InputPrompt, .jp-Placeholder, .jp-OutputPrompt"
        ).first.click()
        self.page.keyboard.press("Escape")
        self.page.evaluate(
            "() => { for (const host of document.querySelectorAll('.collabkit-live')) host.dataset.before = '' }"
        )
        for _ in range(3):
            self.page.keyboard.press("Shift+Enter")
            try:
                self.page.locator(".collabkit-live:not([data-before])").first.wait_for(timeout=8000)
            except Exception:  # noqa: BLE001 - pressed too early: press again, as a person would
                self.page.locator(".jp-CodeCell").first.click()
                self.page.keyboard.press("Escape")
                continue
            self.live()
            return
        raise AssertionError("the form did not come")

    @property
    def form(self):
        return self.page.locator(".collabkit-live section.exercise").first

    def live(self):
        """Nothing is on its way."""
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.collabkit-live')].every((host) => host.shadowRoot.querySelector('section').dataset.state !== 'starting')"
        )

    def cells(self):
        return self.page.locator(".jp-Cell").count()

    def comms(self):
        """How many lines there are between this page and the kernel."""
        return self.page.evaluate(
            """async () => {
              const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
              const { content } = await kernel.requestCommInfo({})
              return Object.keys(content.comms).length
            }"""
        )


@contextmanager
def running(folder):
    lab = Lab(folder)
    try:
        yield lab
    finally:
        lab.close()
