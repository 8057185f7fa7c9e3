"""Sums over claims as runs made them: remittances, denials by reason, lines by procedure code.

For each vendor and month all sums of a kind are those of one run, never mixed: of the runs that
have any for it the one whose files know of the latest day (`claim_values`). Denials and remittances
are those of the same run, so that one is a share of the other: of the latest that can tell reasons.
That is one with reasons of the vendor's denials, or without a denial in the month, which has none
to tell. Where no run can, remittances are those of the latest, and denials are not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from vendor_eval.claims.groups import CodeGroup, DenialGroup, Place, RemitGroup
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store import names
from vendor_eval.store.tables import (
    ClaimPlace,
    ClaimRun,
    CodeSum,
    DenialSum,
    RemitSum,
    Vendor,
)

AnyGroup = RemitGroup | DenialGroup | CodeGroup
Group = TypeVar("Group", RemitGroup, DenialGroup, CodeGroup)
_TABLES: dict[type, Any] = {RemitGroup: RemitSum, DenialGroup: DenialSum, CodeGroup: CodeSum}
_ALL_MONTHS = (Month(1, 1), Month(9999, 12))
_PLACE = ("run", "month", "payer", "specialty", "site")
# A run, the vendor's key and the index of a month.
_Covered = tuple[int, str, int]
_Runs = Mapping[int, tuple[dt.date, dt.date, int]]


def add(session: Session, run: int, recomputed: Recomputed, by: str) -> None:
    """Keep the sums of a run; vendors that are not known yet are added."""
    groups: tuple[AnyGroup, ...] = (
        *recomputed.remits,
        *recomputed.denials,
        *recomputed.codes,
    )
    if not groups:
        return
    places = _add_places(session, run, [one.place for one in groups], by)
    for kind, table in _TABLES.items():
        rows = [
            {**_numbers(one), "place": places[_key(one.place)]}
            for one in groups
            if type(one) is kind
        ]
        if rows:
            session.connection().execute(insert(table), rows)


def vendors(session: Session) -> tuple[str, ...]:
    """The vendors that any remittances were summed up of, by name."""
    of_remits = (
        select(Vendor.name, Vendor.key)
        .join(ClaimPlace, col(ClaimPlace.vendor) == Vendor.id)
        .join(RemitSum, col(RemitSum.place) == ClaimPlace.id)
        .distinct()
        .order_by(Vendor.key)
    )
    return tuple(name for name, _ in session.exec(of_remits))


def remits(
    session: Session,
    vendors: Collection[str] | None = None,
    months: tuple[Month, Month] | None = None,
) -> tuple[RemitGroup, ...]:
    """First remittances, by vendor, month and place.

    Args:
        vendors: names in any spelling; None for all.
        months: the first and the last, both included; None for all.
    """
    return _groups(session, RemitGroup, _Wanted(_latest_telling(session), vendors, months))


def denials(
    session: Session,
    vendors: Collection[str] | None = None,
    months: tuple[Month, Month] | None = None,
) -> tuple[DenialGroup, ...]:
    """Denials by reason, by vendor, month and place; arguments as `remits`."""
    return _groups(session, DenialGroup, _Wanted(_latest_telling(session), vendors, months))


def remitted(
    session: Session, vendors: Collection[str], months: tuple[Month, Month]
) -> tuple[tuple[RemitGroup, ...], tuple[DenialGroup, ...]]:
    """`remits` and `denials` together, for which the runs that count are looked up once."""
    wanted = _Wanted(_latest_telling(session), vendors, months)
    return _groups(session, RemitGroup, wanted), _groups(session, DenialGroup, wanted)


def codes(
    session: Session,
    vendors: Collection[str] | None = None,
    months: tuple[Month, Month] | None = None,
) -> tuple[CodeGroup, ...]:
    """Lines by procedure code, by vendor, month and place; arguments as `remits`."""
    latest = _latest(_known(session), _covered(session, CodeSum))
    return _groups(session, CodeGroup, _Wanted(latest, vendors, months))


def _add_places(
    session: Session, run: int, places: Sequence[Place], by: str
) -> dict[tuple[object, ...], int]:
    """The row of each place, by `_key`."""
    spelled = {name_key(one.vendor): one.vendor for one in reversed(places)}
    names.add(session, Vendor, names.unknown(session, Vendor, spelled), by)
    vendors = names.ids(session, Vendor)
    rows = [
        {
            "run": run,
            "vendor": vendors[name_key(one.vendor)],
            "month": one.month.index,
            "payer": one.payer,
            "specialty": one.specialty,
            "site": one.site,
        }
        for one in {_key(one): one for one in places}.values()
    ]
    session.connection().execute(insert(ClaimPlace), rows)
    of_run = select(ClaimPlace, Vendor.key).join(Vendor, col(Vendor.id) == ClaimPlace.vendor)
    kept = session.exec(of_run.where(ClaimPlace.run == run))
    return {(vendor, one.month, one.payer, one.specialty, one.site): one.id for one, vendor in kept}


def _key(place: Place) -> tuple[object, ...]:
    month = place.month.index
    return (name_key(place.vendor), month, place.payer, place.specialty, place.site)


def _numbers(group: AnyGroup) -> dict[str, object]:
    """What a group states of its place."""
    return {one.name: getattr(group, one.name) for one in fields(group) if one.name != "place"}


def _covered(session: Session, table: Any, *where: Any) -> set[_Covered]:
    """For which vendors and months each run has sums of this table, such as are asked for."""
    place: Any = ClaimPlace
    query = (
        select(place.run, Vendor.key, place.month)
        .join(table, table.place == place.id)
        .join(Vendor, col(Vendor.id) == place.vendor)
        .where(*where)
        .distinct()
    )
    return {tuple(row) for row in session.exec(query)}


def _known(session: Session) -> _Runs:
    """What tells which of several runs counts, by the run."""
    of_run: Any = ClaimRun
    query = select_columns(of_run.id, of_run.seen_on, of_run.as_of)
    found = session.connection().execute(query)
    return {run: (seen_on, as_of, run) for run, seen_on, as_of in found}


def _latest(known: _Runs, covered: Iterable[_Covered]) -> dict[tuple[str, int], int]:
    """The run that counts, by the vendor's key and the index of the month."""
    in_order = sorted(covered, key=lambda one: known[one[0]])
    return {(vendor, month): run for run, vendor, month in in_order}


