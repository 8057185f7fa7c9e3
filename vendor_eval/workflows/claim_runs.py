"""Recomputing metrics from files of claims, and keeping what came of it with its provenance."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require, sees
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.claims.mapping import AS_NAMED
from vendor_eval.claims.shrinking import Less, less_known
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.files.extracts import files_under
from vendor_eval.files.extracts.described import kind_of
from vendor_eval.files.names import spoken_of
from vendor_eval.store import claim_runs as stored
from vendor_eval.store import claim_values
from vendor_eval.store.claim_runs import Kept, Provenance, Run, RunFile
from vendor_eval.workflows import claims
from vendor_eval.workflows.claims import Asked
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.progress import Phase, Step, Told, silent

__all__ = ["Asked", "Kept", "Prepared", "Run", "RunFile"]

_START_BYTES = 64


@dataclass(frozen=True, slots=True)
class Prepared:
    """A recomputation before it is kept.

    Attributes:
        counting: the files that count, the same bytes once.
        terms: what was agreed, and whose claims they were taken for, which folders may say; JSON
            values only.
    """

    recomputed: Recomputed
    counting: tuple[RunFile, ...]
    terms: Mapping[str, object]


def prepare(person: Person, asked: Asked, told: Told = silent) -> Prepared:
    """Recompute what files of claims allow, and note what was read; nothing is kept.

    Args:
        told: is called on the way.

    Raises:
        NotAllowed: the person may not import claims.
        NotFound: a path does not exist.
    """
    require(person, Permission.IMPORT_CLAIMS)
    paths = files_under(asked.paths)
    files: dict[str, RunFile] = {}
    for done, path in enumerate(paths):
        told(Step(Phase.NOTING, done / len(paths), path.name))
        files[str(path.resolve())] = _noted(path)
    recomputed = claims.recomputed(person, asked, told)
    counting: dict[str, RunFile] = {}
    for place, rows in sorted(recomputed.counted.items()):
        counting.setdefault(files[place].sha256, replace(files[place], rows=rows))
    vendors = sorted({one.vendor for one in recomputed.kpis})
    terms = {**_terms(asked), "vendors": vendors}
    return Prepared(recomputed, tuple(counting.values()), terms)


def less(deps: Deps, person: Person, prepared: Prepared) -> tuple[Less, ...]:
    """Months of which the files know clearly less than what would count no longer.

    Raises:
        NotAllowed: the person may not import claims.
    """
    require(person, Permission.IMPORT_CLAIMS)
    as_of = prepared.recomputed.as_of
    if as_of is None:
        return ()
    with deps.store.reading() as session:
        known = _until(deps.today(), prepared.recomputed)
        return _less(session, known, _provenance(person, prepared, as_of))


def record(deps: Deps, person: Person, prepared: Prepared, *, less_is_right: bool = False) -> Kept:
    """Keep a recomputation; the same files under the same terms are kept once.

    Args:
        less_is_right: somebody has confirmed that it counts where `less` is known, too.

    Raises:
        NotAllowed: the person may not import claims.
        BadInput: no file counts, it looks at claims from a day that is still to come, or it knows
            less than what counts and nobody has confirmed that.
    """
    require(person, Permission.IMPORT_CLAIMS)
    as_of = prepared.recomputed.as_of
    if as_of is None or not prepared.counting:
        raise BadInput([Fault("Files", "none of them counts", "correct what was refused")])
    if as_of > deps.today():
        what = f"the files know of {as_of}, which is still to come"
        raise BadInput([Fault("Files", what, "correct their dates, or say the day to look from")])
    provenance = _provenance(person, prepared, as_of)
    known = _until(deps.today(), prepared.recomputed)
    with deps.store.writing(person.name) as session:
        if not less_is_right:
            _refuse(_less(session, known, provenance))
        return stored.save(session, known, provenance)


def _provenance(person: Person, prepared: Prepared, as_of: dt.date) -> Provenance:
    return Provenance(
        files=prepared.counting,
        as_of=as_of,
        terms=prepared.terms,
        definitions=definitions_version(),
        by=person.name,
        at=dt.datetime.now(dt.UTC),
    )


def _less(session: Session, found: Recomputed, provenance: Provenance) -> tuple[Less, ...]:
    """Where ``found`` would count and knows less; nowhere when it was kept before."""
    if stored.find(session, provenance.fingerprint) is not None:
        return ()
    looks = (found.seen_on or provenance.as_of, provenance.as_of)
    counting = claim_values.current(session, {one.vendor for one in found.kpis})
    replaced = (
        one.kpi for one in counting if not one.is_variant and (one.seen_on, one.as_of) <= looks
    )
    return less_known(found.kpis, replaced)


def _refuse(found: Sequence[Less]) -> None:
    """Raise where anything is less."""
    if found:
        mend = "hand in every file of the month, or confirm that what is known now counts"
        where = [f"{one.vendor}, {one.month.shown}" for one in found]
        what = [f"the files know {one.shown}" for one in found]
        raise BadInput([Fault(*one, mend) for one in zip(where, what, strict=True)])


def _until(today: dt.date, recomputed: Recomputed) -> Recomputed:
    """``recomputed`` without knowing of days to come, such as a date that was mistyped."""
    known = recomputed.seen_on
    return recomputed if known is None else replace(recomputed, seen_on=min(known, today))


def listed(deps: Deps, person: Person) -> tuple[Run, ...]:
    """Every recomputation that was kept, the newest first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return tuple(one for one in stored.listed(session) if is_seen(person, one))


def is_seen(person: Person, run: Run) -> bool:
    """Whether a run is of claims of vendors alone that the person may see."""
    if person.vendors is None:
        return True
    named = run.provenance.terms.get("vendors")
    return isinstance(named, list) and all(sees(person, str(one)) for one in named)


def definitions_version() -> str:
    """What tells one state of the texts that metrics and sums are worked out by from another."""
    folders = [one for one in resources.files("vendor_eval.claims").iterdir() if one.is_dir()]
    texts = [one for folder in folders for one in folder.iterdir() if one.name.endswith(".sql")]
    digest = hashlib.sha256()
    for name, text in sorted((one.name, one.read_bytes()) for one in texts):
        digest.update(name.encode() + b"\n" + text)
    return digest.hexdigest()[:12]


def _noted(path: Path) -> RunFile:
    """The file as it is remembered; one that cannot be read is refused later, and named so."""
    try:
        with path.open("rb") as opened:
            start = opened.read(_START_BYTES)
            opened.seek(0)
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return RunFile(spoken_of(path.name), f"unread {path}", "unknown")
    return RunFile(spoken_of(path.name), digest, kind_of(start))


def _terms(asked: Asked) -> Mapping[str, object]:
    """What decides what the same files give, beside the day, as JSON values."""
    agreed = asdict(asked.agreed)
    del agreed["as_of"]
    terms = {
        **agreed,
        "vendor": asked.vendor,
        "metrics": _sorted(asked.metrics),
        "reasons": f"{shipped().id} {shipped().version}",
    }
    # Runs that were kept without a mapping stay the same runs.
    if asked.mapping != AS_NAMED:
        terms["mapping"] = asdict(asked.mapping)
    plain: Mapping[str, object] = json.loads(json.dumps(terms, default=str))
    return plain


def _sorted(metrics: Sequence[str]) -> list[str]:
    return sorted(set(metrics))
