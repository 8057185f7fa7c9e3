-- Clearinghouse acceptance rate (FP1), by month of first submission.
-- Numerator: the clearinghouse did not reject the first attempt; the unanswered are not rejected.
-- Denominator: original claims sent for the first time to the primary payer.
-- Pending: those of the last 14 days of which neither clearinghouse nor payer has said anything;
-- they stand in numerator and denominator.
WITH sent AS (
    SELECT
        vendor,
        month,
        coalesce(ch_ack_status, 'none') = 'rejected' AS is_rejected,
        ch_ack_status IS NULL AND payer_ack_status IS NULL AND first_remit_date IS NULL
            AND submitted_ts >= as_of_ts - INTERVAL 14 DAY AS is_pending
    FROM first_attempts CROSS JOIN terms
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE NOT is_rejected) AS numerator,
    count(*) AS denominator,
    count(*) FILTER (WHERE is_pending) AS pending
FROM sent
GROUP BY vendor, month
