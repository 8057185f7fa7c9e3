"""The documents that pricing figures and cautions come from, beside those of the metrics.

Most were read as summaries or in copies, and none replaces the primary text: whatever is stated
after them is shown as a reference to be confirmed with counsel, never as advice.
"""

from __future__ import annotations

import datetime as dt

from vendor_eval.metrics.sources import S001, S003
from vendor_eval.provenance import Citation, Source

# The day on which what the cautions say was written down.
AS_OF = dt.date(2026, 11, 21)

_PRIMARY = "primary"
_SECONDARY = "secondary"

MEDICAID_REASSIGNMENT = Source(
    "42CFR447.10",
    "42 CFR 447.10, prohibition against reassignment of provider claims",
    "Code of Federal Regulations",
    _PRIMARY,
    "https://www.law.cornell.edu/cfr/text/42/447.10",
)
MEDICARE_PROVIDERS = Source(
    "42CFR424.73",
    "42 CFR 424.73, prohibition of assignment of claims by providers",
    "Code of Federal Regulations",
    _PRIMARY,
    "https://law.lawstack.com/cfr/42/424.73/",
)
MEDICARE_SUPPLIERS = Source(
    "42CFR424.80",
    "42 CFR 424.80, prohibition of reassignment of claims by suppliers",
    "Code of Federal Regulations",
    _PRIMARY,
    "https://www.law.cornell.edu/cfr/text/42/424.80",
)
NEW_YORK = Source(
    "NY-BLOG",
    "Percentage-based billing contracts and Medicaid in New York, 2017",
    "New York Health Law Blog",
    _SECONDARY,
    "https://www.nyhealthlawblog.com/2017/03/22/percentage-based-billing-contracts-violate-"
    "medicaid-regulations-and-may-constitute-improper-fee-splitting/",
)
STATES = Source(
    "BC",
    "Editorial on state law about percentage billing",
    "BC Advantage",
    _SECONDARY,
    "https://www.billing-coding.com/editorial-bio-list.cfm?edbid=12",
)
OIG_1998 = Source(
    "OIG98",
    "Compliance programme guidance for third-party medical billing companies, 1998",
    "HHS Office of Inspector General",
    _PRIMARY,
    "https://www.govinfo.gov/content/pkg/FR-1998-12-18/html/98-33565.htm",
)
WEBPT = Source(
    "WEBPT",
    "Cost of reworking a denial, attributed to MGMA, at second hand",
    "WebPT",
    _SECONDARY,
)
PHYSICIANS_PRACTICE = Source(
    "PP",
    "Billing benchmarks",
    "Physicians Practice",
    _SECONDARY,
    "https://www.physicianspractice.com/view/billing-benchmarks",
)
WAGE_DATA = Source(
    "BLS",
    "Medical records specialists, wages of the Bureau of Labor Statistics of May 2024",
    "StartRight Careers",
    _SECONDARY,
    "https://www.startrightcareers.com/occupation/medical-records-specialists",
)
A_TO_Z = Source(
    "AZMB",
    "What billing staff costs beside its wage",
    "A-Z Medical Billing and Consulting",
    _SECONDARY,
    "https://a-zmedicalbillingandconsulting.com/?p=573",
)
SPECIALTY_BILLING = Source(
    "SBH",
    "In-house and outsourced medical billing",
    "Specialty Billing Hub",
    _SECONDARY,
    "https://specialtybillinghub.com/guides/in-house-vs-outsourced-medical-billing",
)

PRICING_MODELS = Citation(S003, "pricing models")
FURTHER_MODELS = Citation(S001, "pricing models")
BENCHMARKS = Citation(S003, "KPI table")
REWORK = Citation(WEBPT, "cost of rework")
STAFF_PER_CLAIM = Citation(PHYSICIANS_PRACTICE, "staff for 100,000 claims")
WAGES = Citation(WAGE_DATA, "median wage")
LOAD_AND_TURNOVER = Citation(A_TO_Z, "benefits and turnover")
GUIDE_TO_COSTS = Citation(SPECIALTY_BILLING, "costs of staff and software")
