-- Attempts that were rejected or denied, one row each, and when the claim was sent again.
-- Claims that were taken back before any remittance are left out.
-- known_ts: when it was known. A remittance carries a date and no hour: it is known from that day's
-- beginning. A rejection without its time is known from what came before it; is_timed is false then.
-- sent_ts, sent_on: the earliest later attempt at the same payer sent once it was known; a void
-- takes back and sends nothing again. Empty where there is none.
WITH refused AS (
    SELECT
        claim_events.vendor,
        claim_events.claim_root_key,
        payer_sequence,
        attempt_no,
        coalesce(ch_ack_status, 'none') = 'rejected'
            OR coalesce(payer_ack_status, 'none') = 'rejected' AS is_rejection,
        CASE
            WHEN ch_ack_status = 'rejected' THEN ch_ack_ts IS NOT NULL
            WHEN payer_ack_status = 'rejected' THEN payer_ack_ts IS NOT NULL
            ELSE TRUE
        END AS is_timed,
        CASE
            WHEN ch_ack_status = 'rejected'
                THEN coalesce(ch_ack_ts, payer_ack_ts, submitted_ts)
            WHEN payer_ack_status = 'rejected'
                THEN coalesce(payer_ack_ts, ch_ack_ts, submitted_ts)
            ELSE CAST(first_remit_date AS TIMESTAMP) AT TIME ZONE time_zone AT TIME ZONE 'UTC'
        END AS known_ts
    FROM claim_events
    CROSS JOIN terms
    LEFT JOIN voided_claims
        ON voided_claims.vendor = claim_events.vendor
        AND voided_claims.claim_root_key = claim_events.claim_root_key
    WHERE voided_claims.vendor IS NULL
        AND (
            ch_ack_status = 'rejected' OR payer_ack_status = 'rejected'
            OR first_outcome IN ('partial', 'denied')
        )
),
later AS (
    SELECT vendor, claim_root_key, payer_sequence, attempt_no, submitted_ts, submitted_on
    FROM claim_events
    WHERE attempt_no > 1 AND submitted_ts IS NOT NULL AND coalesce(frequency_code, '') <> '8'
),
sent_again AS (
    SELECT
        refused.vendor,
        refused.claim_root_key,
        refused.payer_sequence,
        refused.attempt_no,
        refused.known_ts,
        min(later.submitted_ts) AS sent_ts,
        min(later.submitted_on) AS sent_on
    FROM refused
    JOIN later
        ON later.vendor = refused.vendor
        AND later.claim_root_key = refused.claim_root_key
        AND later.payer_sequence = refused.payer_sequence
        AND later.attempt_no > refused.attempt_no
    WHERE later.submitted_ts >= refused.known_ts
    GROUP BY
        refused.vendor,
        refused.claim_root_key,
        refused.payer_sequence,
        refused.attempt_no,
        refused.known_ts
)
SELECT refused.vendor, is_rejection, is_timed, refused.known_ts, sent_ts, sent_on
FROM refused
LEFT JOIN sent_again
    ON sent_again.vendor = refused.vendor
    AND sent_again.claim_root_key = refused.claim_root_key
    AND sent_again.payer_sequence = refused.payer_sequence
    AND sent_again.attempt_no = refused.attempt_no
    AND sent_again.known_ts = refused.known_ts
WHERE refused.known_ts IS NOT NULL
