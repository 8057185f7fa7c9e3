-- Resubmission on-time rate of what is sent again, by month in which the next attempt fell due.
-- Numerator: rejected or denied claims sent again within the agreed calendar hours.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- A rejection without its time is known from what came before it.
-- Denominator: rejected or denied claims that were sent again; what nobody worked never counts.
-- Pending: not sent again, overdue or not; in neither numerator nor denominator.
WITH due AS (
    SELECT
        vendor,
        known_ts + resubmission_hours * INTERVAL 1 HOUR AS due_ts,
        sent_ts,
        time_zone
    FROM refusals CROSS JOIN terms
),
dated AS (
    SELECT
        vendor,
        date_trunc('month', CAST(due_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE)) AS month,
        sent_ts IS NOT NULL AS is_done,
        coalesce(sent_ts <= due_ts, FALSE) AS is_on_time
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
