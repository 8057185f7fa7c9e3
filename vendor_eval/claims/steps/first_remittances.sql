-- First remittances of primary payers, one a claim: the earliest of all its attempts.
-- Of parts of a claim remitted on one day it is one that denies. Claims that were taken back before
-- any remittance are left out, as are remittances that state no outcome.
-- month: of the remittance.
WITH ordered AS (
    SELECT
        vendor,
        practice_claim_key,
        claim_root_key,
        attempt_no,
        payer_key,
        specialty,
        location_key,
        billed_amt,
        first_remit_date,
        first_remit_paid,
        first_outcome,
        denied_charge_amt,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY
                first_remit_date,
                attempt_no NULLS LAST,
                CASE WHEN first_outcome IN ('partial', 'denied') THEN 0 ELSE 1 END,
                practice_claim_key NULLS LAST,
                billed_amt NULLS LAST,
                denied_charge_amt NULLS LAST,
                first_outcome
        ) AS place
    FROM claim_events
    WHERE payer_sequence = 'P' AND first_remit_date IS NOT NULL AND claim_root_key IS NOT NULL
        AND first_outcome IN ('paid', 'patient', 'partial', 'denied')
)
SELECT
    ordered.vendor,
    practice_claim_key,
    ordered.claim_root_key,
    attempt_no,
    payer_key,
    specialty,
    location_key,
    billed_amt,
    date_trunc('month', first_remit_date) AS month,
    first_remit_date,
    first_remit_paid,
    first_outcome,
    denied_charge_amt
FROM ordered
LEFT JOIN voided_claims
    ON voided_claims.vendor = ordered.vendor
    AND voided_claims.claim_root_key = ordered.claim_root_key
WHERE place = 1 AND voided_claims.vendor IS NULL
