-- Denial rate by dollars (DN3), by month of first remittance.
-- Numerator: billed charges of denied lines; where the amount is left out, the whole charge of a
-- claim that was denied in full.
-- Denominator: billed charges on first remittances of primary payers, one a claim: the earliest of
-- all its attempts.
WITH remitted AS (
    SELECT
        vendor,
        date_trunc('month', first_remit_date) AS month,
        first_outcome,
        coalesce(billed_amt, 0) AS billed,
        coalesce(
            denied_charge_amt, CASE WHEN first_outcome = 'denied' THEN billed_amt END, 0
        ) AS denied_amt,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY first_remit_date, attempt_no, practice_claim_key, billed_amt, denied_charge_amt, first_outcome
        ) AS place
    FROM claim_events
    WHERE payer_sequence = 'P' AND first_remit_date IS NOT NULL
        AND first_outcome IN ('paid', 'patient', 'partial', 'denied')
)
SELECT
    vendor,
    month,
    sum(denied_amt) AS numerator,
    sum(billed) AS denominator,
    0 AS pending
FROM remitted
WHERE place = 1
GROUP BY vendor, month
