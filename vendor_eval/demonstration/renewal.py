"""A synthetic scenario of prices: what the renewal of a contract is held against.

The vendor under contract asks a flat fee, two candidates of the round of evaluation ask a share
of collections and a price per claim, and the practice could do the work itself.
"""

from __future__ import annotations

from vendor_eval.quantities import Month

NAME = "Renewal of Cedar Ridge"
NOTE = "Offers of the round, for the owners' meeting"


def scenario_text(last: Month) -> str:
    """The scenario as a file, from the third month after ``last`` on.

    Args:
        last: the last month of the demonstration.
    """
    return f'title = "{NAME}"\nstart = "{last.plus(3)}"\n{_TEXT}'


_TEXT = """months = 24

[usage]
claims = 3600
statements = 1450
growth = "0.8 %"

[practice]
allowed_per_claim = "118 USD"
cost_of_capital = "7.5 %"
oversight_rate = "48 USD"
state = "IL"
payers = ["Medicare", "Blue Cross", "Aetna"]

[[options]]
name = "Cedar Ridge RCM, as it is"
fees = [{ type = "flat", amount = "40000 USD", escalator = "3 %" }]
[options.performance]
net_collection_rate = "89.5 %"
denial_rate = "14 %"
days_in_ar = "57 days"
oversight_hours = "34 h"

[[options]]
name = "Halyard Revenue Group"
fees = [
  { type = "percentage", on = "net_collections", rate = "6.9 %", minimum = "22000 USD" },
  { type = "one_time", month = 1, amount = "7500 USD", label = "Set-up" },
  { type = "service_credit", share = "1 %" },
]
[options.performance]
net_collection_rate = "96 %"
denial_rate = "7 %"
days_in_ar = "38 days"
oversight_hours = "14 h"
transition = { integration = "6000 USD", parallel_run = "9000 USD", dip = "4 %", dip_months = 3, dip_lost = "30 %" }
exit = { chance = "10 %", fee = "5000 USD", transition = "20000 USD" }

[[options]]
name = "Tamarack Billing"
fees = [
  { type = "graduated", on = "claims", tiers = [{ up_to = 2500, price = "6.75 USD" }, { price = "5.50 USD" }] },
  { type = "per_unit", on = "statements", price = "0.88 USD" },
  { type = "cap", amount = "27000 USD" },
]
[options.performance]
net_collection_rate = "92 %"
denial_rate = "11 %"
days_in_ar = "49 days"
oversight_hours = "22 h"
transition = { integration = "6000 USD", parallel_run = "9000 USD", dip = "5 %", dip_months = 3, dip_lost = "30 %" }

[[options]]
name = "Own staff"
own_staff = { tasks = ["posting", "credits", "denials", "patients", "other"], set_up = "18000 USD" }
[options.performance]
net_collection_rate = "93 %"
denial_rate = "10 %"
days_in_ar = "46 days"
oversight_hours = "0 h"
transition = { dip = "6 %", dip_months = 4, dip_lost = "30 %" }
"""  # noqa: E501 - an inline table of TOML stands on one line
