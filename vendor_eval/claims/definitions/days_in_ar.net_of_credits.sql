-- Days in A/R net of credits (AR1), at the end of the month with which the extract was taken.
-- Rows of extracts taken on its last day or the first day after it.
-- Numerator: balances at payers and patients, credit balances taken off.
-- Denominator: average daily charges: those posted in the three months up to then, over their days;
-- first attempts at the primary payer only, so that no charge counts twice. The value is taken
-- before the average is rounded to the cent.
-- Pending: rows that state no balance; where none states one, nothing is known and nothing told.
WITH taken AS (
    SELECT
        vendor,
        month,
        month - INTERVAL 2 MONTH AS first_day,
        day_after
    FROM month_ends
),
totals AS (
    SELECT
        claim_events.vendor,
        month,
        date_diff('day', first_day, day_after) AS days,
        sum(
            CASE
                WHEN coalesce(balance_insurance, balance_patient) IS NOT NULL
                THEN coalesce(balance_insurance, 0) + coalesce(balance_patient, 0)
            END
        ) AS balance,
        sum(
            CASE WHEN coalesce(balance_insurance, balance_patient) IS NULL THEN 1 ELSE 0 END
        ) AS unknown,
        sum(
            CASE
                WHEN charge_posted_on >= first_day AND charge_posted_on < day_after
                    AND coalesce(attempt_no, 1) = 1 AND coalesce(payer_sequence, 'P') = 'P'
                THEN coalesce(billed_amt, 0)
                ELSE 0
            END
        ) AS charges
    FROM claim_events
    JOIN taken ON taken.vendor = claim_events.vendor
    WHERE extract_on >= day_after - INTERVAL 1 DAY AND extract_on <= day_after
    GROUP BY claim_events.vendor, month, first_day, day_after
)
SELECT
    vendor,
    month,
    balance AS numerator,
    round(CAST(charges / days AS DECIMAL(18, 6)), 2) AS denominator,
    CAST(balance * days AS DOUBLE) / nullif(CAST(charges AS DOUBLE), 0) AS value,
    unknown AS pending
FROM totals
