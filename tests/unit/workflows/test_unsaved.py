"""What is typed is kept for one person until it is dropped; patient data is not kept at all."""

from __future__ import annotations

import pytest

from tests.agreements import ADMINISTRATOR
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput
from vendor_eval.quantities import Month
from vendor_eval.workflows import typed_values, unsaved, usage_files
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps

BOOKKEEPER = Person("R. Osei", Role.FINANCE)
ABOUT = "scenario 1"


def test_each_person_finds_what_they_typed(deps: Deps) -> None:
    assert unsaved.keep(deps, BOOKKEEPER, ABOUT, ("months = ", 2))

    found = unsaved.of(deps, BOOKKEEPER, ABOUT)

    assert found is not None
    assert (found.text, found.version) == ("months = ", 2)
    assert unsaved.of(deps, ADMINISTRATOR, ABOUT) is None

    unsaved.drop(deps, BOOKKEEPER, ABOUT)
    assert unsaved.of(deps, BOOKKEEPER, ABOUT) is None


def test_what_looks_like_patient_data_is_not_kept(deps: Deps) -> None:
    assert not unsaved.keep(deps, BOOKKEEPER, ABOUT, ('name = "123-45-6789"', 0))

    assert unsaved.of(deps, BOOKKEEPER, ABOUT) is None


def test_usage_is_read_from_a_file_with_its_months() -> None:
    content = b"month,claims,net collections\n2026-03,1000,250.005\n2026-04,2001,-1\n"

    filed = usage_files.read(BOOKKEEPER, NamedFile("usage.csv", content))

    assert filed.usage.months == (Month(2026, 3), Month(2026, 4))
    assert filed.usage.given["claims"] == (1000, 2001)
    assert any("rounded to the cent" in note for note in filed.notes)


def test_a_file_with_faults_is_refused_with_each_line() -> None:
    content = b"month,claims\n2026-03,many\n2026-05,-1\n"

    with pytest.raises(BadInput) as refused:
        usage_files.read(BOOKKEEPER, NamedFile("usage.csv", content))

    places = {fault.where for fault in refused.value.faults}
    assert {"usage.csv, line 2", "usage.csv, line 3"} <= places


def test_a_fee_is_said_in_words_unless_it_has_faults() -> None:
    fee = {"type": "flat", "amount": "9000 USD"}

    assert typed_values.fee_in_words(fee) == "$9,000 a month."
    assert typed_values.fee_in_words({**fee, "amount": "many"}) == ""
