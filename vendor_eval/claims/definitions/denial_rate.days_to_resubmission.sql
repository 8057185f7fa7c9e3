-- Time from denial to resubmission (DN11), by month of first remittance.
-- Value: median days from the first remittance with a denied line to the next attempt at the same
-- payer. An appeal that is no claim shows in no extract.
-- Denominator: denials of the month that were sent again.
-- Pending: those that were not.
WITH denied AS (
    SELECT
        vendor,
        claim_root_key,
        attempt_no,
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
    WHERE place = 1 AND denied.first_outcome IN ('partial', 'denied')
        AND claim_events.payer_sequence = 'P' AND claim_events.submitted_ts IS NOT NULL
        -- What went out before the denial answers nothing, and a void sends nothing again.
        AND claim_events.submitted_on >= denied.first_remit_date
        AND coalesce(claim_events.frequency_code, '') <> '8'
    GROUP BY denied.vendor, denied.claim_root_key
)
SELECT
    denied.vendor,
    date_trunc('month', denied.first_remit_date) AS month,
    quantile_cont(date_diff('day', denied.first_remit_date, again_on), 0.5) AS value,
    count(again_on) AS denominator,
    count(*) - count(again_on) AS pending
FROM denied
LEFT JOIN sent_again
    ON sent_again.vendor = denied.vendor AND sent_again.claim_root_key = denied.claim_root_key
WHERE place = 1 AND denied.first_outcome IN ('partial', 'denied')
GROUP BY denied.vendor, date_trunc('month', denied.first_remit_date)
