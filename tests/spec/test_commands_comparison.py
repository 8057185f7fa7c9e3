"""``vendor-eval report comparison`` and ``scorecard``: a round, or one candidate, as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.conftest import DAY, Run
from vendor_eval.access.roles import local_person
from vendor_eval.store import Store
from vendor_eval.workflows import answers, rounds
from vendor_eval.workflows.answers import NewAnswer
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, State

GATE = "service-agreement/data-ownership"


@pytest.fixture
def stored(tables: Path) -> Path:
    """Three rounds of one candidate: it fails the gate, it passes, and one is still blind."""
    store = Store.open(f"sqlite:///{tables}")
    deps, acting = Deps(store, lambda: DAY), local_person()
    for name, said in (("Failed", "no"), ("Passed", "yes"), ("Blind", "")):
        kept = rounds.open_round(
            deps, acting, NewRound(name, ("Northwind RCM",), ("service-agreement",))
        )
        kept = rounds.move(deps, acting, kept, State.OPEN)
        if said:
            rounds.move(deps, acting, kept, State.CONSENSUS)
            answers.settle(deps, acting, NewAnswer(kept.id, "Northwind RCM", GATE, said))
    store.close()
    return tables


@pytest.mark.parametrize(("name", "status"), [("Failed", 1), ("passed", 0)])
@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv", ".html"])
def test_a_round_is_written_in_every_format_and_ends_1_when_a_gate_is_lost(
    *, run: Run, stored: Path, folder: Path, name: str, status: int, suffix: str
) -> None:
    out = folder / f"round{suffix}"

    ended = run("report", "comparison", "--round", name, "--out", out)

    assert (ended.status, ended.out.strip()) == (status, str(out))
    assert out.stat().st_size > 500


def test_the_document_says_which_round_and_whether_a_gate_is_lost(
    run: Run, stored: Path, folder: Path
) -> None:
    ended = run("report", "comparison", "--round", "Failed", "--out", "round.csv", "--json")

    assert ended.document == {"round": "Failed", "file": "round.csv", "gate_lost": True}
    assert "service-agreement/data-ownership,no" in (folder / "round.csv").read_text("utf-8")


def test_a_round_whose_answers_are_blind_is_bad_input_and_no_file_appears(
    run: Run, stored: Path, folder: Path
) -> None:
    ended = run("report", "comparison", "--round", "Blind", "--out", "round.csv")

    assert ended.status == 2
    assert "is not compared while first answers are blind" in ended.err
    assert not (folder / "round.csv").exists()


def test_a_round_that_nobody_opened_is_not_found_and_those_there_are_are_named(
    run: Run, stored: Path, folder: Path
) -> None:
    ended = run("report", "comparison", "--round", "Spring", "--out", "round.csv")

    assert ended.status == 3
    assert "No round is called Spring; rounds there are: Blind, Passed, Failed" in ended.err


@pytest.mark.parametrize(("name", "status"), [("Failed", 1), ("passed", 0)])
def test_one_candidate_is_written_and_ends_1_when_it_lost_a_gate(
    run: Run, stored: Path, folder: Path, name: str, status: int
) -> None:
    out = folder / "candidate.csv"

    ended = run(
        "report", "scorecard", "--round", name, "--vendor", "northwind rcm", "--out", out, "--json"
    )

    assert ended.status == status
    assert ended.document == {
        "round": name,
        "vendor": "northwind rcm",
        "file": str(out),
        "gate_lost": bool(status),
    }
    assert "Northwind RCM,service-agreement/data-ownership" in out.read_text("utf-8")


def test_a_vendor_that_is_no_candidate_is_not_found_and_the_candidates_are_named(
    run: Run, stored: Path, folder: Path
) -> None:
    ended = run("report", "scorecard", "--round", "Passed", "--vendor", "Acme", "--out", "one.pdf")

    assert ended.status == 3
    assert "Acme is no candidate of Passed; candidates are: Northwind RCM" in ended.err
    assert not (folder / "one.pdf").exists()
