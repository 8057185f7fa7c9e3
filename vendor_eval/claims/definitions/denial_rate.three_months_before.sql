-- Initial denial rate of the task force, by claims (DN4), by month of first remittance.
-- Numerator: first remittances of the month that deny at least one line: primary payers, one a
-- claim, the earliest of all its attempts.
-- Denominator: claims submitted, the average of the three months before; the value is taken before
-- the average is rounded. Without claims sent in each of the three there is no row.
WITH denied AS (
    SELECT
        vendor,
        month,
        count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS total
    FROM first_remittances
    GROUP BY vendor, month
),
sent AS (
    SELECT vendor, month, count(*) AS total
    FROM first_attempts
    GROUP BY vendor, month
),
before AS (
    SELECT
        denied.vendor,
        denied.month,
        denied.total AS denied_total,
        sum(sent.total) AS sent_total,
        count(*) AS months
    FROM denied
    JOIN sent
        ON sent.vendor = denied.vendor
        AND sent.month >= denied.month - INTERVAL 3 MONTH AND sent.month < denied.month
    GROUP BY denied.vendor, denied.month, denied.total
)
SELECT
    vendor,
    month,
    denied_total AS numerator,
    round(CAST(sent_total / 3.0 AS DECIMAL(18, 6)), 2) AS denominator,
    CAST(denied_total * 3 AS DOUBLE) / nullif(CAST(sent_total AS DOUBLE), 0) AS value,
    0 AS pending
FROM before
WHERE months = 3
