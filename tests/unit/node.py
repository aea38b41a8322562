"""The browser's store and workbook, tried without a browser."""

import json
import shutil
import subprocess
from pathlib import Path

from collabkit.commands.build import npm_install

TOP = Path(__file__).parents[2]
MODULES = {
    "STORE": "collabkit/live/store.js",
    "WORKBOOK": "collabkit/live/workbook.js",
    "GROUP": "book/_live/group-kept.js",
}


def in_node(script):
    """What a script says that is handed the addresses of modules as STORE, WORKBOOK and, of the facilitator's page, GROUP."""
    for name, path in MODULES.items():
        script = script.replace(name, json.dumps((TOP / path).as_uri()), 1)
    environment = npm_install(TOP / "book" / "_live")
    command = ["node", "--input-type=module", "-e", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return json.loads(ended.stdout)


def beside_each_other(folder):
    """The address of a folder with the scripts of the page and of the notebook side by side, as they lie in a release."""
    for live in (TOP / "collabkit" / "live", TOP / "book" / "_live"):
        for script in live.glob("*.js"):
            shutil.copy(script, folder)
    return folder.as_uri()
