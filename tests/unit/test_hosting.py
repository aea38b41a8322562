"""What hosts are given at the top of the project is whole: images, values for JupyterHub, and workflows of few rights."""

import fnmatch
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from collabkit import cli
from collabkit.commands import hosts
from collabkit.commands.extras import EXTRAS

TOP = Path(__file__).parents[2]
WORKFLOWS = sorted((TOP / ".github" / "workflows").glob("*.yml"))
IMAGES = (TOP / "Dockerfile", TOP / "hosting" / "notebooks.Dockerfile")
PAGE = (TOP / "book" / "hosting.md").read_text(encoding="utf-8")


def parts(**names):
    """A schema of an object that may hold these names and no other."""
    return {"type": "object", "additionalProperties": False, "properties": names}


YES, WORDS, WHOLE, NUMBER = ({"type": kind} for kind in ("boolean", "string", "integer", "number"))
SIZE = {"type": ["number", "string"]}
SWITCH = parts(enabled=YES)
VALUES = parts(
    hub=parts(config={"type": "object"}, allowNamedServers=YES, activeServerLimit=WHOLE, concurrentSpawnLimit=WHOLE),
    proxy=parts(
        https=parts(
            enabled=YES,
            type={"enum": ["letsencrypt", "manual", "offload", "secret"]},
            hosts={"type": "array"},
            letsencrypt=parts(contactEmail=WORDS, acmeServer=WORDS),
        )
    ),
    singleuser=parts(
        image={**parts(name=WORDS, tag=WORDS), "required": ["name", "tag"]},
        defaultUrl=WORDS,
        lifecycleHooks=parts(postStart={"type": "object"}, preStop={"type": "object"}),
        cpu=parts(limit=NUMBER, guarantee=NUMBER),
        memory=parts(limit=SIZE, guarantee=SIZE),
        storage={
            **parts(
                type={"enum": ["dynamic", "static", "none"]},
                capacity=WORDS,
                static=parts(pvcName=WORDS, subPath=WORDS),
                homeMountPath=WORDS,
            ),
            "required": ["type", "homeMountPath"],
        },
        networkPolicy=parts(enabled=YES, egressAllowRules=parts(nonPrivateIPs=YES, privateIPs=YES)),
    ),
    cull=parts(enabled=YES, every=WHOLE, timeout=WHOLE, maxAge=WHOLE),
    prePuller=parts(hook=SWITCH, continuous=SWITCH),
    scheduling=parts(podPriority=SWITCH, userScheduler=SWITCH, userPlaceholder=parts(enabled=YES, replicas=WHOLE)),
)
"""The names that our values use, with the types that the Helm chart's own schema (JupyterHub 5.4.5) gives them.

It was read for this, and is not kept here; the workflow ``hosting`` has Helm check the values against the newest one.
"""


def values():
    return yaml.safe_load((TOP / "hosting" / "jupyterhub.yaml").read_text(encoding="utf-8"))


def test_the_values_for_jupyterhub_are_such_as_the_chart_knows():
    jsonschema.validate(values(), VALUES)


