"""Writes the bill of materials: every package that the lock of users installs, as CycloneDX.

It is made from the lock alone, so it needs no network and the same lock gives the same bytes;
licences are added from the metadata of what is installed here.
"""

from __future__ import annotations

import hashlib
import json
import sys
import uuid
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from scripts.locked import REQUIREMENTS, Package, packages
from vendor_eval import __version__

LOCK = REQUIREMENTS / "run.txt"

_LONGEST_LICENCE = 60
_CLASSIFIER = "License :: "


def bill(lock: Path = LOCK) -> dict[str, Any]:
    """The bill of ``lock``, in the form of CycloneDX 1.6.

    Its serial number follows from the lock and the version, and it has no time of day.

    Source: ECMA-424, first edition (CycloneDX 1.6).
    """
    locked = packages(lock)
    content = hashlib.sha256(lock.read_bytes() + __version__.encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content)}",
        "version": 1,
        "metadata": {"component": _product()},
        "components": [_component(one) for one in locked],
        "dependencies": [
            {"ref": _product()["bom-ref"], "dependsOn": [_reference(one) for one in locked]}
        ],
    }


def _product() -> dict[str, Any]:
    reference = f"pkg:pypi/vendor-eval@{__version__}"
    return {
        "type": "application",
        "bom-ref": reference,
        "name": "vendor-eval",
        "version": __version__,
        "purl": reference,
    }


def _reference(package: Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def _component(package: Package) -> dict[str, Any]:
    """One package; its hashes stand by its distribution, as it has one file for each machine."""
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _reference(package),
        "name": package.name,
        "version": package.version,
        "purl": _reference(package),
        "externalReferences": [
            {
                "type": "distribution",
                "url": _reference(package),
                "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
            }
        ],
    }
    if licences := _licences(package):
        component["licenses"] = licences
    if package.where:
        component["properties"] = [{"name": "environment-marker", "value": package.where}]
    return component


def _licences(package: Package) -> list[dict[str, Any]]:
    """What ``package`` says of its licence; nothing when another version, or none, is installed."""
    try:
        told = metadata.metadata(package.name)
    except metadata.PackageNotFoundError:
        return []
    if told["Version"] != package.version:
        return []
    if "License-Expression" in told:
        return [{"expression": told["License-Expression"]}]
    words = told["License"].strip() if "License" in told else ""
    if words and len(words) <= _LONGEST_LICENCE and "\n" not in words:
        return [{"license": {"name": words}}]
    classes: Sequence[str] = told.get_all("Classifier") or ()
    names = (one.rsplit(" :: ", 1)[-1] for one in classes if one.startswith(_CLASSIFIER))
    return [{"license": {"name": name}} for name in names]


def main() -> int:
    """Write the bill into the folder given, named for the version; return the exit status."""
    (folder,) = sys.argv[1:]
    target = Path(folder) / f"vendor_eval-{__version__}.cdx.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill(), indent=2) + "\n", "utf-8", newline="\n")
    sys.stderr.write(f"{target} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
