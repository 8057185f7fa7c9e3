-- Final denial write-off rate (DN8), by month of service.
-- Numerator: what was written off because it was denied, over all rows of a claim.
-- Denominator: charges less contractual adjustments, over all rows of a claim. The published metric
-- divides by net patient service revenue, which only the ledger knows.
-- Pending: rows with a balance still open, where the extract carries balances.
SELECT
    vendor,
    date_trunc('month', served_on) AS month,
    sum(coalesce(denial_writeoff_total, 0)) AS numerator,
    sum(coalesce(billed_amt, 0) - coalesce(contractual_adj_total, 0)) AS denominator,
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
