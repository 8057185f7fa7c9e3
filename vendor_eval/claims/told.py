"""The events of a vendor's files, and which columns of the tables such files can fill.

A column that no file of the right kind could fill is no column of these rows: then metrics that
need it are not worked out, and say so, where empty cells would make them wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vendor_eval.claims.acknowledgements import (
    BatchStatus,
    ClaimStatus,
    InterchangeAcknowledged,
    Speaker,
)
from vendor_eval.claims.answers import GatewayAnswer
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.schema import EVENTS
from vendor_eval.claims.submissions import Submission

Answer = ClaimStatus | BatchStatus | GatewayAnswer

_ALWAYS = frozenset(
    {
        "vendor",
        "practice_claim_key",
        "claim_root_key",
        "frequency_code",
        "payer_key",
        "payer_class",
        "payer_sequence",
        "rendering_key",
        "location_key",
        "dos_from",
        "dos_to",
        "billed_amt",
    }
)
_SENT = frozenset({"attempt_no", "specialty", "submitted_ts"})
_ANSWERED = frozenset({"ch_ack_status", "ch_ack_ts"})
# Without a remittance at hand none contradicts an answer, and acceptance can be told from answers.
_ANSWERED_BY_PAYER = frozenset({"payer_ack_status", "payer_ack_ts", "first_remit_date"})
_REMITTED = frozenset(
    {
        "first_remit_date",
        "first_remit_paid",
        "first_remit_allowed",
        "first_remit_patient_resp",
        "first_outcome",
        "denied_charge_amt",
        "last_outcome",
        "resolved_date",
        "payer_paid_total",
        "contractual_adj_total",
    }
)
_LINES = frozenset(
    {"vendor", "practice_claim_key", "line_no", "cpt_hcpcs", "modifiers", "units", "billed"}
)
_LINES_REMITTED = frozenset({"allowed", "paid"})
_ADJUSTMENTS = frozenset(
    {
        "vendor",
        "practice_claim_key",
        "line_no",
        "remit_date",
        "group_code",
        "carc",
        "rarc_list",
        "amount",
        "is_reversal",
    }
)


@dataclass(slots=True)
class Told:
    """The events of a vendor's files, copies left out; filled with `hear`."""

    submissions: list[Submission] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    remittances: list[RemittedClaim] = field(default_factory=list)

    def hear(self, events: Iterable[object]) -> None:
        """Keep what events tell about claims; payments as such are passed over."""
        for event in events:
            if isinstance(event, RemittedClaim):
                self.remittances.append(event)
            elif isinstance(event, Submission):
                self.submissions.append(event)
            elif isinstance(event, Answer):
                self.answers.append(event)

    @property
    def latest(self) -> dt.datetime | None:
        """The latest moment that a file of claims or answers was made, or a remittance was."""
        sent = (one.batch.made_at for one in self.submissions)
        remitted = (one.payment.set.interchange.made_at for one in self.remittances)
        moments = [*map(_made_at, self.answers), *sent, *remitted]
        return max(moments, default=None)

    @property
    def columns(self) -> Mapping[str, frozenset[str]]:
        """By table, the columns that files of the kinds that were told can fill."""
        events, lines = _ALWAYS, _LINES
        statuses = [one for one in self.answers if isinstance(one, ClaimStatus | BatchStatus)]
        if self.submissions:
            events |= _SENT
            events |= _ANSWERED if statuses else frozenset()
            of_payer = any(one.speaker is Speaker.PAYER for one in statuses)
            events |= _ANSWERED_BY_PAYER if of_payer else frozenset()
        if not self.remittances:
            return {EVENTS: events, "claim_lines": lines}
        return {
            EVENTS: events | _REMITTED,
            "claim_adjustments": _ADJUSTMENTS,
            "claim_lines": lines | _LINES_REMITTED,
        }


def _made_at(answer: Answer) -> dt.datetime:
    if isinstance(answer, ClaimStatus | BatchStatus | InterchangeAcknowledged):
        return answer.made_at
    return answer.set.interchange.made_at
