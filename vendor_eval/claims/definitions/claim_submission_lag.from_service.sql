-- Total lag (TA4), by month of first submission.
-- Value: median calendar days from the first day of service to the first submission.
-- Denominator: claims first sent in the month, one row each: first attempts, primary payer.
SELECT
    vendor,
    date_trunc('month', submitted_on) AS month,
    quantile_cont(date_diff('day', dos_from, submitted_on), 0.5) AS value,
    count(*) AS denominator,
    0 AS pending
FROM claim_events
WHERE dos_from IS NOT NULL AND submitted_ts IS NOT NULL
    AND attempt_no = 1 AND coalesce(payer_sequence, 'P') = 'P'
GROUP BY vendor, date_trunc('month', submitted_on)
