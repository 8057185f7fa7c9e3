-- Denials by reason (DN7), by month of first remittance, payer, specialty and site.
-- The claims are those of remits.sql: one first remittance of the primary payer each.
-- What an adjustment means is told by denial_reasons, the map of reasons, on the day of the
-- remittance. A reason that the map does not know is kept under its own code.
-- standing: 0 refuses; 1 refuses where nothing was paid, and the claim was paid in part;
--     2 the map does not know; in this order reasons lead, then by the most money, then in the
--     order of the map's categories, then by code.
-- claims: denied claims that the reason leads on. A denied claim without any such reason stands
--     under empty codes, so that the claims of all reasons are those that were denied (DN1).
-- mentions: claims, denied or not, on which the reason occurs.
-- cents: what was adjusted for it on denied claims. What a reason of standing 1 took off is a
--     reduction and no denial, unless it leads.
WITH first_remits AS (
    SELECT
        vendor,
        practice_claim_key,
        claim_root_key,
        first_remit_date,
        month,
        coalesce(payer_key, '') AS payer,
        coalesce(specialty, '') AS specialty,
        coalesce(location_key, '') AS site,
        first_outcome,
        first_outcome IN ('partial', 'denied') AS is_denied
    FROM first_remittances
),
adjusted AS (
    SELECT
        first_remits.vendor,
        first_remits.claim_root_key,
        first_remits.first_remit_date,
        first_remits.first_outcome,
        coalesce(claim_adjustments.group_code, '') AS group_code,
        upper(claim_adjustments.carc) AS carc,
        sum(claim_adjustments.amount) AS amount
    FROM first_remits
    INNER JOIN claim_adjustments
        ON claim_adjustments.vendor = first_remits.vendor
        AND claim_adjustments.practice_claim_key = first_remits.practice_claim_key
    WHERE coalesce(claim_adjustments.remit_date, first_remit_date) = first_remit_date
        AND coalesce(claim_adjustments.is_reversal, FALSE) = FALSE
        AND claim_adjustments.carc IS NOT NULL
    GROUP BY
        first_remits.vendor,
        first_remits.claim_root_key,
        first_remits.first_remit_date,
        first_remits.first_outcome,
        coalesce(claim_adjustments.group_code, ''),
        upper(claim_adjustments.carc)
    HAVING sum(claim_adjustments.amount) > 0
),
understood AS (
    SELECT
        adjusted.*,
        CASE
            WHEN denial_reasons.carc IS NULL THEN 2
            WHEN denial_reasons.kind = 'denial' THEN 0
            WHEN denial_reasons.kind = 'conditional' AND first_outcome = 'denied' THEN 0
            WHEN denial_reasons.kind = 'conditional' THEN 1
        END AS standing,
        coalesce(denial_reasons.rank, 0) AS rank
    FROM adjusted
    LEFT JOIN denial_reasons
        ON denial_reasons.carc = adjusted.carc
        AND (denial_reasons.since IS NULL OR denial_reasons.since <= adjusted.first_remit_date)
        AND (denial_reasons.until IS NULL OR adjusted.first_remit_date < denial_reasons.until)
),
ordered AS (
    SELECT
        vendor,
        claim_root_key,
        group_code,
        carc,
        amount,
        standing,
        row_number() OVER (
            PARTITION BY vendor, claim_root_key
            ORDER BY standing, amount DESC, rank, carc, group_code
        ) AS place
    FROM understood
    WHERE standing IS NOT NULL
)
SELECT
    first_remits.vendor,
    first_remits.month,
    first_remits.payer,
    first_remits.specialty,
    first_remits.site,
    coalesce(ordered.group_code, '') AS group_code,
    coalesce(ordered.carc, '') AS carc,
    count(*) FILTER (WHERE is_denied AND coalesce(ordered.place, 1) = 1) AS claims,
    count(ordered.carc) AS mentions,
    CAST(
        100 * coalesce(
            sum(ordered.amount) FILTER (
                WHERE is_denied AND (ordered.standing <> 1 OR ordered.place = 1)
            ),
            0
        ) AS BIGINT
    ) AS cents
FROM first_remits
LEFT JOIN ordered
    ON ordered.vendor = first_remits.vendor
    AND ordered.claim_root_key = first_remits.claim_root_key
WHERE ordered.carc IS NOT NULL OR is_denied
GROUP BY
    first_remits.vendor,
    first_remits.month,
    first_remits.payer,
    first_remits.specialty,
    first_remits.site,
    coalesce(ordered.group_code, ''),
    coalesce(ordered.carc, '')
ORDER BY 1, 2, 3, 4, 5, 6, 7
