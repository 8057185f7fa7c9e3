"""Files of claims are recomputed, and what came of them is kept once, with its provenance."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tests.agreements import ADMINISTRATOR, TODAY
from tests.claim_rows import claim, write_csv, write_parquet
from tests.claims_in_x12 import paid, put
from vendor_eval.claims.terms import Agreed
from vendor_eval.errors import BadInput
from vendor_eval.store import claim_values
from vendor_eval.workflows import claim_runs
from vendor_eval.workflows.claim_runs import Asked, Prepared
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.progress import Phase, Step


def asked(*paths: Path, coding_hours: int = 48, as_of: dt.date | None = None) -> Asked:
    agreed = Agreed("America/New_York", as_of, coding_hours)
    return Asked(paths, agreed, metrics=("denial_rate",))


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "claims.csv", [claim(1), claim(2, first_outcome="denied")])


def prepared(*paths: Path) -> Prepared:
    return claim_runs.prepare(ADMINISTRATOR, asked(*paths))


def test_what_is_kept_says_which_files_under_which_terms(
    deps: Deps, extract: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")

    kept = claim_runs.record(deps, ADMINISTRATOR, prepared(tmp_path))

    made_from = kept.run.provenance
    assert kept.is_new
    assert [(one.name, one.kind) for one in made_from.files] == [("claims.csv", "CSV")]
    assert made_from.files[0].sha256 == hashlib.sha256(extract.read_bytes()).hexdigest()
    assert made_from.as_of == dt.date(2025, 6, 15)
    assert made_from.terms["coding_hours"] == 48
    assert made_from.terms["metrics"] == ["denial_rate"]
    assert made_from.terms["reasons"] == "denial-reasons 1.0"
    assert made_from.definitions == claim_runs.definitions_version()
    assert made_from.by == ADMINISTRATOR.name
    assert [(one.file, one.code) for one in kept.run.rejected] == [("notes.pdf", "type_mismatch")]
    assert claim_runs.listed(deps, ADMINISTRATOR) == (kept.run,)
    with deps.store.reading() as session:
        (value,) = claim_values.current(session)
    assert (value.kpi.numerator, value.kpi.denominator, value.kpi.value) == (1, 2, 0.5)


def test_the_same_files_under_other_names_are_kept_once(
    deps: Deps, extract: Path, tmp_path: Path
) -> None:
    claim_runs.record(deps, ADMINISTRATOR, prepared(extract))
    copy = tmp_path / "copy.csv"
    copy.write_bytes(extract.read_bytes())

    again = claim_runs.record(deps, ADMINISTRATOR, prepared(extract, copy))

    assert not again.is_new
    assert len(claim_runs.listed(deps, ADMINISTRATOR)) == 1


def test_other_agreed_hours_are_another_run(deps: Deps, extract: Path) -> None:
    claim_runs.record(deps, ADMINISTRATOR, prepared(extract))
    other = claim_runs.prepare(ADMINISTRATOR, asked(extract, coding_hours=72))

    assert claim_runs.record(deps, ADMINISTRATOR, other).is_new


def test_another_map_of_reasons_is_another_run(deps: Deps, extract: Path) -> None:
    made = prepared(extract)
    earlier = replace(made, terms={**made.terms, "reasons": "denial-reasons 0.9"})
    claim_runs.record(deps, ADMINISTRATOR, earlier)

    assert claim_runs.record(deps, ADMINISTRATOR, made).is_new


TEN = [claim(number) for number in range(10)]
LATER = "2025-07-15T06:00:00"


def test_fewer_claims_of_a_month_than_were_known_are_kept_only_when_confirmed(
    deps: Deps, tmp_path: Path
) -> None:
    claim_runs.record(deps, ADMINISTRATOR, prepared(write_csv(tmp_path / "march.csv", TEN)))
    glimpse = prepared(write_csv(tmp_path / "april.csv", [claim(11, extract_ts=LATER)]))

    (less,) = claim_runs.less(deps, ADMINISTRATOR, glimpse)
    with pytest.raises(BadInput, match="March 2025: the files know 1 of the 10 claims that were"):
        claim_runs.record(deps, ADMINISTRATOR, glimpse)

    assert (less.vendor, less.knows, less.known) == ("Northwind RCM", 1, 10)
    assert len(claim_runs.listed(deps, ADMINISTRATOR)) == 1
    assert claim_runs.record(deps, ADMINISTRATOR, glimpse, less_is_right=True).is_new


@pytest.mark.parametrize(
    "rows",
    [
        [{**one, "extract_ts": LATER} for one in TEN[:9]],
        # An older extract replaces nothing, so that it may know as little as it did then.
        [{**TEN[0], "extract_ts": "2025-04-01T06:00:00"}],
        [{**TEN[0], "first_remit_date": "2025-04-20", "extract_ts": LATER}],
    ],
    ids=["a tenth fewer", "an older extract", "another month"],
)
def test_what_replaces_nothing_fuller_is_kept_at_once(
    deps: Deps, tmp_path: Path, rows: list[dict[str, object]]
) -> None:
    claim_runs.record(deps, ADMINISTRATOR, prepared(write_csv(tmp_path / "march.csv", TEN)))
    other = prepared(write_csv(tmp_path / "other.csv", rows))

    assert claim_runs.less(deps, ADMINISTRATOR, other) == ()
    assert claim_runs.record(deps, ADMINISTRATOR, other).is_new


def test_what_was_kept_before_may_be_handed_in_again(deps: Deps, tmp_path: Path) -> None:
    few = prepared(write_csv(tmp_path / "few.csv", TEN[:1]))
    claim_runs.record(deps, ADMINISTRATOR, few)
    claim_runs.record(deps, ADMINISTRATOR, prepared(write_csv(tmp_path / "march.csv", TEN)))

    assert not claim_runs.record(deps, ADMINISTRATOR, few).is_new


def test_two_spellings_of_a_vendor_are_one_vendor(deps: Deps, tmp_path: Path) -> None:
    spelled = ("Northwind RCM", "northwind  rcm", "NORTHWIND RCM")
    rows = [claim(at, vendor=vendor) for at, vendor in enumerate(spelled)]
    rows.append(claim(4, vendor="O'Neill", first_outcome="denied"))
    one = write_csv(tmp_path / "one.csv", rows[:1])
    others = write_csv(tmp_path / "others.csv", rows[1:])

    kept = claim_runs.record(deps, ADMINISTRATOR, prepared(one, others))

    assert kept.is_new
    with deps.store.reading() as session:
        found = [one.kpi for one in claim_values.current(session)]
    assert sorted((one.vendor.casefold(), one.denominator) for one in found) == [
        ("northwind rcm", 3),
        ("o'neill", 1),
    ]


def test_a_folder_that_gets_its_vendors_name_is_another_run(deps: Deps, tmp_path: Path) -> None:
    remitted = paid(("A1*1*100.00*100.00**12*P1",), amount=100)
    claim_runs.record(deps, ADMINISTRATOR, prepared(put(tmp_path / "Acme", remits=remitted)))

    renamed = prepared(put(tmp_path / "Borealis", remits=remitted))

    assert claim_runs.record(deps, ADMINISTRATOR, renamed).is_new


def test_a_file_counts_beside_a_refused_one_of_the_same_name(tmp_path: Path) -> None:
    remitted = paid(("A1*1*100.00*100.00**12*P1",), amount=100)
    put(tmp_path / "files" / "Acme", remits=remitted)
    put(tmp_path / "files" / "Borealis", remits=remitted[:-40])

    both = prepared(tmp_path / "files")

    assert len(both.recomputed.rejected) == 1
    (counting,) = both.counting
    assert (counting.name, counting.sha256) == (
        "remits.txt",
        hashlib.sha256(remitted.encode()).hexdigest(),
    )


def test_the_rows_of_each_file_that_counts_are_known_apart(tmp_path: Path) -> None:
    for folder, many in (("a", 1), ("b", 2)):
        (tmp_path / folder).mkdir()
        rows = [claim(f"{folder}{at}") for at in range(many)]
        write_csv(tmp_path / folder / "claims.csv", rows)
        columns = {
            name: pa.array(
                [f"P-{row[name]}" if name.endswith("_key") else str(row[name]) for row in rows]
            )
            for name in rows[0]
        }
        write_parquet(tmp_path / folder / "claims.parquet", columns)
    refused = tmp_path / "c" / "claims.csv"
    refused.parent.mkdir()
    refused.write_bytes(b"%PDF-1.7")

    made = prepared(tmp_path)

    assert [(one.name, one.rows) for one in made.counting] == [
        ("claims.csv", 1),
        ("claims.parquet", 1),
        ("claims.csv", 2),
        ("claims.parquet", 2),
    ]


def test_progress_is_told_file_by_file(extract: Path, tmp_path: Path) -> None:
    write_csv(tmp_path / "more.csv", [claim(3)])
    steps: list[Step] = []

    done = claim_runs.prepare(ADMINISTRATOR, asked(tmp_path), steps.append)

    for phase in (Phase.NOTING, Phase.READING):
        told = [(one.done, one.name) for one in steps if one.phase is phase]
        assert told == [(0, "claims.csv"), (1 / 2, "more.csv")]
    assert [one.kind for one in done.counting] == ["CSV", "CSV"]


def test_files_of_which_none_counts_are_not_kept(deps: Deps, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")

    with pytest.raises(BadInput, match="none of them counts"):
        claim_runs.record(deps, ADMINISTRATOR, prepared(tmp_path))

    assert claim_runs.listed(deps, ADMINISTRATOR) == ()


def test_claims_from_a_day_to_come_are_refused(deps: Deps, tmp_path: Path) -> None:
    late = write_csv(tmp_path / "late.csv", [claim(1, extract_ts="2031-01-01T06:00:00")])

    with pytest.raises(BadInput, match="still to come"):
        claim_runs.record(deps, ADMINISTRATOR, prepared(late))


@pytest.mark.parametrize(
    ("extract_ts", "seen_on"),
    [
        ("2025-06-15T06:00:00", dt.date(2025, 6, 15)),
        # Taken as June 16 begins in New York: of that day it knows nothing yet.
        ("2025-06-16T00:00:00", dt.date(2025, 6, 15)),
        # The latest event is the first remittance.
        ("", dt.date(2025, 3, 20)),
        ("2031-01-01T06:00:00", TODAY),
    ],
    ids=["taken by day", "taken at midnight", "not said", "still to come"],
)
def test_a_run_keeps_up_to_which_day_its_files_know(
    deps: Deps, tmp_path: Path, extract_ts: str, seen_on: dt.date
) -> None:
    file = write_csv(tmp_path / "claims.csv", [claim(1, extract_ts=extract_ts)])
    done = claim_runs.prepare(ADMINISTRATOR, asked(file, as_of=dt.date(2025, 12, 31)))

    assert claim_runs.record(deps, ADMINISTRATOR, done).run.seen_on == seen_on


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"PAR1\x15", "Parquet"), (b"ISA*00*", "X12"), (b"\xef\xbb\xbfISA*00*", "X12"), (b"a", "CSV")],
)
def test_a_file_is_told_by_its_first_bytes(start: bytes, kind: str) -> None:
    assert claim_runs.kind_of(start) == kind


def test_how_far_it_is_moves_through_reading_metrics_and_checks(
    extract: Path, tmp_path: Path
) -> None:
    remitted = paid(("A1*1*100.00*100.00**12*P1",), amount=100)
    put(tmp_path / "Acme", remits=remitted)
    steps: list[Step] = []

    claim_runs.prepare(ADMINISTRATOR, asked(tmp_path), steps.append)

    shares = [one.overall for one in steps]
    assert shares == sorted(shares)
    assert list(dict.fromkeys(one.phase for one in steps)) == list(Phase)
    read = [one.name for one in steps if one.phase is Phase.READING]
    assert list(dict.fromkeys(read)) == ["claims.csv", "remits.txt", "Acme"]
    assert "Denial rate" in [one.name for one in steps]


@pytest.mark.parametrize(
    ("phase", "done", "overall"),
    [
        (Phase.NOTING, 0.0, 0.0),
        (Phase.READING, 0.0, 0.05),
        # Half of what lies between 5 and 60 of 100.
        (Phase.READING, 0.5, 0.325),
        (Phase.READING, 1.7, 0.6),
        (Phase.CHECKING, 1.0, 1.0),
    ],
)
def test_each_phase_has_its_share_of_the_whole(phase: Phase, done: float, overall: float) -> None:
    assert Step(phase, done).overall == pytest.approx(overall)
