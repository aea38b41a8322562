"""What somebody does in Firefox, by a script beside this file: a plan goes in, and what was seen comes back."""

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
    executable = shutil.which("firefox-esr") or shutil.which("firefox")
    if not executable:
        pytest.skip("firefox is not installed; .ci/run sees to it that it is")
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
