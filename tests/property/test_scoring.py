"""Laws of scores, over drawn scorecards and answers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.evaluation.answers import NOT_APPLICABLE, Answer, Evidence
from vendor_eval.evaluation.comparison import compare
from vendor_eval.evaluation.contest import Candidate, Contest
from vendor_eval.evaluation.gates import GateState
from vendor_eval.evaluation.robustness import Draws, chances
from vendor_eval.evaluation.scope import Scope, ScopeSection, scope_of
from vendor_eval.evaluation.scorecard import Item, Kind, Option, Polarity, Scorecard, Section
from vendor_eval.evaluation.scoring import VendorScore, score_all, score_vendor
from vendor_eval.evaluation.stability import stability
from vendor_eval.evaluation.standing import ranks

# A drawn scorecard with its answers is large; two dozen say as much as a hundred.
drawn = settings(max_examples=25, deadline=None)

FEW = Draws(count=200)
# From the worst of each kind of evidence to the best; what has expired is worth no more than none.
RISING = (Evidence.NONE, Evidence.STATED, Evidence.DOCUMENTED, Evidence.VERIFIED)


def parts_of_100(count: int) -> st.SearchStrategy[list[int]]:
    """``count`` weights that add up to 100, zeros among them."""
    cuts = st.lists(st.integers(0, 100), min_size=count - 1, max_size=count - 1).map(sorted)
    return cuts.map(lambda at: [b - a for a, b in zip([0, *at], [*at, 100], strict=True)])


@st.composite
def items(draw: st.DrawFn, name: str, weight: int) -> Item:
    middle = draw(st.sampled_from(([], [50], [80, 33], [75, 50, 25])))
    values = [100, *middle, 0]
    options = tuple(Option(f"a{at}", Decimal(v) / 100, "seen") for at, v in enumerate(values))
    passes_at = draw(st.none() | st.sampled_from(options[:-1]).map(lambda one: one.answer))
    return Item(
        id=name,
        question="?",
        kind=Kind.ANCHORED,
        weight=weight,
        polarity=Polarity.GOOD,
        options=options,
        good="",
        red_flag="",
        evidence="",
        needs_evidence=draw(st.booleans()),
        cites=(),
        passes_at=passes_at,
    )


@st.composite
def scorecards(draw: st.DrawFn, name: str) -> Scorecard:
    sections = []
    for at, weight in enumerate(draw(parts_of_100(draw(st.integers(1, 2))))):
        weights = draw(parts_of_100(draw(st.integers(1, 2))))
        inside = [draw(items(f"i{at}-{place}", part)) for place, part in enumerate(weights)]
        sections.append(Section(f"s{at}", "Section", weight, tuple(inside)))
    return Scorecard(name, "1.0", "Card", draw(st.integers(0, 5)), tuple(sections))


scopes = st.tuples(scorecards("one"), scorecards("two")).map(scope_of)


@dataclass(frozen=True, slots=True)
class Round:
    """A scope, and answers of two vendors to some of its items."""

    scope: Scope
    answers: tuple[Answer, ...]

    def of(self, vendor: str) -> list[Answer]:
        return [answer for answer in self.answers if answer.vendor == vendor]

    def score(self, vendor: str) -> VendorScore:
        return score_vendor(self.scope, vendor, self.of(vendor))


def replies(vendor: str, item: str, options: Sequence[Option]) -> st.SearchStrategy[Answer]:
    said = st.sampled_from([*(one.answer for one in options), NOT_APPLICABLE])
    return st.builds(
        Answer,
        vendor=st.just(vendor),
        item=st.just(item),
        answer=said,
        evidence=st.sampled_from(Evidence),
        note=st.just("why"),
    )


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    scope = draw(scopes)
    found = [
        draw(replies(vendor, place.key, place.item.options))
        for vendor in ("Acme", "Bolt")
        for place in scope.places()
        if draw(st.integers(0, 4))
    ]
    return Round(scope, tuple(found))


def with_answer(found: Round, answer: Answer) -> VendorScore:
    """Acme's score with this answer beside or instead of what it has."""
    kept = [one for one in found.of("Acme") if one.item != answer.item]
    return score_vendor(found.scope, "Acme", [*kept, answer])


