-- Time from denial to resolution (DN11), by month of first remittance.
-- Value: median days from the first remittance with a denied line until nothing was left open.
-- Denominator: denials of the month that are resolved.
-- Pending: those still open.
WITH denied AS (
    SELECT
        vendor,
        claim_root_key,
        first_remit_date,
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
ended AS (
    SELECT vendor, claim_root_key, max(resolved_date) AS resolved_on
    FROM claim_events
    WHERE payer_sequence = 'P'
    GROUP BY vendor, claim_root_key
)
SELECT
    denied.vendor,
    date_trunc('month', first_remit_date) AS month,
    quantile_cont(date_diff('day', first_remit_date, resolved_on), 0.5) AS value,
    count(resolved_on) AS denominator,
    count(*) - count(resolved_on) AS pending
FROM denied
JOIN ended
    ON ended.vendor = denied.vendor AND ended.claim_root_key = denied.claim_root_key
WHERE place = 1 AND first_outcome IN ('partial', 'denied')
GROUP BY denied.vendor, date_trunc('month', first_remit_date)
