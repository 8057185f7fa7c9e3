from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from vendor_eval.errors import BadInput
from vendor_eval.files.contracts import contract_toml, read_contract
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Limit, Month, Quantity, Unit, Usd
from vendor_eval.sla.contract import (
    Allocation,
    Clock,
    Consecutive,
    Contract,
    Deadlines,
    FixedAmount,
    LinearGap,
    MinimumFrom,
    NOfM,
    PercentOfFee,
    Relief,
    RollingAverage,
    SeverityPoints,
    ShareFailing,
    SumOfCredits,
)
from vendor_eval.sla.judging import judge

HEAD = 'vendor = "Northwind RCM"\nstarts = 2026-01-01\nends = 2028-12-31\nfee_at_risk = "10 %"\n'
DENIALS = '[[service_levels]]\nmetric = "denial_rate"\ntarget = "< 8 %"\n'


def read(*, head: str = HEAD, levels: str = DENIALS, more: str = "") -> Contract:
    return read_contract(f"{head}\n{levels}\n{more}", "acme.toml")


def faults(**parts: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(**parts)
    return [str(fault) for fault in caught.value.faults]


def test_every_key_of_the_file_arrives():
    text = """
    vendor = "Northwind RCM"
    starts = 2026-01-15
    ends = 2028-12-31
    ramp_months = 2
    low_volume = 30
    monthly_fee = "40,000 USD"
    fee_at_risk = "10 %"
    clause = "Exhibit B"
    [fees]
    "2026-03" = "41250.00 USD"
    [[service_levels]]
    metric = "denial_rate"
    target = "< 8 %"
    warning = "<=10%"
    minimum = "<= 12 %"
    effective = 2026-02-01
    allocation = "40 %"
    repeat_multiplier = 1.5
    clause = "Exhibit B, 2.1"
    [[termination]]
    rule = "consecutive"
    months = 3
    [earn_back]
    months = 3
    [[relief]]
    metric = "denial_rate"
    month = "2026-04"
    reason = "payer outage"
    approved_by = "R. Osei"
    """

    found = read_contract(text.encode(), "acme.toml")

    assert (found.vendor, found.starts, found.ends) == (
        "Northwind RCM",
        dt.date(2026, 1, 15),
        dt.date(2028, 12, 31),
    )
    assert (found.first_month, found.ramp_months, found.low_volume) == (Month(2026, 2), 2, 30)
    assert (found.fee_at_risk, found.earn_back_months) == (Decimal("0.1"), 3)
    assert found.fee(Month(2026, 2)) == Usd(40_000_00)
    assert found.fee(Month(2026, 3)) == Usd(41_250_00)
    (level,) = found.service_levels
    assert (level.target, level.warning) == (Limit.parse("< 8 %"), Limit.parse("<=10%"))
    assert (level.minimum, level.minimum_from) == (Limit.parse("<= 12 %"), MinimumFrom.CONTRACT)
    assert (level.effective, level.credit) == (dt.date(2026, 2, 1), Allocation(Decimal("0.4")))
    assert (level.repeat_multiplier, level.clause) == (Decimal("1.5"), "Exhibit B, 2.1")
    assert found.termination == (Consecutive(3),)
    assert found.relief == (Relief("denial_rate", Month(2026, 4), "payer outage", "R. Osei"),)


def test_what_is_left_out_has_no_effect():
    found = read()

    assert (found.ramp_months, found.low_volume, found.monthly_fee) == (0, 0, None)
    assert (found.termination, found.relief, found.earn_back_months) == ((), (), None)
    (level,) = found.service_levels
    assert (level.credit, level.repeat_multiplier, level.clause) == (None, Decimal(1), "")


def test_without_a_minimum_the_catalogues_warning_line_holds():
    (level,) = read().service_levels

    assert level.minimum == Limit.parse("<= 12 %")
    assert level.minimum_from is MinimumFrom.CATALOGUE


def test_without_a_minimum_anywhere_there_is_none():
    levels = '[[service_levels]]\nmetric = "report_timeliness"\ntarget = ">= 95 %"\n'

    (level,) = read(levels=levels).service_levels

    assert (level.minimum, level.minimum_from) == (None, None)


def test_clause_and_clock_of_the_file_are_defaults():
    levels = DENIALS + '[[service_levels]]\nmetric = "coding_turnaround"\ntarget = "<= 48 h"\n'
    own = levels + 'clause = "3.1"\nclock = "calendar"\n'

    first, second = read(
        head=HEAD + 'clause = "B"\nclock = "business"\n', levels=own
    ).service_levels

    assert (first.clause, first.clock) == ("B", Clock.BUSINESS)
    assert (second.clause, second.clock) == ("3.1", Clock.CALENDAR)


TURNAROUND = (
    '[[service_levels]]\nmetric = "resubmission_turnaround"\ntarget = "<= 48 h"\n'
    'minimum = "<= 5 business days"\n'
)


def test_on_a_business_clock_five_business_days_are_120_hours():
    (level,) = read(levels=TURNAROUND + 'clock = "business"\n').service_levels

    assert level.minimum is not None
    assert level.minimum.quantity == Quantity(Decimal(120), Unit.HOURS)
    assert level.minimum.text == "<= 5 business days"


def test_business_days_never_become_hours_by_themselves():
    (fault,) = faults(levels=TURNAROUND)

    assert fault.startswith("acme.toml: service_levels[1].minimum: business")
    assert fault.endswith('or name the clock that counts it: clock = "business"')


def test_deadlines_are_whole_days_or_business_days_and_each_may_be_left_out():
    said = '[deadlines]\nroot_cause = "10 business days"\nnotice = "30 days"'
    assert read(more=said).deadlines == Deadlines(
        root_cause=Quantity(Decimal(10), Unit.BUSINESS_DAYS),
        notice=Quantity(Decimal(30), Unit.DAYS),
    )
    assert read().deadlines == Deadlines()


def test_a_deadline_that_is_no_number_of_whole_days_is_a_fault():
    said = '[deadlines]\nplan = "1.5 days"\ndispute = "48 h"\nnotice = "0 days"\nrca = "5 days"'
    assert [one.split(":")[1].split(" ")[1] for one in faults(more=said)] == [
        "deadlines.plan",
        "deadlines.dispute",
        "deadlines.notice",
        "deadlines.rca",
    ]


def test_a_day_is_24_hours():
    levels = '[[service_levels]]\nmetric = "coding_turnaround"\ntarget = "<= 2 days"\n'

    (level,) = read(levels=levels).service_levels

    assert level.target.quantity == Quantity(Decimal(48), Unit.HOURS)


def test_a_bare_number_is_a_limit_only_of_a_count():
    volume = '[[service_levels]]\nmetric = "claims_submitted"\ntarget = ">= 1200"\n'

    assert read(levels=volume).service_levels[0].target.quantity == Quantity(
        Decimal(1200), Unit.COUNT
    )
    assert faults(levels=DENIALS.replace("8 %", "8")) == [
        "acme.toml: service_levels[1].target: '8' is without a unit; write target = \"< 8 %\""
    ]


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ('{ method = "fixed", amount = "250 USD" }', FixedAmount(Usd(250_00))),
        ('{ method = "percent_of_fee", share = "2 %" }', PercentOfFee(Decimal("0.02"))),
        (
            '{ method = "linear_gap", share = "40 %", full_at = "20 %" }',
            LinearGap(Decimal("0.4"), Decimal("0.2")),
        ),
        (
            '{ method = "points", step = "1 %", share_a_point = "0.5 %" }',
            SeverityPoints(Decimal("0.01"), Decimal("0.005")),
        ),
        (
            '{ method = "points", step = "1 %", amount_a_point = "100 USD" }',
            SeverityPoints(Decimal("0.01"), amount_a_point=Usd(100_00)),
        ),
    ],
)
def test_every_credit_method_is_read(credit, expected):
    assert read(levels=f"{DENIALS}credit = {credit}\n").service_levels[0].credit == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ('rule = "consecutive"\nmonths = 3', Consecutive(3)),
        ('rule = "n_of_m"\nn = 4\nm = 12', NOfM(4, 12)),
        (
            'rule = "sum_of_credits"\namount = "20000 USD"\nmonths = 12',
            SumOfCredits(Usd(20_000_00), 12),
        ),
        ('rule = "share_failing"\nshare = "5 %"\nmonths = 12', ShareFailing(Decimal("0.05"), 12)),
        (
            'rule = "rolling_average"\nmetric = "denial_rate"\nlimit = "<= 12 %"\nmonths = 3',
            RollingAverage("denial_rate", Limit.parse("<= 12 %"), 3),
        ),
    ],
)
def test_every_termination_rule_is_read(rule, expected):
    assert read(more=f"[[termination]]\n{rule}\n").termination == (expected,)


