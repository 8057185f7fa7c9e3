-- The end of the month with which each vendor's newest extract was taken, one row a vendor.
-- Only an extract of the last day of a month, or of the first day after it, shows balances of a
-- month's end: a vendor whose newest is of another day has no row.
-- month: its first day. day_after: the first day after it.
WITH taken AS (
    SELECT vendor, max(extract_on) AS taken_on
    FROM claim_events
    WHERE extract_on IS NOT NULL
    GROUP BY vendor
),
ended AS (
    SELECT
        vendor,
        taken_on,
        date_trunc('month', taken_on + INTERVAL 1 DAY) AS day_after
    FROM taken
)
SELECT vendor, day_after - INTERVAL 1 MONTH AS month, day_after
FROM ended
WHERE taken_on >= day_after - INTERVAL 1 DAY AND taken_on <= day_after
