"""How far one attempt to send a claim came before anybody judged it.

sent → refused by the gateway, or by the clearinghouse, or passed on → refused or accepted by the
payer; or nobody answered. The worst answer inside the window stands, so a payer's rejection
outweighs an earlier acceptance. A remittance proves acceptance, whatever a later answer says.

Source: X12 005010X214; its category codes; requests for interpretation 1942 and 2203.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vendor_eval.claims.acknowledgements import (
    BatchStatus,
    ClaimStatus,
    GroupAcknowledged,
    InterchangeAcknowledged,
    SetAcknowledged,
    Speaker,
    Status,
    Word,
)

ANSWER_WITHIN_BUSINESS_DAYS = 5
_SATURDAY = 5
_BY_CATEGORY = {
    "A0": Word.RECEIVED,
    "A1": Word.RECEIVED,
    "A2": Word.ACCEPTED,
    "A3": Word.REJECTED,
    "A5": Word.ACCEPTED,
    "A6": Word.REJECTED,
    "A7": Word.REJECTED,
    "A8": Word.REJECTED,
}
_WORST_FIRST = (Word.REJECTED, Word.ACCEPTED, Word.RECEIVED)
# Of IK501 and AK901; A, E (with errors noted) and P (in part) refuse nothing as a whole.
_REFUSED = frozenset({"R", "M", "W", "X"})


class State(StrEnum):
    """Where an attempt stands."""

    SENT = "sent"
    NO_ANSWER = "no answer"
    GATEWAY_REJECTED = "rejected at the gateway"
    CLEARINGHOUSE_REJECTED = "rejected by the clearinghouse"
    CLEARINGHOUSE_ACCEPTED = "accepted by the clearinghouse"
    PAYER_REJECTED = "rejected by the payer"
    PAYER_ACCEPTED = "accepted by the payer"


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer about an attempt.

    Attributes:
        doubtful: its category and its action contradict each other; the action was taken.
    """

    speaker: Speaker
    word: Word
    at: dt.datetime
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When answers stop to count, and when silence begins to.

    Attributes:
        answer_by: an attempt without any answer at this moment has none.
        window_ends: later answers are left out; None where every answer counts.
        as_of: the moment that is judged.
    """

    answer_by: dt.datetime
    as_of: dt.datetime
    window_ends: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an attempt stands and who said what.

    Attributes:
        clearinghouse: None while it said nothing; a rejection at the gateway is its word.
        payer: None while it said nothing that accepts or rejects.
        implied: the payer said nothing, and a remittance shows that it accepted.
        doubtful: some answer contradicts itself, or a rejection came after the remittance.
    """

    state: State
    clearinghouse: Word | None = None
    clearinghouse_at: dt.datetime | None = None
    payer: Word | None = None
    payer_at: dt.datetime | None = None
    implied: bool = False
    doubtful: bool = False


def word_of(status: Status) -> tuple[Word | None, bool]:
    """What a status says, and whether it contradicts itself.

    None for categories that have no place in an acknowledgement. The action outweighs the
    category, but accepting what was only received does not take it into adjudication.
    """
    word = _BY_CATEGORY.get(status.category)
    if word is None:
        return None, False
    if status.action == "U" and word is not Word.REJECTED:
        return Word.REJECTED, True
    if status.action == "WQ" and word is Word.REJECTED:
        return Word.ACCEPTED, True
    return word, False


def heard_in(status: ClaimStatus | BatchStatus) -> Heard | None:
    """The worst that a 277CA says of a claim or batch; None where it says nothing that counts.

    A rejected service rejects its claim: services are only reported where they do.
    """
    lines = status.lines if isinstance(status, ClaimStatus) else ()
    said = [word_of(one) for one in (*status.statuses, *lines)]
    words = [word for word, _ in said]
    for word in _WORST_FIRST:
        if word in words:
            return Heard(status.speaker, word, status.made_at, any(doubt for _, doubt in said))
    return None


