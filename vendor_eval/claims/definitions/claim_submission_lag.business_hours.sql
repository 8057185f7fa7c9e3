-- Claim submission lag (TA2) in business hours, by month of first submission.
-- Value: median open hours from complete coding to the first submission; what is coded after the
-- cut-off counts from the next opening.
-- Denominator: claims first sent in the month, one row each: first attempts, primary payer.
-- Pending: those with a day that the calendar does not know.
WITH finished AS (
    SELECT
        vendor,
        date_trunc('month', submitted_on) AS month,
        coded_ts AT TIME ZONE 'UTC' AT TIME ZONE business_clock.time_zone AS start_ts,
        submitted_ts AT TIME ZONE 'UTC' AT TIME ZONE business_clock.time_zone AS end_ts
    FROM claim_events CROSS JOIN business_clock
    WHERE coded_ts IS NOT NULL AND submitted_ts IS NOT NULL
        AND attempt_no = 1 AND coalesce(payer_sequence, 'P') = 'P'
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
