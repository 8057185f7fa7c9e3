"""A large extract of claims, the same bytes each time: drawn month by month, as extracts are kept.

All of it is drawn at random: nothing in it stands for anybody. Every tenth claim or so was refused
and sent again, some were sent on to a second payer, and those of the last weeks are still open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

VENDORS, MONTHS = 12, 36
TIME_ZONE = "America/New_York"
_FIRST_MONTH = np.datetime64("2023-01", "M")
_EXTRACT = np.datetime64("2026-01-01T06:00:00", "us")
_SEED = 20_261_122
_ANSWERS = ("accepted", "rejected")
_OUTCOMES = ("paid", "patient", "partial", "denied", "pending")
_PAID, _PARTIAL, _DENIED, _PENDING = 0, 2, 3, 4
# Of refused claims so many are sent again, which makes 11 % of all rows; of paid ones, sent on.
_SENT_AGAIN, _SENT_ON = 0.82, 0.04
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Attempts:
    """Attempts to send claims, (n,) each; NaT where something has not happened.

    Attributes:
        lane: vendor, payer, specialty and location as one number.
        charge: in cents; nothing on later attempts and at second payers.
    """

    root: Array
    lane: Array
    number: Array
    frequency: Array
    sequence: Array
    service: Array
    documented: Array
    coded: Array
    submitted: Array
    answered: Array
    answer: Array
    payer_answered: Array
    payer_answer: Array
    remitted: Array
    outcome: Array
    charge: Array


def write_claims(path: Path, claims: int) -> int:
    """Write the attempts of so many claims as Parquet (zstd), by time; how many rows they take."""
    rows = 0
    writer = None
    for month in range(MONTHS):
        generator = np.random.Generator(np.random.SFC64([_SEED, month]))
        many = claims * (month + 1) // MONTHS - claims * month // MONTHS
        table = _table(_attempts(generator, _FIRST_MONTH + month, many), generator)
        if writer is None:
            writer = pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table.sort_by("submitted_ts"))
        rows += len(table)
    assert writer is not None, "there are months"
    writer.close()
    return rows


def _attempts(generator: np.random.Generator, month: np.datetime64, many: int) -> list[Attempts]:
    """First attempts of the claims of one month of service, then those that followed."""
    lane = generator.integers(0, VENDORS * 8 * 6 * 20, many)
    days = (month + 1).astype("M8[D]") - month.astype("M8[D]")
    service = month.astype("M8[D]") + generator.integers(0, days.astype(int), many)
    documented = service.astype("M8[us]") + _hours(generator, many, 20) + np.timedelta64(8, "h")
    coded = documented + _hours(generator, many, 30)
    first = _sent(
        generator,
        coded + _hours(generator, many, 22),
        {
            "root": generator.integers(0, 2**63, many, dtype=np.int64),
            "lane": lane,
            "number": np.ones(many, np.int16),
            "frequency": np.zeros(many, np.int8),
            "sequence": np.zeros(many, np.int8),
            "service": service,
            "documented": documented,
            "coded": coded,
            "charge": (np.exp(generator.normal(5.2, 0.8, many)) * 100).astype(np.int64),
        },
    )
    return [first, _again(generator, first), _sent_on(generator, first)]


def _hours(generator: np.random.Generator, many: int, mean: float) -> Array:
    return (generator.gamma(2.0, mean / 2, many) * 3600).astype("m8[s]")


def _sent(generator: np.random.Generator, submitted: Array, known: Mapping[str, Array]) -> Attempts:
    """What becomes of attempts that are sent then."""
    many = len(submitted)
    answered = submitted + _hours(generator, many, 3)
    answer = (generator.random(many) < 0.03).astype(np.int8)
    payer_answered = answered + _hours(generator, many, 24)
    payer_answer = (generator.random(many) < 0.035).astype(np.int8)
    remitted = payer_answered + _hours(generator, many, 24 * 14)
    outcome = generator.choice(4, many, p=(0.80, 0.10, 0.04, 0.06)).astype(np.int8)
    payer_answered[answer == 1] = np.datetime64("NaT")
    remitted[(answer == 1) | (payer_answer == 1)] = np.datetime64("NaT")
    moments = [known["documented"], known["coded"], submitted, answered, payer_answered, remitted]
    for moment in moments:
        moment[moment > _EXTRACT] = np.datetime64("NaT")
    outcome[np.isnat(remitted)] = _PENDING
    return Attempts(
        submitted=submitted,
        answered=answered,
        answer=answer,
        payer_answered=payer_answered,
        payer_answer=payer_answer,
        remitted=remitted,
        outcome=outcome,
        **known,
    )


def _again(generator: np.random.Generator, first: Attempts) -> Attempts:
    """Second attempts of what was rejected or denied."""
    known = np.where(first.answer == 1, first.answered, first.remitted)
    known = np.where(first.payer_answer == 1, first.payer_answered, known)
    refused = (first.outcome == _PARTIAL) | (first.outcome == _DENIED)
    refused |= (first.answer == 1) | (first.payer_answer == 1)
    chosen = refused & ~np.isnat(known) & (generator.random(len(known)) < _SENT_AGAIN)
    kept = _part(first, chosen)
    many = int(chosen.sum())
    kept |= {"number": np.full(many, 2, np.int16), "charge": np.zeros(many, np.int64)}
    kept["frequency"] = (~np.isnat(first.remitted[chosen])).astype(np.int8)
    return _sent(generator, known[chosen] + _hours(generator, many, 60), kept)


def _sent_on(generator: np.random.Generator, first: Attempts) -> Attempts:
    """First attempts at second payers, of claims that the first one paid."""
    chosen = (first.outcome == _PAID) & (generator.random(len(first.outcome)) < _SENT_ON)
    kept = _part(first, chosen)
    many = int(chosen.sum())
    kept |= {"sequence": np.ones(many, np.int8), "charge": np.zeros(many, np.int64)}
    return _sent(generator, first.remitted[chosen] + _hours(generator, many, 72), kept)


def _part(first: Attempts, chosen: Array) -> dict[str, Array]:
    """What attempts have in common with the first one of their claim."""
    names = ("root", "lane", "frequency", "sequence", "number", "charge")
    dated = ("service", "documented", "coded")
    return {name: getattr(first, name)[chosen].copy() for name in (*names, *dated)}


def _table(parts: list[Attempts], generator: np.random.Generator) -> pa.Table:
    """The attempts as columns of ``claim_events``."""
    names = list(Attempts.__slots__)
    whole = Attempts(**{n: np.concatenate([getattr(one, n) for one in parts]) for n in names})
    is_row = ~np.isnat(whole.submitted) | ((whole.number == 1) & (whole.sequence == 0))
    return pa.table({**_said(whole, generator), **_money(whole, generator)}).filter(is_row)


def _said(one: Attempts, generator: np.random.Generator) -> dict[str, pa.Array]:
    many = len(one.root)
    answered, payer_answered = ~np.isnat(one.answered), ~np.isnat(one.payer_answered)
    return {
        "vendor": _named("Vendor ", one.lane % VENDORS),
        "practice_claim_key": _keys(generator.integers(0, 2**63, many, dtype=np.int64)),
        "claim_root_key": _keys(one.root),
        "attempt_no": pa.array(one.number),
        "frequency_code": _words(("1", "7"), one.frequency),
        "payer_key": _named("payer-", one.lane // VENDORS % 8),
        "payer_class": _named("class ", one.lane // VENDORS % 3),
        "payer_sequence": _words(("P", "S"), one.sequence),
        "location_key": _named("site-", one.lane // (VENDORS * 48)),
        "specialty": _named("specialty ", one.lane // (VENDORS * 8) % 6),
        "dos_from": pa.array(one.service),
        "doc_complete_ts": pa.array(one.documented),
        "coded_ts": pa.array(one.coded),
        "charge_posted_ts": pa.array(one.coded + np.timedelta64(20, "m")),
        "submitted_ts": pa.array(one.submitted),
        "ch_ack_status": _words(_ANSWERS, one.answer, answered),
        "ch_ack_ts": pa.array(one.answered),
        "payer_ack_status": _words(_ANSWERS, one.payer_answer, payer_answered),
        "payer_ack_ts": pa.array(one.payer_answered),
        "first_remit_date": pa.array(one.remitted.astype("M8[D]")),
        "first_outcome": _words(_OUTCOMES, one.outcome),
        "extract_ts": pa.array(np.full(many, _EXTRACT)),
    }


def _money(one: Attempts, generator: np.random.Generator) -> dict[str, pa.Array]:
    """Amounts that add up: what is charged is written off, paid or open."""
    many = len(one.charge)
    remitted = ~np.isnat(one.remitted)
    allowed = one.charge * generator.integers(40, 70, many) // 100
    is_denied = one.outcome == _DENIED
    denied = np.where(one.outcome == _PARTIAL, one.charge // 3, np.where(is_denied, one.charge, 0))
    paid = np.where(one.outcome == _PAID, allowed * 4 // 5, 0)
    patient = np.where(one.outcome <= 1, (allowed - paid) * generator.integers(0, 2, many), 0)
    contractual = np.where(remitted & ~is_denied, one.charge - allowed, 0)
    refund = np.where(generator.random(many) < 0.01, patient // 2, 0)
    balance = one.charge - contractual - paid - patient + refund
    return {
        "billed_amt": _dollars(one.charge),
        "first_remit_paid": _dollars(paid, remitted),
        "first_remit_allowed": _dollars(np.where(is_denied, 0, allowed), remitted),
        "denied_charge_amt": _dollars(denied, remitted),
        "payer_paid_total": _dollars(paid),
        "patient_paid_total": _dollars(patient),
        "refund_total": _dollars(refund),
        "contractual_adj_total": _dollars(contractual),
        "balance_insurance": _dollars(np.where(one.outcome == 1, 0, balance)),
        "balance_patient": _dollars(np.where(one.outcome == 1, balance, 0)),
    }


def _named(prefix: str, numbers: Array) -> pa.Array:
    return _words([f"{prefix}{at:02}" for at in range(int(numbers.max(initial=0)) + 1)], numbers)


def _words(words: Sequence[str], numbers: Array, said: Array | None = None) -> pa.Array:
    """Texts by their numbers, empty where nothing is said."""
    places = pa.array(numbers.astype(np.int16), mask=None if said is None else ~said)
    return pa.DictionaryArray.from_arrays(places, pa.array(words)).cast("string")


def _keys(numbers: Array) -> pa.Array:
    """Sixteen hexadecimal digits each."""
    digits = np.frombuffer(numbers.astype(">i8").tobytes().hex().encode(), "S16")
    return pa.array(digits).cast("string")


def _dollars(cents: Array, said: Array | None = None) -> pa.Array:
    """Cents as decimals with two places, by the bytes of 128-bit integers."""
    wide = np.stack([cents, cents >> 63], axis=1)
    whole = pa.Array.from_buffers(
        pa.decimal128(12, 2), len(cents), [None, pa.py_buffer(wide.tobytes())]
    )
    if said is None:
        return whole
    return pa.compute.if_else(pa.array(said), whole, pa.scalar(None, whole.type))
