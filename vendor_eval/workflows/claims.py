"""Recomputing metrics from files of claims, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.claims.analysis import ANALYSES
from vendor_eval.claims.coverage import coverage, unheard_of
from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.extracts import Rejection, Source
from vendor_eval.claims.kpis import Kpi, NotComputable, Recomputed, in_order, provisional_from
from vendor_eval.claims.mapping import AS_NAMED, ExtractMapping
from vendor_eval.claims.terms import Agreed, seen_on, terms_for
from vendor_eval.engines import duckdb, duckdb_checks, duckdb_codes, duckdb_denials
from vendor_eval.engines.duckdb_loading import Loading, Reading
from vendor_eval.engines.duckdb_vendors import spelled_once
from vendor_eval.engines.elsewhere import EMBEDDED, Engine, engine
from vendor_eval.engines.variants import Taken, varied
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.files.exchange_files import parted
from vendor_eval.files.extracts import once_each, readable
from vendor_eval.metrics import CATALOGUE
from vendor_eval.privacy import FORMS
from vendor_eval.workflows import progress
from vendor_eval.workflows.claim_exchange import X12_EFFORT, exchanged
from vendor_eval.workflows.progress import Phase, Step, Told, silent

_NO_FILE = "no file could be read"
_NO_DATE = "no file carries a date"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know.

    Attributes:
        paths: files, and folders of them; with X12 in them a folder inside a folder is a vendor's.
        metrics: ids of the catalogue.
        vendor: whose claims they are where no column or folder says so.
        analyses: ids of `claims.analysis`.
        engine: where metrics are worked out; analyses and checks are always in the embedded one.
        address: of that engine, where it is not in this process.
        variants: whether the other definitions of the metrics are worked out too.
        keys: the file of claim keys for X12; without one, keys hold for this run alone.
        mapping: how extracts are headed and worded; X12 is not.
    """

    paths: Sequence[Path]
    agreed: Agreed
    metrics: Sequence[str] = tuple(CATALOGUE)
    vendor: str | None = None
    analyses: Sequence[str] = tuple(ANALYSES)
    engine: str = EMBEDDED
    address: str | None = None
    variants: bool = False
    keys: Path | None = None
    mapping: ExtractMapping = AS_NAMED


def recomputed(person: Person, asked: Asked, told: Told = silent) -> Recomputed:
    """Every metric asked for, by vendor and month, and why the others could not be worked out.

    Args:
        told: is called on the way.

    Raises:
        NotAllowed: the person may not read what vendors send.
        NotFound: a path does not exist.
        BadInput: the file of claim keys is none.
        EngineFailure: the engine cannot be had, or gave up.
    """
    require(person, Permission.IMPORT_MEASURES)
    handed = parted(asked.paths, asked.vendor)
    found, rejected = readable(handed.others, asked.mapping)
    files, zone = once_each(found), asked.agreed.time_zone
    with (
        duckdb.locked_down(files, zone) as connection,
        engine(asked.engine, asked.address, connection) as working,
    ):
        so_far = progress.Reading(told, len(files) + X12_EFFORT * len(handed.exchanged))
        loading = Loading(connection, Reading(asked.vendor, FORMS, so_far.next))
        sources = loading.sources(files)
        exchange = exchanged(connection, handed.exchanged, zone, asked.keys, progress=so_far)
        sources = spelled_once(connection, [*sources, *exchange.sources])
        rejected += [*loading.rejected, *handed.rejected, *exchange.rejected]
        if not sources:
            return _nothing(asked, _NO_FILE, rejected)
        done = _recomputed(working, sources, asked, told)
        return replace(
            done,
            rejected=tuple(rejected),
            noted=tuple(exchange.noted),
            counted={**loading.rows, **dict.fromkeys(exchange.read)},
        )


def _nothing(asked: Asked, because: str, rejected: Sequence[Rejection]) -> Recomputed:
    return Recomputed(
        not_computable=tuple(NotComputable(id, because) for id in asked.metrics),
        rejected=tuple(rejected),
    )


def _recomputed(working: Engine, sources: Sequence[Source], asked: Asked, told: Told) -> Recomputed:
    connection = working.embedded
    latest = duckdb.latest(connection, sources)
    terms = terms_for(asked.agreed, latest)
    if terms is None:
        return _nothing(asked, _NO_DATE, ())
    duckdb.agree(connection, terms)
    kpis: list[Kpi] = []
    not_computable: list[NotComputable] = []
    left_out: list[NotComputable] = []
    steps = len(asked.metrics) + 1
    for at, id in enumerate(asked.metrics):
        told(Step(Phase.MEASURING, at / steps, CATALOGUE[id].name))
        covered = coverage(id, sources)
        if covered.because is not None:
            (left_out if covered.sources else not_computable).append(covered.because)
        if covered.sources:
            definition = DEFINITIONS[id]
            duckdb.take(connection, covered.sources, definition.table)
            values = working.measured(definition)
            kpis += values
            heard = {one.vendor for one in values}
            not_computable += unheard_of(definition, covered.sources, heard)
    taken = Taken(sources, terms, shipped())
    told(Step(Phase.MEASURING, 1 - 1 / steps, "other definitions" if asked.variants else ""))
    others = varied(connection, working, taken, asked.metrics if asked.variants else ())
    told(Step(Phase.CHECKING, 0.0))
    remits, denials = duckdb_denials.summed(connection, sources, asked.analyses, shipped())
    codes = duckdb_codes.summed(connection, sources, asked.analyses, terms.agreed.tolerance)
    return Recomputed(
        kpis=in_order(kpis),
        not_computable=(*not_computable, *others.not_computable),
        left_out=(*left_out, *others.left_out),
        provisional=provisional_from(asked.metrics, terms.day),
        checks=tuple(duckdb_checks.checked(connection, sources)),
        rows=sum(one.rows for one in sources),
        files=sum(len(one.files) for one in sources),
        as_of=terms.day,
        variants=others.kpis,
        remits=remits,
        denials=denials,
        codes=codes,
        seen_on=seen_on(latest, asked.agreed.time_zone),
    )
