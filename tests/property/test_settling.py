"""Laws of settling: it adds nothing, loses nothing, and asks nobody twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.settling import WEAKEST_FIRST, Settled, settled

VENDORS, ITEMS, EVALUATORS = ("A", "B"), ("card/x", "card/y"), ("Ada", "Ben", "Cy")
Key = tuple[str, str, str]

words = st.sampled_from(("yes", "partly", "no"))
kinds = st.sampled_from(tuple(Evidence))
firsts = st.dictionaries(
    st.tuples(st.sampled_from(EVALUATORS), st.sampled_from(VENDORS), st.sampled_from(ITEMS)),
    st.tuples(words, kinds),
)
together = st.dictionaries(
    st.tuples(st.sampled_from(VENDORS), st.sampled_from(ITEMS)), st.tuples(words, kinds)
)
over = st.frozensets(st.tuples(st.sampled_from(VENDORS), st.sampled_from(ITEMS)))


def first_of(found: dict[Key, tuple[str, Evidence]]) -> list[tuple[str, Answer]]:
    return [(name, Answer(vendor, item, *said)) for (name, vendor, item), said in found.items()]


def consensus_of(found: dict[tuple[str, str], tuple[str, Evidence]]) -> list[Answer]:
    return [Answer(vendor, item, *said) for (vendor, item), said in found.items()]


def counted(found: Settled) -> set[Answer]:
    return set(found.answers)


@given(firsts, together, over)
def test_every_item_that_anybody_answered_either_counts_or_is_unsettled(first, consensus, expired):
    found = settled(first_of(first), consensus_of(consensus), expired)

    counts = [(one.vendor, one.item) for one in found.answers]
    open_still = [(one.vendor, one.item) for one in found.unsettled]
    asked = {(vendor, item) for _, vendor, item in first} | set(consensus)
    assert sorted(counts + open_still) == sorted(asked)


@given(firsts, together, over, st.randoms())
def test_the_order_in_which_answers_came_changes_nothing(first, consensus, expired, random):
    given_so, settled_so = first_of(first), consensus_of(consensus)
    found = settled(given_so, settled_so, expired)
    random.shuffle(given_so)
    random.shuffle(settled_so)

    again = settled(given_so, settled_so, expired)

    assert counted(again) == counted(found)
    assert {(one.vendor, one.item) for one in again.unsettled} == {
        (one.vendor, one.item) for one in found.unsettled
    }


@given(firsts, together)
def test_a_consensus_counts_word_for_word_and_only_there(first, consensus):
    found = settled(first_of(first), consensus_of(consensus))

    assert set(consensus_of(consensus)) <= counted(found)
    alone = settled(
        [one for one in first_of(first) if (one[1].vendor, one[1].item) not in consensus]
    )
    assert counted(found) - set(consensus_of(consensus)) <= counted(alone)


@given(firsts)
def test_nobody_is_better_supported_together_than_the_weakest_alone(first):
    for one in settled(first_of(first)).answers:
        claimed = [
            kind
            for (_, vendor, item), (_, kind) in first.items()
            if (vendor, item) == (one.vendor, one.item)
        ]
        assert one.evidence is min(claimed, key=WEAKEST_FIRST.index)
