-- Initial denial rate of the task force, by dollars (DN4), by month of first remittance.
-- Numerator: billed charges of claims whose first remittance in the month denies at least one
-- line, whole claims: primary payers, one a claim, the earliest of all its attempts. A charge
-- that stands on another attempt alone is taken from there.
-- Denominator: charges submitted, the average of the three months before; the value is taken
-- before the average is rounded. Without claims sent in each of the three there is no row.
WITH remitted AS (
    SELECT
        vendor,
        claim_root_key,
        date_trunc('month', first_remit_date) AS month,
        first_outcome,
        nullif(billed_amt, 0) AS own_charge,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY
                first_remit_date,
                attempt_no,
                -- Of parts of a claim remitted on one day, one that denies.
                CASE WHEN first_outcome IN ('partial', 'denied') THEN 0 ELSE 1 END,
                practice_claim_key,
                billed_amt,
                first_outcome
        ) AS place
    FROM claim_events
    WHERE payer_sequence = 'P' AND first_remit_date IS NOT NULL AND claim_root_key IS NOT NULL
        AND first_outcome IN ('paid', 'patient', 'partial', 'denied')
),
charged AS (
    SELECT vendor, claim_root_key, max(billed_amt) AS charge
    FROM claim_events
    WHERE payer_sequence = 'P' AND billed_amt IS NOT NULL
        AND claim_root_key IN (
            SELECT claim_root_key FROM remitted WHERE place = 1 AND own_charge IS NULL
        )
    GROUP BY vendor, claim_root_key
),
denied AS (
    SELECT
        remitted.vendor,
        month,
        sum(
            CASE
                WHEN first_outcome IN ('partial', 'denied') THEN coalesce(own_charge, charge, 0)
                ELSE 0
            END
        ) AS total
    FROM remitted
    LEFT JOIN charged
        ON charged.vendor = remitted.vendor AND charged.claim_root_key = remitted.claim_root_key
    WHERE place = 1
    GROUP BY remitted.vendor, month
),
sent AS (
    SELECT vendor, date_trunc('month', submitted_on) AS month, sum(coalesce(billed_amt, 0)) AS total
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
