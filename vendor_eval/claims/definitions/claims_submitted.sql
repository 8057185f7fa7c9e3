-- Claims submitted, by month of first submission.
-- Value: original claims sent for the first time to the primary payer.
SELECT
    vendor,
    date_trunc('month', submitted_on) AS month,
    count(*) AS value,
    NULL AS denominator,
    0 AS pending
FROM claim_events
WHERE submitted_ts IS NOT NULL
    AND attempt_no = 1 AND frequency_code = '1' AND payer_sequence = 'P'
GROUP BY vendor, date_trunc('month', submitted_on)
