"""How somebody's own claim extracts are headed and worded, as people write it down."""

from __future__ import annotations

from vendor_eval.claims.mapping import ExtractMapping
from vendor_eval.files.extracts.mapping_file import mapping_template, read_extract_mapping
from vendor_eval.workflows.checks import NamedFile

__all__ = ["extract_mapping", "mapping_template"]


def extract_mapping(file: NamedFile) -> ExtractMapping:
    """The mapping in a file; nothing is stored.

    Raises:
        BadInput: with every fault of the file.
    """
    return read_extract_mapping(file.content, file.name)
