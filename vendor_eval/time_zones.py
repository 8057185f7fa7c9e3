"""Time zones by the names that people know."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_named(name: str) -> ZoneInfo | None:
    """The zone with this IANA name, such as ``America/Chicago``; None where there is none."""
    try:
        return ZoneInfo(name)
    # The ways in which the library says so: of a path, and of a folder, in others than of a name.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
