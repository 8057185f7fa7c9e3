"""``vendor-eval claims kpis`` with X12 files: what they give, what not, and what is said beside."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import claim, write_csv
from tests.claims_in_x12 import answered, paid, put, sent
from tests.spec.conftest import Ended, Run
from vendor_eval.metrics import CATALOGUE

# Four claims of January: A1 is paid 120 of 200, A2 is denied, A3 was rejected by the payer, and A4
# is left to the patient.
SENT = sent(("A1", "200"), ("A2", "100"), ("A3", "50"), ("A4", "80"))
ANSWERED = answered(("A1", "A2"), ("A2", "A2"), ("A3", "A7"), ("A4", "A2"))
PAID = paid(
    ("A1*1*200*120*20*12*P1", "CO*45*60", "PR*2*20"),
    ("A2*1*100*0**12*P2", "CO*50*100"),
    ("A4*1*80*0*80*12*P4", "PR*1*80"),
    amount=120,
)


@pytest.fixture
def keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the practice keeps claim keys; nothing is there yet."""
    place = folder / "practice" / "claim-keys.json"
    monkeypatch.setenv("VENDOR_EVAL_CLAIM_KEYS", str(place))
    return place


@pytest.fixture
def kpis(run: Run, keys: Path) -> Run:
    """Run ``claims kpis --json`` with these words."""
    return lambda *words: run("claims", "kpis", *words, "--json")


def shares(ended: Ended, vendor: str | None = None) -> dict[str, tuple[Any, Any]]:
    """Numerator and denominator of every value, by metric; there is one month."""
    found = [one for one in ended.document["kpis"] if vendor in (None, one["vendor"])]
    assert len({one["metric"] for one in found}) == len(found)
    return {one["metric"]: (one["numerator"], one["denominator"]) for one in found}


def values(ended: Ended) -> dict[str, Any]:
    return {one["metric"]: one["value"] for one in ended.document["kpis"]}


def noted(ended: Ended) -> dict[str, int]:
    """How often each thing came, by its id and, where that is said of several, the text."""
    notes = ended.document["noted"]
    return {f"{one['what']}: {one['text']}"[:40]: one["count"] for one in notes} | {
        one["what"]: one["count"] for one in notes
    }


def because(ended: Ended) -> dict[str, str]:
    return {one["metric"]: one["because"] for one in ended.document["not_computable"]}


def refused(ended: Ended) -> dict[str, str]:
    return {one["file"]: one["code"] for one in ended.document["rejected"]}


def test_claims_answers_and_remittances_give_acceptance_resolution_and_denials(
    kpis: Run, folder: Path
) -> None:
    put(folder / "in" / "Acme", sent=SENT, answered=ANSWERED, paid=PAID)

    ended = kpis(folder / "in")

    assert (ended.status, ended.document["files"], ended.document["rows"]) == (0, 3, 4)
    assert {one["vendor"] for one in ended.document["kpis"]} == {"Acme"}
    found = shares(ended)
    # The payer rejected A3; the clearinghouse rejected nothing.
    assert found["first_pass_acceptance_rate"] == (3, 4)
    assert found["clearinghouse_acceptance_rate"] == (4, 4)
    # Paid (A1) or left to the patient (A4), of those rejected or remitted.
    assert found["first_pass_resolution_rate"] == (2, 4)
    # Of three remittances one denies, and it denies all.
    assert found["denial_rate"] == found["full_denial_rate"] == (1, 3)
    # 100 of 200 + 100 + 80.
    assert found["denial_rate_dollars"] == ("100.00", "380.00")
    assert values(ended)["claims_submitted"] == 4


def test_remittances_alone_give_denials_and_say_why_not_the_rest(kpis: Run, folder: Path) -> None:
    put(folder / "Acme", paid=PAID)

    ended = kpis(folder / "Acme")

    assert ended.status == 0
    found = shares(ended)
    assert set(found) == {"denial_rate", "full_denial_rate", "denial_rate_dollars"}
    assert (found["denial_rate"], found["denial_rate_dollars"]) == ((1, 3), ("100.00", "380.00"))
    why = because(ended)
    assert set(why) | set(found) >= set(CATALOGUE)
    assert "submitted_ts" in why["first_pass_acceptance_rate"]
    assert "submitted_ts" in why["claims_submitted"]
    assert "patient_paid_total" in why["net_collection_rate"]
    assert noted(ended)["unmatched"] == 3


