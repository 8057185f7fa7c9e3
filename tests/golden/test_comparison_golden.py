"""What each format of the reports on a round says, word for word and cell for cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.golden.readers import READERS
from tests.golden.rounds import ABOUT, SIGNED, result
from vendor_eval.reports.comparison_report import comparison_report
from vendor_eval.reports.rendering import render
from vendor_eval.reports.scorecard_report import scorecard_report


@pytest.mark.parametrize("suffix", READERS)
def test_the_comparison_says_what_it_said_when_it_was_last_looked_at(
    golden: Callable[[str, str], None], suffix: str
) -> None:
    report = comparison_report(result(signed=SIGNED), ABOUT)

    golden(f"comparison{suffix}.txt", READERS[suffix](render(report, suffix)))


@pytest.mark.parametrize("suffix", READERS)
def test_the_scorecard_says_what_it_said_when_it_was_last_looked_at(
    golden: Callable[[str, str], None], suffix: str
) -> None:
    of_all = result()
    report = scorecard_report(of_all, of_all.scores[-1], ABOUT)

    golden(f"scorecard{suffix}.txt", READERS[suffix](render(report, suffix)))
