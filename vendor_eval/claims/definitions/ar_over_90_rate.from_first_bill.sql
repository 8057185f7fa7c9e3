-- A/R over 90 days from the first bill (AR3), at the end of the month with which the extract was
-- taken. Rows of extracts taken on its last day or the first day after it.
-- Numerator: debit balances of claims first sent more than 90 days before that day.
-- Denominator: debit balances of claims that were sent; credit balances left out.
WITH taken AS (
    SELECT snapshot_month AS month, snapshot_month + INTERVAL 1 MONTH AS day_after
    FROM terms
    WHERE snapshot_month IS NOT NULL
),
bills AS (
    SELECT vendor, claim_root_key, min(submitted_on) AS billed_on
    FROM claim_events
    WHERE submitted_ts IS NOT NULL
    GROUP BY vendor, claim_root_key
),
aged AS (
    SELECT
        claim_events.vendor,
        month,
        greatest(coalesce(balance_insurance, 0) + coalesce(balance_patient, 0), 0) AS debit,
        date_diff('day', billed_on, day_after) - 1 AS age
    FROM claim_events
    JOIN bills
        ON bills.vendor = claim_events.vendor
        AND bills.claim_root_key = claim_events.claim_root_key
    CROSS JOIN taken
    WHERE extract_on >= day_after - INTERVAL 1 DAY AND extract_on <= day_after
)
SELECT
    vendor,
    month,
    sum(CASE WHEN age > 90 THEN debit ELSE 0 END) AS numerator,
    sum(debit) AS denominator,
    0 AS pending
FROM aged
GROUP BY vendor, month
