"""A coalitional game: what every group of partners would cost, or gain, on its own.

A group (the theory says *coalition*) is also known by a number, its mask: partner 0 counts 1, partner 1 counts 2,
partner 2 counts 4, and so on. So the numbers of all groups fit one plain array, and adding up over groups is fast.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, Literal, TypeVar, cast, get_args

from collabkit.analysis.numeric import LARGEST
from collabkit.wording import counted

Player = TypeVar("Player", bound=Hashable)
Kind = Literal["cost", "gain"]

MOST_PLAYERS: Final = 20
"""With 20 players there are a million groups; each further player doubles the work."""


class Game(Generic[Player]):
    """What each group costs (``kind="cost"``) or gains (``kind="gain"``) by itself.

    Attributes:
        players: The partners, in the order in which they were given.
        kind: "cost" or "gain".
        values: One number a group, in the order of the masks; read it, do not change it.

    >>> game = Game(["County council", "Fire service"], {
    ...     ("County council",): 60, ("Fire service",): 50, ("County council", "Fire service"): 90})
    >>> game.total, game.alone("Fire service")
    (90.0, 50.0)
    """

    __slots__ = ("_places", "kind", "players", "values")

    def __init__(self, players: Iterable[Player], worth: Mapping[Any, float], kind: Kind = "cost") -> None:
        """Read the number of every group from a mapping.

        Args:
            players: One to twenty different partners.
            worth: From each group (a frozenset, a tuple, or the player alone) to its number. The empty group may be
                left out; it is worth nothing.
            kind: Whether the numbers are costs or gains.

        Raises:
            ValueError: A group is missing, unknown or given twice, or a number is not a finite number or too large.
        """
        self._name(players, kind)
        found: dict[int, float] = {0: 0}
        given: set[int] = set()
        for group, number in worth.items():
            mask = self.mask(group)
            if mask in given:
                raise ValueError(f"The group {self.label(mask)} is given twice; keep one of the two numbers.")
            given.add(mask)
            found[mask] = number
        self._complain_of_missing(found)
        self._fill([found[mask] for mask in range(1 << len(self.players))])

    @classmethod
    def from_vector(cls, players: Iterable[Player], values: Iterable[float], kind: Kind = "cost") -> Game[Player]:
        """Build a game from numbers in the order of the masks, beginning with 0 for the empty group.

        Raises:
            ValueError: There is not one finite number a group, one is too large, or the first is not 0.

        >>> Game.from_vector("AB", [0, 60, 50, 90]).value("AB")
        90.0
        """
        game = cls.__new__(cls)
        game._name(players, kind)  # noqa: SLF001
        game._fill(values)  # noqa: SLF001
        return game

    @classmethod
    def from_function(
        cls, players: Iterable[Player], worth: Callable[[tuple[Player, ...]], float], kind: Kind = "cost"
    ) -> Game[Player]:
        """Build a game by asking a function for the number of each group; it is not asked about the empty one.

        >>> runway = {"small": 8, "large": 18}
        >>> Game.from_function(runway, lambda group: max(runway[player] for player in group)).total
        18.0
        """
        game = cls.__new__(cls)
        game._name(players, kind)  # noqa: SLF001
        numbers = (worth(game.group(mask)) for mask in range(1, 1 << len(game.players)))
        game._fill([0.0, *numbers])  # noqa: SLF001
        return game

    def __repr__(self) -> str:
        """Show the players and what they cost or gain together."""
        return f"Game(players={self.players!r}, kind={self.kind!r}, total={self.total!r})"

    @property
    def total(self) -> float:
        """What all players cost or gain together."""
        return self.values[-1]

    @property
    def sign(self) -> int:
        """1 when more is better, −1 when less is."""
        return 1 if self.kind == "gain" else -1

    @property
    def scale(self) -> float:
        """The largest number in the game, whatever its sign: what rounding is measured against."""
        return max(map(abs, self.values))

    def value(self, group: Iterable[Player] | Player) -> float:
        """Return what a group costs or gains on its own.

        Raises:
            ValueError: The group names somebody who is not a player.
        """
        return self.values[self.mask(group)]

    def alone(self, player: Player) -> float:
        """Return what one player costs or gains alone."""
        return self.values[1 << self._place(player)]

    def without(self, player: Player) -> float:
        """Return what all the others cost or gain together."""
        return self.values[len(self.values) - 1 - (1 << self._place(player))]

    def group(self, mask: int) -> tuple[Player, ...]:
        """Return the players of a group, in their order.

        >>> Game.from_vector("AB", [0, 60, 50, 90]).group(3)
        ('A', 'B')
        """
        return tuple(player for place, player in enumerate(self.players) if mask >> place & 1)

    def mask(self, group: Iterable[Player] | Player) -> int:
        """Return the number by which a group is known.

        Raises:
            ValueError: The group names somebody who is not a player, or the same player twice.
        """
        members = self._members(group)
        mask = 0
        for player in members:
            bit = 1 << self._place(player)
            if mask & bit:
                raise ValueError(f"{player!r} stands twice in one group; name each player once.")
            mask |= bit
        return mask

    def label(self, mask: int) -> str:
        """Return the names of a group as people would list them."""
        return "{" + ", ".join(str(player) for player in self.group(mask)) + "}"

    def by_player(self, shares: Iterable[float]) -> dict[Player, float]:
        """Put shares in the order of the players beside their names."""
        return dict(zip(self.players, shares, strict=True))

    def _members(self, group: object) -> Iterable[Player]:
        """Take a name that is itself a player as the group of that one player."""
        if isinstance(group, Hashable) and group in self._places:
            return (group,)
        letters = not isinstance(group, str) or all(letter in self._places for letter in group)
        if isinstance(group, Iterable) and letters:
            return group
        raise ValueError(f"{group!r} is not a player and not a group of players; the players are {self._listed()}.")

    def _place(self, player: Player) -> int:
        place = self._places.get(player)
        if place is None:
            raise ValueError(f"{player!r} is not a player of this game; the players are {self._listed()}.")
        return place

    def _listed(self) -> str:
        return ", ".join(str(player) for player in self.players)

    def _name(self, players: Iterable[Player], kind: Kind) -> None:
        self.players = tuple(players)
        self.kind = kind
        self._places = {player: place for place, player in enumerate(self.players)}
        if kind not in get_args(Kind):
            raise ValueError(f"A game is of kind 'cost' or 'gain', not {kind!r}.")
        if not self.players:
            raise ValueError("A game needs at least one player; name the partners first.")
        if len(self.players) > MOST_PLAYERS:
            raise ValueError(
                f"A game can have at most {MOST_PLAYERS} players, because every group of them needs a number; "
                f"this one has {len(self.players)}. Put partners that act alike together."
            )
        if len(self._places) < len(self.players):
            twice = next(player for place, player in enumerate(self.players) if self._places[player] != place)
            raise ValueError(f"Each player may be named once; {twice!r} is named twice.")

    def _complain_of_missing(self, found: Mapping[int, float]) -> None:
        groups = 1 << len(self.players)
        if len(found) == groups:
            return
        first = next(mask for mask in range(groups) if mask not in found)
        more = groups - len(found) - 1
        others = f" {counted(more, 'more group is', 'more groups are')} missing too." if more else ""
        raise ValueError(f"The {self.kind} of the group {self.label(first)} is missing; give a number for it.{others}")

    def _fill(self, numbers: Iterable[float]) -> None:
        self.values = _read(numbers, self)
        if len(self.values) != 1 << len(self.players):
            raise ValueError(
                f"A game of {len(self.players)} players needs {1 << len(self.players)} numbers, one a group and 0 for "
                f"the empty group; {len(self.values)} were given."
            )
        if self.values[0]:
            raise ValueError(f"The empty group is worth 0, not {self.values[0]:g}; let the numbers begin with 0.")


def _read(numbers: Iterable[float], game: Game[Any]) -> array[float]:
    """Copy numbers into one array, and say which of them is none."""
    numbers = _listed(numbers)
    try:
        values = array("d", numbers)
    except (TypeError, OverflowError):
        values = array("d")
    if len(values) == len(numbers) and max(map(abs, values), default=0.0) <= LARGEST and math.isfinite(sum(values)):
        return values
    for mask, number in enumerate(numbers):
        if not _is_finite(number):
            raise ValueError(
                f"Give a finite number as the {game.kind} of the group {game.label(mask)}; it is {number!r}."
            )
        if abs(number) > LARGEST:
            raise ValueError(
                f"The {game.kind} of the group {game.label(mask)} is too large to share ({number:g}); give all of them in "
                "a larger unit."
            )
    return values


def _listed(numbers: Iterable[float]) -> Sequence[float]:
    """Make a sequence of numbers; what already lies in memory as an array of them is copied as it is."""
    if isinstance(numbers, (list, tuple)):
        return numbers
    try:
        view = memoryview(numbers)  # type: ignore[arg-type]
    except TypeError:
        return list(numbers)
    return array("d", view.tobytes()) if view.format == "d" else cast("list[float]", view.tolist())


def _is_finite(number: object) -> bool:
    try:
        return math.isfinite(number)  # type: ignore[arg-type]
    except (TypeError, OverflowError):
        return False
