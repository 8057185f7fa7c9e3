-- Denial resubmission turnaround (RT2), by month in which the next attempt was sent.
-- Value: median calendar hours from a denial to the next attempt at the same payer.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- Denominator: next attempts sent in the month after a denial.
WITH denied_claims AS (
    SELECT
        vendor,
        claim_root_key,
        payer_sequence,
        attempt_no,
        CAST(first_remit_date AS TIMESTAMP) AT TIME ZONE time_zone AT TIME ZONE 'UTC' AS known_ts
    FROM claim_events CROSS JOIN terms
    WHERE first_outcome IN ('partial', 'denied')
        AND coalesce(ch_ack_status, 'none') <> 'rejected'
        AND coalesce(payer_ack_status, 'none') <> 'rejected'
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
        denied_claims.vendor,
        date_trunc(
            'month', CAST(sent_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)
        ) AS month,
        date_diff('second', known_ts, sent_ts) / 3600.0 AS hours
    FROM denied_claims
    JOIN sent_again
        ON sent_again.vendor = denied_claims.vendor
        AND sent_again.claim_root_key = denied_claims.claim_root_key
        AND sent_again.payer_sequence = denied_claims.payer_sequence
        AND sent_again.attempt_no = denied_claims.attempt_no + 1
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
