"""X12 files written for tests: sets of segments in an envelope whose counts are right."""

import datetime as dt
import io
import re
from pathlib import Path

from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.reading import events

SAMPLES = Path(__file__).parents[2] / "samples" / "x12"
GUIDES = {
    "835": ("HP", "005010X221A1"),
    "837": ("HC", "005010X222A1"),
    "277": ("HN", "005010X214"),
    "999": ("FA", "005010X231A1"),
}
REMITTANCE = (
    "BPR*I*{paid}*C*ACH************20260125",
    "TRN*1*12345*1512345678",
    "DTM*405*20260126",
    "N1*PR*ACME PAYER",
    "N1*PE*TEST PRACTICE*XX*1234567893",
    "LX*1",
)


def interchange(kind, *sets, control="000000101"):
    """The text of an interchange with these sets of one kind, each a list of segments."""
    code, guide = GUIDES[kind]
    isa = (
        f"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       "
        f"*260105*1200*^*00501*{control}*0*P*:"
    )
    lines = [isa, f"GS*{code}*SENDER*RECEIVER*20260105*1200*1*X*{guide}"]
    for number, segments in enumerate(sets, 1):
        st = f"ST*{kind}*{number:04d}" + ("" if kind == "835" else f"*{guide}")
        lines += [st, *segments, f"SE*{len(segments) + 2}*{number:04d}"]
    lines += [f"GE*{len(sets)}*1", f"IEA*1*{control}"]
    return "".join(f"{line}~" for line in lines)


def remittance(*segments, paid="0"):
    """The text of a file with one 835 that pays ``paid`` and has these claim segments."""
    header = [line.format(paid=paid) for line in REMITTANCE]
    return interchange("835", [*header, *segments])


def read(content, name="sample.edi"):
    """The events of a file and what was counted."""
    content = content.encode() if isinstance(content, str) else content
    counts = Counts()
    return list(events(io.BytesIO(content), name, dt.UTC, counts)), counts


def claims(content):
    """The remitted claims of a file."""
    return [event for event in read(content)[0] if isinstance(event, RemittedClaim)]


def sample(name):
    """A sample file, byte by byte."""
    return (SAMPLES / name).read_bytes()


def recounted(name):
    """A sample file whose SE and GE segments count wrongly, with the counts put right."""
    text = sample(name).decode()
    end, element = text[105], re.escape(text[3])
    sets = re.compile(rf"ST{element}.*?SE{element}([0-9]+)", re.DOTALL)

    def right(found):
        return found[0][: -len(found[1])] + str(found[0].count(end) + 1)

    text = sets.sub(right, text)
    groups = re.compile(rf"GS{element}.*?GE{element}([0-9]+)", re.DOTALL)
    return groups.sub(
        lambda found: found[0][: -len(found[1])] + str(len(sets.findall(found[0]))), text
    ).encode()
