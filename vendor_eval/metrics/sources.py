"""The documents that metric definitions and thresholds come from.

The five source documents set the thresholds that a contract starts from. Every other source is
context: most were read as summaries, none replaces the primary text, and a figure from one of
them never becomes a target by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.provenance import Citation, Source

_DOCUMENT = "source document"
_PRIMARY = "primary"
_SECONDARY = "secondary"
_UNNAMED = "publisher not named"

S000 = Source("S000", "S000, coding and contract optimisation", _UNNAMED, _DOCUMENT)
S001 = Source("S001", "S001, coding basics and coder credentials", _UNNAMED, _DOCUMENT)
S002 = Source("S002", "S002, reimbursement steps and payment models", _UNNAMED, _DOCUMENT)
S003 = Source("S003", "S003, choosing a coding and billing vendor", _UNNAMED, _DOCUMENT)
S004 = Source("S004", "S004, billing and coding as one revenue cycle", _UNNAMED, _DOCUMENT)

AAFP = Source(
    "AAFP",
    "Practice finances",
    "American Academy of Family Physicians",
    _PRIMARY,
    "https://www.aafp.org/family-physician/practice-and-career/managing-your-practice/"
    "practice-finances.html",
)
AAFP_DENIALS = Source(
    "AAFP-DEN",
    "American Academy of Family Physicians on denial rates, in a copy",
    "laserqtape.netlify.app",
    _SECONDARY,
    "https://laserqtape.netlify.app/net-collection-rate-formula.html",
)
BECKERS_COLLECTIONS = Source(
    "BECK-NCR",
    "Spotting weak billing and collections",
    "Becker's Spine Review",
    _SECONDARY,
    "https://www.beckersspine.com/uncategorized/how-to-spot-weak-billing-collections-performance",
)
CODAMETRIX = Source(
    "CODAMETRIX",
    "The 95 % accuracy standard in medical coding",
    "CodaMetrix",
    _SECONDARY,
    "https://www.codametrix.com/resources/medical-coding-ai-95-percent-accuracy-standard",
)
ENTER = Source(
    "ENTER",
    "Medical billing metrics",
    "Enter Health",
    _SECONDARY,
    "https://www.enter.health/post/medical-billing-metrics-kpi-dashboard",
)
EXPERIAN = Source(
    "EXPERIAN",
    "State of claims 2025, in a news summary",
    "Experian Health, by way of inkl",
    _SECONDARY,
    "https://www.inkl.com/news/41-of-us-healthcare-providers-now-see-one-in-ten-claims-denied-"
    "and-ai-is-starting-to-even-the-score",
)
HFMA_CLEAN_CLAIMS = Source(
    "HFMA-CCR",
    "Clean claim rate after HFMA MAP Key CL-1",
    "Datacore Healthcare",
    _SECONDARY,
    "https://datacorehealthcare.com/measuring-rcm-performance-the-concept-of-clean-claim-rate/",
)
HFMA_DEFINITIONS = Source(
    "HFMA-DEF",
    "HFMA MAP Keys, definitions, in a copy",
    "Healthcare Financial Management Association, by way of studylib.net",
    _SECONDARY,
    "https://studylib.net/doc/8709829/hfmamapk",
)
HFMA_TASK_FORCE = Source(
    "HFMA-CIT",
    "HFMA Claim Integrity Task Force, denial metrics, in a summary",
    "measureyourmission.com",
    _SECONDARY,
    "https://measureyourmission.com/claims-integrity-taskforce-kpis",
)
HFMA_TASK_FORCE_NEWS = Source(
    "HFMA-CIT-NEWS",
    "Claim Integrity Task Force on standard denial metrics, 2021",
    "Healthcare Financial Management Association",
    _PRIMARY,
    "https://www.hfma.org/topics/hfm/2021/march/"
    "hfma-claim-integrity-task-force-seeks-to-standardize-denial-metr.html",
)
IDX = Source(
    "IDX",
    "Help page of a clearinghouse portal's clean claim report",
    "IDX",
    _SECONDARY,
    "https://ux.idxasp.com/edi-online-help/r_About_the_Clean_Claim_Report.html",
)
KODIAK_COMMERCIAL = Source(
    "KODIAK-BH",
    "Kodiak on hospital denials and old receivables, 2023, in a news summary",
    "Becker's Hospital Review",
    _SECONDARY,
    "https://beckershospitalreview.com/finance/initial-claims-denials-up-18-since-2020-report.html",
)
KODIAK_DENIALS = Source(
    "KODIAK-MH",
    "Kodiak on initial denials, 2024, in a news summary",
    "Connecticut Hospital Association",
    _SECONDARY,
    "https://cthosp.org/daily-news-clip/"
    "claim-denials-grew-as-prior-authorization-rejections-fell-in-2024/",
)
MEDONIX = Source(
    "MEDONIX",
    "Glossary, first-pass resolution rate",
    "Medonix",
    _SECONDARY,
    "https://medonix.io/resources/glossary/first-pass-resolution-rate/",
)
MPREC = Source(
    "MPREC2",
    "Improving the clean claim rate",
    "Med Precision Billing",
    _SECONDARY,
    "https://www.medprecisionbilling.com/resources/how-to-improve-clean-claim-rate/",
)
NYM = Source(
    "NYM",
    "Defining and measuring coding accuracy",
    "Nym Health",
    _SECONDARY,
    "https://blog.nym.health/autonomous-coding-defining-and-measuring-accuracy/?hs_amp=true",
)
OPSDOG = Source(
    "OPSDOG",
    "Claims first-pass resolution rate",
    "OpsDog",
    _SECONDARY,
    "https://opsdog.com/products/claims-first-pass-resolution-rate",
)
PREMIER = Source(
    "PREMIER-22",
    "Premier on private payer denials, 2022, in a news summary",
    "Becker's Hospital Review",
    _SECONDARY,
    "https://beckershospitalreview.com/finance/"
    "claims-denials-are-costing-hospitals-nearly-20b-per-year.html",
)
PROMD = Source(
    "PROMD",
    "MGMA billing benchmarks at second hand",
    "ProMD Medical Billing",
    _SECONDARY,
    "https://www.promdmedicalbilling.com/mgma-billing-benchmarks.html",
)
SIMBO = Source(
    "SIMBO",
    "The role of the first-pass resolution rate",
    "Simbo AI",
    _SECONDARY,
    "https://www.simbo.ai/blog/the-role-of-first-pass-resolution-rate-in-optimizing-claims-"
    "processing-and-financial-stability-for-healthcare-organizations-2759314",
)
STREAMLINE = Source(
    "STREAMLINE",
    "Understanding the net collection percentage",
    "StreamlineMD",
    _SECONDARY,
    "https://streamlinemd.com/"
    "vein-practice-billing-performance-understanding-net-collection-percentage",
)
VIZIER = Source(
    "VIZIER-CCR",
    "Glossary, clean claim rate",
    "Vizier",
    _SECONDARY,
    "https://www.vizier.health/glossary/clean-claim-rate",
)
WIS = Source(
    "WIS",
    "MGMA ageing benchmark at second hand",
    "wis.it.com",
    _SECONDARY,
    "https://wis.it.com/what-is-the-benchmark-for-mgma-aging",
)

_LISTED = (
    S000,
    S001,
    S002,
    S003,
    S004,
    AAFP,
    AAFP_DENIALS,
    BECKERS_COLLECTIONS,
    CODAMETRIX,
    ENTER,
    EXPERIAN,
    HFMA_CLEAN_CLAIMS,
    HFMA_DEFINITIONS,
    HFMA_TASK_FORCE,
    HFMA_TASK_FORCE_NEWS,
    IDX,
    KODIAK_COMMERCIAL,
    KODIAK_DENIALS,
    MEDONIX,
    MPREC,
    NYM,
    OPSDOG,
    PREMIER,
    PROMD,
    SIMBO,
    STREAMLINE,
    VIZIER,
    WIS,
)
SOURCES: Mapping[str, Source] = MappingProxyType({source.id: source for source in _LISTED})

KPI_TABLE = Citation(S003, "KPI table")
FAST_RULES = Citation(S003, "fast rules")
UNDERPERFORMANCE = Citation(S003, "FAQ, signs of underperformance")
REPORTING = Citation(S003, "minimum of monthly reports")
