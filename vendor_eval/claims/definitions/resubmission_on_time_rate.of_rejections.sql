-- Rejection resubmission on-time rate (RT1), by month in which the next attempt fell due.
-- Numerator: rejected claims sent again within the agreed calendar hours.
-- Denominator: rejected claims that were sent again, and those that are overdue.
-- Pending: not sent again and not due yet; in neither numerator nor denominator.
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
due AS (
    SELECT
        rejected_claims.vendor,
        known_ts + resubmission_hours * INTERVAL 1 HOUR AS due_ts,
        sent_ts,
        as_of_ts,
        time_zone
    FROM rejected_claims
    LEFT JOIN sent_again
        ON sent_again.vendor = rejected_claims.vendor
        AND sent_again.claim_root_key = rejected_claims.claim_root_key
        AND sent_again.payer_sequence = rejected_claims.payer_sequence
        AND sent_again.attempt_no = rejected_claims.attempt_no + 1
    CROSS JOIN terms
    WHERE known_ts IS NOT NULL
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
