"""Four synthetic offers in which everything occurs that a cost report has to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.golden.conftest import contract
from vendor_eval.files.scenarios import read_scenario
from vendor_eval.pricing.outlook import outlook
from vendor_eval.pricing.volumes import at_volumes
from vendor_eval.reports.cost_result import CostResult
from vendor_eval.reports.report import About

ABOUT = About("Riverbend Family and Specialty Care", dt.date(2026, 11, 21), "A. Okafor", True)
OFFERS = """
title = "Four offers"
start = "2027-01"
months = 3

[usage]
claims = 2000
statements = 900
growth = "2 %"

[practice]
allowed_per_claim = "125 USD"
cost_of_capital = "6 %"
oversight_rate = "45 USD"
state = "NY"
confirmed = [
  { option = "Halyard", caution = "upcoding", by = "A. Okafor", on = 2026-11-20, note = "No harm" },
]

[[options]]
name = "Atlas"
fees = [
  { type = "per_unit", on = "claims", price = "2.75 USD" },
  { type = "per_unit", on = "statements", price = "0.915 USD" },
  { type = "one_time", month = 6, amount = "2500 USD" },
]
[options.performance]
net_collection_rate = "91.5 %"
denial_rate = "13 %"
days_in_ar = "56 days"
oversight_hours = "20 h"

[[options]]
name = "Halyard"
fees = [
  { type = "volume_percentage", on = "net_collections", tiers = [{ up_to = 240000, rate = "6 %" }, { rate = "5 %" }] },
  { type = "service_credit", share = "2 %" },
]
[options.performance]
net_collection_rate = "96.5 %"
denial_rate = "6.5 %"
days_in_ar = "36 days"
oversight_hours = "8 h"
transition = { integration = "3000 USD" }

[[options]]
name = "Northwind RCM, flat"
fees = [{ type = "flat", amount = "11000 USD" }]
[options.performance]
net_collection_rate = "94.5 %"
denial_rate = "9 %"
days_in_ar = "44 days"
oversight_hours = "12 h"

[[options]]
name = "Meridian"
fees = [{ type = "flat", amount = "12000 USD" }]
"""  # noqa: E501 - an inline table of TOML stands on one line


def result(text: str = OFFERS, name: str = "Four offers") -> CostResult:
    """The offers, priced; the flat one's vendor has a contract."""
    scenario = read_scenario(text, "scenario")
    agreed = {"Northwind RCM, flat": contract("Northwind RCM")}
    return CostResult(name, outlook(scenario), at_volumes(scenario), agreed)


def without(option: str) -> CostResult:
    """The offers without one of them."""
    scenario = read_scenario(OFFERS, "scenario")
    left = tuple(one for one in scenario.options if one.name != option)
    changed = replace(scenario, options=left)
    return CostResult("Fewer offers", outlook(changed), at_volumes(changed))
