"""Scorecards as TOML files: read with every fault at once, and those that are shipped.

The format is described in docs/scorecards.md. Entries of lists are counted from one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import vendor_eval
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.scorecard import WHOLE, Scorecard, Section
from vendor_eval.files.scorecards.items import id_of, item_of, weight_of
from vendor_eval.files.toml_file import read
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.provenance import Source

_STANDINGS = ("primary", "secondary", "source document")


def read_scorecard(text: str | bytes, name: str) -> Scorecard:
    """The scorecard in a file.

    Args:
        text: the file's content.
        name: the file's name, for faults.

    Raises:
        BadInput: with every fault of the file.
    """
    return read(text, name, _scorecard)


def read_scorecards(folder: Path) -> tuple[Scorecard, ...]:
    """Every scorecard of a folder: those for everybody before the packs, the heaviest first.

    Raises:
        BadInput: with the faults of all its files, and where two files have one id.
    """
    faults: list[Fault] = []
    found: dict[str, Scorecard] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            scorecard = read_scorecard(path.read_bytes(), path.name)
        except BadInput as error:
            faults.extend(error.faults)
            continue
        if scorecard.id in found:
            what = f"{scorecard.id!r} is the id of another file as well"
            faults.append(Fault(f"{path.name}: id", what, "give each scorecard its own id"))
        found[scorecard.id] = scorecard
    if faults:
        raise BadInput(faults)
    return tuple(sorted(found.values(), key=_place))


@cache
def shipped() -> tuple[Scorecard, ...]:
    """The scorecards that come with the product, in the order of `read_scorecards`."""
    return read_scorecards(folder_of(Path(vendor_eval.__file__).parent))


@cache
def shipped_texts() -> Mapping[str, str]:
    """The text of each of them by its id, for whoever keeps a scorecard as it is now."""
    folder = folder_of(Path(vendor_eval.__file__).parent)
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.toml"))]
    return {read_scorecard(text, "scorecard").id: text for text in texts}


def folder_of(package: Path) -> Path:
    """Where ``package`` has its scorecards: inside when installed, beside it in a checkout."""
    inside = package / "scorecards"
    return inside if inside.is_dir() else package.parent / "scorecards"


def _place(scorecard: Scorecard) -> tuple[bool, int, str]:
    return bool(scorecard.specialties), -scorecard.weight, scorecard.id


def _scorecard(file: TomlTable) -> Scorecard:
    """The scorecard as far as it can be read; what could not be left a fault."""
    name, title = id_of(file, '"hipaa-controls"'), file.words("title", '"HIPAA controls"')
    version, weight = file.words("version", '"1.0"'), weight_of(file)
    specialties = file.texts("specialties", '["cardiology"]')
    sources = _sources(file)
    file.required("sections", "[...], as [[sections]] above each section's keys")
    tables = file.tables("sections")
    sections = tuple(_section(table, sources) for table in tables)
    _check_ids(file, "sections", tables)
    _check_ids(file, "items", [item for table in tables for item in _inner(table)])
    _check_whole(file, "sections", tables)
    file.no_other_keys()
    return Scorecard(name, version, title, weight, sections, specialties)


def _section(table: TomlTable, sources: Mapping[str, Source]) -> Section:
    name, title = id_of(table, '"safeguards"'), table.words("title", '"Safeguards"')
    weight = weight_of(table)
    table.required("items", "[...], as [[sections.items]] above each item's keys")
    items = [item_of(entry, sources) for entry in table.tables("items")]
    _check_whole(table, "items", _inner(table))
    table.no_other_keys()
    return Section(name, title, weight, tuple(item for item in items if item is not None))


def _inner(section: TomlTable) -> list[TomlTable]:
    """The items of a section, for a second look; what is wrong with them is noted elsewhere."""
    entries = section.values.get("items", [])
    whole = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    return section.tables("items") if whole else []


def _check_whole(table: TomlTable, key: str, entries: Sequence[TomlTable]) -> None:
    """Of weights that cannot be read the sum says nothing."""
    if table.values.get(key) == []:
        table.fault(key, "is empty", "add the first entry")
    weights = [entry.values.get("weight") for entry in entries]
    known = [weight for weight in weights if isinstance(weight, int)]
    if known and len(known) == len(weights) and sum(known) != WHOLE:
        what = f"the weights add up to {sum(known)}, not {WHOLE}"
        table.fault(key, what, "change them until they do")


def _check_ids(file: TomlTable, key: str, tables: Iterable[TomlTable]) -> None:
    """Answers name an item by its scorecard and its own id, so that neither may be doubled."""
    counts = Counter(str(table.values["id"]) for table in tables if "id" in table.values)
    for name, times in counts.items():
        if times > 1:
            file.fault(key, f"{times} have the id {name!r}", "give each its own id")


def _sources(file: TomlTable) -> dict[str, Source]:
    table = file.table("sources")
    names = table.values if table is not None else ()
    found = [_source(name, entry) for name in names if table and (entry := table.table(name))]
    return {source.id: source for source in found}


def _source(name: str, table: TomlTable) -> Source:
    standing = table.words("standing", '"primary"')
    if standing and standing not in _STANDINGS:
        known = ", ".join(f'"{one}"' for one in _STANDINGS)
        table.fault("standing", f"{standing!r} is not known", f"write one of {known}")
    source = Source(
        id=name,
        title=table.words("title", '"HFMA MAP Keys"'),
        publisher=table.words("publisher", '"Healthcare Financial Management Association"'),
        standing=standing,
        url=table.text("url", '"https://www.hfma.org/"'),
        accessed=table.date("accessed"),
    )
    table.no_other_keys()
    return source
