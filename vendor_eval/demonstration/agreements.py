"""The contracts of the vendors of the demonstration, as contract files."""

from __future__ import annotations

from vendor_eval.demonstration.stories import MONTHS, STORY_BY_VENDOR
from vendor_eval.quantities import Month


def contract_text(vendor: str, last: Month) -> str:
    """The contract of one vendor of the demonstration, as a contract file.

    Args:
        last: the last month of the demonstration.
    """
    story = STORY_BY_VENDOR[vendor]
    starts = last.plus(story.first - MONTHS + 1)
    ends = starts.plus(36).first_day
    head = f"""vendor = "{vendor}"
starts = {starts.first_day}
ends = {ends}
ramp_months = {3 if story.first else 0}
low_volume = 30
monthly_fee = "{story.fee} USD"
fee_at_risk = "10 %"
"""
    parts = [head, _SERVICE_LEVELS, _AMENDMENTS.get(vendor, "").format(**_dates(last))]
    return "\n".join((*parts, _REMEDIES, _RELIEF.get(vendor, "").format(**_dates(last))))


def _dates(last: Month) -> dict[str, str]:
    return {"amended": str(last.plus(-11).first_day), "outage": str(last.plus(-7))}


_SERVICE_LEVELS = """
[[service_levels]]
metric = "first_pass_acceptance_rate"
target = "> 95 %"
warning = ">= 92 %"
minimum = ">= 90 %"
allocation = "40 %"
repeat_multiplier = 1.5
clause = "Exhibit B, 2.1"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
warning = "<= 10 %"
minimum = "<= 12 %"
allocation = "40 %"
repeat_multiplier = 1.5
clause = "Exhibit B, 2.2"

[[service_levels]]
metric = "days_in_ar"
target = "< 40 days"
warning = "<= 50 days"
minimum = "<= 55 days"
allocation = "20 %"
clause = "Exhibit B, 2.3"

[[service_levels]]
metric = "net_collection_rate"
target = "> 95 %"
minimum = ">= 90 %"
allocation = "30 %"
clause = "Exhibit B, 2.4"

[[service_levels]]
metric = "coding_on_time_rate"
target = ">= 95 %"
minimum = ">= 90 %"
allocation = "20 %"
clause = "Exhibit B, 2.5"

[[service_levels]]
metric = "resubmission_on_time_rate"
target = ">= 95 %"
minimum = ">= 85 %"
clause = "Exhibit B, 2.6"

[[service_levels]]
metric = "coding_accuracy"
target = ">= 95 %"
clause = "Exhibit B, 2.7"

[[service_levels]]
metric = "coding_turnaround"
target = "<= 48 h"
minimum = "<= 72 h"
clause = "Exhibit B, 2.8"
"""
_REMEDIES = """
[[termination]]
rule = "consecutive"
months = 3

[[termination]]
rule = "n_of_m"
n = 4
m = 12

[earn_back]
months = 3

[deadlines]
root_cause = "10 business days"
plan = "30 days"
dispute = "15 days"
notice = "60 days"
delivery = "5 days"
"""
_AMENDMENTS = {
    "Summit Coding Group": """
[[service_levels]]
metric = "denial_rate"
target = "< 7 %"
warning = "<= 8 %"
minimum = "<= 9 %"
effective = {amended}
allocation = "40 %"
repeat_multiplier = 1.5
clause = "Amendment 1, 3"
"""
}
_RELIEF = {
    "Cedar Ridge RCM": """
[[relief]]
metric = "denial_rate"
month = "{outage}"
reason = "payer outage"
approved_by = "R. Osei"
"""
}
