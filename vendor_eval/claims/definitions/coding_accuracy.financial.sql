-- Coding accuracy by payment, by month of service of what was audited.
-- Numerator: encounters whose payment would not change.
-- Denominator: encounters audited for it.
SELECT
    vendor,
    date_trunc('month', dos) AS month,
    sum(CASE WHEN payment_changed THEN 0 ELSE 1 END) AS numerator,
    count(*) AS denominator,
    0 AS pending
FROM coding_audit
WHERE dos IS NOT NULL AND payment_changed IS NOT NULL
GROUP BY vendor, date_trunc('month', dos)
