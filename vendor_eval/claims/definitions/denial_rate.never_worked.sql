-- Never-worked share of denials (DN10), by month of first remittance.
-- Numerator: denials that nobody sent again within 45 days after the remittance, and whose outcome
-- has not changed either: an appeal that is no claim shows only so.
-- Denominator: first remittances of primary payers with a denied line, one a claim, 45 days past.
-- Pending: denials of the last 45 days that nobody sent again; in neither numerator nor
-- denominator.
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
changed AS (
    SELECT
        vendor,
        claim_root_key,
        max(
            CASE
                WHEN last_outcome IN ('paid', 'patient') THEN 1
                WHEN first_outcome = 'denied' AND last_outcome = 'partial' THEN 1
                ELSE 0
            END
        ) AS is_changed
    FROM claim_events
    WHERE payer_sequence = 'P'
    GROUP BY vendor, claim_root_key
),
judged AS (
    SELECT
        denied.vendor,
        month,
        CAST(denied.first_remit_date + INTERVAL 46 DAY AS TIMESTAMP)
            AT TIME ZONE time_zone AT TIME ZONE 'UTC' <= as_of_ts AS is_past,
        is_changed = 1
            OR coalesce(date_diff('day', denied.first_remit_date, again_on) <= 45, FALSE)
            AS is_worked
    FROM denied
    JOIN changed
        ON changed.vendor = denied.vendor AND changed.claim_root_key = denied.claim_root_key
    LEFT JOIN sent_again
        ON sent_again.vendor = denied.vendor AND sent_again.claim_root_key = denied.claim_root_key
    CROSS JOIN terms
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE is_past AND NOT is_worked) AS numerator,
    count(*) FILTER (WHERE is_past) AS denominator,
    count(*) FILTER (WHERE NOT is_past AND NOT is_worked) AS pending
FROM judged
GROUP BY vendor, month
