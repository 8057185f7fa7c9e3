"""The columns of a Parquet file, from its own description."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendor_eval.claims.extracts import Written
from vendor_eval.files.extracts.headings import Heading, Headings

if TYPE_CHECKING:
    import pyarrow as pa

_BEGINS = b"PAR1"


def columns_of_parquet(path: Path, headings: Headings) -> list[Heading] | None:
    """The headings, or None where the file is no Parquet; faults are rejected by ``headings``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with path.open("rb") as opened:
        if opened.read(len(_BEGINS)) != _BEGINS:
            return None
    try:
        about = pq.read_metadata(path)
        schema = about.schema.to_arrow_schema()
    except (pa.ArrowException, OSError):
        headings.reject("damaged", "the Parquet file is damaged or cut off; export it again")
        return []
    if not about.num_rows:
        headings.reject("no_rows", "the file has no rows")
    return [Heading(field.name, _written(field.type)) for field in schema]


def _written(cells: pa.DataType) -> Written | None:
    import pyarrow.types as kinds

    if kinds.is_dictionary(cells):
        return _written(cells.value_type)
    if kinds.is_timestamp(cells):
        return Written.LOCAL if cells.tz is None else Written.INSTANT
    for is_kind, written in (
        (kinds.is_string, Written.TEXT),
        (kinds.is_large_string, Written.TEXT),
        # A column without a single value may have no type.
        (kinds.is_null, Written.TEXT),
        (kinds.is_integer, Written.WHOLE),
        (kinds.is_decimal, Written.DECIMAL),
        (kinds.is_floating, Written.DOUBLE),
        (kinds.is_date, Written.DATE),
        (kinds.is_boolean, Written.BOOLEAN),
    ):
        if is_kind(cells):
            return written
    return None
