-- Rows with the day of service by which they count: their own, or where a row leaves it out the
-- earliest of the claim's other rows. What a secondary payer paid often comes without a day.
-- served_on: empty where no row of the claim tells.
WITH days AS (
    SELECT vendor, claim_root_key, min(dos_from) AS first_day
    FROM claim_events
    WHERE dos_from IS NOT NULL
        AND claim_root_key IN (SELECT claim_root_key FROM claim_events WHERE dos_from IS NULL)
    GROUP BY vendor, claim_root_key
)
SELECT
    vendor,
    dos_from AS served_on,
    billed_amt,
    payer_paid_total,
    patient_paid_total,
    refund_total,
    contractual_adj_total,
    denial_writeoff_total,
    bad_debt_total,
    balance_insurance,
    balance_patient,
    extract_on
FROM claim_events
WHERE dos_from IS NOT NULL
UNION ALL
SELECT
    claim_events.vendor,
    first_day AS served_on,
    billed_amt,
    payer_paid_total,
    patient_paid_total,
    refund_total,
    contractual_adj_total,
    denial_writeoff_total,
    bad_debt_total,
    balance_insurance,
    balance_patient,
    extract_on
FROM claim_events
LEFT JOIN days
    ON days.vendor = claim_events.vendor AND days.claim_root_key = claim_events.claim_root_key
WHERE dos_from IS NULL
