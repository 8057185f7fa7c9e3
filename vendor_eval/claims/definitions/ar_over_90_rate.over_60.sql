-- A/R over 60 days (AR3), at the end of the month with which the extract was taken.
-- Rows of extracts taken on its last day or the first day after it.
-- Numerator: debit balances of services more than 60 days before that day.
-- Denominator: all debit balances; credit balances left out.
WITH taken AS (
    SELECT snapshot_month AS month, snapshot_month + INTERVAL 1 MONTH AS day_after
    FROM terms
    WHERE snapshot_month IS NOT NULL
),
aged AS (
    SELECT
        vendor,
        month,
        greatest(coalesce(balance_insurance, 0) + coalesce(balance_patient, 0), 0) AS debit,
        date_diff('day', dos_from, day_after) - 1 AS age
    FROM claim_events CROSS JOIN taken
    WHERE dos_from IS NOT NULL
        AND extract_on >= day_after - INTERVAL 1 DAY AND extract_on <= day_after
)
SELECT
    vendor,
    month,
    sum(CASE WHEN age > 60 THEN debit ELSE 0 END) AS numerator,
    sum(debit) AS denominator,
    0 AS pending
FROM aged
GROUP BY vendor, month
