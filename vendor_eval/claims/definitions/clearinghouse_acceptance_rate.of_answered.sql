-- Clearinghouse acceptance over the claims answered, by month of first submission.
-- Numerator: the clearinghouse accepted the first attempt, or the payer has answered it since.
-- Denominator: these, and original claims that the clearinghouse rejected on the first attempt at
-- the primary payer.
-- Pending: the unanswered, however old; in neither numerator nor denominator.
WITH sent AS (
    SELECT
        vendor,
        month,
        CASE
            WHEN ch_ack_status IS NOT NULL THEN ch_ack_status
            WHEN payer_ack_status IS NOT NULL OR first_remit_date IS NOT NULL THEN 'accepted'
            ELSE 'unanswered'
        END AS answer
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