@pytest.mark.parametrize(
    ("parts", "where", "mend"),
    [
        ({"head": HEAD.replace("vendor", "vendro")}, "vendor", 'write vendor = "Northwind RCM"'),
        ({"head": HEAD.replace("2028-12-31", "2025-12-31")}, "ends", "write the term's last day"),
        (
            {"head": HEAD.replace("2026-01-01", '"2026-01-01"')},
            "starts",
            "write starts = 2026-01-01, without quotes",
        ),
        ({"head": HEAD + "ramp_months = -1\n"}, "ramp_months", "write ramp_months = 3"),
        ({"head": HEAD + "low_volume = 1.5\n"}, "low_volume", "write low_volume = 3"),
        (
            {"head": HEAD + "monthly_fee = 40000\n"},
            "monthly_fee",
            'write monthly_fee = "40000.00 USD"',
        ),
        (
            {"head": HEAD + 'monthly_fee = "-1 USD"\n'},
            "monthly_fee",
            'write monthly_fee = "40000.00 USD"',
        ),
        (
            {"head": HEAD + 'monthly_fee = "0.005 USD"\n'},
            "monthly_fee",
            "write at most two decimals",
        ),
        ({"head": HEAD.replace("10 %", "110 %")}, "fee_at_risk", 'write fee_at_risk = "10 %"'),
        ({"head": HEAD.replace('"10 %"', "0.1")}, "fee_at_risk", 'write fee_at_risk = "10 %"'),
        ({"more": '[fees]\n"2026-13" = "1 USD"\n'}, "fees.2026-13", 'write it as "2026-04"'),
        ({"levels": ""}, "service_levels", "add at least one [[service_levels]]"),
        ({"levels": "", "head": HEAD + "service_levels = []\n"}, "service_levels",
         "add at least one [[service_levels]]"),
        ({"levels": "", "head": HEAD + "service_levels = 3\n"}, "service_levels",
         "write [[service_levels]] above each entry"),
        (
            {"levels": DENIALS.replace("denial_rate", "denail_rate")},
            "service_levels[1].metric",
            'did you mean "denial_rate"?',
        ),
        (
            {"levels": DENIALS.replace("denial_rate", "smiles")},
            "service_levels[1].metric",
            "`vendor-eval metrics list` names them all",
        ),
        (
            {"levels": DENIALS.replace('"< 8 %"', "8")},
            "service_levels[1].target",
            'write target = "< 8 %"',
        ),
        (
            {"levels": DENIALS.replace("< 8 %", "8 %")},
            "service_levels[1].target",
            'write target = "< 8 %"',
        ),
        (
            {"levels": DENIALS + 'minimum = "<= 12"\n'},
            "service_levels[1].minimum",
            'write minimum = "<= 12 %"',
        ),
        (
            {"levels": DENIALS + 'minimum = "12.5"\n'},
            "service_levels[1].minimum",
            'write minimum = "< 12.5 %"',
        ),
        (
            {"levels": DENIALS.replace("< 8 %", "> 8 %")},
            "service_levels[1].target",
            'write the comparison the other way round, as in "< 8 %"',
        ),
        (
            {"levels": DENIALS.replace("< 8 %", "< 8 h")},
            "service_levels[1].target",
            'write target = "< 8 %"',
        ),
        (
            {"levels": DENIALS.replace("< 8 %", "< 101 %") + 'minimum = "<= 100 %"'},
            "service_levels[1].target",
            'write it as in "< 8 %"',
        ),
        (
            {"levels": DENIALS.replace("< 8 %", "< -8 %")},
            "service_levels[1].target",
            'write it as in "< 8 %"',
        ),
        (
            {"levels": DENIALS + 'minimum = "<= 7 %"\n'},
            "service_levels[1].minimum",
            "swap them",
        ),
        (
            {"levels": DENIALS + 'warning = "<= 14 %"\nminimum = "<= 12 %"\n'},
            "service_levels[1].minimum",
            "swap them",
        ),
        ({"levels": DENIALS + 'warning = "<= 7 %"\n'}, "service_levels[1].warning", "swap them"),
        (
            {"levels": DENIALS.replace("8 %", "14 %")},
            "service_levels[1].minimum",
            'write a minimum of the contract\'s own, for example minimum = "< 14 %"',
        ),
        (
            {"levels": DENIALS + "repeat_multiplier = 0.5\n"},
            "service_levels[1].repeat_multiplier",
            "write repeat_multiplier = 1.5",
        ),
        (
            {"levels": DENIALS + "repeat_multiplier = nan\n"},
            "service_levels[1].repeat_multiplier",
            "write repeat_multiplier = 1.5",
        ),
        (
            {"levels": DENIALS + "repeat_multiplier = 1e999\n"},
            "service_levels[1].repeat_multiplier",
            "write repeat_multiplier = 1.5",
        ),
        (
            {"levels": DENIALS + 'allocation = "140 %"\n'},
            "service_levels[1].allocation",
            'write allocation = "10 %"',
        ),
        (
            {"levels": DENIALS + 'allocation = "40 %"\n',
             "head": HEAD.replace('fee_at_risk = "10 %"\n', "")},
            "service_levels[1].allocation",
            'write fee_at_risk = "10 %"',
        ),
        (
            {"levels": DENIALS + 'allocation = "40 %"\n'
             'credit = { method = "fixed", amount = "1 USD" }\n'},
            "service_levels[1].credit",
            "keep one of the two",
        ),
        (
            {"levels": DENIALS + 'credit = { method = "fixd" }\n'},
            "service_levels[1].credit.method",
            'did you mean "fixed"?',
        ),
        (
            {"levels": DENIALS + 'credit = { method = "points", step = "1 %" }\n'},
            "service_levels[1].credit.method",
            "write share_a_point or amount_a_point",
        ),
        (
            {"levels": DENIALS + 'credit = { method = "points", step = "0 %", '
             'amount_a_point = "1 USD" }\n'},
            "service_levels[1].credit.step",
            'write step = "95 %"',
        ),
        (
            {"levels": DENIALS
             + 'credit = { method = "linear_gap", share = "4 %", full_at = "12 %" }\n'},
            "service_levels[1].credit.full_at",
            "write a value above it",
        ),
        (
            {"levels": DENIALS + 'clock = "lunar"\n'},
            "service_levels[1].clock",
            'write "calendar" or "business"',
        ),
        (
            {"levels": DENIALS + DENIALS + "effective = 2026-01-01\n"},
            "service_levels[2].effective",
            "give this one the date from which it takes over, or remove it",
        ),
        ({"more": "[earn_back]\nmonths = 0\n"}, "earn_back.months", "write months = 1"),
        ({"more": "[earn_back]\n"}, "earn_back.months", "write months = 3"),
        (
            {"more": '[[termination]]\nrule = "consecutive"\nmonths = 0\n'},
            "termination[1].months",
            "write months = 1",
        ),
        (
            {"more": '[[termination]]\nrule = "n_of_m"\nn = 4\nm = 3\n'},
            "termination[1].n",
            "write n of at most m",
        ),
        (
            {"more": '[[termination]]\nrule = "consecutiv"\nmonths = 3\n'},
            "termination[1].rule",
            'did you mean "consecutive"?',
        ),
        (
            {"more": '[[termination]]\nrule = "rolling_average"\nmetric = "days_in_ar"\n'
             'limit = "<= 55 days"\nmonths = 3\n'},
            "termination[1].metric",
            "name a metric that has one",
        ),
        (
            {"more": '[[relief]]\nmetric = "days_in_ar"\nmonth = "2026-04"\nreason = "x"\n'
             'approved_by = "y"\n'},
            "relief[1].metric",
            "relieve one that has",
        ),
        (
            {"more": '[[relief]]\nmetric = "denial_rate"\nmonth = "2026-04"\nreason = "x"\n'},
            "relief[1].approved_by",
            'write approved_by = "R. Osei"',
        ),
        ({"head": HEAD + "ramp_month = 3\n"}, "ramp_month", "did you mean ramp_months?"),
        ({"head": HEAD + "colour = 3\n"}, "colour", "remove it"),
        (
            {"levels": DENIALS + 'minimun = "<= 12 %"\n'},
            "service_levels[1].minimun",
            "did you mean minimum?",
        ),
        (
            {"more": "[earn_back]\nmonths = 3\nyears = 1\n"},
            "earn_back.years",
            "remove it",
        ),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_is_and_what_mends_it(parts, where, mend):
    found = faults(**parts)

    assert any(
        fault.startswith(f"acme.toml: {where}: ") and fault.endswith(f"; {mend}") for fault in found
    ), found


def test_all_faults_come_at_once():
    bad = 'vendor = ""\nstarts = 2026-05-01\nends = 2026-01-31\nramp_month = 2\n'
    levels = DENIALS.replace("< 8 %", "8") + DENIALS.replace("denial_rate", "smiles")
    more = '[[termination]]\nrule = "n_of_m"\nn = 4\nm = 3\n'

    where = [fault.split(": ")[1] for fault in faults(head=bad, levels=levels, more=more)]

    assert where == [
        "vendor",
        "ends",
        "service_levels[1].target",
        "service_levels[2].metric",
        "termination[1].n",
        "ramp_month",
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"vendor = \xff", "byte 10 is not UTF-8"),
        (b"vendor = ", "is not TOML"),
        (b"a = " + b"[" * 5000, "is nested too deeply"),
    ],
)
def test_what_is_no_toml_is_one_fault(content, what):
    with pytest.raises(BadInput) as caught:
        read_contract(content, "acme.toml")

    (fault,) = caught.value.faults
    assert what in str(fault)


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_that_cannot_be_meant_is_a_fault(year):
    (fault,) = faults(levels=f"{DENIALS}effective = {year}-12-15\n")

    assert fault == (
        f"acme.toml: service_levels[1].effective: {year}-12-15 cannot be meant; correct the year"
    )


