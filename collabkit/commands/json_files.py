"""The questions' JSON files in their normal form: one layout, so that a change shows as the change that it is.

Fields stand in one order, a blank wide for each level, letters as letters, items of a kind together and a line break at
the end. Nothing that a reader sees depends on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from collabkit.commands import CommandError
from collabkit.questions import Json

ORDER: Final = (
    "chapter", "checks",
    "id", "objective", "reference", "question", "choices",
    "steps", "shown", "answer", "unit", "within", "hint", "slips",
    "text", "right", "why",
)  # fmt: skip
"""Fields in the order in which they are written; a field that is not named here comes last."""

KINDS: Final = "rfskm"
"""First letters of the items' ids, in the order in which a chapter shows its items."""


def tracked(folder: Path) -> list[Path]:
    """Return every file of questions, under the project's folder."""
    return sorted((folder / "book" / "_checks").glob("*.json"))


def normal(content: Json) -> str:
    """Write a file's content so that the same content always gives the same bytes.

    >>> print(normal({"checks": [{"question": "Why?", "id": "k5-1"}, {"id": "r5-1"}], "chapter": 5}))
    {
     "chapter": 5,
     "checks": [
      {
       "id": "r5-1"
      },
      {
       "id": "k5-1",
       "question": "Why?"
      }
     ]
    }
    <BLANKLINE>
    """
    return json.dumps(_ordered(content), indent=1, ensure_ascii=False) + "\n"


def _ordered(content: Json) -> Json:
    if isinstance(content, dict):
        return {name: _ordered(content[name]) for name in sorted(content, key=_place)}
    if isinstance(content, list):
        return sorted((_ordered(one) for one in content), key=_kind)  # items of one kind keep their order
    return content


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _kind(item: Json) -> int:
    id = item.get("id") if isinstance(item, dict) else None
    return KINDS.find(id[:1]) if isinstance(id, str) else -1


def is_normal(path: Path) -> bool:
    """Tell whether a file is stored in its normal form.

    Raises:
        CommandError: it is not JSON.
    """
    return normal(_read(path)) == path.read_text(encoding="utf-8")


def write(path: Path) -> bool:
    """Store a file in its normal form, and tell whether that changed it.

    Raises:
        CommandError: it is not JSON.
    """
    after = normal(_read(path))
    changed = after != path.read_text(encoding="utf-8")
    if changed:
        path.write_text(after, encoding="utf-8")
    return changed


def problems(folder: Path) -> Iterable[str]:
    """Name files of questions that are not in their normal form."""
    for path in tracked(folder):
        try:
            normal_already = is_normal(path)
        except CommandError as error:
            yield str(error)
            continue
        if not normal_already:
            yield f"{path.relative_to(folder)} is not in its normal form. Put it in order with: collabkit check --write"


def _read(path: Path) -> Json:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise CommandError(f"{path.name}, line {error.lineno}: this is not JSON ({error.msg}).") from None
