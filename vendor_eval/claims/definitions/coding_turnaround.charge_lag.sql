-- Charge lag (TA3), by month in which the charge was posted.
-- Value: median calendar days from the first day of service to the posted charge.
-- Denominator: charges posted in the month, one row each: first attempts, primary payer.
SELECT
    vendor,
    date_trunc('month', charge_posted_on) AS month,
    quantile_cont(date_diff('day', dos_from, charge_posted_on), 0.5) AS value,
    count(*) AS denominator,
    0 AS pending
FROM claim_events
WHERE dos_from IS NOT NULL AND charge_posted_ts IS NOT NULL
    AND coalesce(attempt_no, 1) = 1 AND coalesce(payer_sequence, 'P') = 'P'
GROUP BY vendor, date_trunc('month', charge_posted_on)
