-- Denials over claims submitted (DN1), by month of first submission.
-- Numerator: claims whose first remittance denies at least one line: the earliest of all attempts.
-- Denominator: claims first sent to primary payers in the month, decided or not.
-- Pending: claims without a remittance, but for those of which every attempt was rejected;
-- they stand in the denominator too.
SELECT
    claims_sent.vendor,
    claims_sent.month,
    count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS numerator,
    count(*) AS denominator,
    count(*) FILTER (WHERE first_outcome IS NULL AND is_rejected = 0) AS pending
FROM claims_sent
LEFT JOIN first_remittances
    ON first_remittances.vendor = claims_sent.vendor
    AND first_remittances.claim_root_key = claims_sent.claim_root_key
GROUP BY claims_sent.vendor, claims_sent.month
