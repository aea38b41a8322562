"""Known weaknesses in the packages in use: runs pip-audit and npm audit, and says which are not excused.

    python .ci/audit.py

Both ask services that not every machine can reach, so this runs in a workflow of its own, and not in .ci/run. An audit
that looked nothing up is a failure, and no success. ``audit.toml`` beside it holds the excuses: each with its reason, and
with a day on which it ends.
"""

import json
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

TOP = Path(__file__).parents[1]
EXCUSES = Path(__file__).with_name("audit.toml")
PIP = (
    sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt", "--no-deps", "--disable-pip", "--format", "json",
    "--progress-spinner", "off",
)  # fmt: skip
NPM = ("npm", "audit", "--json")


def by_pip(said):
    """What pip-audit found, as pairs of a package and a weakness; a package that was not looked up is one too."""
    for one in said["dependencies"]:
        if "skip_reason" in one:
            yield one["name"], "not looked up"
        for weakness in one.get("vulns", ()):
            yield one["name"], weakness["id"]


def by_npm(said):
    """What npm audit found; packages that only hold a weak one are named through it."""
    if "vulnerabilities" not in said:
        yield "npm", "not looked up"
    for name, one in said.get("vulnerabilities", {}).items():
        for cause in one["via"]:
            if isinstance(cause, dict):
                yield name, cause["url"].rpartition("/")[2]


def judged(found, excuses, today):
    """Sentences about what is not excused, and about excuses that have ended or excuse nothing."""
    found = sorted(set(found))
    for name, weakness in found:
        excuse = excuses.get(weakness)
        if excuse is None:
            yield f"{name}: {weakness}"
        elif excuse["until"] < today:
            yield f"{name}: {weakness} was excused until {excuse['until']}: {excuse['reason']}"
    for weakness in sorted(set(excuses) - {weakness for _, weakness in found}):
        yield f"{weakness} is excused in {EXCUSES.name} and was not found; take it out"


def asked(command, folder):
    """What a program says as JSON; nothing that can be read counts as nothing looked up."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        return json.loads(ended.stdout)
    except json.JSONDecodeError:
        sys.exit(f"{command[0]} gave no answer:\n{ended.stderr}")


def main():
    excuses = tomllib.loads(EXCUSES.read_text(encoding="utf-8"))
    found = [*by_pip(asked(PIP, TOP)), *by_npm(asked(NPM, TOP / "book" / "_live"))]
    faults = list(judged(found, excuses, datetime.now(UTC).date()))
    print("\n".join(faults) or "Nothing is known that is not excused.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
