"""Implementation acknowledgements: 999 (005010X231)."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from vendor_eval.claims.acknowledgements import GroupAcknowledged, SetAcknowledged
from vendor_eval.files.x12.elements import count
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.set_reader import NONE_LEFT, Event, Opening, handed


class AcknowledgementReader:
    """Gives each set that is acknowledged, then the group; a group may come without any set."""

    def __init__(self, opening: Opening) -> None:
        """Begin after ST."""
        self._opening = opening
        self._group: str | None = None
        self._group_kind = ""
        self._set = ""
        self._errors = 0

    def read(self, segments: Iterator[str]) -> Generator[Event, None, str]:
        """What the set tells, up to the segment behind it, which is returned."""
        handlers = {
            "AK1": self._open_group,
            "AK2": self._open_set,
            "IK3": self._error,
            "IK4": self._error,
            "IK5": self._close_set,
            "AK9": self._close_group,
        }
        return handed(self._opening, handlers, segments)

    def close(self) -> None:
        """Nothing is held."""

    def _open_group(self, elements: list[str]) -> None:
        self._group_kind, self._group = elements[1].strip(), elements[2]

    def _open_set(self, elements: list[str]) -> None:
        self._set, self._errors = elements[2], 0

    def _error(self, _: list[str]) -> None:
        self._errors += 1

    def _close_set(self, elements: list[str]) -> None:
        self._opening.emit(
            SetAcknowledged(
                set=self._opening.set,
                group_control=self._named_group(),
                set_control=self._set,
                code=elements[1],
                errors=self._errors,
                group_kind=self._group_kind,
            )
        )

    def _close_group(self, elements: list[str]) -> None:
        texts = elements + NONE_LEFT
        self._opening.emit(
            GroupAcknowledged(
                set=self._opening.set,
                group_control=self._named_group(),
                code=elements[1],
                sets_sent=count(texts[2]),
                sets_accepted=count(texts[4]),
                group_kind=self._group_kind,
            )
        )

    def _named_group(self) -> str:
        if self._group is None:
            raise Broken("segment", "the 999 has no AK1 segment", "ask for a corrected file")
        return self._group
