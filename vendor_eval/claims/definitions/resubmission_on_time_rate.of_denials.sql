-- Denial resubmission on-time rate (RT2), by month in which the next attempt fell due.
-- Numerator: denied claims sent again within the agreed calendar hours.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- Denominator: denied claims that were sent again, and those that are overdue.
-- Pending: not sent again and not due yet; in neither numerator nor denominator.
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
due AS (
    SELECT
        denied_claims.vendor,
        denied_claims.known_ts + resubmission_hours * INTERVAL 1 HOUR AS due_ts,
        sent_ts,
        as_of_ts,
        time_zone
    FROM denied_claims
    LEFT JOIN sent_again
        ON sent_again.vendor = denied_claims.vendor
        AND sent_again.claim_root_key = denied_claims.claim_root_key
        AND sent_again.payer_sequence = denied_claims.payer_sequence
        AND sent_again.attempt_no = denied_claims.attempt_no
        AND sent_again.known_ts = denied_claims.known_ts
    CROSS JOIN terms
    WHERE denied_claims.known_ts IS NOT NULL
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
