"""How wide columns of a table on the screen are, and when their rows break into lines."""

from __future__ import annotations

import pandas as pd

from vendor_eval.pages.parts import column_widths, text_width
from vendor_eval.reports.report import Column

LONG = "Will a signed business associate agreement be on file before the vendor sees a chart?"


def test_a_text_is_as_wide_as_its_characters_are_in_the_typeface_of_tables() -> None:
    # As the shipped Source Sans 3 gives them at 12.25 pixels: 131.4, 143.8, 60.9, 477.6.
    assert 128 <= text_width.pixels("First-pass acceptance rate") <= 138
    assert 140 <= text_width.pixels("Northgate Revenue Partners") <= 150
    assert 58 <= text_width.pixels("$101,378.95") <= 66


def test_a_table_whose_texts_fit_is_as_wide_as_they_are_and_breaks_none_of_them() -> None:
    frame = pd.DataFrame({"Metric": ["First-pass acceptance rate"], "Target": ["≥ 95 %"]})
    columns = (Column("Metric", 30), Column("Target", 14))

    widths = column_widths.widths(columns, frame)

    assert sum(widths) < 240, "a phone shows both"
    assert column_widths.lines(frame, widths) == 1


def test_what_short_columns_leave_is_room_for_a_long_one() -> None:
    """By its part alone the sentence would have 1,036 / 3 pixels and two lines."""
    frame = pd.DataFrame({"No": ["1"], "Question": [LONG], "Answer": ["yes"]})
    columns = (Column("No", 20), Column("Question", 20), Column("Answer", 20))

    widths = column_widths.widths(columns, frame)

    assert column_widths.lines(frame, widths) == 1
    assert text_width.lines(LONG, 1036 // 3) == 2


def test_long_columns_share_what_is_left_in_the_proportion_that_the_table_asks_for() -> None:
    frame = pd.DataFrame({"No": ["1"], "What": [LONG * 3], "Why": [LONG * 3]})
    columns = (Column("No", 4), Column("What", 20), Column("Why", 40))

    narrow, what, why = column_widths.widths(columns, frame)

    assert narrow == 44
    assert abs(why - 2 * what) <= 2
    assert narrow + what + why <= 1036


def test_the_first_column_leaves_a_phone_the_edge_of_the_next() -> None:
    frame = pd.DataFrame({"Question": [LONG * 2], "Answer": ["yes"]})

    first, _ = column_widths.widths((Column("Question", 60), Column("Answer", 10)), frame)

    assert first < 358, "the width of a phone's page"
    assert column_widths.lines(frame, [first, 60]) > 2
