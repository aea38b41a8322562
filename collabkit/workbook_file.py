"""The workbook's file beside the notebooks: the same JSON as in the browser, in one file for all exercises.

Several kernels may write at once, so a change is made under a lock: read what is there, lay the change over it, and put
the whole in place of the old file in one step. Whoever dies in the middle leaves the old file or the new one, whole.
A file that cannot be read is set aside under another name and never overwritten; one of a later course is left alone.
What a dead kernel had begun to write is cleared away by the next that writes.

``COLLABKIT_WORKBOOK`` names another file, or is ``off`` where nothing may be kept (as when notebooks are tested).
"""

from __future__ import annotations

import glob
import os
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from collabkit.workbook import NewerWorkbookError, Workbook, WorkbookError, now

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "collabkit-workbook.json"
SETTING: Final = "COLLABKIT_WORKBOOK"
OFF: Final = "off"
PATIENCE: Final = 5.0
"""Seconds after which a lock is taken for one that a dead kernel left."""
State = Literal["kept", "unkept", "newer"]
"""Whether answers are kept: "unkept" where the file cannot be written, "newer" where a later course wrote it."""


def place() -> Path | None:
    """Return where the workbook is kept: in this folder, where the setting says, or nowhere."""
    wanted = os.environ.get(SETTING, "")
    if wanted == OFF:
        return None
    return Path(wanted or NAME).absolute()


class WorkbookFile:
    """A workbook in a file, or in memory alone where there is no file.

    Attributes:
        book: the workbook as it was last seen.
        state: whether it is kept.
    """

    def __init__(self, path: Path | None) -> None:
        """Read the file, if there is one."""
        self.path = path
        self.book = Workbook()
        self.state: State = "kept"
        self._seen: tuple[int, int] | None = None
        self.refresh()

    def refresh(self) -> bool:
        """Take over what another kernel wrote; tell whether there was anything new."""
        stamp = self._stamp()
        if stamp is None or stamp == self._seen:
            return False
        before = self.book
        try:
            self._read()
        except OSError:  # it may not be read, or not be set aside: then the next change will not be kept either
            self.state = "unkept"
        self._seen = stamp
        return self.book != before

    def change(self, changes: Workbook) -> None:
        """Lay changes over what is stored at this moment, and store the whole."""
        self.book = self.book.merged(changes)
        if self.path is None:
            return
        try:
            with self._lock():
                self._read()
                if self.state != "newer":
                    self._write()
        except OSError:
            self.state = "unkept"
        self._seen = self._stamp()

    def _read(self) -> None:
        """Merge what the file holds into what is known."""
        if self.path is None or not self.path.is_file():
            return
        try:
            self.book = self.book.merged(Workbook.load(self.path.read_bytes()))
            self.state = "kept"
        except NewerWorkbookError:
            self.state = "newer"
        except WorkbookError:
            aside = self.path.with_name(f"{self.path.stem}-damaged-{now().replace(':', '-')}.json")
            self.path.replace(aside)

    def _write(self) -> None:
        """Put the whole in place in one step: written beside it, on the disk, and then renamed."""
        if self.path is None:
            return
        for left in self.path.parent.glob(f".{glob.escape(self.path.name)}-*.part"):
            left.unlink(missing_ok=True)
        handle, beside = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}-", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as part:
                part.write(self.book.dump())
                part.flush()
                os.fsync(part.fileno())
            Path(beside).replace(self.path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        self.state = "kept"

    def _stamp(self) -> tuple[int, int] | None:
        """Return what tells one state of the file from another: its time and its size."""
        if self.path is None:
            return None
        try:
            about = self.path.stat()
        except OSError:
            return None
        return about.st_mtime_ns, about.st_size

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the file for as long as a change takes; a lock that outlives our patience is a dead kernel's."""
        if self.path is None:
            yield
            return
        lock = self.path.with_name(f".{self.path.name}.lock")
        begun = time.monotonic()
        while True:
            try:
                os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                break
            except FileExistsError:
                if time.monotonic() - begun > PATIENCE:
                    lock.unlink(missing_ok=True)
                time.sleep(0.01)
        try:
            yield
        finally:
            with suppress(OSError):
                lock.unlink()
