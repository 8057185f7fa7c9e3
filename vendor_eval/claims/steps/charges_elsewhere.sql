-- Charges of claims whose first remittance stands on a row without one, one row a claim.
-- A charge stands on one row of a claim, which may be that of another attempt at the primary payer.
SELECT claim_events.vendor, claim_events.claim_root_key, max(claim_events.billed_amt) AS charge
FROM claim_events
JOIN first_remittances
    ON first_remittances.vendor = claim_events.vendor
    AND first_remittances.claim_root_key = claim_events.claim_root_key
WHERE coalesce(first_remittances.billed_amt, 0) = 0
    AND payer_sequence = 'P' AND claim_events.billed_amt IS NOT NULL
GROUP BY claim_events.vendor, claim_events.claim_root_key
