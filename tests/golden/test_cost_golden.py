"""What each format of the cost report says, word for word and cell for cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.golden.costs import ABOUT, result
from tests.golden.readers import READERS
from vendor_eval.reports.cost_report import cost_report
from vendor_eval.reports.rendering import render


@pytest.mark.parametrize("suffix", READERS)
def test_the_cost_report_says_what_it_said_when_it_was_last_looked_at(
    golden: Callable[[str, str], None], suffix: str
) -> None:
    report = cost_report(result(), ABOUT)

    golden(f"cost{suffix}.txt", READERS[suffix](render(report, suffix)))
