"""A valid file of each kind, to be damaged."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyarrow as pa

from tests.claim_rows import claim, write_csv, write_parquet
from tests.hostile.importers import ASKED
from tests.unit.x12.written import SAMPLES
from vendor_eval.files.business_calendars import standard_business_calendar
from vendor_eval.files.contracts import standard_contract
from vendor_eval.files.extracts.mapping_file import mapping_template
from vendor_eval.files.questionnaire.writing import written
from vendor_eval.files.scenarios import worked_example
from vendor_eval.files.scorecards import shipped_texts

_CORPUS = Path(__file__).parent / "files"


@cache
def valid_files() -> Mapping[str, tuple[str, bytes]]:
    """By what it is: the importer that takes it, and its content; CSV before workbooks."""
    texts = {
        "contract": standard_contract(),
        "scenario": worked_example(),
        "offer": 'name = "Flat"\nfees = [{ type = "flat", amount = "11000 USD" }]\n',
        "scorecard": shipped_texts()["scalability"],
        "extract mapping": mapping_template(),
        "business calendar": standard_business_calendar(),
        "usage": "month,claims,net_collections\n2026-01,2600,182000.50\n2026-02,2500,180000\n",
        "invoice": "label,quantity,rate,amount\nClaims,2908,9.75,28353.00\nTotal,,,28353.00\n",
        "answers": "vendor,item,answer,note\nAcme,scalability/staffing-model,4,Told us\n",
        "measures": (_CORPUS / "001_ok.csv").read_text(),
    }
    found = {name: (name, text.encode()) for name, text in texts.items()}
    with tempfile.TemporaryDirectory() as folder:
        rows = [claim(1), claim(2)]
        columns = {one: pa.array([str(row[one]) for row in rows]) for one in rows[0]}
        found["claims as CSV"] = "claims", write_csv(Path(folder, "a"), rows).read_bytes()
        parquet = write_parquet(Path(folder, "b"), columns).read_bytes()
        found["claims as Parquet"] = "claims", parquet
    x12 = min(SAMPLES.glob("*.edi"), key=lambda one: one.stat().st_size)
    found["claims as X12"] = "claims", x12.read_bytes()
    found["measures in a workbook"] = "measures", (_CORPUS / "200_ok.xlsx").read_bytes()
    found["questionnaire"] = "questionnaire", written(ASKED)
    return found


NAMES = {"measures in a workbook": "a.xlsx", "questionnaire": "a.xlsx"}
"""What a file is called, where that is not ``a.csv``."""