def without(found: Round, item: str) -> Round:
    return replace(found, answers=tuple(one for one in found.answers if one.item != item))


def numbers(values: Iterable[Fraction | None]) -> list[Fraction]:
    return [value for value in values if value is not None]


@drawn
@given(rounds())
def test_scores_stay_within_their_bounds(found: Round) -> None:
    for score in score_all(found.scope, found.answers):
        tally = score.tally
        assert numbers([tally.score]) == numbers([score.score])
        if tally.score is not None:
            assert tally.evidenced_score is not None
            assert tally.high is not None
            assert 0 <= tally.evidenced_score <= tally.score <= tally.high <= 100
        assert tally.coverage is None or 0 <= tally.coverage <= 1


@drawn
@given(rounds())
def test_contributions_add_up_to_the_score_exactly(found: Round) -> None:
    for score in score_all(found.scope, found.answers):
        of_sections = [score.contribution(one) for one in score.sections]
        of_items = [score.contribution(one) for part in score.sections for one in part.items]
        if score.score is None:
            assert {*of_sections, *of_items} == {None}
        else:
            assert sum(numbers(of_sections)) == sum(numbers(of_items)) == score.score


@drawn
@given(rounds(), st.data())
def test_answering_what_was_open_narrows_the_interval_and_covers_more(
    found: Round, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(list(found.scope.places())))
    answer = data.draw(replies("Acme", place.key, place.item.options))
    before = without(found, place.key).score("Acme").tally
    after = with_answer(found, answer).tally

    if before.coverage is not None and after.coverage is not None:
        assert after.coverage == before.coverage + place.weight
    if after.score is not None:
        assert before.score is not None
        assert before.high is not None
        assert after.high is not None
        assert before.score <= after.score <= after.high <= before.high


@drawn
@given(rounds(), st.data())
def test_a_better_answer_never_lowers_anything(found: Round, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(list(found.scope.places())))
    worse, better = sorted(
        data.draw(st.lists(st.sampled_from(place.item.options), min_size=2, max_size=2)),
        key=lambda option: option.value,
    )
    answer = data.draw(replies("Acme", place.key, place.item.options))
    low = with_answer(found, replace(answer, answer=worse.answer))
    high = with_answer(found, replace(answer, answer=better.answer))

    for name in ("score", "evidenced_score", "high"):
        pair = numbers([getattr(low.tally, name), getattr(high.tally, name)])
        assert pair == sorted(pair)
    assert high.eligible or not low.eligible


@drawn
@given(rounds(), st.data())
def test_better_evidence_never_lowers_the_evidenced_score_and_never_moves_the_score(
    found: Round, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(list(found.scope.places())))
    answer = data.draw(replies("Acme", place.key, place.item.options))
    scores = [with_answer(found, replace(answer, evidence=one)) for one in RISING]
    expired = with_answer(found, replace(answer, evidence=Evidence.EXPIRED))

    evidenced = numbers(score.tally.evidenced_score for score in scores)
    assert evidenced == sorted(evidenced)
    assert {score.score for score in [*scores, expired]} == {scores[0].score}
    assert numbers([expired.tally.evidenced_score]) <= evidenced[:1]
    assert scores[0].eligible or not expired.eligible


@drawn
@given(rounds(), st.data())
def test_not_applicable_is_as_if_the_item_were_not_there(found: Round, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(list(found.scope.places())))
    score = with_answer(found, Answer("Acme", place.key, NOT_APPLICABLE, note="why"))

    left = [
        (one.place.weight, one.tally)
        for part in score.sections
        for one in part.items
        if one.place != place
    ]
    possible = sum(weight * tally.possible for weight, tally in left)
    earned = sum(weight * tally.earned for weight, tally in left)
    assert score.score == (100 * earned / possible if possible else None)


@drawn
@given(rounds())
def test_a_section_scores_as_it_would_alone(found: Round) -> None:
    for part in found.score("Acme").sections:
        alone = replace(
            part.section,
            weight=Fraction(1),
            places=tuple(replace(place, weight=place.share) for place in part.section.places),
        )
        scope = replace(found.scope, sections=(alone,))

        assert score_vendor(scope, "Acme", found.of("Acme")).score == part.tally.score


