-- Rejection resubmission turnaround (RT1), by month in which the next attempt was sent.
-- Value: median calendar hours from a rejection to the next attempt at the same payer.
-- Denominator: next attempts sent in the month after a rejection.
WITH rejected_claims AS (
    SELECT
        vendor,
        claim_root_key,
        payer_sequence,
        attempt_no,
        CASE
            WHEN ch_ack_status = 'rejected' THEN ch_ack_ts
            WHEN payer_ack_status = 'rejected' THEN payer_ack_ts
        END AS known_ts
    FROM claim_events
),
sent_again AS (
    -- The earliest later attempt sent once it was known; a void takes back and sends nothing again.
    SELECT
        rejected_claims.vendor,
        rejected_claims.claim_root_key,
        rejected_claims.payer_sequence,
        rejected_claims.attempt_no,
        rejected_claims.known_ts,
        min(claim_events.submitted_ts) AS sent_ts
    FROM rejected_claims
    JOIN claim_events
        ON claim_events.vendor = rejected_claims.vendor
        AND claim_events.claim_root_key = rejected_claims.claim_root_key
        AND claim_events.payer_sequence = rejected_claims.payer_sequence
        AND claim_events.attempt_no > rejected_claims.attempt_no
    WHERE claim_events.submitted_ts >= rejected_claims.known_ts
        AND coalesce(claim_events.frequency_code, '') <> '8'
    GROUP BY
        rejected_claims.vendor,
        rejected_claims.claim_root_key,
        rejected_claims.payer_sequence,
        rejected_claims.attempt_no,
        rejected_claims.known_ts
),
worked AS (
    SELECT
        rejected_claims.vendor,
        date_trunc(
            'month', CAST(sent_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)
        ) AS month,
        date_diff('second', rejected_claims.known_ts, sent_ts) / 3600.0 AS hours
    FROM rejected_claims
    JOIN sent_again
        ON sent_again.vendor = rejected_claims.vendor
        AND sent_again.claim_root_key = rejected_claims.claim_root_key
        AND sent_again.payer_sequence = rejected_claims.payer_sequence
        AND sent_again.attempt_no = rejected_claims.attempt_no
        AND sent_again.known_ts = rejected_claims.known_ts
    CROSS JOIN terms
    WHERE rejected_claims.known_ts IS NOT NULL AND sent_ts IS NOT NULL
)
SELECT
    vendor,
    month,
    quantile_cont(hours, 0.5) AS value,
    count(*) AS denominator,
    0 AS pending
FROM worked
GROUP BY vendor, month
