-- First-pass acceptance rate, end to end (FP3), by month of first submission.
-- Numerator: the payer accepted the first attempt. No answer beside a remittance is an acceptance.
-- Denominator: original claims sent for the first time to the primary payer, answered or not:
-- whoever leaves the unanswered out inflates the rate.
-- Pending: unanswered ones of the last 14 days; they stand in the denominator too.
WITH sent AS (
    SELECT
        vendor,
        month,
        submitted_ts >= as_of_ts - INTERVAL 14 DAY AS is_recent,
        coalesce(
            payer_ack_status,
            CASE
                WHEN first_remit_date IS NOT NULL THEN 'accepted'
                WHEN ch_ack_status = 'rejected' THEN 'rejected'
                ELSE 'unanswered'
            END
        ) AS answer
    FROM first_attempts CROSS JOIN terms
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE answer = 'accepted') AS numerator,
    count(*) AS denominator,
    count(*) FILTER (WHERE answer = 'unanswered' AND is_recent) AS pending
FROM sent
GROUP BY vendor, month
