-- Claims that were taken back before any remittance, one row each.
-- Taken back is a claim whose last attempt at its first payer is a void (frequency 8) that went out
-- before or on the day of that payer's first remittance, or without any. A void after a remittance,
-- or to a later payer alone, takes nothing back.
-- Rates of acceptance, resolution, denial and resubmission, and the volume of claims submitted
-- leave these claims out; books and hours of coding keep them.
WITH touched AS (
    SELECT vendor, claim_root_key
    FROM claim_events
    WHERE frequency_code = '8' AND claim_root_key IS NOT NULL
    GROUP BY vendor, claim_root_key
),
attempts AS (
    SELECT
        touched.vendor,
        touched.claim_root_key,
        coalesce(payer_sequence, 'P') AS payer,
        frequency_code,
        submitted_on,
        first_remit_date,
        row_number() OVER (
            PARTITION BY touched.vendor, touched.claim_root_key
            ORDER BY submitted_ts NULLS LAST, attempt_no NULLS LAST, payer_sequence NULLS LAST
        ) AS from_first,
        row_number() OVER (
            PARTITION BY touched.vendor, touched.claim_root_key, coalesce(payer_sequence, 'P')
            ORDER BY attempt_no DESC NULLS LAST, submitted_ts DESC NULLS LAST, frequency_code DESC
        ) AS from_last
    FROM touched
    JOIN claim_events
        ON claim_events.vendor = touched.vendor
        AND claim_events.claim_root_key = touched.claim_root_key
),
remitted AS (
    SELECT vendor, claim_root_key, payer, min(first_remit_date) AS remitted_on
    FROM attempts
    GROUP BY vendor, claim_root_key, payer
)
SELECT closed.vendor, closed.claim_root_key
FROM attempts AS closed
JOIN attempts AS opened
    ON opened.vendor = closed.vendor
    AND opened.claim_root_key = closed.claim_root_key
    AND opened.payer = closed.payer
JOIN remitted
    ON remitted.vendor = closed.vendor
    AND remitted.claim_root_key = closed.claim_root_key
    AND remitted.payer = closed.payer
WHERE opened.from_first = 1 AND closed.from_last = 1 AND closed.frequency_code = '8'
    AND (remitted_on IS NULL OR closed.submitted_on <= remitted_on)