def speaks_for_every_claim(status: BatchStatus) -> bool:
    """Whether a batch was rejected as a whole, so that no claim of it is spoken of."""
    heard = heard_in(status)
    return heard is not None and heard.word is Word.REJECTED and not status.accepted


def refused_at_gateway(
    answer: SetAcknowledged | GroupAcknowledged | InterchangeAcknowledged,
) -> bool:
    """Whether a 999 or TA1 refuses everything in the set, group or interchange it names."""
    return answer.code in _REFUSED


def answer_due(sent: dt.datetime, days: int, holidays: Container[dt.date] = ()) -> dt.datetime:
    """The same time of day that many business days later; weekends and holidays are none."""
    day = sent
    while days > 0:
        day += dt.timedelta(days=1)
        days -= day.weekday() < _SATURDAY and day.date() not in holidays
    return day


def standing(
    heard: Iterable[Heard], deadlines: Deadlines, remitted_on: dt.date | None = None
) -> Standing:
    """Where an attempt stands.

    Args:
        remitted_on: the day of its first remittance; None where there is none.
    """
    inside = [one for one in heard if _in_window(one, deadlines)]
    gateway = _worst(inside, Speaker.GATEWAY)
    house = _worst(inside, Speaker.CLEARINGHOUSE)
    payer = _worst(inside, Speaker.PAYER)
    if remitted_on is not None:
        found = _remitted(house, payer)
    elif gateway is not None and gateway.word is Word.REJECTED:
        found = Standing(State.GATEWAY_REJECTED, Word.REJECTED, gateway.at)
    else:
        silent = not inside and deadlines.as_of > deadlines.answer_by
        unheard = State.NO_ANSWER if silent else State.SENT
        found = _answered(_state(house, payer) or unheard, house, payer)
    doubtful = found.doubtful or any(one.doubtful for one in inside)
    return replace(found, doubtful=doubtful)


def _state(house: Heard | None, payer: Heard | None) -> State | None:
    """The state that the worst answers make; None where neither says anything that does."""
    from_payer = payer.word if payer is not None else None
    if from_payer is Word.REJECTED:
        return State.PAYER_REJECTED
    if house is not None and house.word is Word.REJECTED:
        return State.CLEARINGHOUSE_REJECTED
    if from_payer is Word.ACCEPTED:
        return State.PAYER_ACCEPTED
    return State.CLEARINGHOUSE_ACCEPTED if house is not None else None


def _in_window(heard: Heard, deadlines: Deadlines) -> bool:
    ends = deadlines.window_ends
    return heard.at <= deadlines.as_of and (ends is None or heard.at <= ends)


def _worst(heard: Sequence[Heard], speaker: Speaker) -> Heard | None:
    """The worst answer of a speaker, the earliest of equal ones."""
    of_speaker = sorted((one for one in heard if one.speaker is speaker), key=lambda one: one.at)
    for word in _WORST_FIRST:
        for one in of_speaker:
            if one.word is word:
                return one
    return None


def _remitted(house: Heard | None, payer: Heard | None) -> Standing:
    """An attempt that was remitted: accepted, though an answer may say otherwise."""
    said = payer is not None and payer.word is Word.ACCEPTED
    return Standing(
        State.PAYER_ACCEPTED,
        Word.ACCEPTED if house is not None else None,
        house.at if house is not None else None,
        Word.ACCEPTED,
        payer.at if payer is not None and said else None,
        implied=not said,
        doubtful=any(one is not None and one.word is Word.REJECTED for one in (house, payer)),
    )


def _answered(state: State, house: Heard | None, payer: Heard | None) -> Standing:
    """What passes on is accepted by a clearinghouse; what a payer has received is not yet."""
    judged = payer if payer is not None and payer.word is not Word.RECEIVED else None
    refused = house is not None and house.word is Word.REJECTED
    return Standing(
        state,
        None if house is None else Word.REJECTED if refused else Word.ACCEPTED,
        None if house is None else house.at,
        None if judged is None else judged.word,
        None if judged is None else judged.at,
    )
