-- First remittances of primary payers, by month of it, payer, specialty and site.
-- One a claim: the earliest of all its attempts, as in the denial rates, so that the sums of the
-- groups of a month are the numerators and denominators of those.
-- denied: those that deny at least one line (DN1). fully_denied: those that deny every line (DN2).
-- denied_cents: billed charges of denied lines (DN3); where the amount is left out, the whole
-- charge of a claim that was denied in full. A charge that stands on another attempt alone is taken
-- from there.
SELECT
    first_remittances.vendor,
    month,
    coalesce(payer_key, '') AS payer,
    coalesce(specialty, '') AS specialty,
    coalesce(location_key, '') AS site,
    count(*) AS remits,
    count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS denied,
    count(*) FILTER (WHERE first_outcome = 'denied') AS fully_denied,
    CAST(100 * sum(coalesce(nullif(billed_amt, 0), charge, 0)) AS BIGINT) AS billed_cents,
    CAST(
        100 * sum(
            coalesce(
                denied_charge_amt,
                CASE WHEN first_outcome = 'denied' THEN coalesce(nullif(billed_amt, 0), charge) END,
                0
            )
        ) AS BIGINT
    ) AS denied_cents
FROM first_remittances
LEFT JOIN charges_elsewhere
    ON charges_elsewhere.vendor = first_remittances.vendor
    AND charges_elsewhere.claim_root_key = first_remittances.claim_root_key
GROUP BY
    first_remittances.vendor,
    month,
    coalesce(payer_key, ''),
    coalesce(specialty, ''),
    coalesce(location_key, '')
ORDER BY 1, 2, 3, 4, 5
