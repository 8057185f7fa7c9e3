-- Gross collection rate, by month of service.
-- Numerator: payments of payers and patients less refunds, over all rows of a claim.
-- Where no row of a month states any, nothing is known and nothing told.
-- Denominator: charges as billed, over all rows of a claim: it follows the price list.
-- Pending: rows with a balance still open, where the extract carries balances; what is open stands
-- in the denominator.
SELECT
    vendor,
    date_trunc('month', served_on) AS month,
    sum(
        CASE
            WHEN coalesce(payer_paid_total, patient_paid_total, refund_total) IS NOT NULL
            THEN
                coalesce(payer_paid_total, 0) + coalesce(patient_paid_total, 0)
                - coalesce(refund_total, 0)
        END
    ) AS numerator,
    sum(coalesce(billed_amt, 0)) AS denominator,
    sum(
        CASE
            WHEN coalesce(balance_insurance, balance_patient) IS NULL THEN NULL
            WHEN coalesce(balance_insurance, 0) + coalesce(balance_patient, 0) > 0 THEN 1
            ELSE 0
        END
    ) AS pending
FROM served
WHERE served_on IS NOT NULL
GROUP BY vendor, date_trunc('month', served_on)
