-- Coding on-time rate of what is coded, by month in which coding fell due.
-- Numerator: encounters coded within the agreed calendar hours after complete documentation.
-- Denominator: encounters that are coded; the open ones never count, however overdue.
-- Pending: open, overdue or not; in neither numerator nor denominator.
WITH due AS (
    SELECT
        vendor,
        coded_ts,
        doc_complete_ts + coding_hours * INTERVAL 1 HOUR AS due_ts,
        time_zone
    FROM claim_events CROSS JOIN terms
    WHERE doc_complete_ts IS NOT NULL
        AND coalesce(attempt_no, 1) = 1 AND coalesce(payer_sequence, 'P') = 'P'
),
dated AS (
    SELECT
        vendor,
        date_trunc('month', CAST(due_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)) AS month,
        coded_ts IS NOT NULL AS is_done,
        coalesce(coded_ts <= due_ts, FALSE) AS is_on_time
    FROM due
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE is_on_time) AS numerator,
    count(*) FILTER (WHERE is_done) AS denominator,
    count(*) FILTER (WHERE NOT is_done) AS pending
FROM dated
GROUP BY vendor, month
