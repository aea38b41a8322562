"""What a site of JupyterLite is made of: an environment that builds it, and the wheels that its Python loads.

Both come from the package registries while the site is built, in pinned versions, and lie in its own folder afterwards.
``collabkit build --lite`` makes the course's notebooks of it; the benchmark of starting times makes a site as it comes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from email import message_from_string
from pathlib import Path
from typing import Any, Final

from collabkit import __version__
from collabkit.commands import CommandError

PYODIDE: Final = Path("book", "_live", "node_modules", "pyodide")
"""Where npm puts Python for browsers; the course's own runtime is made of the same."""

CORE: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LIST: Final = "pyodide-lock.json"
"""Python for browsers, and its list of the packages that it knows where to find."""

KERNEL_NEEDS: Final = ("micropip", "packaging", "ipython", "jedi", "comm")
"""What JupyterLite's kernel loads before a first cell is run."""

BROUGHT: Final = "widgetsnbextension"
"""The kernel brings an empty one of its own."""

NOT_IN_A_NOTEBOOK: Final = re.compile(r"_site/|_notebooks/|commands/|cli\.py|.*__pycache__")
"""What of the library nobody wants in a notebook: the built course itself, and the command line."""

FIXED: Final = (1980, 1, 1, 0, 0, 0)


def run(*command: str | Path, folder: Path) -> str:
    """Run a program, show its words only where it ends badly, and return them.

    Raises:
        CommandError: it did end badly.
    """
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if ended.returncode:
        raise CommandError(f"{ended.stdout}{ended.stderr}\n{Path(command[0]).name} ended with {ended.returncode}.")
    return ended.stdout


def normal(name: str) -> str:
    """Return a package's name as registries compare it.

    >>> normal("jupyterlab_widgets")
    'jupyterlab-widgets'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(folder: Path) -> list[str]:
    """Return what builds the site: the extra ``lite`` of the project."""
    with (folder / "pyproject.toml").open("rb") as file:
        extras: dict[str, list[str]] = tomllib.load(file)["project"]["optional-dependencies"]
    return extras["lite"]


def environment(at: Path, folder: Path, names: Sequence[str]) -> Path:
    """Return the Python of an environment that builds the site; it is made anew only where the pins have changed.

    JupyterLite goes by versions of its own, so it is never installed beside the Jupyter that somebody works with.

    Args:
        at: the environment's own folder.
        folder: the project's.
        names: the packages wanted in it.

    Raises:
        CommandError: a package could not be fetched.
    """
    pins = folder / "constraints.txt"
    made_of = hashlib.sha256("\n".join([sys.version, *names, pins.read_text(encoding="utf-8")]).encode()).hexdigest()
    python = at / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = at / "made-of"
    if python.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == made_of:
        return python
    run(sys.executable, "-m", "venv", "--clear", at, folder=folder)
    install = (python, "-m", "pip", "install", "--quiet", "--no-compile", "--constraint", pins)
    fetched(run_pip=install, names=names, folder=folder)
    stamp.write_text(made_of, encoding="utf-8")
    return python


def fetched(run_pip: Sequence[str | Path], names: Iterable[str], folder: Path) -> None:
    """Have pip fetch packages.

    Raises:
        CommandError: it could not; what pip says of it stands above the sentence.
    """
    try:
        run(*run_pip, *names, folder=folder)
    except CommandError as error:
        raise CommandError(
            f"{error}\nThe packages of JupyterLite could not be fetched, and nothing was written. They come from the same "
            "registry as all others; see that pip reaches it, and build again."
        ) from None


def listed(folder: Path) -> dict[str, Any]:
    """Return the list that comes with this Pyodide: the packages that go with it, with their versions.

    Raises:
        CommandError: Pyodide is not here.
    """
    path = folder / PYODIDE / LIST
    if not path.is_file():
        raise CommandError("Python for browsers is not here. Fetch it with: collabkit build")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def download(python: Path, wheels: Path, names: Sequence[str], folder: Path) -> None:
    """Fetch the wheels that Python in a browser loads: of the versions that this Pyodide names, else those of the project.

    Args:
        python: of the environment that builds the site.
        wheels: the folder to put them in.
        names: the packages wanted, beside those of the kernel.
        folder: the project's.
    """
    wheels.mkdir(parents=True, exist_ok=True)
    lock = listed(folder)
    with_it = {normal(name): str(one["version"]) for name, one in lock["packages"].items() if "-tests" not in name}
    lines = (folder / "constraints.txt").read_text(encoding="utf-8").splitlines()
    ours = [line for line in lines if normal(line.partition("==")[0]) not in with_it]
    pins = wheels / "pins.txt"
    pins.write_text("\n".join([*(f"{name}=={version}" for name, version in with_it.items()), *ours]), encoding="utf-8")
    version = ".".join(lock["info"]["python"].split(".")[:2])
    pure = ("--only-binary=:all:", "--platform=any", "--abi=none", "--implementation=py", "--python-version", version)
    pip = (python, "-m", "pip", "download", "--quiet", "--dest", wheels, "--constraint", pins, *pure)
    fetched(run_pip=pip, names=(*KERNEL_NEEDS, *names), folder=folder)
    for path in wheels.glob(f"{BROUGHT}-*.whl"):
        path.unlink()


def library(folder: Path, wheels: Path, needs: Sequence[str] = ()) -> Path:
    """Pack the library as a wheel, without a build and without what nobody wants in a notebook; the same bytes each time.

    Args:
        folder: the project's.
        wheels: the folder to put it in.
        needs: the packages that are loaded with it.
    """
    about = f"collabkit-{__version__}.dist-info"
    package = folder / "collabkit"
    files = {
        f"collabkit/{name}": path.read_bytes()
        for path in sorted(package.rglob("*"))
        if path.is_file() and not NOT_IN_A_NOTEBOOK.match(name := path.relative_to(package).as_posix())
    }
    described = ["Metadata-Version: 2.1", "Name: collabkit", f"Version: {__version__}"]
    files[f"{about}/METADATA"] = "\n".join([*described, *(f"Requires-Dist: {need}" for need in needs), ""]).encode()
    files[f"{about}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: collabkit\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    for name in ("LICENSE", "LICENSE-CONTENT"):
        files[f"{about}/licenses/{name}"] = (folder / name).read_bytes()
    files[f"{about}/RECORD"] = _record(files, f"{about}/RECORD")
    wheel = wheels / f"collabkit-{__version__}-py3-none-any.whl"
    wheels.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
    return wheel


def _record(files: dict[str, bytes], own: str) -> bytes:
    """Return a wheel's list of its files, as pip reads it."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for name, content in files.items():
        digest = urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.writerow([name, f"sha256={digest}", len(content)])
    rows.writerow([own, "", ""])
    return text.getvalue().encode()


