-- Coding on-time rate, by month in which coding fell due.
-- Numerator: encounters coded within the agreed calendar hours after complete documentation.
-- Denominator: encounters that are coded, and the open ones that are overdue.
-- Pending: open and not due yet; in neither numerator nor denominator.
WITH due AS (
    SELECT
        vendor,
        coded_ts,
        doc_complete_ts + coding_hours * INTERVAL 1 HOUR AS due_ts,
        as_of_ts,
        time_zone
    FROM claim_events CROSS JOIN terms
    WHERE doc_complete_ts IS NOT NULL
        AND coalesce(attempt_no, 1) = 1 AND coalesce(payer_sequence, 'P') = 'P'
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
        coded_ts IS NOT NULL AS is_done,
        coalesce(coded_ts <= due_ts, FALSE) AS is_on_time,
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
