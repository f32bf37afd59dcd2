-- The chain of the books: every journal with its postings, and every outcome, as one more entry in
-- the chain of its books; each entry's hash covers the one before. A job writes the entries behind the
-- last transaction that is still open, so that nobody who posts waits for anybody.

INSERT INTO sharing_systemactor (name, purpose, categories, why) VALUES
    ('journal sealing', 'operations', '{}', 'Chains what was posted to books, every minute.');

-- A journal with its postings as a JSON list. Moments are microseconds since 1970 in UTC.
CREATE FUNCTION peckham.ledger_journal_content(j ledger_journal) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(j.id, j.public_id, j.books_id, j.key, j.body_sha256, j.origin,
        j.occurred_on, j.words, j.voucher, j.reverses_id, peckham.microseconds(j.recorded_at),
        j.recorded_by,
        coalesce((SELECT jsonb_agg(jsonb_build_array(p.line, p.account_id, a.code, a.kind, p.pence,
                p.fund_id, p.principle_id, p.contract, p.service_line, p.neighbourhood_code,
                p.recipient, p.recipient_sector, p.priority) ORDER BY p.line)
            FROM ledger_posting p LEFT JOIN ledger_account a ON a.id = p.account_id
            WHERE p.journal_id = j.id), '[]'::jsonb))
$$;

-- Chain what is settled. Gives how many entries were made; NULL when another is at it or a writer did
-- not end, so that the next minute tries again.
CREATE FUNCTION peckham.seal_journals(patience interval) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    outcomes bigint;
    journals bigint;
    before ledger_sealing;
    heads jsonb;
    entry record;
    made bigint := 0;
    place bigint;
    chain text;
    touched jsonb := '{}';
    whole text;
BEGIN
    IF NOT peckham.begin_sealing('journals') THEN
        RETURN NULL;
    END IF;
    -- Outcomes first: the journal of an outcome that is settled has a number already.
    outcomes := peckham.settled('ledger_journaloutcome', patience);
    journals := peckham.settled('ledger_journal', patience);
    IF outcomes IS NULL OR journals IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT s.* INTO before FROM ledger_sealing s ORDER BY s.id DESC LIMIT 1;
    SELECT coalesce(jsonb_object_agg(l.books_id, jsonb_build_array(l.number, l.sha256)), '{}')
    INTO heads FROM (SELECT DISTINCT ON (e.books_id) e.books_id, e.number, e.sha256
        FROM ledger_chainentry e ORDER BY e.books_id, e.number DESC) AS l;
    FOR entry IN
        SELECT found.* FROM (
            SELECT j.books_id, 'journal' AS what, j.id AS row_id,
                peckham.ledger_journal_content(j) AS content
            FROM ledger_journal j
            WHERE j.id > coalesce(before.journals_through, 0) AND j.id <= journals
            UNION ALL
            SELECT j.books_id, 'outcome', o.id, jsonb_build_array(o.id, o.journal_id, o.what,
                o.approved_for_id, peckham.microseconds(o.recorded_at), o.recorded_by)
            FROM ledger_journaloutcome o JOIN ledger_journal j ON j.id = o.journal_id
            WHERE o.id > coalesce(before.outcomes_through, 0) AND o.id <= outcomes) AS found
        ORDER BY found.what, found.row_id
    LOOP
        place := coalesce((heads -> entry.books_id::text ->> 0)::bigint, 0) + 1;
        chain := coalesce(heads -> entry.books_id::text ->> 1, repeat('0', 64));
        chain := peckham.sha256_of(
            jsonb_build_array(chain, place, entry.what, entry.content)::text);
        INSERT INTO ledger_chainentry (books_id, number, what, row_id, sha256)
        VALUES (entry.books_id, place, entry.what, entry.row_id, chain);
        heads := jsonb_set(heads, ARRAY[entry.books_id::text], jsonb_build_array(place, chain));
        touched := jsonb_set(touched, ARRAY[entry.books_id::text], to_jsonb(place));
        made := made + 1;
    END LOOP;
    IF made > 0 THEN
        -- One hash over the heads of all books that grew: what one keeps elsewhere.
        SELECT peckham.sha256_of(jsonb_build_array(
            coalesce(before.sha256, repeat('0', 64)), journals, outcomes,
            jsonb_agg(jsonb_build_array(t.key::bigint, t.value::bigint, heads -> t.key ->> 1)
                ORDER BY t.key::bigint),
            peckham.microseconds(peckham.scope_at()))::text)
        INTO whole FROM jsonb_each_text(touched) AS t;
        INSERT INTO ledger_sealing (journals_through, outcomes_through, entries, heads, sha256,
            sealed_at)
        SELECT journals, outcomes, made,
            jsonb_agg(jsonb_build_array(t.key::bigint, t.value::bigint) ORDER BY t.key::bigint),
            whole, peckham.scope_at()
        FROM jsonb_each_text(touched) AS t;
    END IF;
    RETURN made;
END $$;

CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_chainentry
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_sealing
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

REVOKE EXECUTE ON FUNCTION peckham.ledger_journal_content(ledger_journal),
    peckham.seal_journals(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.seal_journals(interval) TO peckham_worker;
