"""Patient data put into every input: refused, and nowhere to be found afterwards."""

from __future__ import annotations

import datetime as dt
import logging
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.hostile.importers import IMPORTERS
from tests.unit.x12.written import SAMPLES, remittance
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, VendorEvalError
from vendor_eval.files.contracts import standard_contract
from vendor_eval.privacy import looks_personal
from vendor_eval.store import Store
from vendor_eval.workflows import (
    contracts,
    evidence,
    imports,
    offers,
    own_scorecards,
    practices,
    rounds,
    scenarios,
    unsaved,
)
from vendor_eval.workflows.contracts import NewContract
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NewPiece
from vendor_eval.workflows.readings import Upload
from vendor_eval.workflows.rounds import NewRound

TODAY = dt.date(2026, 6, 15)
ADMINISTRATOR = Person("A. Moreno", Role.ADMINISTRATOR)


def digits_of(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("0123456789", k=count))


def canaries(count: int) -> list[str]:
    """Values in the forms that only patient data has, each another one."""
    chance = random.Random(7)
    digits = partial(digits_of, chance)
    made: list[Callable[[], str]] = [
        lambda: f"{digits(3)}-{digits(2)}-{digits(4)}",
        lambda: f"({digits(3)}) {digits(3)}-{digits(4)}",
        lambda: f"{digits(3)}.{digits(3)}.{digits(4)}",
        lambda: f"jane.roe{digits(5)}@mail.example",
        lambda: f"DOB {chance.randint(1, 12)}/{chance.randint(1, 28)}/19{digits(2)}",
        lambda: f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/19{digits(2)}",
        lambda: f"MRN {digits(8)}",
        lambda: f"Member ID: W{digits(9)}",
        lambda: f"{chance.randint(1, 9)}EG{digits(1)}-TE{digits(1)}-MK{digits(2)}",
        lambda: f"Jane Roe, SSN {digits(9)}",
    ]
    return [made[number % len(made)]() for number in range(count)]


CANARIES = canaries(200)
# Two of each form; with VENDOR_EVAL_EVERY_CANARY=1 all of them.
EVERY = os.environ.get("VENDOR_EVAL_EVERY_CANARY") == "1"
CSV = {
    "measures": "vendor,month,metric,value\n{0},2026-01,denial_rate,8 %\n",
    "measures of a site": "vendor,month,metric,value,site\nA,2026-01,denial_rate,8 %,{0}\n",
    "usage": "month,claims,remark\n2026-01,10,{0}\n",
    "invoice": "label,amount\n{0},10.00\n",
    "answers": "vendor,item,answer,note\nAcme,scalability/staffing-model,yes,{0}\n",
    "answers about": "vendor,item,answer\n{0},scalability/staffing-model,yes\n",
    "claims": "vendor,practice_claim_key,attempt_no\nAcme,{0},1\n",
}
TOML = {
    "contract": standard_contract() + "\n# {0}\n",
    "contract, in a text": 'vendor = "{0}"\n',
    "contract, in a key": '"{0}" = 1\n',
    "contract, that is none": "vendor = {0}\n",
    "scenario": 'start = "2026-01"\ntitle = "{0}"\n',
    "offer": 'name = "{0}"\n',
    "scorecard": 'id = "x"\ntitle = "{0}"\n',
    "extract mapping": '[claim_events]\nvendor = "{0}"\n',
    "business calendar": 'name = "{0}"\n',
    "denial reasons": 'version = "{0}"\n',
}


@pytest.mark.parametrize("place", [*CSV, *TOML])
def test_a_file_with_patient_data_is_refused_and_its_message_repeats_nothing(place: str) -> None:
    form = (CSV | TOML)[place]
    known = [one for one in IMPORTERS if place.startswith(one)]
    read, name = IMPORTERS[known[0]], "file.csv" if place in CSV else "file.toml"
    for canary in CANARIES if EVERY else CANARIES[:20]:
        quoted = f'"{canary}"' if place in CSV and "," in canary else canary
        told = read(form.replace("{0}", quoted).encode(), name)

        assert not told.taken, canary
        assert canary not in told.words
        assert canary not in told.read


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.edi")), ids=lambda path: path.name)
def test_nothing_of_a_patient_is_read_out_of_x12(path: Path) -> None:
    """Names, addresses, birth dates and member numbers of patients, wherever X12 has them."""
    text = path.read_text("utf-8", "replace")
    if not text.startswith("ISA"):
        return
    element, end = text[3], text[105]
    put = []
    segments = text.split(end)
    personal = False
    for at, segment in enumerate(segments):
        parts = segment.split(element)
        name = parts[0].strip()
        if name == "NM1":
            personal = parts[1] in {"QC", "IL", "74"}
        of_patient = name in {"NM1", "N3", "N4", "PAT", "DMG"} and personal
        if of_patient:
            for place in range(2, len(parts)):
                if len(parts[place]) > 3:
                    put.append(f"CANARY{len(put)}X")
                    parts[place] = put[-1]
            segments[at] = element.join(parts)

    told = IMPORTERS["claims"](end.join(segments).encode(), path.name)

    assert "CANARY" not in told.words + told.read


