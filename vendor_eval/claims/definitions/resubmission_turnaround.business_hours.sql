-- Resubmission turnaround (RT1 and RT2) in business hours, by month in which the next
-- attempt was sent.
-- Value: median open hours from a rejection or denial to the next attempt at the same payer.
-- A remittance carries a date and no hour: it is known from that day's beginning.
-- Denominator: next attempts sent in the month.
-- Pending: those with a day that the calendar does not know.
WITH refused AS (
    SELECT
        vendor,
        claim_root_key,
        payer_sequence,
        attempt_no,
        CASE
            WHEN ch_ack_status = 'rejected' THEN ch_ack_ts
            WHEN payer_ack_status = 'rejected' THEN payer_ack_ts
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
finished AS (
    SELECT
        refused.vendor,
        date_trunc(
            'month', CAST(sent_ts AT TIME ZONE 'UTC' AT TIME ZONE terms.time_zone AS DATE)
        ) AS month,
        refused.known_ts AT TIME ZONE 'UTC' AT TIME ZONE business_clock.time_zone AS start_ts,
        sent_ts AT TIME ZONE 'UTC' AT TIME ZONE business_clock.time_zone AS end_ts
    FROM refused
    JOIN sent_again
        ON sent_again.vendor = refused.vendor
        AND sent_again.claim_root_key = refused.claim_root_key
        AND sent_again.payer_sequence = refused.payer_sequence
        AND sent_again.attempt_no = refused.attempt_no
        AND sent_again.known_ts = refused.known_ts
    CROSS JOIN terms
    CROSS JOIN business_clock
    WHERE refused.known_ts IS NOT NULL AND sent_ts IS NOT NULL
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