@drawn
@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_answers_never_matters(found: Round, shuffled: random.Random) -> None:
    answers = list(found.answers)
    shuffled.shuffle(answers)

    assert score_all(found.scope, answers) == score_all(found.scope, found.answers)


@drawn
@given(rounds())
def test_a_vendor_scores_the_same_whoever_else_is_there(found: Round) -> None:
    together = {one.vendor: one for one in score_all(found.scope, found.answers)}

    for vendor, score in together.items():
        assert score_all(found.scope, found.of(vendor)) == (score,)


@drawn
@given(rounds())
def test_eligible_means_every_gate_passed_and_only_they_are_ranked(found: Round) -> None:
    scores = score_all(found.scope, found.answers)
    places = ranks(scores)

    for one in scores:
        passed = {gate.state for gate in one.gates} <= {GateState.PASSED}
        assert one.eligible is passed
        assert (one.vendor in places) is (passed and one.score is not None)
    for one in scores:
        for other in scores:
            if one.vendor in places and other.vendor in places:
                assert one.score is not None
                assert other.score is not None
                before = places[one.vendor] < places[other.vendor]
                assert before is (one.score > other.score)


@drawn
@given(rounds())
def test_chances_are_shared_out_among_the_ranked(found: Round) -> None:
    compared = compare(found.scope.scorecards, found.answers, draws=FEW)
    first = compared.chances.first()

    assert first.keys() == compared.ranks.keys()
    if first:
        ones = np.ones(len(first))
        assert np.allclose(compared.chances.at_rank.sum(axis=0), ones)
        assert np.allclose(compared.chances.at_rank.sum(axis=1), ones)
        assert np.allclose(compared.chances.beats + compared.chances.beats.T, 1)


@st.composite
def contests(draw: st.DrawFn) -> Contest:
    """Two to four candidates over one to four sections, parts of which do not apply to some."""
    weights = [weight for weight in draw(parts_of_100(draw(st.integers(1, 4)))) if weight]
    candidates = []
    for name in "ABCD"[: draw(st.integers(2, 4))]:
        possible = [draw(st.sampled_from((4, 4, 4, 3, 0))) for _ in weights]
        earned = [draw(st.integers(0, whole)) for whole in possible]
        parts = [tuple(Fraction(part, 4) for part in row) for row in (earned, possible)]
        candidates.append(Candidate(name, *parts))
    sections = [
        ScopeSection(f"s{at}", "Section", Fraction(weight, 100), ())
        for at, weight in enumerate(weights)
    ]
    return Contest(tuple(candidates), tuple(sections))


@drawn
@given(contests())
def test_who_has_it_all_is_first_whatever_anything_weighs(contest: Contest) -> None:
    full = (Fraction(1),) * len(contest.sections)
    rest = [
        replace(one, earned=tuple(part / 2 for part in one.earned)) for one in contest.candidates
    ]
    joined = replace(contest, candidates=(Candidate("Best", full, full), *rest))

    assert chances(joined, FEW).first()["Best"] == pytest.approx(1)
    for at, section in enumerate(joined.sections):
        ends = stability(joined, joined.candidates[0], at)
        assert (ends.low, ends.high) == ((1, 1) if section.weight == 1 else (0, 1))


@settings(max_examples=150, deadline=None)
@given(contests(), st.data())
def test_within_its_interval_a_leader_leads_and_just_beyond_it_does_not(
    contest: Contest, data: st.DataObject
) -> None:
    leader = contest.leaders()[0]
    at = data.draw(st.integers(0, len(contest.sections) - 1))
    ends = stability(contest, leader, at)
    # At weight 0 or 1 itself a vendor may have nothing left to be scored by.
    share = Fraction(data.draw(st.integers(1, 49)), 50)

    def lead(weight: Fraction) -> Fraction:
        weights = contest.shifted(at, weight)
        return leader.score(weights) - max(one.score(weights) for one in contest.candidates)

    # An end that is no rational number is a float's width away from where the lead ends.
    little = Fraction(1, 10**9)
    assert ends.low <= ends.section.weight <= ends.high
    assert lead(ends.low + share * (ends.high - ends.low)) >= -little
    beyond = [end for end in (ends.low - little, ends.high + little) if 0 < end < 1]
    if ends.section.weight < 1:
        assert all(lead(end) < 0 for end in beyond)
