-- Coding accuracy by encounter, by month of service of what was audited.
-- Numerator: encounters without a wrong, a missed or a surplus code.
-- Denominator: encounters audited.
SELECT
    vendor,
    date_trunc('month', dos) AS month,
    sum(
        CASE WHEN codes_wrong = 0 AND codes_missed = 0 AND codes_extra = 0 THEN 1 ELSE 0 END
    ) AS numerator,
    count(*) AS denominator,
    0 AS pending
FROM coding_audit
WHERE dos IS NOT NULL AND codes_wrong IS NOT NULL AND codes_missed IS NOT NULL
    AND codes_extra IS NOT NULL
GROUP BY vendor, date_trunc('month', dos)