@pytest.mark.parametrize("digits", ["9" * 400, "0." + "1" * 400])
def test_a_limit_of_any_length_is_judged_or_refused(digits):
    levels = '[[service_levels]]\nmetric = "coding_turnaround"\ntarget = "<= 1 h"\n'

    found = read(levels=f'{levels}minimum = "<= {digits} days"\n'.replace("1 h", "0.1 h"))

    values = frame_of([Measurement(found.vendor, Month(2026, 1), "coding_turnaround", 2.0)])
    assert judge([found], values)["status"].tolist() == ["below_target"]


def test_a_byte_order_mark_is_passed_over():
    text = b"\xef\xbb\xbf" + f"{HEAD}{DENIALS}".encode()

    assert read_contract(text, "acme.toml").vendor == "Northwind RCM"


def test_written_back_it_reads_as_the_same_contract():
    more = (
        '[fees]\n"2026-02" = "5 USD"\n'
        '[[termination]]\nrule = "rolling_average"\nmetric = "resubmission_turnaround"\n'
        'limit = "<= 5 business days"\nmonths = 3\n'
        "[earn_back]\nmonths = 2\n"
        '[[relief]]\nmetric = "denial_rate"\nmonth = "2026-04"\n'
        'reason = "a \\"quoted\\" \\\\ reason"\napproved_by = "R. Osei"\n'
        '[deadlines]\nplan = "30 days"\ndelivery = "3 business days"\n'
    )
    found = read(levels=DENIALS + TURNAROUND + 'clock = "business"\n', more=more)

    assert read_contract(contract_toml(found), "again.toml") == found
