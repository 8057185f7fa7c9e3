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
    SELECT
        vendor, claim_root_key, payer_sequence, attempt_no, min(submitted_ts) AS sent_ts
    FROM claim_events
    WHERE attempt_no > 1
    GROUP BY vendor, claim_root_key, payer_sequence, attempt_no
),
worked AS (
    SELECT
        rejected_claims.vendor,
        date_trunc(
            'month', CAST(sent_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)
        ) AS month,
        date_diff('second', known_ts, sent_ts) / 3600.0 AS hours
    FROM rejected_claims
    JOIN sent_again
        ON sent_again.vendor = rejected_claims.vendor
        AND sent_again.claim_root_key = rejected_claims.claim_root_key
        AND sent_again.payer_sequence = rejected_claims.payer_sequence
        AND sent_again.attempt_no = rejected_claims.attempt_no + 1
    CROSS JOIN terms
    WHERE known_ts IS NOT NULL AND sent_ts IS NOT NULL
)
SELECT
    vendor,
    month,
    quantile_cont(hours, 0.5) AS value,
    count(*) AS denominator,
    0 AS pending
FROM worked
GROUP BY vendor, month
