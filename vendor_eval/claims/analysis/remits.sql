-- First remittances of primary payers, by month of it, payer, specialty and site.
-- One a claim: the earliest of all its attempts, as in the denial rates, so that the sums of the
-- groups of a month are the numerators and denominators of those.
-- denied: those that deny at least one line (DN1). fully_denied: those that deny every line (DN2).
-- denied_cents: billed charges of denied lines (DN3); where the amount is left out, the whole
-- charge of a claim that was denied in full.
WITH remitted AS (
    SELECT
        vendor,
        date_trunc('month', first_remit_date) AS month,
        coalesce(payer_key, '') AS payer,
        coalesce(specialty, '') AS specialty,
        coalesce(location_key, '') AS site,
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
    payer,
    specialty,
    site,
    count(*) AS remits,
    count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS denied,
    count(*) FILTER (WHERE first_outcome = 'denied') AS fully_denied,
    CAST(100 * sum(billed) AS BIGINT) AS billed_cents,
    CAST(100 * sum(denied_amt) AS BIGINT) AS denied_cents
FROM remitted
WHERE place = 1
GROUP BY vendor, month, payer, specialty, site
ORDER BY vendor, month, payer, specialty, site