def test_free_text_of_a_remittance_is_not_read() -> None:
    segments = [
        "CLP*A1*1*100*100**12*B1",
        f"NM1*QC*1*{'CANARYX'}*JANE****MI*CANARYID",
        "N3*CANARY ST",
    ]

    told = IMPORTERS["claims"](remittance(*segments, paid="100").encode(), "a.835")

    assert "CANARY" not in told.words + told.read


@pytest.fixture
def kept(tmp_path: Path, sqlite_url: str) -> Iterator[Deps]:
    store = Store.open(sqlite_url)
    yield Deps(store, lambda: TODAY)
    store.close()


def bytes_under(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def typed(deps: Deps, canary: str) -> Iterator[Callable[[], object]]:
    """Everything that somebody can type a sentence into, with ``canary`` in it."""
    person, says = ADMINISTRATOR, f"As told: {canary}"
    term = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    yield lambda: contracts.save_first(deps, person, NewContract(says, *term, None))
    text = contracts.from_template(NewContract("Acme", *term, None))
    yield lambda: contracts.save(
        deps, person, contracts.Draft("Acme", "Agreement", text, says, version=0)
    )
    yield lambda: contracts.save_file(deps, person, f"{text}\n# {says}\n".encode(), "acme.toml")
    yield lambda: scenarios.save(deps, person, scenarios.Draft("One", f"# {says}", "", 0))
    yield lambda: scenarios.save(deps, person, scenarios.Draft(says, "", "", 0))
    yield lambda: offers.save(
        deps, person, offers.Draft("Acme", "Offer", f'name = "{says}"', term[0], note=says)
    )
    yield lambda: rounds.open_round(
        deps, person, NewRound(says, ("Acme", "Other"), ("scalability",), {"scalability": 100})
    )
    yield lambda: own_scorecards.save_file(deps, person, f"# {says}\n".encode(), "ours.toml")
    practice = practices.current(deps)
    yield lambda: practices.save(deps, person, replace(practice, name=says))
    yield lambda: evidence.add(
        deps, person, NewPiece(1, "Acme", "scalability/staffing-model", says, note=says)
    )


def test_what_people_type_about_patients_is_in_no_byte_of_the_database(
    kept: Deps, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    refused, told = 0, [""]
    for canary in CANARIES[::10]:
        for attempt in typed(kept, canary):
            try:
                attempt()
            except VendorEvalError as error:
                told.append(str(error))
                refused += isinstance(error, BadInput)
        assert not unsaved.keep(kept, ADMINISTRATOR, "scenario 1", (f"x = {canary}", 0))
        rows = f"vendor,month,metric,value\n{canary},2026-01,denial_rate,8 %\n".encode()
        outcome = imports.store(kept, ADMINISTRATOR, Upload(rows, f"{canary}.csv", TODAY))
        assert outcome.saved is None

    out, err = capfd.readouterr()
    everything = (
        bytes_under(tmp_path)
        + "".join(told).encode()
        + caplog.text.encode()
        + out.encode()
        + err.encode()
    )
    assert refused >= 9 * len(CANARIES[::10])
    assert [one for one in CANARIES[::10] if one.encode() in everything] == []


def test_a_reader_leaves_nothing_of_a_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    for importer in IMPORTERS.values():
        importer(CSV["claims"].replace("{0}", CANARIES[0]).encode(), f"{CANARIES[0]}.csv")

    assert CANARIES[0].encode() not in bytes_under(tmp_path)
    assert not [one for one in tmp_path.rglob("*") if CANARIES[0] in one.name]


def test_a_hundred_thousand_clean_values_raise_no_alarm() -> None:
    chance = random.Random(11)
    digits = partial(digits_of, chance)
    clean: list[Callable[[], str]] = [
        lambda: f"{digits(10)}",  # NPI
        lambda: f"CLM{digits(8)}-{digits(2)}",
        lambda: f"{chance.choice(['CO', 'PR', 'OA', 'PI'])}-{chance.randint(1, 290)}",
        lambda: f"20{digits(2)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        lambda: f"{chance.randint(1, 12)}/{chance.randint(1, 28)}/20{chance.randint(10, 26)}",
        lambda: f"{chance.randint(1, 99999):,}.{digits(2)}",
        lambda: f"9{digits(4)}",
        lambda: f"INV-{digits(4)}-{digits(3)}",
        lambda: f"Northwind RCM {digits(3)}",
        lambda: f"tax {digits(2)}-{digits(7)}",
    ]

    alarms = [one for at in range(100_000) if looks_personal(one := clean[at % len(clean)]())]

    assert alarms == []


@pytest.mark.parametrize("canary", CANARIES[:10])
def test_a_file_whose_name_tells_of_a_patient_is_taken_and_its_name_is_not(
    kept: Deps, tmp_path: Path, canary: str
) -> None:
    rows = b"vendor,month,metric,value\nAcme,2026-01,denial_rate,8 %\n"

    outcome = imports.store(kept, ADMINISTRATOR, Upload(rows, f"{canary}.csv", TODAY))

    assert outcome.saved is not None
    assert canary.encode() not in bytes_under(tmp_path)
