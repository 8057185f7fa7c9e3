-- Service lines by procedure code, by month of service, primary payer, specialty and site.
-- A claim counts once, unless it was taken back before any remittance: of the attempts to have its primary payer pay it that have lines the last
-- one that was remitted and not denied as a whole, else the last one that was remitted, or where
-- none was the last one.
-- units: of the lines of which something was allowed, in hundredths; a line that states none has
--     one. allowed: of those lines. A line of which nothing was allowed was denied, or paid with
--     another: that is no rate, and no underpayment either.
-- priced: those of them whose contracted amount is known too.
-- underpaid: those allowed less than contracted, by more than the tolerance in its share of the
--     contracted amount and in dollars; and by how much.
WITH lined AS (
    SELECT DISTINCT vendor, practice_claim_key
    FROM claim_lines
    WHERE cpt_hcpcs IS NOT NULL
),
attempts AS (
    SELECT
        claim_events.vendor,
        claim_events.practice_claim_key,
        date_trunc('month', dos_from) AS month,
        coalesce(payer_key, '') AS payer,
        coalesce(specialty, '') AS specialty,
        coalesce(location_key, '') AS site,
        row_number() OVER (
            PARTITION BY
                claim_events.vendor, coalesce(claim_events.claim_root_key, claim_events.practice_claim_key)
            ORDER BY
                CASE WHEN first_remit_date IS NULL THEN 1 ELSE 0 END,
                CASE WHEN first_outcome = 'denied' THEN 1 ELSE 0 END,
                coalesce(attempt_no, 1) DESC,
                claim_events.practice_claim_key,
                dos_from,
                payer_key
        ) AS place
    FROM claim_events
    INNER JOIN lined
        ON lined.vendor = claim_events.vendor
        AND lined.practice_claim_key = claim_events.practice_claim_key
    LEFT JOIN voided_claims
        ON voided_claims.vendor = claim_events.vendor
        AND voided_claims.claim_root_key = claim_events.claim_root_key
    WHERE coalesce(payer_sequence, 'P') = 'P' AND dos_from IS NOT NULL
        AND voided_claims.vendor IS NULL
),
lines AS (
    SELECT
        attempts.vendor,
        month,
        payer,
        specialty,
        site,
        upper(cpt_hcpcs) AS code,
        coalesce(billed, 0) AS billed,
        coalesce(paid, 0) AS paid,
        CASE WHEN allowed > 0 THEN coalesce(units, 1) END AS allowed_units,
        CASE WHEN allowed > 0 THEN allowed END AS allowed,
        CASE WHEN allowed > 0 AND expected_allowed > 0 THEN expected_allowed END AS expected
    FROM attempts
    INNER JOIN claim_lines
        ON claim_lines.vendor = attempts.vendor
        AND claim_lines.practice_claim_key = attempts.practice_claim_key
    WHERE place = 1 AND cpt_hcpcs IS NOT NULL
),
judged AS (
    SELECT
        lines.*,
        expected - allowed > greatest(expected * underpaid_share, underpaid_amt) AS is_underpaid
    FROM lines CROSS JOIN tolerance
)
SELECT
    vendor,
    month,
    payer,
    specialty,
    site,
    code,
    count(*) AS lines,
    CAST(100 * coalesce(sum(allowed_units), 0) AS BIGINT) AS units,
    CAST(100 * sum(billed) AS BIGINT) AS billed_cents,
    CAST(100 * sum(paid) AS BIGINT) AS paid_cents,
    count(allowed) AS allowed_lines,
    CAST(100 * coalesce(sum(allowed), 0) AS BIGINT) AS allowed_cents,
    count(expected) AS priced_lines,
    CAST(100 * coalesce(sum(expected), 0) AS BIGINT) AS expected_cents,
    CAST(
        100 * coalesce(sum(allowed) FILTER (WHERE expected IS NOT NULL), 0) AS BIGINT
    ) AS priced_allowed_cents,
    count(*) FILTER (WHERE is_underpaid) AS underpaid_lines,
    CAST(
        100 * coalesce(sum(expected - allowed) FILTER (WHERE is_underpaid), 0) AS BIGINT
    ) AS underpaid_cents
FROM judged
GROUP BY vendor, month, payer, specialty, site, code
ORDER BY vendor, month, payer, specialty, site, code
