-- Full denial rate by claims (DN2), by month of first remittance; always beside the denial rate.
-- Numerator: first remittances that deny every line.
-- Denominator: first remittances of primary payers, one a claim: the earliest of all its attempts.
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE first_outcome = 'denied') AS numerator,
    count(*) AS denominator,
    0 AS pending
FROM first_remittances
GROUP BY vendor, month
