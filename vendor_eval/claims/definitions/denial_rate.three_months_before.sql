-- Initial denial rate of the task force, by claims (DN4), by month of first remittance.
-- Numerator: first remittances of the month that deny at least one line: primary payers, one a
-- claim, the earliest of all its attempts.
-- Denominator: claims submitted, the average of the three months before; the value is taken before
-- the average is rounded. Without claims sent in each of the three there is no row.
WITH remitted AS (
    SELECT
        vendor,
        date_trunc('month', first_remit_date) AS month,
        first_outcome,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY
                first_remit_date,
                attempt_no,
                -- Of parts of a claim remitted on one day, one that denies.
                CASE WHEN first_outcome IN ('partial', 'denied') THEN 0 ELSE 1 END,
                practice_claim_key,
                first_outcome
        ) AS place
    FROM claim_events
    WHERE payer_sequence = 'P' AND first_remit_date IS NOT NULL AND claim_root_key IS NOT NULL
        AND first_outcome IN ('paid', 'patient', 'partial', 'denied')
),
denied AS (
    SELECT
        vendor,
        month,
        count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS total
    FROM remitted
    WHERE place = 1
    GROUP BY vendor, month
),
sent AS (
    SELECT vendor, date_trunc('month', submitted_on) AS month, count(*) AS total
    FROM claim_events
    WHERE submitted_ts IS NOT NULL
        AND attempt_no = 1 AND frequency_code = '1' AND payer_sequence = 'P'
    GROUP BY vendor, date_trunc('month', submitted_on)
),
before AS (
    SELECT
        denied.vendor,
        denied.month,
        denied.total AS denied_total,
        sum(sent.total) AS sent_total,
        count(*) AS months
    FROM denied
    JOIN sent
        ON sent.vendor = denied.vendor
        AND sent.month >= denied.month - INTERVAL 3 MONTH AND sent.month < denied.month
    GROUP BY denied.vendor, denied.month, denied.total
)
SELECT
    vendor,
    month,
    denied_total AS numerator,
    round(CAST(sent_total / 3.0 AS DECIMAL(18, 6)), 2) AS denominator,
    CAST(denied_total * 3 AS DOUBLE) / nullif(CAST(sent_total AS DOUBLE), 0) AS value,
    0 AS pending
FROM before
WHERE months = 3
