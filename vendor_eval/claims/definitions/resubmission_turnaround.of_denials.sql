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
    -- The earliest later attempt sent once it was known; a void takes back and sends nothing again.
    SELECT
        denied_claims.vendor,
        denied_claims.claim_root_key,
        denied_claims.payer_sequence,
        denied_claims.attempt_no,
        denied_claims.known_ts,
        min(claim_events.submitted_ts) AS sent_ts
    FROM denied_claims
    JOIN claim_events
        ON claim_events.vendor = denied_claims.vendor
        AND claim_events.claim_root_key = denied_claims.claim_root_key
        AND claim_events.payer_sequence = denied_claims.payer_sequence
        AND claim_events.attempt_no > denied_claims.attempt_no
    WHERE claim_events.submitted_ts >= denied_claims.known_ts
        AND coalesce(claim_events.frequency_code, '') <> '8'
    GROUP BY
        denied_claims.vendor,
        denied_claims.claim_root_key,
        denied_claims.payer_sequence,
        denied_claims.attempt_no,
        denied_claims.known_ts
),
worked AS (
    SELECT
        denied_claims.vendor,
        date_trunc(
            'month', CAST(sent_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)
        ) AS month,
        date_diff('second', denied_claims.known_ts, sent_ts) / 3600.0 AS hours
    FROM denied_claims
    JOIN sent_again
        ON sent_again.vendor = denied_claims.vendor
        AND sent_again.claim_root_key = denied_claims.claim_root_key
        AND sent_again.payer_sequence = denied_claims.payer_sequence
        AND sent_again.attempt_no = denied_claims.attempt_no
        AND sent_again.known_ts = denied_claims.known_ts
    CROSS JOIN terms
    WHERE denied_claims.known_ts IS NOT NULL AND sent_ts IS NOT NULL
)
SELECT
    vendor,
    month,
    quantile_cont(hours, 0.5) AS value,
    count(*) AS denominator,
    0 AS pending
FROM worked
GROUP BY vendor, month
