"""The workbook's file beside the notebooks: the same JSON as in the browser, in one file for all exercises.

Several kernels may write at once, so a change is made under a lock: read what is there, lay the change over it, and put
the whole in place of the old file in one step. Whoever dies in the middle leaves the old file or the new one, whole.
A file that cannot be read is set aside under another name and never overwritten; one of a later course is left alone.
What a dead kernel had begun to write is cleared away by the next that writes. Whoever shows answers watches the file: all
forms of a kernel share one, and what one of them was told is known to the others at once.

``COLLABKIT_WORKBOOK`` names another file, or is ``off`` where nothing may be kept (as when notebooks are tested).
"""

from __future__ import annotations

import glob
import os
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from collabkit.workbook import MOST_BYTES, NewerWorkbookError, Workbook, WorkbookError, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME: Final = "collabkit-workbook.json"
SETTING: Final = "COLLABKIT_WORKBOOK"
OFF: Final = "off"
PATIENCE: Final = 5.0
"""Seconds after which a lock is taken for one that a dead kernel left."""
State = Literal["kept", "unkept", "newer"]
"""Whether answers are kept: "unkept" where the file cannot be written or would be too large to be read again, "newer"
where a later course wrote it."""


def place() -> Path | None:
    """Return where the workbook is kept: in this folder, where the setting says, or nowhere."""
    wanted = os.environ.get(SETTING, "")
    if wanted == OFF:
        return None
    return Path(wanted or NAME).expanduser().absolute()


class WorkbookFile:
    """A workbook in a file, or in memory alone where there is no file.

    Attributes:
        book: the workbook as it was last seen.
        state: whether it is kept.
        damaged: the name under which a file was set aside that could not be read; nothing where there was none.
        watchers: whom to call back when any of these changed.
    """

    def __init__(self, path: Path | None) -> None:
        """Read the file, if there is one."""
        self.path = path
        self.book = Workbook()
        self.state: State = "kept"
        self.damaged = ""
        self.watchers: list[Callable[[], None]] = []
        self._seen: tuple[int, int, int] | None = None
        self._locked = False
        self.refresh()

    def refresh(self) -> None:
        """Take over what another kernel wrote."""
        stamp = self._stamp()
        if stamp == self._seen:
            return
        before = self.book, self.state, self.damaged
        try:
            there = self._read()
            self.book = self.book.merged(there)
            if self.state == "unkept" and self.book == there:  # it lacks nothing of what could not be written
                self.state = "kept"
        except OSError:  # it may not be read, or not be set aside: then the next change will not be kept either
            self.state = "unkept"
        self._seen = stamp
        if (self.book, self.state, self.damaged) != before:
            self._tell()

    def change(self, changes: Workbook) -> None:
        """Lay changes over what is stored at this moment, and store the whole."""
        known = self.book
        self.book = known.laid(changes)  # whatever becomes of the file
        try:
            with self._lock():
                self.book = known.merged(self._read()).laid(changes)
                if self.state != "newer":
                    self._write()
                self._seen = self._stamp()  # before another kernel may write
        except OSError:
            self.state = "unkept"
        self._tell()

    def _tell(self) -> None:
        for watcher in list(self.watchers):
            watcher()

    def _read(self) -> Workbook:
        """Return what the file holds: nothing where there is no file, or none that can be read."""
        there = Workbook()
        if self.path and self.path.is_file():
            try:
                there = Workbook.load(self.path.read_bytes())
            except NewerWorkbookError:
                self.state = "newer"
                return there
            except WorkbookError:
                # Another kernel may set it aside at this moment, and write a sound one in its place.
                if not self._locked:
                    with self._lock():
                        return self._read()
                aside = self.path.with_name(f"{self.path.stem}-damaged-{now().replace(':', '-')}.json")
                self.path.replace(aside)
                self.damaged = aside.name
        if self.state == "newer":  # the later course's file is gone, so the next change is kept again
            self.state = "kept"
        return there

    def _write(self) -> None:
        """Put the whole in place in one step: written beside it, on the disk, and then renamed.

        Where the file is a link, the file that it leads to is written. Who may read it is left as it was.
        """
        if self.path is None:
            return
        path, whole = self.path.resolve(), self.book.dump().encode()
        if len(whole) > MOST_BYTES:  # nobody could read it again
            self.state = "unkept"
            return
        for left in path.parent.glob(f".{glob.escape(path.name)}-*.part"):
            left.unlink(missing_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as part:
                part.write(whole)
                part.flush()
                os.fsync(part.fileno())
            with suppress(OSError):  # a new file is for its owner alone
                Path(beside).chmod(stat.S_IMODE(path.stat().st_mode))
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        self.state = "kept"

    def _stamp(self) -> tuple[int, int, int] | None:
        """Return what tells one state of the file from another: which file it is, its time and its size."""
        if self.path is None:
            return None
        try:
            about = self.path.stat()
        except OSError:
            return None
        return about.st_ino, about.st_mtime_ns, about.st_size

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the file for as long as a change takes; a lock that outlives our patience is a dead kernel's."""
        if self.path is None:
            yield
            return
        path = self.path.resolve()  # whoever comes by a link waits for the same lock
        lock = path.with_name(f".{path.name}.lock")
        begun = time.monotonic()
        while True:
            try:
                os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                break
            except FileExistsError:
                if time.monotonic() - begun > PATIENCE:
                    lock.unlink(missing_ok=True)
                time.sleep(0.01)
        self._locked = True
        try:
            yield
        finally:
            self._locked = False
            with suppress(OSError):
                lock.unlink()
