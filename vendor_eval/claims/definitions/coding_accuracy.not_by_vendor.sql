-- Coding accuracy without audits by the vendor itself, by month of service of what was audited.
-- Numerator: codes that the vendor assigned as the auditor did, where somebody else audited.
-- Denominator: codes that the auditor assigned, where that was somebody else than the vendor.
-- Somebody else is the practice or an independent auditor, by those words and no others. Audits
-- of which nobody says in such words who made them count in neither.
SELECT
    vendor,
    date_trunc('month', dos) AS month,
    sum(
        CASE WHEN lower(auditor_type) IN ('practice', 'independent') THEN codes_correct ELSE 0 END
    ) AS numerator,
    sum(
        CASE WHEN lower(auditor_type) IN ('practice', 'independent') THEN codes_expected ELSE 0 END
    ) AS denominator,
    0 AS pending
FROM coding_audit
WHERE dos IS NOT NULL AND codes_expected IS NOT NULL AND codes_correct IS NOT NULL
    AND lower(auditor_type) IN ('vendor', lower(vendor), 'practice', 'independent')
GROUP BY vendor, date_trunc('month', dos)
