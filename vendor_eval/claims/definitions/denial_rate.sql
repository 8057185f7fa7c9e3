-- Denial rate by claims, in full or in part (DN1), by month of first remittance.
-- Numerator: first remittances that deny at least one line.
-- Denominator: first remittances of primary payers, one a claim: the earliest of all its attempts.
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS numerator,
    count(*) AS denominator,
    0 AS pending
FROM first_remittances
GROUP BY vendor, month
