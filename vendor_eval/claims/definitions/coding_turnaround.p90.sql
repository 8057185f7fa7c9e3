-- Coding turnaround, 90th percentile (TA1), by month in which coding was complete.
-- Value: calendar hours from complete documentation to complete coding within which nine of ten
-- were coded, interpolated.
-- Denominator: encounters coded in the month, one row each: first attempts, primary payer.
SELECT
    vendor,
    date_trunc('month', coded_on) AS month,
    quantile_cont(date_diff('second', doc_complete_ts, coded_ts) / 3600.0, 0.9) AS value,
    count(*) AS denominator,
    0 AS pending
FROM claim_events
WHERE doc_complete_ts IS NOT NULL AND coded_ts IS NOT NULL
    AND coalesce(attempt_no, 1) = 1 AND coalesce(payer_sequence, 'P') = 'P'
GROUP BY vendor, date_trunc('month', coded_on)