@pytest.mark.parametrize(
    ("place", "value"),
    [(("singleuser", "memry"), {}), (("singleuser", "memory", "limit"), True), (("cull", "timeout"), "1h")],
)
def test_a_name_or_a_type_that_the_chart_does_not_know_is_seen(place, value):
    given = values()
    part = given
    for name in place[:-1]:
        part = part[name]
    part[place[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(given, VALUES)


def test_the_values_lead_to_the_notebooks_and_never_write_over_them():
    one = values()["singleuser"]
    command = one["lifecycleHooks"]["postStart"]["exec"]["command"]
    chosen = cli.parser().parse_args(command[1:])
    assert (command[0], chosen.command) == ("collabkit", "notebooks")
    folder = chosen.folder.relative_to(one["storage"]["homeMountPath"]).as_posix()
    assert one["defaultUrl"] == f"/lab/tree/{folder}/index.ipynb"
    assert one["memory"]["guarantee"] == "300M"
    assert "300 MB" in PAGE
    assert f"no more than {values()['hub']['activeServerLimit']} run at once" in PAGE


def instructions(path):
    """The lines of an image's recipe as words and what follows, with lines that go on joined."""
    text = re.sub(r"\\\n\s*", "", path.read_text(encoding="utf-8"))
    return [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.name)
def test_an_image_is_of_named_versions_and_runs_without_root(path):
    lines = instructions(path)
    assert lines[0][0] == "FROM"
    assert {word for word, _ in lines} <= {"FROM", "WORKDIR", "COPY", "ARG", "RUN", "EXPOSE", "USER", "CMD"}
    bases = [rest.split()[0] for word, rest in lines if word == "FROM"]
    assert all(re.search(r":\d+\.\d+", base) for base in bases), "never the newest, whatever it is"
    users = [rest for word, rest in lines if word == "USER"]
    assert users == ["jovyan"] or "unprivileged" in bases[-1]
    assert all("--constraint" in rest for word, rest in lines if word == "RUN" and "pip install" in rest)
    extras = re.findall(r"\[([a-z]+)\]", path.read_text(encoding="utf-8"))
    assert extras
    assert set(extras) <= set(EXTRAS)


def test_the_course_is_built_in_one_stage_and_only_its_files_go_on_into_the_next():
    lines = instructions(TOP / "Dockerfile")
    last = max(number for number, (word, _) in enumerate(lines) if word == "FROM")
    taken = [rest for word, rest in lines[last:] if word == "COPY"]
    assert taken == [
        "--from=build /nginx.conf /etc/nginx/conf.d/default.conf",
        "--from=build /course/_build/html /usr/share/nginx/html",
    ]
    made = next(rest for word, rest in lines if word == "RUN")
    for command in re.findall(r"collabkit ([^&>]+)", made):
        cli.parser().parse_args(command.split())
    settings = hosts.nginx()
    assert "root /usr/share/nginx/html;" in settings
    assert "listen 8080;" in settings
    assert ["EXPOSE", "8080"] in lines


def sent(names):
    """Which files of the project go into an image's recipe, by the rules of ``.dockerignore``: the last that fits holds."""
    rules = [
        line for line in (TOP / ".dockerignore").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]
    for name in names:
        kept = True
        for rule in rules:
            pattern = rule.removeprefix("!")
            folders = ["/".join(name.split("/")[:length]) for length in range(1, name.count("/") + 2)]
            fits = any(
                fnmatch.fnmatchcase(one.rpartition("/")[2], pattern[3:]) if pattern.startswith("**/")
                else one.count("/") == pattern.count("/") and fnmatch.fnmatchcase(one, pattern)
                for one in folders
            )  # fmt: skip
            kept = rule.startswith("!") if fits else kept
        if kept:
            yield name


@pytest.mark.skipif(not (TOP / ".git").exists(), reason="this copy of the course is no checkout")
def test_what_a_build_needs_is_sent_and_nothing_private_is():
    tracked = subprocess.run(["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    names = [name for name in tracked if name]
    kept = set(sent([*names, ".git/config", ".env", "book/.env", "exercises/collabkit-workbook.json", "_build/html/a"]))
    left_out = {name for name in names if name not in kept}
    assert all(re.match(r"tests/(?!benchmarks/)|\.ci/|\.github/|\.gitignore|\.dockerignore", name) for name in left_out)
    assert kept <= set(names)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_few_rights_and_names_the_very_commit_of_each_action(path):
    text = path.read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {"contents": "read"}, "more is given to one job, and only what it needs"
    assert "pull_request_target" not in text
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action, _ in uses), uses
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for _, version in uses), "people read versions"
    for job in flow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert set(job.get("permissions", {})) <= {"contents", "pages", "id-token"}
        for step in job["steps"]:
            assert not re.search(r"\$\{\{ *github\.(event|head_ref)", step.get("run", "")), (
                "somebody's words are no command"
            )


def test_an_action_is_of_one_commit_wherever_it_is_used():
    found = {}
    for path in WORKFLOWS:
        for action, commit in re.findall(r"uses: (\S+)@(\w+)", path.read_text(encoding="utf-8")):
            found.setdefault(action, set()).add(commit)
    assert all(len(commits) == 1 for commits in found.values()), found


def test_only_the_job_that_publishes_may_publish():
    flow = yaml.safe_load((TOP / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    assert "permissions" not in flow["jobs"]["build"]
    assert flow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "PUBLISH_PAGES" in flow["jobs"]["build"]["if"]
    assert "`PUBLISH_PAGES`" in PAGE


@pytest.mark.parametrize("command", re.findall(r"`collabkit ([^`]+)`", PAGE))
def test_every_command_on_the_page_is_one(command):
    cli.parser().parse_args(command.split())


def test_every_file_on_the_page_is_there():
    names = re.findall(r"`((?:hosting|\.github)/[^`]+|[A-Z]+\.md)`", PAGE)
    assert len(names) > 3
    assert [name for name in names if not (TOP / name).is_file()] == []
