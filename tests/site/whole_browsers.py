"""What somebody does in a whole browser, by a script beside this file: a plan goes in, and what was seen comes back."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from served import TOP

from collabkit.commands.build import npm_install


def in_firefox(script, plan):
    """Carry out a plan; return what the script tells. Left out on a laptop that has no Firefox."""
    return carried_out(script, plan, "firefox-esr", "firefox")


def in_chromium(script, plan):
    """The same in Chromium as people have it: its headless shell keeps no page for Back."""
    return carried_out(script, plan, "chromium", "chromium-browser")


def carried_out(script, plan, *names):
    executable = next(filter(None, map(shutil.which, names)), None)
    if not executable:
        pytest.skip(f"{names[-1]} is not installed; .ci/run sees to it that it is")
    environment = {**os.environ, **npm_install(TOP / "book" / "_live")}
    ended = subprocess.run(
        ["node", Path(__file__).parent / script],
        input=json.dumps({**plan, "executablePath": executable}),
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return json.loads(ended.stdout)
