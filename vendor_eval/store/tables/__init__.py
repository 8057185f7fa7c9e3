"""What is stored: the tables, and the promises that the database itself keeps.

History is append-only: a changed measurement, contract or answer is a further revision, and the
first stays. Whatever may change carries a version, who changed it last and when. Money is integer
cents; months are `Month.index`; times are UTC.

These classes never leave the store; the modules beside this package give out dataclasses and
frames.
"""

from vendor_eval.store.tables.audit import AuditAnchor, AuditEntry, AuditOpening, AuditPending
from vendor_eval.store.tables.claims import (
    AuditedValue,
    ClaimPlace,
    ClaimRun,
    ClaimRunFile,
    ClaimValue,
    CodeSum,
    DenialSum,
    RemitSum,
    ReportedDefinition,
)
from vendor_eval.store.tables.denials import DenialAction, DenialActionRevision
from vendor_eval.store.tables.diligence import (
    DocumentRequest,
    Subcontractor,
    VendorCoder,
    VendorReference,
)
from vendor_eval.store.tables.follow_up import FollowUp, FollowUpRevision
from vendor_eval.store.tables.negotiation import CodingPractice, RateIncrease
from vendor_eval.store.tables.people import AccessGrant, LiveSession, RevokedSession, SignInRow
from vendor_eval.store.tables.pricing import (
    CautionNote,
    Invoice,
    InvoiceLine,
    InvoiceRevision,
    Offer,
    OfferRevision,
    Scenario,
    ScenarioRevision,
    UnsavedText,
)
from vendor_eval.store.tables.reminders import ReminderRow
from vendor_eval.store.tables.reported import (
    WHOLE_PRACTICE,
    Contract,
    ContractRevision,
    ImportRecord,
    Mapping,
    MeasurementRow,
    Payer,
    Practice,
    Series,
    Site,
    Slice,
    Specialty,
    Vendor,
)
from vendor_eval.store.tables.rounds import (
    AnswerRow,
    CarriedAnswer,
    EvidenceFile,
    EvidencePiece,
    OwnScorecard,
    Round,
    RoundAssignment,
    RoundCandidate,
    RoundDecision,
    RoundEvent,
    RoundScorecard,
)
from vendor_eval.store.tables.row_kinds import Named, Revised, Table, Versioned

__all__ = [
    "WHOLE_PRACTICE",
    "AccessGrant",
    "AnswerRow",
    "AuditAnchor",
    "AuditEntry",
    "AuditOpening",
    "AuditPending",
    "AuditedValue",
    "CarriedAnswer",
    "CautionNote",
    "ClaimPlace",
    "ClaimRun",
    "ClaimRunFile",
    "ClaimValue",
    "CodeSum",
    "CodingPractice",
    "Contract",
    "ContractRevision",
    "DenialAction",
    "DenialActionRevision",
    "DenialSum",
    "DocumentRequest",
    "EvidenceFile",
    "EvidencePiece",
    "FollowUp",
    "FollowUpRevision",
    "ImportRecord",
    "Invoice",
    "InvoiceLine",
    "InvoiceRevision",
    "LiveSession",
    "Mapping",
    "MeasurementRow",
    "Named",
    "Offer",
    "OfferRevision",
    "OwnScorecard",
    "Payer",
    "Practice",
    "RateIncrease",
    "ReminderRow",
    "RemitSum",
    "ReportedDefinition",
    "Revised",
    "RevokedSession",
    "Round",
    "RoundAssignment",
    "RoundCandidate",
    "RoundDecision",
    "RoundEvent",
    "RoundScorecard",
    "Scenario",
    "ScenarioRevision",
    "Series",
    "SignInRow",
    "Site",
    "Slice",
    "Specialty",
    "Subcontractor",
    "Table",
    "UnsavedText",
    "Vendor",
    "VendorCoder",
    "VendorReference",
    "Versioned",
]
