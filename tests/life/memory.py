"""How much memory a browser holds while somebody lives with the course: all its processes together, by Linux's count."""

import threading
from pathlib import Path
from statistics import median

EVERY = 5
"""Seconds between two looks."""
MOST_GROWTH = 1.5
"""How many times the memory of the second quarter the last quarter may hold; in the first a browser still fills its caches."""
ENOUGH = 60
"""Looks that it takes to say so: five minutes."""


def descendants(pid):
    """A process and all that it started, of those that are still there."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def megabytes(pid):
    """What a process holds, with its part of what it shares with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


class Memory:
    """Looks again and again, beside the walk, until it is told to stop."""

    def __init__(self, pid):
        self.pid = pid
        self.seen = []
        self.stopping = threading.Event()
        threading.Thread(target=self.look, daemon=True).start()

    def look(self):
        while not self.stopping.wait(EVERY):
            self.seen.append(sum(megabytes(one) for one in descendants(self.pid)))

    def stop(self):
        self.stopping.set()
        return quarters(self.seen)


def quarters(seen):
    """The median of each quarter of what was seen; nothing of a walk that was too short to tell."""
    part = len(seen) // 4
    return [median(seen[place * part : (place + 1) * part]) for place in range(4)] if len(seen) >= ENOUGH else []


def grows(quarters):
    """Whether what is held went on growing."""
    return bool(quarters) and quarters[3] > MOST_GROWTH * quarters[1]
