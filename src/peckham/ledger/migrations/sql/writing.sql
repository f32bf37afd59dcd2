-- Who writes in the Money book and who reads it. A journal is written in one statement, by one
-- function; everything else is a row with its trigger. The laws are apart from this, in law.sql.

CREATE FUNCTION peckham.ledger_keeps(books bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.may_for(books, 'keep_ledger');
END $$;

-- The funds that the organisation acted for is a partner in, or holds.
CREATE FUNCTION peckham.ledger_funds_shared() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(y.fund_id), '{}') FROM ledger_fundparty y
    WHERE y.organisation_id = peckham.scope_organisation_id() AND peckham.scope_may('read_ledger')
$$;

-- Whose books the scope reads: the organisation's own, with the permission; or NULL.
CREATE FUNCTION peckham.ledger_books_read() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE WHEN peckham.scope_may('read_ledger') THEN peckham.scope_organisation_id() END;
END $$;

-- The owner's rights, for the policy of journals: which journals touch a fund that is shared.
CREATE FUNCTION peckham.ledger_touches(journal bigint, funds bigint[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM ledger_posting p
        WHERE p.journal_id = journal AND p.fund_id = ANY (funds))
$$;

CREATE FUNCTION peckham.ledger_account_shared(account bigint, funds bigint[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT funds <> '{}' AND EXISTS (SELECT FROM ledger_posting p
        WHERE p.account_id = account AND p.fund_id = ANY (funds))
$$;
CREATE FUNCTION peckham.ledger_of(journal bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT j.books_id FROM ledger_journal j WHERE j.id = journal
$$;

CREATE FUNCTION peckham.ledger_check_keeper() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    whose bigint;
BEGIN
    IF pg_has_role(current_user, 'peckham_owner', 'MEMBER') THEN
        RETURN NEW;
    END IF;
    whose := coalesce((written ->> 'holder_id')::bigint,
        (SELECT f.holder_id FROM ledger_fund f WHERE f.id = (written ->> 'fund_id')::bigint),
        (SELECT f.holder_id FROM ledger_fund f JOIN ledger_principlesversion v ON v.fund_id = f.id
         WHERE v.id = (written ->> 'version_id')::bigint));
    IF NOT coalesce(peckham.ledger_keeps(whose), false) THEN
        RAISE EXCEPTION 'Only whoever keeps these books writes in them.' USING ERRCODE = 'PK209';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.ledger_check_ratifier() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER')
       AND NOT peckham.may_for(NEW.organisation_id, 'ratify_principles') THEN
        RAISE EXCEPTION 'A partner ratifies for itself (rule 50).' USING ERRCODE = 'PK209';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER may_write BEFORE INSERT ON ledger_ratification
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_ratifier();

-- Name the account or the fund that these books do not have.
CREATE FUNCTION peckham.ledger_name_stranger(books bigint, lines jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    strange text;
BEGIN
    SELECT coalesce(p.account, '') || CASE WHEN a.id IS NULL THEN '' ELSE ', fund ' || p.fund END
    INTO strange
    FROM jsonb_to_recordset(lines) AS p (account text, fund text)
    LEFT JOIN ledger_account a ON a.books_id = books AND a.code = p.account
    LEFT JOIN ledger_fund f ON f.code = p.fund
    WHERE a.id IS NULL OR p.fund <> '' AND f.id IS NULL LIMIT 1;
    RAISE EXCEPTION 'These books have no account %.', strange USING ERRCODE = 'PK211';
END $$;

-- Write a journal with its postings; post it at once, or leave it pending. The same key with the
-- same body gives the same journal, as often as it is asked. What a law refuses is undone and given
-- back as its state and words, in the same round trip.
CREATE FUNCTION peckham.post_journal(body jsonb, body_sha256 text, at_once boolean,
    actor_kind text, actor text, at timestamptz, request_id text)
RETURNS TABLE (public_id uuid, refused text, why text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    books bigint := (body ->> 'books_id')::bigint;
    reverses bigint := (body ->> 'reverses_id')::bigint;
    key text := body ->> 'key';
    journal bigint;
    known text;
    written bigint;
BEGIN
    IF NOT (peckham.ledger_keeps(books) OR peckham.scope_actor_kind() = 'system') THEN
        RAISE EXCEPTION 'Only whoever keeps these books writes in them.' USING ERRCODE = 'PK209';
    END IF;
    LOOP
        SELECT j.public_id, j.body_sha256 INTO public_id, known FROM ledger_journal j
        WHERE j.books_id = books AND j.key = key;
        IF FOUND THEN
            IF known <> body_sha256 THEN
                RAISE EXCEPTION 'Another journal was written under this key.'
                    USING ERRCODE = 'PK210';
            END IF;
            RETURN NEXT;
            RETURN;
        END IF;
        -- Whoever writes it under the same key at this moment is waited for, and then found.
        INSERT INTO ledger_journal (public_id, books_id, key, body_sha256, origin, occurred_on,
            words, voucher, reverses_id)
        VALUES (gen_random_uuid(), books, key, body_sha256, body ->> 'origin',
            (body ->> 'occurred_on')::date, body ->> 'words', body ->> 'voucher', reverses)
        ON CONFLICT ON CONSTRAINT ledger_journal_key DO NOTHING
        RETURNING id, ledger_journal.public_id INTO journal, public_id;
        EXIT WHEN FOUND;
    END LOOP;
    INSERT INTO ledger_posting (journal_id, line, account_id, pence, fund_id, principle_id, contract,
        service_line, neighbourhood_code, recipient, recipient_sector, priority)
    SELECT journal, p.line, a.id, p.pence, f.id, p.principle_id, coalesce(p.contract, ''),
        coalesce(p.service_line, ''), coalesce(p.neighbourhood_code, ''), coalesce(p.recipient, ''),
        coalesce(p.recipient_sector, ''), coalesce(p.priority, '')
    FROM jsonb_to_recordset(body -> 'lines') AS p (line smallint, account text, pence bigint,
        fund text, principle_id bigint, contract text, service_line text, neighbourhood_code text,
        recipient text, recipient_sector text, priority text)
    JOIN ledger_account a ON a.books_id = books AND a.code = p.account
    LEFT JOIN ledger_fund f ON f.code = p.fund
    WHERE coalesce(p.fund, '') = '' OR f.id IS NOT NULL
    -- In the order of funds, so that two journals that touch two funds wait and do not lock.
    ORDER BY f.id NULLS FIRST, p.line;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written < jsonb_array_length(body -> 'lines') THEN
        PERFORM peckham.ledger_name_stranger(books, body -> 'lines');
    END IF;
    IF reverses IS NOT NULL THEN
        PERFORM peckham.ledger_check_journal_whole(journal, reverses);
    END IF;
    IF at_once THEN
        INSERT INTO ledger_journaloutcome (journal_id, what) VALUES (journal, 'posted');
    END IF;
    INSERT INTO infra_auditevent (action, subject_kind, subject_id, actor_kind, actor, at,
        recorded_at, request_id, detail)
    VALUES ('ledger.write_journal', 'journal', public_id::text, actor_kind, actor, at,
        clock_timestamp(), request_id, '{}');
    RETURN NEXT;
EXCEPTION
    WHEN OTHERS THEN
        IF SQLSTATE NOT LIKE 'PK2__' AND SQLSTATE NOT IN ('23505', '23514') THEN
            RAISE;
        END IF;
        refused := SQLSTATE;
        why := SQLERRM;
        RETURN NEXT;
END $$;

-- Post a pending journal, or let it come to nothing: for whoever keeps the books, or a partner who
-- approves spending.
CREATE FUNCTION peckham.settle_journal(journal bigint, what text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    books bigint := (SELECT j.books_id FROM ledger_journal j WHERE j.id = journal);
BEGIN
    IF NOT coalesce(peckham.ledger_keeps(books)
        OR peckham.scope_may('approve_spending')
            AND peckham.ledger_touches(journal, peckham.ledger_funds_shared()), false) THEN
        RAISE EXCEPTION 'Only whoever keeps the books, or a partner in the fund, settles this.'
            USING ERRCODE = 'PK209';
    END IF;
    INSERT INTO ledger_journaloutcome (journal_id, what) VALUES (journal, what);
END $$;

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['fund', 'fundparty', 'principlesversion', 'principle'] LOOP
        EXECUTE format('CREATE TRIGGER may_write BEFORE INSERT ON ledger_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.ledger_check_keeper()', written);
    END LOOP;
    -- That a fund exists, whose it is and on what principles it is spent is public business; what
    -- moved and what there is, is not.
    FOREACH written IN ARRAY ARRAY['account', 'periodclose', 'fund', 'fundparty',
        'principlesversion', 'principle', 'ratification'] LOOP
        EXECUTE format('GRANT INSERT ON ledger_%s TO peckham_app', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['account', 'periodclose', 'fund', 'fundparty', 'fundbalance',
        'principlesversion', 'principle', 'ratification', 'journal', 'posting',
        'journaloutcome'] LOOP
        EXECUTE format('GRANT SELECT ON ledger_%s TO peckham_app, peckham_worker', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['account', 'periodclose', 'fundbalance', 'journal', 'posting',
        'journaloutcome'] LOOP
        EXECUTE format('ALTER TABLE ledger_%s ENABLE ROW LEVEL SECURITY', written);
    END LOOP;
END $$;

CREATE POLICY own_books ON ledger_account FOR SELECT TO peckham_app, peckham_worker USING (
    books_id = (SELECT peckham.ledger_books_read())
    OR (SELECT peckham.scope_actor_kind()) = 'system'
    OR peckham.ledger_account_shared(id, (SELECT peckham.ledger_funds_shared())::bigint[]));
CREATE POLICY own_books ON ledger_periodclose FOR SELECT TO peckham_app, peckham_worker USING (
    books_id = (SELECT peckham.ledger_books_read())
    OR (SELECT peckham.scope_actor_kind()) = 'system');
CREATE POLICY by_their_keeper ON ledger_account FOR INSERT TO peckham_app
    WITH CHECK (peckham.ledger_keeps(books_id));
CREATE POLICY by_their_keeper ON ledger_periodclose FOR INSERT TO peckham_app
    WITH CHECK (peckham.ledger_keeps(books_id));
CREATE POLICY own_books_or_shared_fund ON ledger_journal FOR SELECT TO peckham_app, peckham_worker
    USING (books_id = (SELECT peckham.ledger_books_read())
        OR (SELECT peckham.scope_actor_kind()) = 'system'
        OR peckham.ledger_touches(id, (SELECT peckham.ledger_funds_shared())::bigint[]));
CREATE POLICY own_books_or_shared_fund ON ledger_posting FOR SELECT TO peckham_app, peckham_worker
    USING (fund_id = ANY ((SELECT peckham.ledger_funds_shared())::bigint[])
        OR peckham.ledger_of(journal_id) = (SELECT peckham.ledger_books_read())
        OR (SELECT peckham.scope_actor_kind()) = 'system');
CREATE POLICY own_books_or_shared_fund ON ledger_journaloutcome FOR SELECT
    TO peckham_app, peckham_worker
    USING (peckham.ledger_of(journal_id) = (SELECT peckham.ledger_books_read())
        OR (SELECT peckham.scope_actor_kind()) = 'system'
        OR peckham.ledger_touches(journal_id, (SELECT peckham.ledger_funds_shared())::bigint[]));
CREATE POLICY shared ON ledger_fundbalance FOR SELECT TO peckham_app, peckham_worker USING (
    fund_id = ANY ((SELECT peckham.ledger_funds_shared())::bigint[])
    OR (SELECT peckham.scope_actor_kind()) = 'system');

REVOKE EXECUTE ON FUNCTION peckham.ledger_keeps(bigint), peckham.ledger_funds_shared(),
    peckham.ledger_books_read(), peckham.ledger_touches(bigint, bigint[]),
    peckham.ledger_account_shared(bigint, bigint[]), peckham.ledger_of(bigint),
    peckham.ledger_name_stranger(bigint, jsonb),
    peckham.post_journal(jsonb, text, boolean, text, text, timestamptz, text),
    peckham.settle_journal(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.ledger_keeps(bigint), peckham.ledger_funds_shared(),
    peckham.ledger_books_read(), peckham.ledger_touches(bigint, bigint[]),
    peckham.ledger_account_shared(bigint, bigint[]), peckham.ledger_of(bigint)
    TO peckham_app, peckham_worker;
GRANT EXECUTE ON FUNCTION
    peckham.post_journal(jsonb, text, boolean, text, text, timestamptz, text)
    TO peckham_app, peckham_worker;
GRANT EXECUTE ON FUNCTION peckham.settle_journal(bigint, text) TO peckham_app;
