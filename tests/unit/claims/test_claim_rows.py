"""Rows made from X12, and the columns of the schema that they fill."""

import pytest

from tests.unit.claims.told import answer, batch_answer, remitted, submission
from vendor_eval.claims.acknowledgements import Speaker
from vendor_eval.claims.rows import AdjustmentRow, ClaimRow, LineRow, column_of
from vendor_eval.claims.schema import TABLES, Kind
from vendor_eval.claims.told import Told

ROWS = {"claim_events": ClaimRow, "claim_adjustments": AdjustmentRow, "claim_lines": LineRow}


def columns(*events):
    told = Told()
    told.hear(events)
    return told.columns


@pytest.mark.parametrize("table", ROWS)
def test_fields_are_named_as_columns_and_amounts_are_cents(table):
    for field in ROWS[table]._fields:
        column = TABLES[table][column_of(field)]
        assert field.endswith("_cents") is (column.kind is Kind.AMOUNT), field


@pytest.mark.parametrize("table", ROWS)
def test_every_column_that_files_can_fill_is_a_field_and_the_other_way_round(table):
    told = columns(submission(), answer(), answer(speaker=Speaker.CLEARINGHOUSE), remitted(1, 1))

    assert {column_of(field) for field in ROWS[table]._fields} == told[table] - {"vendor"}


def test_what_files_cannot_tell_is_no_column():
    sent = columns(submission())
    assert "submitted_ts" in sent["claim_events"]
    assert not sent["claim_events"] & {"ch_ack_status", "payer_ack_status", "first_remit_date"}
    assert list(sent) == ["claim_events", "claim_lines"]

    answered = columns(submission(), answer())["claim_events"]
    assert answered >= {"ch_ack_status", "payer_ack_status", "first_remit_date"}
    assert "first_outcome" not in answered
    assert columns(submission(), batch_answer("A3", "U", 0, 1))["claim_events"] == answered
    passed_on = columns(submission(), answer(speaker=Speaker.CLEARINGHOUSE))["claim_events"]
    assert "ch_ack_status" in passed_on
    assert "payer_ack_status" not in passed_on

    paid = columns(remitted(1, 1), answer())["claim_events"]
    assert paid >= {"first_outcome", "billed_amt", "denied_charge_amt"}
    assert not paid & {"submitted_ts", "attempt_no", "specialty", "payer_ack_status"}
