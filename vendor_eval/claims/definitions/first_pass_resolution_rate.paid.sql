-- First-pass paid, or yield (FP5), by month of first submission.
-- Numerator: the first remittance paid the first attempt, and no line was denied; what it left to
-- the patient as a whole is not paid.
-- Denominator: original claims sent for the first time to the primary payer that were rejected or
-- remitted since; a rejected attempt is not paid.
-- Pending: neither rejected nor remitted; in neither numerator nor denominator.
WITH sent AS (
    SELECT
        vendor,
        month,
        coalesce(first_outcome, 'pending') AS outcome,
        coalesce(ch_ack_status, 'none') = 'rejected'
            OR coalesce(payer_ack_status, 'none') = 'rejected' AS is_rejected
    FROM first_attempts
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE outcome = 'paid') AS numerator,
    count(*) FILTER (WHERE outcome <> 'pending' OR is_rejected) AS denominator,
    count(*) FILTER (WHERE outcome = 'pending' AND NOT is_rejected) AS pending
FROM sent
GROUP BY vendor, month