def test_claims_and_answers_without_remittances_give_acceptance(kpis: Run, folder: Path) -> None:
    put(folder / "Acme", sent=SENT, answered=ANSWERED)

    ended = kpis(folder / "Acme")

    assert shares(ended)["first_pass_acceptance_rate"] == (3, 4)
    assert "first_outcome" in because(ended)["denial_rate"]


def test_claims_alone_are_counted_and_nothing_is_made_up(kpis: Run, folder: Path) -> None:
    put(folder / "Acme", sent=SENT)

    ended = kpis(folder / "Acme")

    assert values(ended) == {"claims_submitted": 4}
    assert "payer_ack_status" in because(ended)["first_pass_acceptance_rate"]


def test_one_folder_is_one_vendor_and_the_option_names_the_others(kpis: Run, folder: Path) -> None:
    put(folder / "in" / "Acme" / "2026" / "01", sent=SENT)
    put(folder / "in" / "Borealis", sent=sent(("A1", "10")))
    put(folder / "in", loose=sent(("A1", "10"), ("A2", "10"), batch="B7"))

    ended = kpis(folder / "in", "--vendor", "Northwind")

    sums = {one["vendor"]: one["value"] for one in ended.document["kpis"]}
    assert sums == {"Acme": 4, "Borealis": 1, "Northwind": 2}


def test_a_file_of_which_nobody_says_whose_it_is_is_refused(kpis: Run, folder: Path) -> None:
    file = put(folder / "Acme", sent=SENT) / "sent.txt"

    assert refused(kpis(file)) == {"sent.txt": "no_vendor"}
    assert kpis(file, "--vendor", "Acme").document["files"] == 1
    # A folder that is named says it, also where the same file is named beside it.
    both = kpis(file, folder / "Acme")
    assert (both.document["files"], both.document["rejected"]) == (1, [])


def test_the_same_file_counts_once_by_its_bytes_and_by_its_numbers(kpis: Run, folder: Path) -> None:
    put(folder / "Acme", sent=SENT, paid=PAID, again=PAID, wrapped=PAID.replace("~", "~\n"))

    ended = kpis(folder / "Acme")

    assert (ended.document["files"], shares(ended)["denial_rate"]) == (2, (1, 3))
    # The wrapped one differs in its bytes and is the same set.
    assert noted(ended)["copies"] == 1


def test_one_bad_file_stands_among_the_rejected_and_the_rest_counts(
    kpis: Run, folder: Path
) -> None:
    other = paid(("A9*1*70*70**12*P9",), amount=70, trace="T9")
    put(
        folder / "Acme",
        good=PAID,
        cut=other[: other.index("SE*")],
        mixed=other + "and something else",
        old=other.replace("005010X221A1", "004010X091A1"),
        unbalanced=other.replace("BPR*I*70", "BPR*I*71"),
        encrypted="-----BEGIN PGP MESSAGE-----\n\nhQEMA",
        fragment=other[other.index("ST*") :],
        status=other.replace("ST*835*0001", "ST*271*0001").replace("X221A1", "X279A1"),
        nothing="",
    )

    ended = kpis(folder / "Acme")

    assert (ended.status, ended.document["files"]) == (0, 1)
    assert refused(ended) == {
        "cut.txt": "truncated",
        "mixed.txt": "not_x12",
        "old.txt": "version",
        "unbalanced.txt": "unbalanced",
        "encrypted.txt": "encrypted",
        "fragment.txt": "not_x12",
        "status.txt": "unsupported",
        "nothing.txt": "empty",
    }
    assert shares(ended)["denial_rate"] == (1, 3)
    (cut,) = [one["text"] for one in ended.document["rejected"] if one["file"] == "cut.txt"]
    assert cut.startswith("segment ")
    assert "interchange 835000" in cut
    assert "the file is cut short: it ends without the SE segment of 0001" in cut
    (off,) = [one["text"] for one in ended.document["rejected"] if one["code"] == "unbalanced"]
    assert "the payment is 71.00, but its claims and adjustments come to 70.00" in off


