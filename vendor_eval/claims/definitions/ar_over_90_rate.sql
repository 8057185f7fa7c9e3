-- A/R over 90 days (AR3), at the end of the month with which the extract was taken.
-- Rows of extracts taken on its last day or the first day after it.
-- Numerator: debit balances of services more than 90 days before that day.
-- Denominator: all debit balances; credit balances left out.
-- Pending: rows that state no balance, or of which nobody knows when the service was; in neither numerator
-- nor denominator.
WITH aged AS (
    SELECT
        served.vendor,
        month,
        CASE
            WHEN coalesce(balance_insurance, balance_patient) IS NOT NULL
            THEN greatest(coalesce(balance_insurance, 0) + coalesce(balance_patient, 0), 0)
        END AS debit,
        date_diff('day', served_on, day_after) - 1 AS age
    FROM served
    JOIN month_ends ON month_ends.vendor = served.vendor
    WHERE extract_on >= day_after - INTERVAL 1 DAY AND extract_on <= day_after
)
SELECT
    vendor,
    month,
    sum(
        CASE WHEN age > 90 THEN debit WHEN age <= 90 AND debit IS NOT NULL THEN 0 END
    ) AS numerator,
    sum(CASE WHEN age IS NOT NULL THEN debit END) AS denominator,
    sum(CASE WHEN age IS NULL OR debit IS NULL THEN 1 ELSE 0 END) AS pending
FROM aged
GROUP BY vendor, month
