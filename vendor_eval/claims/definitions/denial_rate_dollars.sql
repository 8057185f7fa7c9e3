-- Denial rate by dollars (DN3), by month of first remittance.
-- Numerator: billed charges of denied lines; where the amount is left out, the whole charge of a
-- claim that was denied in full.
-- Denominator: billed charges on first remittances of primary payers, one a claim: the earliest of
-- all its attempts. A charge that stands on another attempt alone is taken from there.
SELECT
    first_remittances.vendor,
    month,
    sum(
        coalesce(
            denied_charge_amt,
            CASE WHEN first_outcome = 'denied' THEN coalesce(nullif(billed_amt, 0), charge) END,
            0
        )
    ) AS numerator,
    sum(coalesce(nullif(billed_amt, 0), charge, 0)) AS denominator,
    0 AS pending
FROM first_remittances
LEFT JOIN charges_elsewhere
    ON charges_elsewhere.vendor = first_remittances.vendor
    AND charges_elsewhere.claim_root_key = first_remittances.claim_root_key
GROUP BY first_remittances.vendor, month