def test_a_file_that_breaks_at_its_end_leaves_nothing_behind_and_counts_when_it_is_whole(
    kpis: Run, folder: Path
) -> None:
    put(folder / "Acme", a_cut=PAID[: PAID.index("GE*")], b_whole=PAID)

    ended = kpis(folder / "Acme")

    assert refused(ended) == {"a_cut.txt": "truncated"}
    assert (ended.document["files"], shares(ended)["denial_rate"]) == (1, (1, 3))


def test_nothing_good_is_bad_input(kpis: Run, folder: Path) -> None:
    put(folder / "Acme", cut=PAID[: PAID.index("GE*")])

    ended = kpis(folder / "Acme")

    assert (ended.status, ended.document["kpis"], ended.document["files"]) == (2, [], 0)


def test_extracts_and_x12_count_together(kpis: Run, folder: Path) -> None:
    put(folder / "in" / "Acme", sent=SENT, answered=ANSWERED, paid=PAID)
    write_csv(folder / "in" / "claims.csv", [claim(1), claim(2, first_outcome="denied")])

    ended = kpis(folder / "in")

    assert ended.document["files"] == 4
    assert shares(ended, "Acme")["denial_rate"] == (1, 3)
    assert shares(ended, "Northwind RCM")["denial_rate"] == (1, 2)
    # Only the extract knows when claims were coded, and only it gives what that takes.
    assert "coding_turnaround" in shares(ended, "Northwind RCM")
    assert "coding_turnaround" not in shares(ended, "Acme")


def test_what_identifies_patients_is_counted_and_reaches_nothing(
    kpis: Run, folder: Path, keys: Path, tmp_path: Path
) -> None:
    put(folder / "Acme", sent=SENT, answered=ANSWERED, paid=PAID)

    ended = kpis(folder / "Acme")

    # A name for each of four claims, four answers and three remittances.
    assert noted(ended)["dropped: names of patients passed over"] == 4 + 4 + 3
    for secret in ("DOEJANE", "MEMBER77", "MAIN STREET", "19700101"):
        assert secret not in ended.out + ended.err + keys.read_text()


def test_keys_are_kept_for_the_next_run_outside_the_database(
    kpis: Run, folder: Path, keys: Path
) -> None:
    put(folder / "Acme", paid=PAID)
    kpis(folder / "Acme")
    first = json.loads(keys.read_text())["keys"]
    put(folder / "Acme", more=paid(("A9*1*70*70**12*P9",), amount=70, trace="T9"))
    kpis(folder / "Acme")
    second = json.loads(keys.read_text())["keys"]

    assert set(first) == {"a1 2026", "a2 2026", "a4 2026"}
    assert {name: second[name] for name in first} == first
    assert set(second) - set(first) == {"a9 2026"}
    assert len(set(second.values())) == 4
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_keys_that_others_can_read_are_taken_from_them_and_the_run_says_so(
    kpis: Run, folder: Path, keys: Path
) -> None:
    put(folder / "Acme", paid=PAID)
    kpis(folder / "Acme")
    keys.chmod(0o644)

    ended = kpis(folder / "Acme")

    assert noted(ended)["keys_laid_open"] == 1
    assert "1 file of claim keys was open to others than its owner until now" in ended.err
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_a_run_that_cannot_keep_its_keys_says_so(kpis: Run, folder: Path, keys: Path) -> None:
    keys.parent.write_text("in the way")
    put(folder / "Acme", paid=PAID)

    ended = kpis(folder / "Acme")

    assert (ended.status, shares(ended)["denial_rate"]) == (0, (1, 3))
    assert "file of claim keys is not kept (Not a directory)" in ended.err


def test_what_is_no_file_of_keys_is_not_overwritten(kpis: Run, folder: Path, keys: Path) -> None:
    keys.parent.mkdir()
    keys.write_text("something else")
    put(folder / "Acme", paid=PAID)

    assert kpis(folder / "Acme").status == 2
    assert keys.read_text() == "something else"


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5_000])
def test_a_file_with_an_impossible_amount_is_rejected_and_the_rest_counts(
    kpis: Run, folder: Path, number: str
) -> None:
    huge = paid((f"A1*1*{number}*80**12*P1",), amount=80, trace="T9")
    put(folder / "Acme", sent=SENT, answered=ANSWERED, paid=PAID, huge=huge)

    ended = kpis(str(folder / "Acme"))

    assert [(one["file"], one["code"]) for one in ended.document["rejected"]] == [
        ("huge.txt", "amount")
    ]
    assert shares(ended)["denial_rate"][1] == 3


