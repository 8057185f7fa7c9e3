-- Payer front-end acceptance (FP2), by month of first submission.
-- Numerator: the payer accepted the first attempt. No answer beside a remittance is an acceptance.
-- Denominator: original claims sent for the first time to the primary payer that the clearinghouse
-- did not reject: what it rejects is not counted at all.
-- Pending: unanswered ones of the last 14 days; they stand in the denominator too.
WITH forwarded AS (
    SELECT
        vendor,
        month,
        submitted_ts >= as_of_ts - INTERVAL 14 DAY AS is_recent,
        coalesce(
            payer_ack_status,
            CASE WHEN first_remit_date IS NOT NULL THEN 'accepted' ELSE 'unanswered' END
        ) AS answer
    FROM first_attempts CROSS JOIN terms
    WHERE NOT (
            coalesce(ch_ack_status, 'none') = 'rejected'
            AND payer_ack_status IS NULL AND first_remit_date IS NULL
        )
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE answer = 'accepted') AS numerator,
    count(*) AS denominator,
    count(*) FILTER (WHERE answer = 'unanswered' AND is_recent) AS pending
FROM forwarded
GROUP BY vendor, month
