"""Every chart has words and a table beside it, and no state of anything is told by colour alone.

Looked at is what the pages draw over the demonstration, with every tab and every box of them open.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.testing.v1 import AppTest

from tests.e2e.application import PATHS, Application, configured
from vendor_eval.pages.parts.tabbed import KEY

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# Colours that tell kinds and no states, each beside a legend and a table that names the kind.
KINDS = {"part": "of a cost", "side": "who can prevent a denial", "end": "of an input's range"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as it reaches the browser.

    Attributes:
        spec: in Vega-Lite.
        rows: what it draws.
    """

    alt: str
    spec: Mapping[str, Any]
    rows: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Seen:
    """A page, all its tabs together.

    Attributes:
        cells: every text of its tables.
        painted: the text and the colours of each cell that has colours.
        badges: the colour and the text of each.
        histories: by figure, the amounts that its card draws.
    """

    path: str
    charts: list[Chart] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    painted: list[tuple[str, str]] = field(default_factory=list)
    badges: list[tuple[str, str]] = field(default_factory=list)
    histories: dict[str, list[float]] = field(default_factory=dict)


# Shared by the module: nothing here writes.
@pytest.fixture(scope="module")
def pages(demonstration_file: Path) -> list[Seen]:
    with configured(f"sqlite:///{demonstration_file}"):
        return [_seen(path) for path in PATHS]


def test_every_chart_stands_with_words_and_with_a_table_of_its_numbers(pages: list[Seen]) -> None:
    drawn = [(page, chart) for page in pages for chart in page.charts]
    faults = [
        f"{page.path}: {fault}" for page, chart in drawn for fault in _untold(chart, page.cells)
    ]

    faults += [
        f"{page.path}, {figure}: {amount} is in no table"
        for page in pages
        for figure, amounts in page.histories.items()
        for amount in amounts
        if not _is_near(amount, _amounts(page.cells), 0.005)
    ]

    assert faults == []
    assert any(amounts for page in pages for amounts in page.histories.values())
    assert len(drawn) > 30, "the demonstration has them all"
    assert {page.path for page, _ in drawn} >= {"vendor", "signals", "breaches", "uncertainty"}


def test_no_status_is_told_by_colour_alone(pages: list[Seen]) -> None:
    """The colour of a cell follows from its sign, that of a badge from its words."""
    tones: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for text, colours in page.painted:
            tones[_sign(text)].add(colours)
        for colour, text in page.badges:
            assert re.search(r"[A-Za-z]{2}", text), f"{page.path}: a {colour} badge says nothing"

    assert {sign for sign, found in tones.items() if not sign or len(found) > 1} == set()
    assert len(tones) > 6, "signs of all kinds were seen"
    faults = [
        f"{page.path}, {chart.alt}: {fault}"
        for page in pages
        for chart in page.charts
        for fault in _by_colour_alone(chart)
    ]
    assert faults == []


def _seen(path: str) -> Seen:
    found = Seen(path)
    for shown in _opened(path):
        for one in shown.dataframe:
            found.cells.extend(_cells(one.proto))
            found.painted.extend(_painted(one.proto))
        for metric in shown.metric:
            found.histories[metric.label] = list(metric.proto.chart_data)
        found.charts.extend(_chart(one.proto) for one in shown.get("vega_lite_chart"))
        for one in shown.markdown:
            found.badges.extend(re.findall(r":(\w+)-badge\[([^\]]*)\]", str(one.value)))
    return found


def _opened(path: str) -> Iterator[AppTest]:
    """The page with every box in it open, once for each tab that is drawn only when it is open."""
    page = Application()
    shown = page.show(path)
    closed = [tab.label for tab in shown.tabs if not tab.children]
    yield _unboxed(shown)
    for label in closed:
        shown.session_state[KEY] = label
        yield _unboxed(shown.run())


def _unboxed(shown: AppTest) -> AppTest:
    boxes = [key for node in shown.main if (key := _box(node)) is not None]
    for key in boxes:
        shown.session_state[key] = True
    return shown.run() if boxes else shown


def _box(node: Any) -> str | None:
    """The key of a box that draws what is in it only once it is open."""
    proto = getattr(node, "proto", None)
    if node.type == "popover":
        proto = proto.popover
    elif node.type != "expander":
        return None
    return user_key_from_element_id(proto.id) if proto.id else None


def _chart(proto: Any) -> Chart:
    rows = convert_arrow_bytes_to_pandas_df(proto.data.data)
    return Chart(proto.alt, json.loads(proto.spec), rows)


def _frame(proto: Any) -> pd.DataFrame:
    return convert_arrow_bytes_to_pandas_df(proto.arrow_data.data)


def _cells(proto: Any) -> list[str]:
    frame = _frame(proto)
    return [str(cell) for column in frame for cell in frame[column]]


