"""Coverage-guided fuzzing of the importers, for those who have atheris.

``python -m tests.fuzz.importers FOLDER -max_total_time=600``; any other error than a refusal ends
it and leaves the input in a file. The first byte of an input chooses the importer. Importers that
start a process or an engine for each file are left to the mutants.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["vendor_eval", "tomllib", "csv"]):
    from tests.hostile.importers import IMPORTERS
    from tests.hostile.valid_files import NAMES, valid_files

_CHOSEN = [one for one in IMPORTERS if one not in {"claims", "questionnaire"}]


def tried(data: bytes) -> None:
    """One input: read or refused."""
    if data and not data[1:].startswith(b"PK"):
        IMPORTERS[_CHOSEN[data[0] % len(_CHOSEN)]](data[1:], "a.csv")


def main() -> None:
    """Begin with a valid file of each kind."""
    seeds = Path(sys.argv[1])
    seeds.mkdir(parents=True, exist_ok=True)
    for kind, (importer, content) in valid_files().items():
        if importer in _CHOSEN and kind not in NAMES:
            seed = bytes([_CHOSEN.index(importer)]) + content
            (seeds / kind.replace(" ", "-")).write_bytes(seed)
    atheris.Setup([sys.argv[0], *sys.argv[1:]], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