def _latest_telling(session: Session) -> dict[tuple[str, int], int]:
    """As `_latest`, for remittances and their denials."""
    remitted, told = _covered(session, RemitSum), _covered(session, DenialSum)
    tellers = {(run, vendor) for run, vendor, _ in told}
    undenied = remitted - _covered(session, RemitSum, col(RemitSum.denied) > 0)
    telling = undenied | {one for one in remitted if one[:2] in tellers}
    known = _known(session)
    return {**_latest(known, remitted), **_latest(known, telling)}


class _Wanted(NamedTuple):
    """Which sums to read: of the runs that count, and those that were asked for."""

    latest: dict[tuple[str, int], int]
    vendors: Collection[str] | None
    months: tuple[Month, Month] | None


def _groups(session: Session, kind: type[Group], wanted: _Wanted) -> tuple[Group, ...]:
    # Columns and not rows of the tables: there are many, and each would become an object twice.
    owner: Any = Vendor
    place, sums = _columns(ClaimPlace), _columns(_TABLES[kind])
    numbers = [column for name, column in sums.items() if name != "place"]
    first, last = wanted.months or _ALL_MONTHS
    query = (
        select_columns(owner.key, owner.name, *(place[name] for name in _PLACE), *numbers)
        .join_from(ClaimPlace, _TABLES[kind], sums["place"] == place["id"])
        .join(Vendor, owner.id == place["vendor"])
        .where(place["month"].between(first.index, last.index))
        .where(place["run"].in_(set(wanted.latest.values())))
        .order_by(owner.key, place["month"], place["id"])
    )
    if wanted.vendors is not None:
        query = query.where(owner.key.in_([name_key(one) for one in wanted.vendors]))
    places: dict[tuple[Any, ...], Place] = {}
    found = []
    for key, vendor, run, month, *rest in session.connection().execute(query):
        if wanted.latest[key, month] != run:
            continue
        parts = (vendor, month, *rest[:3])
        if parts not in places:
            places[parts] = Place(vendor, Month.at(month), *rest[:3])
        found.append(kind(places[parts], *rest[3:]))
    return tuple(found)


def _columns(table: Any) -> dict[str, Any]:
    """The columns of a table by name; those of a sum stand in the order of its group's fields."""
    return {column.name: column for column in table.__table__.columns}
