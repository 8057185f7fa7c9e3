-- Claims submitted, by month of first submission.
-- Value: original claims sent for the first time to the primary payer.
SELECT
    vendor,
    month,
    count(*) AS value,
    NULL AS denominator,
    0 AS pending
FROM first_attempts
GROUP BY vendor, month
