-- First-pass acceptance over the claims answered, by month of first submission.
-- Numerator: the payer accepted the first attempt. No answer beside a remittance is an acceptance.
-- Denominator: original claims sent for the first time to the primary payer of which clearinghouse
-- or payer has said something: the unanswered are left out.
-- Pending: the unanswered, however old; in neither numerator nor denominator.
WITH sent AS (
    SELECT
        vendor,
        month,
        coalesce(
            payer_ack_status,
            CASE
                WHEN first_remit_date IS NOT NULL THEN 'accepted'
                WHEN ch_ack_status = 'rejected' THEN 'rejected'
                ELSE 'unanswered'
            END
        ) AS answer
    FROM first_attempts
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE answer = 'accepted') AS numerator,
    count(*) FILTER (WHERE answer <> 'unanswered') AS denominator,
    count(*) FILTER (WHERE answer = 'unanswered') AS pending
FROM sent
GROUP BY vendor, month
