-- Coding accuracy less surplus codes, by month of service of what was audited.
-- Numerator: codes that the vendor assigned as the auditor did, less codes that it should not have.
-- Denominator: codes that the auditor assigned. The quotient can fall below zero.
SELECT
    vendor,
    date_trunc('month', dos) AS month,
    sum(codes_correct) - sum(codes_extra) AS numerator,
    sum(codes_expected) AS denominator,
    0 AS pending
FROM coding_audit
WHERE dos IS NOT NULL AND codes_expected IS NOT NULL AND codes_correct IS NOT NULL
    AND codes_extra IS NOT NULL
GROUP BY vendor, date_trunc('month', dos)
