-- Denial resubmission on-time rate (RT2), by month in which the next attempt fell due.
-- Numerator: denied claims sent again within the agreed calendar hours.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- Denominator: denied claims that were sent again, and those that are overdue.
-- Pending: not sent again and not due yet; in neither numerator nor denominator.
WITH due AS (
    SELECT
        vendor,
        known_ts + resubmission_hours * INTERVAL 1 HOUR AS due_ts,
        sent_ts,
        as_of_ts,
        time_zone
    FROM refusals CROSS JOIN terms
    WHERE NOT is_rejection
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