def _painted(proto: Any) -> Iterator[tuple[str, str]]:
    """The text and the colours of each cell that was given some."""
    frame = _frame(proto)
    for places, colours in re.findall(r"([^{}]+){([^}]*)}", proto.arrow_data.styler.styles):
        for row, column in re.findall(r"row(\d+)_col(\d+)", places):
            yield str(frame.iat[int(row), int(column)]), "".join(colours.split())


def _sign(text: str) -> str:
    """What of a cell's text tells its state: all but its figures."""
    return re.sub(r"[\d.,$%\s–−]", "", text)


def _untold(chart: Chart, cells: Sequence[str]) -> Iterator[str]:
    """What of the chart nobody is told who cannot see it."""
    if len(chart.alt.split()) < 4:
        yield f"{chart.alt!r} does not say what the chart shows"
    known = {number for cell in cells for number in NUMBER.findall(cell)}
    amounts = _amounts(known)
    rows = chart.rows
    if "kind" in rows:
        # Where the scenario stands is said in the sentence above the chart.
        rows = rows[rows["kind"] != "here"]
    for one in _told(chart.spec):
        if one["field"] not in rows:
            continue
        for value in rows[one["field"]].dropna().unique():
            if not all(
                number in known or _is_near(float(number.replace(",", "")), amounts, within)
                for number, within in _numbers(value, one.get("format", ""))
            ):
                yield f"{chart.alt}: {one['field']} {value} is in no table"
                break


def _numbers(value: Any, written: str) -> Iterator[tuple[str, float]]:
    """The numbers of a value, each with how far a table's may lie from it for being rounded."""
    if isinstance(value, str):
        # Beside a bar there is no room for cents.
        yield from ((one, 0.5 if value == f"${one}" else 0) for one in NUMBER.findall(value))
    elif not pd.isna(value):
        scale = 100 if "%" in written else 1
        yield f"{abs(float(value)) * scale:.4f}", 0.06


def _amounts(cells: Iterable[str]) -> list[float]:
    found = {number for cell in cells for number in NUMBER.findall(cell)}
    return [float(number.replace(",", "")) for number in found]


def _is_near(number: float, amounts: Sequence[float], within: float) -> bool:
    return any(abs(number - one) <= within for one in amounts)


def _told(part: Any) -> Iterator[Mapping[str, Any]]:
    """The fields that the chart writes out, into itself or under the mouse; days aside."""
    if isinstance(part, list):
        for one in part:
            yield from _told(one)
    if isinstance(part, dict):
        for name, one in part.items():
            if name in ("tooltip", "text"):
                many = one if isinstance(one, list) else [one]
                yield from (
                    each
                    for each in many
                    if isinstance(each, dict) and "field" in each and each["type"] != "temporal"
                )
            yield from _told(one)


def _by_colour_alone(chart: Chart) -> Iterator[str]:
    """Fields that only a colour tells, and marks that differ in nothing else."""
    layers = chart.spec["layer"]
    written = [one["encoding"]["text"]["field"] for one in layers if "text" in one["encoding"]]
    alike: dict[str, set[str]] = defaultdict(set)
    for layer in layers:
        encoding, mark = layer["encoding"], dict(layer["mark"])
        field = encoding.get("color", {}).get("field")
        others = {
            one.get("field")
            for name, one in encoding.items()
            if name in ("shape", "strokeDash", "x", "y", "text")
        }
        # A colour by amount has no borders that anybody must tell apart.
        counted = encoding.get("color", {}).get("type") == "quantitative"
        told = counted or not field or field in others | set(KINDS) | _dashed(layers, encoding)
        if not told and not any(_follows(chart.rows, field, text) for text in written):
            yield f"{field} by colour alone"
        colour = mark.pop("color", ""), mark.pop("fill", "")
        if "field" not in encoding.get("color", {}):
            alike[json.dumps(mark, sort_keys=True)].add(str(colour))
    yield from (f"{mark} in several colours" for mark, seen in alike.items() if len(seen) > 1)


def _dashed(layers: Sequence[Mapping[str, Any]], points: Mapping[str, Any]) -> set[str]:
    """The fields that dashes tell of the lines on which the points of a layer lie."""
    places = [points[axis].get("field") for axis in ("x", "y") if axis in points]
    return {
        layer["encoding"]["strokeDash"]["field"]
        for layer in layers
        if "strokeDash" in layer["encoding"]
        and [layer["encoding"][axis].get("field") for axis in ("x", "y")] == places
    }


def _follows(rows: pd.DataFrame, field: str, text: str) -> bool:
    """Whether what is written tells the field."""
    told = rows[list({field, text})].dropna().drop_duplicates()
    return not told.empty and not told[text].duplicated().any() and "" not in set(told[text])
