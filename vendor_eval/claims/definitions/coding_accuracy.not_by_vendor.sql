-- Coding accuracy without audits by the vendor itself, by month of service of what was audited.
-- Numerator: codes that the vendor assigned as the auditor did, where somebody else audited.
-- Denominator: codes that the auditor assigned, where that was somebody else than the vendor.
-- Audits of which nobody says who made them count in neither.
SELECT
    vendor,
    date_trunc('month', dos) AS month,
    sum(
        CASE WHEN lower(auditor_type) IN ('vendor', lower(vendor)) THEN 0 ELSE codes_correct END
    ) AS numerator,
    sum(
        CASE WHEN lower(auditor_type) IN ('vendor', lower(vendor)) THEN 0 ELSE codes_expected END
    ) AS denominator,
    0 AS pending
FROM coding_audit
WHERE dos IS NOT NULL AND codes_expected IS NOT NULL AND codes_correct IS NOT NULL
    AND auditor_type IS NOT NULL
GROUP BY vendor, date_trunc('month', dos)
