-- Initial denial rate of the task force, by dollars (DN4), by month of first remittance.
-- Numerator: billed charges of claims whose first remittance in the month denies at least one
-- line, whole claims: primary payers, one a claim, the earliest of all its attempts. A charge
-- that stands on another attempt alone is taken from there.
-- Denominator: charges submitted, the average of the three months before; the value is taken
-- before the average is rounded. Without claims sent in each of the three there is no row.
WITH denied AS (
    SELECT
        first_remittances.vendor,
        month,
        sum(
            CASE
                WHEN first_outcome IN ('partial', 'denied')
                THEN coalesce(nullif(billed_amt, 0), charge, 0)
                ELSE 0
            END
        ) AS total
    FROM first_remittances
    LEFT JOIN charges_elsewhere
        ON charges_elsewhere.vendor = first_remittances.vendor
        AND charges_elsewhere.claim_root_key = first_remittances.claim_root_key
    GROUP BY first_remittances.vendor, month
),
sent AS (
    SELECT vendor, month, sum(coalesce(billed_amt, 0)) AS total
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
