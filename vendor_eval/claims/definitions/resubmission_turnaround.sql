-- Resubmission turnaround (RT1 and RT2), by month in which the next attempt was sent.
-- Value: median calendar hours from a rejection or denial to the next attempt at the same payer.
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
    -- The earliest later attempt sent once it was known; a void takes back and sends nothing again.
    SELECT
        refused.vendor,
        refused.claim_root_key,
        refused.payer_sequence,
        refused.attempt_no,
        refused.known_ts,
        min(claim_events.submitted_ts) AS sent_ts
    FROM refused
    JOIN claim_events
        ON claim_events.vendor = refused.vendor
        AND claim_events.claim_root_key = refused.claim_root_key
        AND claim_events.payer_sequence = refused.payer_sequence
        AND claim_events.attempt_no > refused.attempt_no
    WHERE claim_events.submitted_ts >= refused.known_ts
        AND coalesce(claim_events.frequency_code, '') <> '8'
    GROUP BY
        refused.vendor,
        refused.claim_root_key,
        refused.payer_sequence,
        refused.attempt_no,
        refused.known_ts
),
worked AS (
    SELECT
        refused.vendor,
        date_trunc(
            'month', CAST(sent_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)
        ) AS month,
        date_diff('second', refused.known_ts, sent_ts) / 3600.0 AS hours
    FROM refused
    JOIN sent_again
        ON sent_again.vendor = refused.vendor
        AND sent_again.claim_root_key = refused.claim_root_key
        AND sent_again.payer_sequence = refused.payer_sequence
        AND sent_again.attempt_no = refused.attempt_no
        AND sent_again.known_ts = refused.known_ts
    CROSS JOIN terms
    WHERE refused.known_ts IS NOT NULL AND sent_ts IS NOT NULL
)
SELECT
    vendor,
    month,
    quantile_cont(hours, 0.5) AS value,
    count(*) AS denominator,
    0 AS pending
FROM worked
GROUP BY vendor, month
