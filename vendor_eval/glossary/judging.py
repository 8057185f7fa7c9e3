"""Words for what is found against a contract."""

from vendor_eval.glossary.term import Chapter, Term

CHAPTER = Chapter(
    "Judging",
    (
        Term(
            "finding",
            "what was found for one service level in one month, with its sentence",
            "result, verdict",
        ),
        Term("on target", "keeps the target", "pass, green"),
        Term("below target", "misses the target and keeps the warning line"),
        Term("warning", "crosses the warning line and keeps the minimum", "amber"),
        Term("breach", "crosses the minimum", "fail, violation, red"),
        Term(
            "ramp",
            "a month at the start of a contract, measured without consequence",
            "grace period",
        ),
        Term(
            "relief", "a month that both sides agreed to leave out, with reason and name", "waiver"
        ),
        Term("low volume", "a rate over too few items, shown and not judged"),
        Term("not reported", "a month without a value; never 0, never kept", "missing, zero"),
        Term("judged", "a month that is on target, below target, a warning or a breach"),
        Term(
            "streak",
            "breaches of one metric in a row; months not judged neither add nor end it",
            "run",
        ),
        Term("service credit", "money that a breach takes off the fee", "penalty, fine"),
        Term("earn-back", "a credit returned to the vendor after months on target", "refund"),
        Term("retained", "credits that fell due less those earned back"),
        Term(
            "termination right",
            "what the contract gives when breaches add up as it says",
            "cancellation",
        ),
    ),
)
