-- Full denial rate by claims of the claims sent in a month (DN2), by month of first submission.
-- Numerator: first remittances that deny every line.
-- Denominator: first remittances of primary payers on the claims first sent in the month, one a
-- claim: the earliest of all its attempts.
-- Pending: claims without a remittance, but for those of which every attempt was rejected;
-- in neither numerator nor denominator.
WITH sent AS (
    SELECT
        vendor,
        claim_root_key,
        date_trunc('month', min(submitted_on)) AS month,
        min(
            CASE WHEN ch_ack_status = 'rejected' OR payer_ack_status = 'rejected' THEN 1 ELSE 0 END
        ) AS is_rejected
    FROM claim_events
    WHERE payer_sequence = 'P' AND submitted_ts IS NOT NULL AND claim_root_key IS NOT NULL
    GROUP BY vendor, claim_root_key
    HAVING min(attempt_no) = 1
),
remitted AS (
    SELECT
        vendor,
        claim_root_key,
        first_outcome,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY
                first_remit_date,
                attempt_no,
                -- Of parts of a claim remitted on one day, one that denies.
                CASE WHEN first_outcome IN ('partial', 'denied') THEN 0 ELSE 1 END,
                practice_claim_key,
                first_outcome
        ) AS place
    FROM claim_events
    WHERE payer_sequence = 'P' AND first_remit_date IS NOT NULL AND claim_root_key IS NOT NULL
        AND first_outcome IN ('paid', 'patient', 'partial', 'denied')
)
SELECT
    sent.vendor,
    sent.month,
    count(*) FILTER (WHERE first_outcome = 'denied') AS numerator,
    count(first_outcome) AS denominator,
    count(*) FILTER (WHERE first_outcome IS NULL AND is_rejected = 0) AS pending
FROM sent
LEFT JOIN remitted
    ON remitted.vendor = sent.vendor
    AND remitted.claim_root_key = sent.claim_root_key
    AND remitted.place = 1
GROUP BY sent.vendor, sent.month
