-- Resubmission on-time rate, by month in which the next attempt fell due.
-- Numerator: rejected or denied claims sent again within the agreed calendar hours.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- A rejection without its time is known from what came before it.
-- Denominator: rejected or denied claims that were sent again, and those that are overdue.
-- Pending: not sent again and not due yet; in neither numerator nor denominator.
WITH refused AS (
    SELECT
        vendor,
        claim_root_key,
        payer_sequence,
        attempt_no,
        CASE
            WHEN ch_ack_status = 'rejected'
                THEN coalesce(ch_ack_ts, payer_ack_ts, submitted_ts)
            WHEN payer_ack_status = 'rejected'
                THEN coalesce(payer_ack_ts, ch_ack_ts, submitted_ts)
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
due AS (
    SELECT
        refused.vendor,
        refused.known_ts + resubmission_hours * INTERVAL 1 HOUR AS due_ts,
        sent_ts,
        as_of_ts,
        time_zone
    FROM refused
    LEFT JOIN sent_again
        ON sent_again.vendor = refused.vendor
        AND sent_again.claim_root_key = refused.claim_root_key
        AND sent_again.payer_sequence = refused.payer_sequence
        AND sent_again.attempt_no = refused.attempt_no
        AND sent_again.known_ts = refused.known_ts
    CROSS JOIN terms
    WHERE refused.known_ts IS NOT NULL
),
dated AS (
    SELECT
        vendor,
        -- A month of the practice's zone can be another than that of UTC only around its turn.
        CASE
            WHEN date_trunc('month', due_ts - INTERVAL 1 DAY)
                = date_trunc('month', due_ts + INTERVAL 1 DAY)
            THEN date_trunc('month', CAST(due_ts AS DATE))
            ELSE date_trunc(
                'month', CAST(due_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)
            )
        END AS month,
        sent_ts IS NOT NULL AS is_done,
        coalesce(sent_ts <= due_ts, FALSE) AS is_on_time,
        due_ts < as_of_ts AS is_past_due
    FROM due
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE is_on_time) AS numerator,
    count(*) FILTER (WHERE is_done OR is_past_due) AS denominator,
    count(*) FILTER (WHERE NOT is_done AND NOT is_past_due) AS pending
FROM dated
GROUP BY vendor, month
