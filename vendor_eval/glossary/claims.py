"""Words for claims and the money that they bring."""

from vendor_eval.glossary.term import Chapter, Term

CHAPTER = Chapter(
    "Claims and money",
    (
        Term(
            "claim, claim line",
            "a request for payment to one payer; one service in it",
            "bill, invoice",
        ),
        Term("submission", "one sending of a claim; the first is attempt 1"),
        Term(
            "resubmission",
            "sending again after a rejection or denial; frequency 7 replaces, 8 voids",
            "rebill",
        ),
        Term(
            "acknowledgement",
            "what clearinghouse or payer answers before adjudication (999, 277CA)",
            "acceptance",
        ),
        Term("rejection", "refused before adjudication", "denial"),
        Term("denial", "adjudicated and not paid, in whole or by line (835)", "rejection"),
        Term("first remittance", "the first 835 answer to a claim, whatever corrects it later"),
        Term(
            "adjustment group",
            "who bears what was not paid: contractual (CO), patient (PR), other (OA), payer (PI)",
        ),
        Term("reason and remark codes", "CARC and RARC: why an amount was adjusted", "denial code"),
        Term(
            "charge, allowed, paid", "as billed, as the payer's contract allows, as paid", "revenue"
        ),
        Term(
            "contractual adjustment",
            "the part of a charge given up by contract; no loss",
            "write-off",
        ),
        Term("write-off", "an amount given up for another reason", "adjustment"),
        Term(
            "collections",
            "payments received; net of refunds and takebacks unless said otherwise",
            "revenue",
        ),
        Term("accounts receivable, A/R", "what is billed and not yet paid"),
        Term("extract", "a file of claim data; its grain is what one row is", "dataset"),
    ),
)