def lay_out(wheels: Path, core: Path, folder: Path, *, others: Path | None = None) -> list[str]:
    """Put Python for browsers into a folder with the wheels beside it and a list of them; return the packages' names.

    Args:
        wheels: where the wheels are.
        core: the folder to make.
        folder: the project's.
        others: where wheels go that Pyodide's own list does not name, as in a site that is built as it comes. Without
            it they are put on the list too, so that Python finds them as soon as a cell imports them.
    """
    core.mkdir(parents=True)
    for name in CORE:
        (core / name).write_bytes((folder / PYODIDE / name).read_bytes())
    lock = listed(folder)
    kept: dict[str, dict[str, Any]] = {}
    for path in sorted(wheels.glob("*.whl")):
        name, version = normal(path.name.split("-")[0]), path.name.split("-")[1]
        known = lock["packages"].get(name)
        if known and known["version"] == version:
            kept[name] = known | {"file_name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        elif others is None:
            kept[name] = entry(path, name, version)
        else:
            others.mkdir(exist_ok=True)
        (core if name in kept or others is None else others).joinpath(path.name).write_bytes(path.read_bytes())
    for package in kept.values():
        package["depends"] = [one for one in package["depends"] if normal(one) in kept]
    (core / LIST).write_text(json.dumps({"info": lock["info"], "packages": kept}), encoding="utf-8")
    return sorted(kept)


def entry(path: Path, name: str, version: str) -> dict[str, Any]:
    """Return what Pyodide's list says of a wheel: its file, what can be imported from it, and what it needs."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        about = next(one for one in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", one))
        needs = message_from_string(archive.read(about).decode()).get_all("Requires-Dist") or []
    tops = {one.split("/")[0].removesuffix(".py") for one in names}
    plain = {normal(found[0]) for need in needs if "extra ==" not in need and (found := re.match(r"[\w.-]+", need))}
    return {
        "name": name,
        "version": version,
        "file_name": path.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if top.isidentifier()),
        "depends": sorted(plain),
        "unvendored_tests": False,
    }
