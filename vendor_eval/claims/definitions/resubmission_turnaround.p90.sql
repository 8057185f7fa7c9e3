-- Resubmission turnaround, 90th percentile (RT1 and RT2), by month in which the next attempt was
-- sent.
-- Value: calendar hours from a rejection or denial to the next attempt at the same payer within
-- which nine of ten were sent, interpolated.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- Denominator: next attempts sent in the month.
WITH refused AS (
    SELECT
        vendor,
        claim_root_key,
        payer_sequence,
        attempt_no,
        CASE
            WHEN ch_ack_status = 'rejected' THEN ch_ack_ts
            WHEN payer_ack_status = 'rejected' THEN payer_ack_ts
            WHEN first_outcome IN ('partial', 'denied') THEN
                CAST(first_remit_date AS TIMESTAMP) AT TIME ZONE time_zone AT TIME ZONE 'UTC'
        END AS known_ts
    FROM claim_events CROSS JOIN terms
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
        refused.vendor,
        date_trunc(
            'month', CAST(sent_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)
        ) AS month,
        date_diff('second', known_ts, sent_ts) / 3600.0 AS hours
    FROM refused
    JOIN sent_again
        ON sent_again.vendor = refused.vendor
        AND sent_again.claim_root_key = refused.claim_root_key
        AND sent_again.payer_sequence = refused.payer_sequence
        AND sent_again.attempt_no = refused.attempt_no + 1
    CROSS JOIN terms
    WHERE known_ts IS NOT NULL AND sent_ts IS NOT NULL
)
SELECT
    vendor,
    month,
    quantile_cont(hours, 0.9) AS value,
    count(*) AS denominator,
    0 AS pending
FROM worked
GROUP BY vendor, month
