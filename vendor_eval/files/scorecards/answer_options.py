"""The answers of a scorecard's item, by its kind, best first.

Whatever the kind, every answer carries the sentence by which two evaluators choose alike: for yes
and no these are what a good answer shows and the red flag, for a band the band itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from vendor_eval.evaluation.bands import NO_FIGURE, Band, divide_the_line
from vendor_eval.evaluation.scorecard import Kind, Option, Polarity
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.metrics import Metric
from vendor_eval.quantities import Direction, Limit, Unit

ANCHORS = ("4", "3", "2", "1", "0")
_HALF = Decimal("0.5")
_BANDS = 'bands = [{ answer = "> 95 %", value = 1 }, { answer = "<= 95 %", value = 0 }]'


@dataclass(frozen=True, slots=True)
class Offer:
    """An item's answers and the two sentences that frame them.

    Attributes:
        options: empty where a fault left none to offer.
    """

    options: tuple[Option, ...]
    good: str
    red_flag: str
    polarity: Polarity


def offer_of(table: TomlTable, kind: Kind, metric: Metric | None) -> Offer:
    """What the item in ``table`` offers to choose from."""
    match kind:
        case Kind.YES_PARTLY_NO:
            return _yes_partly_no(table)
        case Kind.ANCHORED:
            return _anchored(table)
        case Kind.MEASURED:
            return _measured(table, metric)


def _yes_partly_no(table: TomlTable) -> Offer:
    """Yes and no, and partly where the item says what partly means."""
    polarity = _polarity(table, Polarity.GOOD)
    good, red_flag = _good(table), _red_flag(table)
    best, worst = ("yes", "no") if polarity is Polarity.GOOD else ("no", "yes")
    says = {best: good, worst: red_flag}
    if table.has("partly"):
        says = {best: good, "partly": table.words("partly", '"Some of it."'), worst: red_flag}
    worth = {best: Decimal(1), "partly": _HALF, worst: Decimal(0)} | _worth(table, says)
    options = [Option(answer, worth[answer], sentence) for answer, sentence in says.items()]
    _check_order(table, "options", options)
    return Offer(tuple(options), good, red_flag, polarity)


def _worth(table: TomlTable, answers: Mapping[str, str]) -> dict[str, Decimal]:
    """The values that the item gives to some or all of its answers."""
    given = table.table("options")
    if given is None:
        return {}
    worth = {answer: _value(given, answer) for answer in answers if given.has(answer)}
    given.no_other_keys()
    return {answer: value for answer, value in worth.items() if value is not None}


def _anchored(table: TomlTable) -> Offer:
    """Five anchors; 4 is always the best, whatever the question."""
    if _polarity(table, Polarity.GOOD) is Polarity.BAD:
        table.fault("polarity", "4 is the best of the anchors, always", "turn the question round")
    table.required("anchors", '{ 4 = "...", 3 = "...", 2 = "...", 1 = "...", 0 = "..." }')
    anchors = table.table("anchors")
    if anchors is None:
        return Offer((), "", "", Polarity.GOOD)
    says = {anchor: anchors.words(anchor, '"What is seen."') for anchor in ANCHORS}
    anchors.no_other_keys()
    options = tuple(Option(one, Decimal(one) / 4, sentence) for one, sentence in says.items())
    good = _good(table) if table.has("good") else says["4"]
    red_flag = _red_flag(table) if table.has("red_flag") else says["0"]
    return Offer(options, good, red_flag, Polarity.GOOD)


def _measured(table: TomlTable, metric: Metric | None) -> Offer:
    """Bands over the whole line, and an answer for a figure that is not given."""
    rising = metric is None or metric.direction is Direction.HIGHER
    natural = Polarity.GOOD if rising else Polarity.BAD
    polarity = _polarity(table, natural)
    if metric is not None and polarity is not natural:
        better = "better" if rising else "worse"
        table.fault("polarity", f"of {metric.id}, more is {better}", "leave it out")
        polarity = natural
    good, red_flag = _good(table), _red_flag(table)
    table.required("bands", _BANDS.removeprefix("bands = "))
    entries = table.tables("bands")
    unit = metric.unit if metric is not None else _unit_of(entries)
    bands = [_band(entry, unit) for entry in entries]
    options = [option for _, option in bands if option is not None]
    known = [band for band, _ in bands if band is not None]
    better = Direction.HIGHER if polarity is Polarity.GOOD else Direction.LOWER
    if len(known) == len(entries) and not divide_the_line(known, better):
        table.fault(
            "bands",
            "leave a gap, overlap, or are not in order",
            f"begin with the best and end each where the next begins: {_BANDS}",
        )
    _check_order(table, "bands", options)
    options.append(Option(NO_FIGURE, Decimal(0), red_flag))
    return Offer(tuple(options), good, red_flag, polarity)


def _unit_of(entries: Sequence[TomlTable]) -> Unit:
    """The unit of the first band; a ratio where it cannot be read."""
    for entry in entries[:1]:
        try:
            return Limit.parse(str(entry.values.get("answer"))).quantity.unit
        except ValueError:
            break  # `_band` notes the fault
    return Unit.RATIO


def _band(table: TomlTable, unit: Unit) -> tuple[Band | None, Option | None]:
    answer = table.words("answer", '"> 95 %"')
    table.required("value", "0.5")
    value = _value(table, "value")
    says = table.words("says", '"On target."') if table.has("says") else f"The figure is {answer}."
    table.no_other_keys()
    if not answer:
        return None, None
    try:
        band = Band.parse(answer, unit)
    except ValueError as error:
        table.fault("answer", str(error), 'write answer = ">= 90 % and <= 95 %"')
        return None, None
    return band, None if value is None else Option(answer, value, says)


def _polarity(table: TomlTable, default: Polarity) -> Polarity:
    """Which side speaks for the vendor, as the item says or as its kind has it."""
    text = table.text("polarity", '"bad"')
    if text is None or text in tuple(Polarity):
        return default if text is None else Polarity(text)
    table.fault("polarity", f"{text!r} is not a polarity", 'write "good" or "bad"')
    return default


def _good(table: TomlTable) -> str:
    return table.words("good", '"What a good answer shows."')


def _red_flag(table: TomlTable) -> str:
    return table.words("red_flag", '"The answer that is a warning in itself."')


def _value(table: TomlTable, key: str) -> Decimal | None:
    """What an answer is worth, 0 to 1; None where absent or wrong."""
    value = table.values.get(key)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite() and 0 <= number <= 1:
            return number
    if table.has(key):
        table.fault(key, "is not a number from 0 to 1", f"write {key} = 0.5")
    return None


def _check_order(table: TomlTable, key: str, options: Sequence[Option]) -> None:
    """The best answer is worth the whole item, and each one after it less."""
    values = [option.value for option in options]
    if values and values[0] != 1:
        table.fault(key, f"{options[0].answer!r} is the best answer", "let it be worth 1")
    if any(better <= worse for better, worse in pairwise(values)):
        names = ", ".join(repr(option.answer) for option in options)
        table.fault(key, "do not fall from the best answer on", f"give less and less to {names}")
