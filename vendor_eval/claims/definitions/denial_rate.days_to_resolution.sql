-- Time from denial to resolution (DN11), by month of first remittance.
-- Value: median days from the first remittance with a denied line until nothing was left open.
-- Denominator: denials of the month that are resolved.
-- Pending: those still open.
WITH denied AS (
    SELECT vendor, claim_root_key, attempt_no, month, first_remit_date, first_outcome
    FROM first_remittances
    WHERE first_outcome IN ('partial', 'denied')
),
ended AS (
    SELECT vendor, claim_root_key, max(resolved_date) AS resolved_on
    FROM claim_events
    WHERE payer_sequence = 'P'
    GROUP BY vendor, claim_root_key
)
SELECT
    denied.vendor,
    month,
    quantile_cont(date_diff('day', first_remit_date, resolved_on), 0.5) AS value,
    count(resolved_on) AS denominator,
    count(*) - count(resolved_on) AS pending
FROM denied
JOIN ended
    ON ended.vendor = denied.vendor AND ended.claim_root_key = denied.claim_root_key
GROUP BY denied.vendor, month
