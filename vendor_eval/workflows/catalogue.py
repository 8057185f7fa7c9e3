"""The scorecards that a round can be opened with: the shipped ones and the practice's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.files.scorecards import read_scorecard, shipped, shipped_texts
from vendor_eval.store import own_scorecards
from vendor_eval.store.frozen import FrozenScorecard
from vendor_eval.workflows.deps import Deps


@dataclass(frozen=True, slots=True)
class Known:
    """A scorecard as it is today.

    Attributes:
        text: TOML.
        own: whether the practice wrote it.
    """

    scorecard: Scorecard
    text: str
    own: bool

    @property
    def frozen(self) -> FrozenScorecard:
        """The scorecard as a round would keep it now."""
        return FrozenScorecard(self.scorecard.id, self.scorecard.version, self.text)


def known(deps: Deps, person: Person) -> tuple[Known, ...]:
    """Every scorecard of today: the shipped ones in their order, then the practice's own by title.

    The own ones that are retired are left out.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        return by_session(session)


def by_session(session: Session) -> tuple[Known, ...]:
    """As `known`, within a session."""
    texts = shipped_texts()
    return (
        *(Known(card, texts[card.id], own=False) for card in shipped()),
        *(
            Known(parsed(one.text, one.title), one.text, own=True)
            for one in own_scorecards.listed(session)
            if not one.retired
        ),
    )


@lru_cache(maxsize=256)
def parsed(text: str, name: str) -> Scorecard:
    """The scorecard in a stored text, which is read once however often it is looked at."""
    return read_scorecard(text, name)
