"""A recomputation of claims that somebody stops leaves nothing behind, wherever it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.agreements import ADMINISTRATOR
from tests.claim_rows import claim, write_csv
from tests.claims_in_x12 import paid
from vendor_eval.claims.terms import Agreed
from vendor_eval.store import audit
from vendor_eval.workflows import claim_runs
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.claim_runs import Asked
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.progress import Phase, Step
from vendor_eval.workflows.uploads import as_files


class Stopped(BaseException):
    """What ends the run of a page: no error, and nothing that a handler of errors catches."""


@pytest.mark.parametrize("phase", Phase)
def test_a_stop_in_any_phase_keeps_no_run_no_file_and_no_entry_of_the_log(
    deps: Deps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phase: Phase
) -> None:
    scratch, memory = tmp_path / "scratch", tmp_path / "memory"
    scratch.mkdir()
    memory.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    uploads = [
        NamedFile("claims.csv", write_csv(tmp_path / "claims.csv", [claim(1)]).read_bytes()),
        NamedFile("remit.835", paid(["C1*1*100*80**12*P1"], amount=80).encode()),
    ]
    with deps.store.reading() as session:
        before = audit.checkpoint(session)

    def stop(step: Step) -> None:
        if step.phase is phase:
            raise Stopped

    with pytest.raises(Stopped), as_files(uploads, memory) as laid:
        claim_runs.prepare(
            ADMINISTRATOR, Asked(laid.paths, Agreed("America/New_York", None, 48)), stop
        )

    assert claim_runs.listed(deps, ADMINISTRATOR) == ()
    assert [*scratch.rglob("*"), *memory.rglob("*")] == []
    with deps.store.reading() as session:
        assert audit.checkpoint(session) == before
