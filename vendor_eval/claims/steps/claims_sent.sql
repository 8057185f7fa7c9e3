-- Claims sent to primary payers, one row each, whose first attempt is at hand.
-- Claims that were taken back before any remittance are left out.
-- month: of the first submission. is_rejected: 1 where every attempt was rejected, else 0.
SELECT
    claim_events.vendor,
    claim_events.claim_root_key,
    date_trunc('month', min(submitted_on)) AS month,
    min(
        CASE WHEN ch_ack_status = 'rejected' OR payer_ack_status = 'rejected' THEN 1 ELSE 0 END
    ) AS is_rejected
FROM claim_events
LEFT JOIN voided_claims
    ON voided_claims.vendor = claim_events.vendor
    AND voided_claims.claim_root_key = claim_events.claim_root_key
WHERE payer_sequence = 'P' AND submitted_ts IS NOT NULL
    AND claim_events.claim_root_key IS NOT NULL
    AND voided_claims.vendor IS NULL
GROUP BY claim_events.vendor, claim_events.claim_root_key
HAVING min(attempt_no) = 1
