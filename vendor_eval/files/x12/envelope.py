"""The envelope of X12: interchanges, groups and sets, their control numbers and counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from vendor_eval.claims.acknowledgements import InterchangeAcknowledged
from vendor_eval.claims.exchange import Interchange, TransactionSet
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.elements import count, moment
from vendor_eval.files.x12.guides import reader_of
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.separators import Separators
from vendor_eval.files.x12.set_reader import NONE_LEFT, Event, Opening, SetReader

# The most that any control number has.
_CONTROL_LETTERS = 9
_WHOLE = "get the file again, whole"
_CORRECTED = "ask the sender for a corrected file"


@dataclass(slots=True)
class _Level:
    """An interchange, group or set that is open: its control number and what it holds so far."""

    control: str
    begins: int = 0
    holds: int = 0

    def __str__(self) -> str:
        return _shown(self.control)


class Envelope:
    """Follows the envelope of a file from segment to segment.

    Attributes:
        separators: of the interchange that is open.
        set: what reads the set that is open; None outside of sets that are read.
        ready: events that are whole, for whoever hands them on to take away.
    """

    def __init__(self, zone: dt.tzinfo, counts: Counts) -> None:
        """Begin before the first interchange."""
        self._zone = zone
        self._counts = counts
        self.separators = Separators("*", ":", "~")
        self._interchange: Interchange | None = None
        self._levels: list[_Level] = []
        self._guide = ""
        self._takes: dict[str, Callable[[list[str], int], None]] = {}
        self.set: SetReader | None = None
        self.ready: list[Event] = []

    def use(self, separators: Separators) -> None:
        """Read what follows with these separators."""
        self.separators = separators
        takes = {
            "ISA": self._isa,
            "TA1": self._ta1,
            "IEA": self._iea,
            "GS": self._gs,
            "ST": self._st,
            "SE": self._se,
            "GE": self._ge,
        }
        self._takes = {separators.prefix(name): take for name, take in takes.items()}

    def take(self, segment: str, position: int) -> None:
        """Follow a segment of the envelope; any other is passed over.

        Args:
            position: the segment's number in the file, from 1.

        Raises:
            Broken: it does not fit what is open.
        """
        take = self._takes.get(segment[:3])
        if take is not None:
            take(segment.split(self.separators.element), position)

    def close(self) -> None:
        """Make sure that nothing is open at the end of the file.

        Raises:
            Broken: the file was cut.
        """
        if self._levels:
            missing = ("IEA", "GE", "SE")[len(self._levels) - 1]
            what = f"the file is cut short: it ends without the {missing} segment"
            raise Broken("truncated", f"{what} of {self._levels[-1]}", _WHOLE)

    @property
    def place(self) -> str:
        """What is open, for messages: ``interchange 000000101, set 0001``."""
        names = ("interchange", "group", "set")
        return ", ".join(
            f"{name} {level}" for name, level in zip(names, self._levels, strict=False)
        )

    def _isa(self, elements: list[str], _: int) -> None:
        self._expect_depth(0, "ISA")
        texts = [element.strip() for element in elements]
        made = moment(texts[9], texts[10], self._zone)
        self._interchange = Interchange(texts[6], texts[8], texts[13], made, texts[15] == "T")
        self._levels.append(_Level(texts[13]))
        self._counts.interchanges += 1
        if self._interchange.test:
            self._counts.test = self._counts.test or _shown(texts[13])

    def _ta1(self, elements: list[str], _: int) -> None:
        self._expect_depth(1, "TA1")
        control, date, time, code, note = (elements + NONE_LEFT)[1:6]
        made = moment(date, time, self._zone)
        self.ready.append(InterchangeAcknowledged(control, code, note, made))
        self._counts.sets["TA1"] += 1

    def _gs(self, elements: list[str], _: int) -> None:
        self._expect_depth(1, "GS")
        self._guide = elements[8]
        self._levels.append(_Level(elements[6]))

    def _st(self, elements: list[str], position: int) -> None:
        self._expect_depth(2, "ST")
        assert self._interchange is not None
        guide = elements[3] if len(elements) > 3 and elements[3] else self._guide
        group = self._levels[-1].control
        self._levels.append(_Level(elements[2], begins=position))
        kind = elements[1]
        make = reader_of(kind, guide)
        if make is None:
            self._counts.passed_over[f"{_shown(kind)} {guide if guide.isalnum() else ''}"] += 1
            return
        self._counts.sets[kind] += 1
        opened = TransactionSet(self._interchange, group, elements[2], guide)
        self.set = make(
            Opening(
                set=opened,
                separators=self.separators,
                zone=self._zone,
                counts=self._counts,
                ready=self.ready,
                ends=frozenset(self._takes),
            )
        )

    def _se(self, elements: list[str], position: int) -> None:
        level = self._close_level(3, elements)
        level.holds = position - level.begins + 1
        _check_count("segment", elements, level)
        if self.set is not None:
            self.set.close()
        self.set = None

    def _ge(self, elements: list[str], _: int) -> None:
        level = self._close_level(2, elements)
        _check_count("set", elements, level)

    def _iea(self, elements: list[str], _: int) -> None:
        level = self._close_level(1, elements)
        _check_count("group", elements, level)

    def _expect_depth(self, depth: int, name: str) -> None:
        """Make sure that as many levels are open as a segment of this name needs."""
        open_levels = len(self._levels)
        if open_levels == depth:
            return
        if open_levels > depth:
            missing = ("IEA", "GE", "SE")[open_levels - 1]
            what = f"{name} begins before {missing} ended {self._levels[-1]}"
            raise Broken("truncated", what, _WHOLE)
        missing = ("ISA", "GS", "ST")[open_levels]
        raise Broken("envelope", f"{name} stands without {missing} before it", _CORRECTED)

    def _close_level(self, depth: int, elements: list[str]) -> _Level:
        name = elements[0]
        if len(self._levels) > depth:
            missing = ("IEA", "GE", "SE")[len(self._levels) - 1]
            what = f"{name} stands where {missing} should end {self._levels[-1]}"
            raise Broken("truncated", what, _WHOLE)
        if len(self._levels) < depth:
            raise Broken("envelope", f"{name} ends what never began", _CORRECTED)
        level = self._levels.pop()
        # Some senders pad one of the two with zeros and not the other.
        if elements[2].strip().lstrip("0") != level.control.strip().lstrip("0"):
            what = f"{name} ends {_shown(elements[2])}, but {level} is open"
            raise Broken("control_number", what, _CORRECTED)
        if self._levels:
            self._levels[-1].holds += 1
        return level


def _check_count(what: str, elements: list[str], level: _Level) -> None:
    """Hold the count in SE, GE or IEA against what its level holds, called ``what``."""
    name, stated = elements[0], elements[1].strip()
    if count(stated) != level.holds:
        said = f"{name} of {level} counts {stated} {what}s, but there are {level.holds}"
        raise Broken(f"{what}_count", said, _CORRECTED)


def _shown(control: str) -> str:
    """A control number, for messages; whatever cannot be one may be anything, and is not told."""
    control = control.strip()
    return control if control.isalnum() and len(control) <= _CONTROL_LETTERS else "(unreadable)"
