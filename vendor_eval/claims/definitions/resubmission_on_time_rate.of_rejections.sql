-- Rejection resubmission on-time rate (RT1), by month in which the next attempt fell due.
-- Numerator: rejected claims sent again within the agreed calendar hours.
-- A rejection without its time is known from what came before it.
-- Denominator: rejected claims that were sent again, and those that are overdue.
-- Pending: not sent again and not due yet; in neither numerator nor denominator.
WITH rejected_claims AS (
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
due AS (
    SELECT
        rejected_claims.vendor,
        rejected_claims.known_ts + resubmission_hours * INTERVAL 1 HOUR AS due_ts,
        sent_ts,
        as_of_ts,
        time_zone
    FROM rejected_claims
    LEFT JOIN sent_again
        ON sent_again.vendor = rejected_claims.vendor
        AND sent_again.claim_root_key = rejected_claims.claim_root_key
        AND sent_again.payer_sequence = rejected_claims.payer_sequence
        AND sent_again.attempt_no = rejected_claims.attempt_no
        AND sent_again.known_ts = rejected_claims.known_ts
    CROSS JOIN terms
    WHERE rejected_claims.known_ts IS NOT NULL
),
dated AS (
    SELECT
        vendor,
        date_trunc('month', CAST(due_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)) AS month,
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
