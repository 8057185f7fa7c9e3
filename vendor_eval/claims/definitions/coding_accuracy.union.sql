-- Coding accuracy over all codes of both, by month of service of what was audited.
-- Numerator: codes that the vendor assigned as the auditor did.
-- Denominator: codes that the auditor assigned, and surplus codes of the vendor.
SELECT
    vendor,
    date_trunc('month', dos) AS month,
    sum(codes_correct) AS numerator,
    sum(codes_expected) + sum(codes_extra) AS denominator,
    0 AS pending
FROM coding_audit
WHERE dos IS NOT NULL AND codes_expected IS NOT NULL AND codes_correct IS NOT NULL
    AND codes_extra IS NOT NULL
GROUP BY vendor, date_trunc('month', dos)
