-- What everybody may read of a fund without signing in (rule 54): what it received and what was
-- posted out of it, down to the voucher. Whoever was paid as a person is not named: what they were
-- paid for, on which day and by which voucher stays within the books.

CREATE FUNCTION peckham.ledger_fund_received(fund bigint) RETURNS TABLE (received bigint, has bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN QUERY SELECT
        coalesce(sum(p.pence) FILTER (WHERE (p.pence > 0) = (j.reverses_id IS NULL)), 0)::bigint,
        coalesce(sum(p.pence), 0)::bigint
    FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id AND a.kind = 'asset'
    JOIN ledger_journal j ON j.id = p.journal_id
    JOIN ledger_journaloutcome o ON o.journal_id = j.id AND o.what = 'posted'
    WHERE p.fund_id = fund;
END $$;

CREATE FUNCTION peckham.ledger_fund_spent(fund bigint) RETURNS TABLE (on_day date, pence bigint,
    words text, recipient text, sector text, priority text, principle text, voucher text,
    approved_for text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT j.occurred_on, -p.pence, j.words, p.recipient, p.recipient_sector,
        p.priority, coalesce(r.code || ': ' || r.words, ''), j.voucher, coalesce(y.name, '')
    FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id AND a.kind = 'asset'
    JOIN ledger_journal j ON j.id = p.journal_id
    JOIN ledger_journaloutcome o ON o.journal_id = j.id AND o.what = 'posted'
    LEFT JOIN ledger_principle r ON r.id = p.principle_id
    LEFT JOIN organisations_organisation y ON y.id = o.approved_for_id
    WHERE p.fund_id = $1 AND (p.pence < 0) = (j.reverses_id IS NULL)
      AND p.recipient_sector <> 'person'
    UNION ALL
    SELECT NULL, -sum(p.pence)::bigint, '', '', 'person', '', '', '', ''
    FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id AND a.kind = 'asset'
    JOIN ledger_journal j ON j.id = p.journal_id
    JOIN ledger_journaloutcome o ON o.journal_id = j.id AND o.what = 'posted'
    WHERE p.fund_id = $1 AND (p.pence < 0) = (j.reverses_id IS NULL)
      AND p.recipient_sector = 'person'
    HAVING count(*) > 0
    ORDER BY 1 DESC NULLS LAST, 2 DESC;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.ledger_fund_received(bigint), peckham.ledger_fund_spent(bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.ledger_fund_received(bigint), peckham.ledger_fund_spent(bigint)
    TO peckham_app;
