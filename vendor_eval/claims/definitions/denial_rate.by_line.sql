-- Denial rate by line (DN6), by month of first remittance.
-- Numerator: lines of which the first remittance paid nothing, left nothing to the patient or an
-- earlier payer, and refused something; every line of a claim that was denied as a whole.
-- Denominator: lines of first remittances of primary payers, one remittance a claim: the earliest
-- of all its attempts. Lines that charge a cent or nothing, and capitated or reporting-only ones,
-- are left out.
-- What was paid is the charge less its adjustments, as the balance of a remittance has it. What an
-- adjustment means is told by denial_reasons, the map of reasons, on the day of the remittance.
WITH adjusted AS (
    SELECT
        first_remittances.vendor,
        first_remittances.practice_claim_key,
        claim_adjustments.line_no,
        sum(claim_adjustments.amount) AS taken_off,
        max(
            CASE
                WHEN claim_adjustments.amount > 0 AND kind IN ('denial', 'conditional') THEN 1
                ELSE 0
            END
        ) AS is_refused,
        max(CASE WHEN kind = 'excluded' THEN 1 ELSE 0 END) AS is_excluded,
        sum(
            CASE
                WHEN group_code = 'PR' AND claim_adjustments.carc IN ('1', '2', '3')
                    OR group_code = 'OA' AND claim_adjustments.carc = '23'
                THEN claim_adjustments.amount
                ELSE 0
            END
        ) AS met_elsewhere
    FROM first_remittances
    JOIN claim_adjustments
        ON claim_adjustments.vendor = first_remittances.vendor
        AND claim_adjustments.practice_claim_key = first_remittances.practice_claim_key
        AND coalesce(claim_adjustments.remit_date, first_remit_date) = first_remit_date
        AND NOT coalesce(claim_adjustments.is_reversal, FALSE)
    LEFT JOIN denial_reasons
        ON denial_reasons.carc = upper(claim_adjustments.carc)
        AND (denial_reasons.since IS NULL OR denial_reasons.since <= first_remit_date)
        AND (denial_reasons.until IS NULL OR first_remit_date < denial_reasons.until)
    WHERE claim_adjustments.line_no IS NOT NULL
    GROUP BY
        first_remittances.vendor,
        first_remittances.practice_claim_key,
        claim_adjustments.line_no
),
lines AS (
    SELECT
        first_remittances.vendor,
        month,
        first_outcome = 'denied' OR (
            claim_lines.billed - coalesce(taken_off, 0) <= 0
            AND coalesce(is_refused, 0) = 1
            AND coalesce(met_elsewhere, 0) = 0
        ) AS is_denied
    FROM first_remittances
    JOIN claim_lines
        ON claim_lines.vendor = first_remittances.vendor
        AND claim_lines.practice_claim_key = first_remittances.practice_claim_key
    LEFT JOIN adjusted
        ON adjusted.vendor = first_remittances.vendor
        AND adjusted.practice_claim_key = first_remittances.practice_claim_key
        AND adjusted.line_no = claim_lines.line_no
    WHERE claim_lines.billed > 0.01 AND coalesce(is_excluded, 0) = 0
)
SELECT
    vendor,
    month,
    count(*) FILTER (WHERE is_denied) AS numerator,
    count(*) AS denominator,
    0 AS pending
FROM lines
GROUP BY vendor, month