def test_what_stands_where_a_code_should_is_counted_and_repeated_nowhere(
    kpis: Run, folder: Path
) -> None:
    who = "ROEJANE 123-45-6789"
    texts = {
        "sent": sent(("A1", "100"))
        .replace("HC:99213", f"HC:{who}")
        .replace("PI*PAYER", f"PI*{who}")
        .replace("11:B:1", f"{who}:B:{who}"),
        "paid": paid(("A1*1*100*0**12*P1", f"CO*{who}*100"))
        .replace("HC:99213", f"HC:{who}")
        .replace("XV*PAYER", f"XV*{who}"),
    }
    put(folder / "Acme", **texts)

    ended = kpis(str(folder / "Acme"))

    assert who not in ended.out + ended.err
    assert "ROEJANE" not in ended.out + ended.err
    # The row of the claim, its line and the reason.
    assert noted(ended)["unreadable"] == 3
    assert noted(ended)["unmapped"] == 1


@pytest.mark.parametrize("text", ["", " , "])
def test_no_metric_at_all_is_bad_input(kpis: Run, folder: Path, text: str) -> None:
    put(folder / "Acme", sent=SENT)

    ended = kpis(str(folder / "Acme"), "--metrics", text)

    assert (ended.status, ended.faults) == (2, ["--metrics"])


@pytest.mark.parametrize("vendor", ["", " ", "=x", "JANE 123-45-6789", "A\x1b[31mB", "\u202eA"])
def test_a_vendor_that_could_not_be_stored_is_bad_input(
    kpis: Run, folder: Path, vendor: str
) -> None:
    put(folder / "Acme", sent=SENT)

    ended = kpis(str(folder / "Acme"), "--vendor", vendor)

    assert (ended.status, ended.faults) == (2, ["vendor"])


def test_a_folder_that_could_name_no_vendor_is_rejected(kpis: Run, folder: Path) -> None:
    put(folder / "in" / "=Acme", sent=SENT)
    put(folder / "in" / "Acme", sent=ANSWERED, paid=PAID)

    ended = kpis(str(folder / "in"))

    assert [one["code"] for one in ended.document["rejected"]] == ["formula_text"]


def test_what_is_marked_as_a_test_does_not_count_and_its_production_file_does(
    kpis: Run, folder: Path
) -> None:
    put(folder / "Acme", a_test=PAID.replace("*P*:~", "*T*:~"), production=PAID)

    ended = kpis(folder)

    (rejected,) = ended.document["rejected"]
    assert (rejected["file"], rejected["code"]) == ("a_test.txt", "test_interchange")
    assert rejected["text"].endswith(
        ": it is marked as a test (ISA15 is T), so nothing of the file counts; "
        "hand in the production file"
    )
    assert (ended.document["files"], ended.document["rows"]) == (1, 3)
    # A test is no copy of what it tested.
    assert "copies" not in noted(ended)


def test_a_file_whose_name_is_no_utf_8_is_rejected_and_the_rest_counts(
    kpis: Run, folder: Path
) -> None:
    place = put(folder / "Acme", sent=SENT)
    for name, text in ((b"a\xff.835", PAID), (b"b\xff.csv", "vendor,practice_claim_key\nAcme,1\n")):
        (place / os.fsdecode(name)).write_text(text)

    ended = kpis(str(place))

    assert {(one["file"], one["code"]) for one in ended.document["rejected"]} == {
        ("a.835", "file_name"),
        ("b.csv", "file_name"),
    }


def test_a_name_is_printed_without_what_a_terminal_would_obey(kpis: Run, folder: Path) -> None:
    place = put(folder / "Acme", sent=SENT)
    (place / "x\x1b[31m.txt").write_text(PAID[:-20])

    assert "\x1b" not in kpis(str(place)).err


def test_a_path_too_long_to_exist_does_not_exist(kpis: Run, folder: Path) -> None:
    assert kpis(str(folder / ("x" * 300))).status == 3
