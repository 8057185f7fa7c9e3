-- Coding accuracy, codes over codes, by month of service of what was audited.
-- Numerator: codes that the vendor assigned as the auditor did.
-- Denominator: codes that the auditor assigned. Surplus codes of the vendor count in neither.
-- A worksheet carries no day of its audit, so that the month is that of the services it looks at.
SELECT
    vendor,
    date_trunc('month', dos) AS month,
    sum(codes_correct) AS numerator,
    sum(codes_expected) AS denominator,
    0 AS pending
FROM coding_audit
WHERE dos IS NOT NULL AND codes_expected IS NOT NULL AND codes_correct IS NOT NULL
GROUP BY vendor, date_trunc('month', dos)
