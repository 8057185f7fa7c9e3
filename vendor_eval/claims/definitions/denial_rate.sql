-- Denial rate by claims, in full or in part (DN1), by month of first remittance.
-- Numerator: first remittances that deny at least one line.
-- Denominator: first remittances of primary payers, one a claim: the earliest of all its attempts.
WITH remitted AS (
    SELECT
        vendor,
        date_trunc('month', first_remit_date) AS month,
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
    vendor,
    month,
    count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS numerator,
    count(*) AS denominator,
    0 AS pending
FROM remitted
WHERE place = 1
GROUP BY vendor, month
