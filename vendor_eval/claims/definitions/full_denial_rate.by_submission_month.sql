-- Full denial rate by claims of the claims sent in a month (DN2), by month of first submission.
-- Numerator: first remittances that deny every line.
-- Denominator: first remittances of primary payers on the claims first sent in the month, one a
-- claim: the earliest of all its attempts.
-- Pending: claims without a remittance, but for those of which every attempt was rejected;
-- in neither numerator nor denominator.
SELECT
    claims_sent.vendor,
    claims_sent.month,
    count(*) FILTER (WHERE first_outcome = 'denied') AS numerator,
    count(first_outcome) AS denominator,
    count(*) FILTER (WHERE first_outcome IS NULL AND is_rejected = 0) AS pending
FROM claims_sent
LEFT JOIN first_remittances
    ON first_remittances.vendor = claims_sent.vendor
    AND first_remittances.claim_root_key = claims_sent.claim_root_key
GROUP BY claims_sent.vendor, claims_sent.month
