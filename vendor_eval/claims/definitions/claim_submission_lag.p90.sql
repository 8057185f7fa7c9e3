-- Claim submission lag, 90th percentile (TA2), by month of first submission.
-- Value: calendar hours from complete coding to the first submission within which nine of ten were
-- sent, interpolated.
-- Denominator: claims first sent in the month, one row each: first attempts, primary payer.
SELECT
    vendor,
    date_trunc('month', submitted_on) AS month,
    quantile_cont(date_diff('second', coded_ts, submitted_ts) / 3600.0, 0.9) AS value,
    count(*) AS denominator,
    0 AS pending
FROM claim_events
WHERE coded_ts IS NOT NULL AND submitted_ts IS NOT NULL
    AND attempt_no = 1 AND coalesce(payer_sequence, 'P') = 'P'
GROUP BY vendor, date_trunc('month', submitted_on)
