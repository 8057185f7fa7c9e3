-- Resubmission turnaround (RT1 and RT2) in business hours, by month in which the next
-- attempt was sent.
-- Value: median open hours from a rejection or denial to the next attempt at the same payer.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- Denominator: next attempts sent in the month.
-- Pending: those with a day that the calendar does not know.
WITH finished AS (
    SELECT
        vendor,
        date_trunc('month', sent_on) AS month,
        known_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS start_ts,
        sent_ts AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS end_ts
    FROM refusals CROSS JOIN business_clock
    WHERE is_timed AND sent_ts IS NOT NULL
),
on_wall AS (
    SELECT
        vendor,
        month,
        CAST(start_ts AS DATE) AS start_day,
        date_diff('second', CAST(CAST(start_ts AS DATE) AS TIMESTAMP), start_ts) AS start_second,
        CAST(end_ts AS DATE) AS end_day,
        date_diff('second', CAST(CAST(end_ts AS DATE) AS TIMESTAMP), end_ts) AS end_second
    FROM finished
),
clocked AS (
    SELECT
        vendor,
        month,
        CASE
            WHEN began.day IS NULL OR ended.day IS NULL THEN NULL
            ELSE greatest(
                0,
                ended.seconds_before
                + CASE
                    WHEN NOT ended.is_business THEN 0
                    ELSE least(greatest(end_second, opens_second), closes_second) - opens_second
                END
                - began.seconds_before
                - CASE
                    WHEN NOT began.is_business THEN 0
                    WHEN start_second > cut_off_second THEN closes_second - opens_second
                    ELSE least(greatest(start_second, opens_second), closes_second) - opens_second
                END
            ) / 3600.0
        END AS hours
    FROM on_wall
    CROSS JOIN business_clock
    LEFT JOIN business_calendar AS began ON began.day = start_day
    LEFT JOIN business_calendar AS ended ON ended.day = end_day
)
SELECT
    vendor,
    month,
    quantile_cont(hours, 0.5) AS value,
    count(hours) AS denominator,
    count(*) - count(hours) AS pending
FROM clocked
GROUP BY vendor, month
