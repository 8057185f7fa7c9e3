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
        nullif(billed_amt, 0) AS own_charge,
        denied_charge_amt,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY
                first_remit_date,
                attempt_no,
                -- Of parts of a claim remitted on one day, one that denies.
                CASE WHEN first_outcome IN ('partial', 'denied') THEN 0 ELSE 1 END,
                practice_claim_key,
                billed_amt,
                denied_charge_amt,
                first_outcome
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
            SELECT claim_root_key FROM remitted WHERE place = 1 AND own_charge IS NULL
        )
    GROUP BY vendor, claim_root_key
)
SELECT
    remitted.vendor,
    month,
    sum(
        coalesce(
            denied_charge_amt,
            CASE WHEN first_outcome = 'denied' THEN coalesce(own_charge, charge) END,
            0
        )
    ) AS numerator,
    sum(coalesce(own_charge, charge, 0)) AS denominator,
    0 AS pending
FROM remitted
LEFT JOIN charged
    ON charged.vendor = remitted.vendor AND charged.claim_root_key = remitted.claim_root_key
WHERE place = 1
GROUP BY remitted.vendor, month
