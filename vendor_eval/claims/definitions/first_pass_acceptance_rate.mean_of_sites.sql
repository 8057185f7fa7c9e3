-- First-pass acceptance as the average of the sites' rates, by month of first submission.
-- Value: each site's accepted first attempts over those it sent (FP3), averaged with one vote a
-- site, however few claims it has. An average of averages: never the rate of all claims.
-- Denominator: sites that sent original claims for the first time to the primary payer.
-- Pending: unanswered claims of the last 14 days.
WITH sent AS (
    SELECT
        vendor,
        month,
        location_key,
        submitted_ts >= as_of_ts - INTERVAL 14 DAY AS is_recent,
        coalesce(
            payer_ack_status,
            CASE
                WHEN first_remit_date IS NOT NULL THEN 'accepted'
                WHEN ch_ack_status = 'rejected' THEN 'rejected'
                ELSE 'unanswered'
            END
        ) AS answer
    FROM first_attempts CROSS JOIN terms
),
sites AS (
    SELECT
        vendor,
        month,
        location_key,
        count(*) FILTER (WHERE answer = 'accepted') AS accepted,
        count(*) AS claims,
        count(*) FILTER (WHERE answer = 'unanswered' AND is_recent) AS unanswered
    FROM sent
    GROUP BY vendor, month, location_key
)
SELECT
    vendor,
    month,
    avg(CAST(accepted AS DOUBLE) / claims) AS value,
    count(*) AS denominator,
    sum(unanswered) AS pending
FROM sites
GROUP BY vendor, month
