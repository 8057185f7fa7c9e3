-- Overturn rate of the denials resolved (DN9), by month of first remittance.
-- Numerator: first remittances with a denied line, overturned since: settled by the payer or left
-- to the patient; what was denied as a whole also when it was settled in part.
-- Denominator: these, and the denials of which nothing is left open.
-- Pending: denials still open; in neither numerator nor denominator.
WITH denied AS (
    SELECT vendor, claim_root_key, attempt_no, month, first_remit_date, first_outcome
    FROM first_remittances
    WHERE first_outcome IN ('partial', 'denied')
),
ended AS (
    SELECT
        vendor,
        claim_root_key,
        max(CASE WHEN last_outcome IN ('paid', 'patient') THEN 1 ELSE 0 END) AS is_settled,
        max(CASE WHEN last_outcome = 'partial' THEN 1 ELSE 0 END) AS is_settled_in_part,
        max(CASE WHEN resolved_date IS NOT NULL THEN 1 ELSE 0 END) AS is_resolved
    FROM claim_events
    WHERE payer_sequence = 'P'
    GROUP BY vendor, claim_root_key
),
judged AS (
    SELECT
        denied.vendor,
        month,
        is_settled = 1
            OR (first_outcome = 'denied' AND is_settled_in_part = 1) AS is_overturned,
        is_resolved = 1 AS is_resolved
    FROM denied
    JOIN ended
        ON ended.vendor = denied.vendor AND ended.claim_root_key = denied.claim_root_key
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE is_overturned) AS numerator,
    count(*) FILTER (WHERE is_overturned OR is_resolved) AS denominator,
    count(*) FILTER (WHERE NOT is_overturned AND NOT is_resolved) AS pending
FROM judged
GROUP BY vendor, month
