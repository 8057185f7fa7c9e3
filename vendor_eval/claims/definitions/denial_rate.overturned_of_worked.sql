-- Overturn rate of the denials worked (DN9), by month of first remittance.
-- Numerator: first remittances with a denied line, sent again and overturned since: settled by the
-- payer or left to the patient; what was denied as a whole also when it was settled in part.
-- Denominator: denials that were sent again, decided or not. An appeal that is no claim shows in no
-- extract.
-- Pending: denials sent again and still open; they stand in the denominator too.
WITH denied AS (
    SELECT vendor, claim_root_key, attempt_no, month, first_remit_date, first_outcome
    FROM first_remittances
    WHERE first_outcome IN ('partial', 'denied')
),
sent_again AS (
    SELECT
        denied.vendor,
        denied.claim_root_key,
        min(claim_events.submitted_on) AS again_on
    FROM denied
    JOIN claim_events
        ON claim_events.vendor = denied.vendor
        AND claim_events.claim_root_key = denied.claim_root_key
        AND claim_events.attempt_no > denied.attempt_no
    WHERE claim_events.payer_sequence = 'P' AND claim_events.submitted_ts IS NOT NULL
        -- What went out before the denial answers nothing, and a void sends nothing again.
        AND claim_events.submitted_on >= denied.first_remit_date
        AND coalesce(claim_events.frequency_code, '') <> '8'
    GROUP BY denied.vendor, denied.claim_root_key
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
    JOIN sent_again
        ON sent_again.vendor = denied.vendor AND sent_again.claim_root_key = denied.claim_root_key
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE is_overturned) AS numerator,
    count(*) AS denominator,
    count(*) FILTER (WHERE NOT is_overturned AND NOT is_resolved) AS pending
FROM judged
GROUP BY vendor, month
