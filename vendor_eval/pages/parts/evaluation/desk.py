"""Where answers are given: one vendor of a round, and one item asked about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from vendor_eval.evaluation.scope import Place
from vendor_eval.evaluation.scorecard import Item
from vendor_eval.pages.parts.evaluation.meter import Meter
from vendor_eval.workflows.answers import NewAnswer, Stored
from vendor_eval.workflows.evidence import Piece
from vendor_eval.workflows.sheets import Carried


@dataclass(frozen=True, slots=True)
class Desk:
    """One vendor of a round, and what can be done with answers about it.

    Attributes:
        write: keeps an answer.
        read: the newest answer to an item, by its key; None where there is none.
        zone: in which times of saving are shown.
        open: whether answers are taken now.
        judges: whether evidence can be verified or rejected.
        settles: whether answers are those of the consensus.
    """

    round: int
    vendor: str
    write: Callable[[NewAnswer], Stored]
    read: Callable[[str], Stored | None]
    meter: Meter
    zone: ZoneInfo
    open: bool
    judges: bool
    settles: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An item asked about the desk's vendor.

    Attributes:
        stored: the newest answer when the page was drawn; None where there is none.
        first: the first answers of all evaluators, where they may be seen.
        said: what the vendor answered itself; None where it did not.
        origins: by evaluator where an answer to the item was taken over from.
        pieces: the evidence when the page was drawn.
        lapsed: whether the evidence has expired.
    """

    desk: Desk
    place: Place
    stored: Stored | None
    first: tuple[Stored, ...]
    said: Stored | None
    origins: Mapping[str, Carried]
    pieces: tuple[Piece, ...]
    lapsed: bool

    @property
    def key(self) -> str:
        """As ``scorecard/item``."""
        return self.place.key

    @property
    def item(self) -> Item:
        """What is asked."""
        return self.place.item

    def field(self, name: str) -> str:
        """The key of one of the row's fields."""
        desk = self.desk
        kind = "settled" if desk.settles else "own"
        return f"{desk.round}.{desk.vendor}.{self.key}.{kind}.{name}"
