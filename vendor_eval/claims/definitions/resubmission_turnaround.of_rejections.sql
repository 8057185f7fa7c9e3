-- Rejection resubmission turnaround (RT1), by month in which the next attempt was sent.
-- Value: median calendar hours from a rejection to the next attempt at the same payer.
-- Denominator: next attempts sent in the month after a rejection.
SELECT
    vendor,
    date_trunc('month', sent_on) AS month,
    quantile_cont(date_diff('second', known_ts, sent_ts) / 3600.0, 0.5) AS value,
    count(*) AS denominator,
    0 AS pending
FROM refusals
WHERE is_timed AND sent_ts IS NOT NULL AND is_rejection
GROUP BY vendor, date_trunc('month', sent_on)
