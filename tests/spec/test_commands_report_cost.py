"""``vendor-eval report cost``: a scenario, in a file or kept, as a report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.spec.conftest import DAY, Run
from vendor_eval.access.roles import local_person
from vendor_eval.store import Store
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.scenarios import Draft

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def offers(folder: Path) -> Path:
    return Path(shutil.copy(EXAMPLES / "three-offers.toml", folder))


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv", ".html"])
def test_a_file_is_written_in_every_format(
    *, run: Run, tables: Path, offers: Path, folder: Path, suffix: str
) -> None:
    out = folder / f"cost{suffix}"

    ended = run("report", "cost", "--scenario", offers, "--out", out)

    assert (ended.status, ended.out.strip()) == (0, str(out))
    assert out.stat().st_size > 500


def test_a_scenario_that_is_kept_is_found_by_its_name_in_any_spelling(
    run: Run, tables: Path, offers: Path, folder: Path
) -> None:
    store = Store.open(f"sqlite:///{tables}")
    draft = Draft("Spring offers", offers.read_text("utf-8"), "", version=0)
    scenarios.save(Deps(store, lambda: DAY), local_person(), draft)
    store.close()

    asked = ("--scenario", "spring OFFERS", "--out", "cost.csv", "--json")
    ended = run("report", "cost", *asked)

    assert ended.document == {"scenario": "Spring offers", "file": "cost.csv"}
    first = (folder / "cost.csv").read_text("utf-8-sig").splitlines()[1]
    assert first == "Per claim,2026-01,Claims submitted,charge,2000.0,count,3.25,6500.00,no"


@pytest.mark.parametrize("asked", ["Autumn", "autumn.toml"])
def test_a_scenario_that_is_not_there_is_not_found(
    run: Run, tables: Path, folder: Path, asked: str
) -> None:
    ended = run("report", "cost", "--scenario", asked, "--out", "cost.csv")

    assert ended.status == 3
    assert asked in ended.err
    assert not (folder / "cost.csv").exists()


def test_a_file_with_faults_is_bad_input_with_every_fault(
    run: Run, tables: Path, offers: Path
) -> None:
    faulty = offers.read_text("utf-8").replace('"5.5 %"', '"600 %"').replace("12\n", "0\n", 1)
    offers.write_text(faulty, "utf-8")

    ended = run("report", "cost", "--scenario", offers, "--out", "cost.csv")

    assert ended.status == 2
    assert "three-offers.toml: months" in ended.err
    assert "options[2].fees[1].rate" in ended.err
