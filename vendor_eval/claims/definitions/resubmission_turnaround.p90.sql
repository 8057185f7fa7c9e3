-- Resubmission turnaround, 90th percentile (RT1 and RT2), by month in which the next attempt was
-- sent.
-- Value: calendar hours from a rejection or denial to the next attempt at the same payer within
-- which nine of ten were sent, interpolated.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- Denominator: next attempts sent in the month.
SELECT
    vendor,
    date_trunc('month', sent_on) AS month,
    quantile_cont(date_diff('second', known_ts, sent_ts) / 3600.0, 0.9) AS value,
    count(*) AS denominator,
    0 AS pending
FROM refusals
WHERE is_timed AND sent_ts IS NOT NULL
GROUP BY vendor, date_trunc('month', sent_on)
