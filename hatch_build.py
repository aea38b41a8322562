"""What a wheel holds beside the library: the built course and the exercises' notebooks, as folders of the package.

Both have their home elsewhere, in ``_build/html`` and ``exercises``, and are in the package only within a wheel. So an
installation that works on the source itself (``pip install --editable``) takes neither along, and a wheel that is made
before the course was built has the notebooks alone, which ``collabkit serve`` then says.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LITE: Final = "lite"
"""Notebooks that run in a browser are for hosts; they would make the wheel several times as large."""


class CourseHook(BuildHookInterface[Any]):
    """Takes the built course and the notebooks into a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files; an editable installation reads them where they are."""
        if version == "editable":
            return
        top = Path(self.root)
        notebooks = top / "exercises"
        taken = {
            path: f"collabkit/_notebooks/{path.relative_to(notebooks).as_posix()}"
            for path in sorted(notebooks.rglob("*.ipynb"))
            if ".ipynb_checkpoints" not in path.parts  # JupyterLab's own copies
        }
        if (top / "_build" / "html" / "index.html").is_file():
            built = top / "_build" / "html"
            taken |= {path: f"collabkit/_site/{path.name}" for path in sorted(built.iterdir()) if path.name != LITE}
        build_data["force_include"].update({str(path): name for path, name in taken.items()})
