-- Zero-pay rate, a primary denial rate (DN5), by month of first remittance.
-- Numerator: first remittances with which the payer paid nothing, also where all of it fell to the
-- patient's deductible and nobody denied anything.
-- Denominator: first remittances of primary payers whose payment is known, one a claim: the
-- earliest of all its attempts. The published metric counts remittances of the last four weeks.
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE first_remit_paid <= 0) AS numerator,
    count(first_remit_paid) AS denominator,
    0 AS pending
FROM first_remittances
GROUP BY vendor, month
