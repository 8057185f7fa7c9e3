"""X12 files for tests, written from what they are to say; amounts are whole dollars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.unit.x12.written import interchange

PATIENT = (
    "NM1*IL*1*DOEJANE*JANE****MI*MEMBER77",
    "N3*1 MAIN STREET",
    "N4*TOWN*NY*10001",
    "DMG*D8*19700101*F",
)


def sent(*claims: Sequence[str], batch: str = "B1", on: str = "20260105", at: str = "0900") -> str:
    """An 837 with these claims, each as number, charge and, where they are others, CLM05-3 and F8.

    Every claim has one line, 99213 on 2 January 2026.
    """
    segments = [
        f"BHT*0019*00*{batch}*{on}*{at}*CH",
        "HL*1**20*1",
        "NM1*85*2*PRACTICE*****XX*1234567893",
    ]
    for number, charge, *more in claims:
        frequency, replaced = (*more, "1", "")[:2] if len(more) < 2 else more
        segments += ["HL*2*1*22*0", "SBR*P*18*******CI", *PATIENT, "NM1*PR*2*ACME*****PI*PAYER"]
        segments += [f"CLM*{number}*{charge}***11:B:{frequency}*Y*A*Y*Y"]
        segments += [f"REF*F8*{replaced}"] if replaced else []
        segments += ["LX*1", f"SV1*HC:99213*{charge}*UN*1***1", "DTP*472*D8*20260102"]
    return interchange("837", segments, control=f"8370{batch[1:]:0>5}")


def answered(
    *statuses: tuple[str, str], speaker: str = "PR", batch: str = "B1", on: str = "20260106"
) -> str:
    """A 277CA with these claims, each as number and status category."""
    segments = [
        f"BHT*0085*08*X*{on}*0900*TH",
        "HL*1**20*1",
        f"NM1*{speaker}*2*ACME*****PI*PAYER",
        "HL*2*1*21*1",
        f"TRN*2*{batch}",
        "HL*3*2*19*1",
    ]
    for number, category in statuses:
        action = "U" if category in {"A3", "A6", "A7", "A8"} else "WQ"
        segments += ["HL*4*3*PT", "NM1*QC*1*DOEJANE*JANE", f"TRN*2*{number}"]
        segments += [f"STC*{category}:20*{on}*{action}*1"]
    control = f"277{1 if speaker == 'PR' else 2}{batch[1:]:0>5}"
    return interchange("277", segments, control=control)


def paid(
    *claims: Sequence[str],
    amount: float = 0,
    on: str = "20260120",
    trace: str = "T1",
    provider: str = "",
    file: int = 0,
) -> str:
    """An 835 of one transfer: each claim as the elements of its CLP, then its CAS segments.

    Every claim has one line with all of its adjustments, unless it has segments of its own.
    """
    segments = [
        f"BPR*I*{amount}*C*ACH************{on}",
        f"TRN*1*{trace}*1512345678",
        f"DTM*405*{on}",
        "N1*PR*ACME*XV*PAYER",
        "N1*PE*PRACTICE*XX*1234567893",
        "LX*1",
    ]
    for clp, *more in claims:
        charge, paid_amount = clp.split("*")[2:4]
        segments += [f"CLP*{clp}", "NM1*QC*1*DOEJANE*JANE****MI*MEMBER77"]
        if any(one.startswith("SVC") for one in more):
            segments += more
            continue
        segments += [f"SVC*HC:99213*{charge}*{paid_amount}", "DTM*472*20260102"]
        segments += [f"CAS*{one}" for one in more]
    segments += [provider] if provider else []
    return interchange("835", segments, control=f"835{file}{sum(map(ord, trace + on)):0>5}")


def put(folder: Path, **files: str) -> Path:
    """Write files of these texts into a folder, each named by its word; the ending says nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return folder
