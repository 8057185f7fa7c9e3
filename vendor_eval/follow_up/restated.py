"""A closed month held against what it says now: the diary of what a correction changed.

The month as it was closed stays as it is. What a later report, relief, dispute or amendment makes
of it is told apart from it, finding by finding, with the money and the rights that hang on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vendor_eval.follow_up.month_close import EarnedBack, Locked, MonthClose
from vendor_eval.follow_up.notice import right_name
from vendor_eval.follow_up.snapshots import Snapshot
from vendor_eval.quantities import NOTHING_DUE, Month, Usd


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that is no longer what it was; None where there was none, or is none any more."""

    metric: str
    was: Locked | None
    now: Locked | None

    @property
    def money(self) -> Usd:
        """By how much the credit has grown; below zero where it shrank or fell away."""
        was = self.was.credit if self.was else NOTHING_DUE
        now = self.now.credit if self.now else NOTHING_DUE
        return now - was


@dataclass(frozen=True, slots=True)
class BackChange:
    """A credit of an earlier month that is no longer earned back as it was.

    Attributes:
        was: what the vendor earned back with the month when it was closed; ``now`` at present.
    """

    metric: str
    month: Month
    was: Usd
    now: Usd

    @property
    def money(self) -> Usd:
        """By how much more the practice keeps."""
        return self.was - self.now


@dataclass(frozen=True, slots=True)
class Restated:
    """What is different in a closed month.

    Attributes:
        changes: findings of which value, parts, status, limits or credit changed.
        rights_gone: rights that the month gave when it was closed and does not give any more.
        rights_new: the other way round.
        contract: the revision then and now.
        back: credits of earlier months that the vendor earned back with this one, or now does.
        redefined: metrics whose definition has another version now, whatever its value.
    """

    vendor: str
    month: Month
    changes: tuple[Change, ...]
    rights_gone: tuple[str, ...]
    rights_new: tuple[str, ...]
    contract: tuple[int, int]
    redefined: tuple[str, ...]
    back: tuple[BackChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether a value, a finding, a credit, an earn-back or a right changed."""
        return bool(self.changes or self.back or self.rights_gone or self.rights_new)

    @property
    def matters(self) -> bool:
        """Whether money or a right hangs on what changed."""
        # Credits that fell and rose by the same are two credits, and no change of nothing.
        moved = any(one.money.cents for one in self.changes)
        return bool(moved or self.back or self.rights_gone or self.rights_new)

    @property
    def money(self) -> Usd:
        """By how much the month's credits have grown."""
        return Usd.total(one.money for one in self.changes)

    @property
    def kept(self) -> Usd:
        """By how much more the practice keeps, credits and what went back taken together."""
        return sum((one.money for one in self.back), self.money)


def restated(vendor: str, closed: MonthClose, now: Snapshot) -> Restated:
    """What is different from how the month was closed."""
    was_by, now_by = _by_metric(closed.locked), _by_metric(now.locked)
    both = dict.fromkeys([*was_by, *now_by])
    pairs = [(metric, was_by.get(metric), now_by.get(metric)) for metric in both]
    return Restated(
        vendor=vendor,
        month=closed.month,
        changes=tuple(Change(*pair) for pair in pairs if _says(pair[1]) != _says(pair[2])),
        rights_gone=tuple(_missing_from(now.rights, closed.rights)),
        rights_new=tuple(_missing_from(closed.rights, now.rights)),
        contract=(closed.contract, now.contract),
        redefined=tuple(
            metric
            for metric, was, is_now in pairs
            if was and is_now and was.definition != is_now.definition
        ),
        back=tuple(_back(closed.earned_back, now.earned_back)),
    )


def _back(closed: Sequence[EarnedBack] | None, now: Sequence[EarnedBack]) -> Iterator[BackChange]:
    """The earn-backs that are not what they were; none where they were not kept."""
    if closed is None:
        return
    was_by, now_by = (
        {(one.metric, one.month): one.amount for one in each} for each in (closed, now)
    )
    for metric, month in dict.fromkeys([*was_by, *now_by]):
        was, is_now = (each.get((metric, month), NOTHING_DUE) for each in (was_by, now_by))
        if was != is_now:
            yield BackChange(metric, month, was, is_now)


def _missing_from(others: Sequence[str], rights: Sequence[str]) -> Iterator[str]:
    """Those of ``rights`` that are not among ``others``.

    A name without numbers is of a time when the contract had no other rule of that kind, or the
    numbers were not kept: it stands for one right of that kind, whatever its numbers.
    """
    left = [one for one in others if one not in rights]
    for right in rights:
        bare = _without_numbers(right)
        alike = [one for one in left if one == bare or _without_numbers(one) == right]
        if right in others:
            continue
        if alike:
            left.remove(alike[0])
        else:
            yield right


def _without_numbers(right: str) -> str:
    rule, _, metric = right.partition(" ")
    return right_name(rule.partition(":")[0], metric)


def _by_metric(locked: Iterable[Locked]) -> dict[str, Locked]:
    return {one.metric: one for one in locked}


def _says(locked: Locked | None) -> Locked | None:
    """The finding without its definition's version, which by itself changes nothing."""
    return None if locked is None else replace(locked, definition="")
