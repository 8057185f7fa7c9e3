-- Denial rate by dollars (DN3), by month of first remittance.
-- Numerator: billed charges of denied lines; where the amount is left out, the whole charge of a
-- claim that was denied in full.
-- Denominator: billed charges on first remittances of primary payers, one a claim: the earliest of
-- all its attempts. A charge that stands on another attempt alone is taken from there.
WITH remitted AS (
    SELECT
        vendor,
        claim_root_key,
        date_trunc('month', first_remit_date) AS month,
        first_outcome,
        billed_amt,
        denied_charge_amt,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY first_remit_date, attempt_no, practice_claim_key, billed_amt, denied_charge_amt, first_outcome
        ) AS place
    FROM claim_events
    WHERE payer_sequence = 'P' AND first_remit_date IS NOT NULL AND claim_root_key IS NOT NULL
        AND first_outcome IN ('paid', 'patient', 'partial', 'denied')
),
charged AS (
    SELECT vendor, claim_root_key, max(billed_amt) AS charge
    FROM claim_events
    WHERE payer_sequence = 'P' AND billed_amt IS NOT NULL
        AND claim_root_key IN (
            SELECT claim_root_key FROM remitted WHERE place = 1 AND billed_amt IS NULL
        )
    GROUP BY vendor, claim_root_key
)
SELECT
    remitted.vendor,
    month,
    sum(
        coalesce(
            denied_charge_amt,
            CASE WHEN first_outcome = 'denied' THEN coalesce(billed_amt, charge) END,
            0
        )
    ) AS numerator,
    sum(coalesce(billed_amt, charge, 0)) AS denominator,
    0 AS pending
FROM remitted
LEFT JOIN charged
    ON charged.vendor = remitted.vendor AND charged.claim_root_key = remitted.claim_root_key
WHERE place = 1
GROUP BY remitted.vendor, month
