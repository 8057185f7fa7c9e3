"""Files that are named as archives of retired entries and are none."""

import json
from pathlib import Path

import pytest

from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.errors import BadInput
from vendor_eval.files import audit_archive

HEAD = {"what": "vendor-eval audit archive", "format": 1}


@pytest.mark.parametrize(
    "head",
    [
        "",
        "entries\n",
        "[" * 60_000 + "\n",
        json.dumps([HEAD]) + "\n",
        json.dumps(HEAD | {"begins": 5}) + "\n",
        json.dumps(HEAD | {"begins": ["seq"]}) + "\n",
        json.dumps(HEAD | {"begins": {"seq": 5}}) + "\n",
        json.dumps(HEAD | {"format": 2}) + "\n",
    ],
    ids=["empty", "text", "deep", "list", "number", "names", "part", "later format"],
)
def test_what_begins_as_no_archive_does_is_refused_as_none(tmp_path: Path, head: str) -> None:
    file = tmp_path / "some.archive"
    file.write_text(head)

    with pytest.raises(BadInput, match="is no archive of an audit log"):
        audit_archive.opened(file, EVERYBODYS)
