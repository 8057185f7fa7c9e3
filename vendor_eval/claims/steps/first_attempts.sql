-- First attempts to have the primary payer pay an original claim, one row each.
-- Original is what was sent with frequency 1. Claims that were taken back before any remittance are
-- left out.
-- month: of submission.
SELECT
    claim_events.vendor,
    date_trunc('month', submitted_on) AS month,
    submitted_ts,
    location_key,
    billed_amt,
    ch_ack_status,
    payer_ack_status,
    first_remit_date,
    first_outcome
FROM claim_events
LEFT JOIN voided_claims
    ON voided_claims.vendor = claim_events.vendor
    AND voided_claims.claim_root_key = claim_events.claim_root_key
WHERE submitted_ts IS NOT NULL
    AND attempt_no = 1 AND frequency_code = '1' AND payer_sequence = 'P'
    AND voided_claims.vendor IS NULL
