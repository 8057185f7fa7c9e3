-- Time from denial to resubmission (DN11), by month of first remittance.
-- Value: median days from the first remittance with a denied line to the next attempt at the same
-- payer. An appeal that is no claim shows in no extract.
-- Denominator: denials of the month that were sent again.
-- Pending: those that were not.
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
)
SELECT
    denied.vendor,
    month,
    quantile_cont(date_diff('day', denied.first_remit_date, again_on), 0.5) AS value,
    count(again_on) AS denominator,
    count(*) - count(again_on) AS pending
FROM denied
LEFT JOIN sent_again
    ON sent_again.vendor = denied.vendor AND sent_again.claim_root_key = denied.claim_root_key
GROUP BY denied.vendor, month
