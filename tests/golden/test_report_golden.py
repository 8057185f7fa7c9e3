"""What each format of the breach report says, word for word and cell for cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.golden.readers import READERS
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import Report


@pytest.mark.parametrize("suffix", READERS)
def test_the_report_says_what_it_said_when_it_was_last_looked_at(
    report: Report, golden: Callable[[str, str], None], suffix: str
) -> None:
    golden(f"breaches{suffix}.txt", READERS[suffix](render(report, suffix)))
