-- The law of the Money book, whoever writes: journals balance, restricted funds hold, nothing is
-- edited, closed periods take nothing, ring-fenced accounts stay apart.

-- Whoever posts to an organisation's books and whoever closes them see one another.
CREATE FUNCTION peckham.ledger_books_lock(books bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN hashtextextended('peckham.ledger.' || books, 0);
END $$;

CREATE FUNCTION peckham.ledger_closed_through(books bigint) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT max(c.through_on) FROM ledger_periodclose c WHERE c.books_id = books
$$;

CREATE FUNCTION peckham.ledger_check_journal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    closed date;
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    PERFORM pg_advisory_xact_lock_shared(peckham.ledger_books_lock(NEW.books_id));
    closed := peckham.ledger_closed_through(NEW.books_id);
    IF NEW.occurred_on <= closed THEN
        RAISE EXCEPTION 'The books are closed through %; what happened on % is posted to an open day.',
            closed, NEW.occurred_on USING ERRCODE = 'PK201';
    END IF;
    IF NEW.occurred_on > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'What is written down now cannot have happened on %.', NEW.occurred_on
            USING ERRCODE = 'PK202';
    END IF;
    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT FROM ledger_journal j
            JOIN ledger_journaloutcome o ON o.journal_id = j.id AND o.what = 'posted'
            WHERE j.id = NEW.reverses_id AND j.books_id = NEW.books_id) THEN
        RAISE EXCEPTION 'Only what was posted to the same books is reversed.'
            USING ERRCODE = 'PK203';
    END IF;
    RETURN NEW;
END $$;

-- The version of a fund's principles that stands: the latest that enough parties ratified, one of
-- them not the holder.
CREATE FUNCTION peckham.ledger_ratified_version(fund bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT v.id FROM ledger_principlesversion v JOIN ledger_fund f ON f.id = v.fund_id
    WHERE v.fund_id = $1
      AND (SELECT count(*) >= f.ratified_by_min
                AND coalesce(bool_or(r.organisation_id <> f.holder_id), false)
           FROM ledger_ratification r WHERE r.version_id = v.id)
    ORDER BY v.number DESC LIMIT 1
$$;

-- A posting comes with its journal, goes to the same books, and respects ring-fences, whose money it
-- is and on what principles that is spent.
CREATE FUNCTION peckham.ledger_check_posting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    journal ledger_journal;
    account ledger_account;
    fund ledger_fund;
BEGIN
    SELECT j.* INTO journal FROM ledger_journal j WHERE j.id = NEW.journal_id;
    SELECT a.* INTO account FROM ledger_account a WHERE a.id = NEW.account_id;
    IF journal.transaction_id IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
        RAISE EXCEPTION 'A journal is closed: its postings were written with it.'
            USING ERRCODE = 'PK204';
    END IF;
    IF account.books_id IS DISTINCT FROM journal.books_id THEN
        RAISE EXCEPTION 'The account % is in another organisation''s books.', account.code
            USING ERRCODE = 'PK205';
    END IF;
    IF journal.origin IN ('integrator', 'neighbourhood') THEN
        IF account.ring = 'gp_core' THEN
            RAISE EXCEPTION 'The core accounts of a practice are not for an integrator or a'
                ' neighbourhood (rule 38).' USING ERRCODE = 'PK238';
        END IF;
        IF NEW.fund_id IS NULL THEN
            RAISE EXCEPTION 'Nothing is committed without its source of funding (rule 42).'
                USING ERRCODE = 'PK242';
        END IF;
    END IF;
    IF NEW.fund_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT f.* INTO fund FROM ledger_fund f WHERE f.id = NEW.fund_id;
    IF fund.holder_id IS DISTINCT FROM journal.books_id THEN
        RAISE EXCEPTION 'A fund is kept in the books of whoever holds it.' USING ERRCODE = 'PK205';
    END IF;
    IF account.kind IN ('income', 'expense') THEN
        RAISE EXCEPTION 'Money held for others is owed to them: neither its receipt nor its'
            ' spending is the holder''s own income or expense (rule 49).' USING ERRCODE = 'PK249';
    END IF;
    IF account.kind = 'asset' AND NEW.pence < 0 AND fund.ratified_by_min > 0
       AND journal.reverses_id IS NULL AND NOT EXISTS (SELECT FROM ledger_principle p
            WHERE p.id = NEW.principle_id
              AND p.version_id = peckham.ledger_ratified_version(fund.id)) THEN
        RAISE EXCEPTION 'Each spending cites a principle that the partners have ratified (rule 50).'
            USING ERRCODE = 'PK250';
    END IF;
    RETURN NEW;
END $$;

-- A journal as a whole: it balances, and a reversal takes back exactly what was posted.
CREATE FUNCTION peckham.ledger_check_journal_whole(journal bigint, reverses bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lines bigint;
    over bigint;
BEGIN
    SELECT sum(s.lines), min(s.pence) FILTER (WHERE s.pence <> 0) INTO lines, over
    FROM (SELECT count(*) AS lines, sum(p.pence) AS pence FROM ledger_posting p
        WHERE p.journal_id = journal GROUP BY p.fund_id) AS s;
    IF over IS NOT NULL THEN
        RAISE EXCEPTION 'A journal''s postings sum to nothing, fund by fund; these leave % pence.',
            over USING ERRCODE = 'PK206';
    END IF;
    IF coalesce(lines, 0) < 2 THEN
        RAISE EXCEPTION 'A journal has two postings at least.' USING ERRCODE = 'PK206';
    END IF;
    IF reverses IS NOT NULL AND EXISTS (
        SELECT FROM (SELECT p.account_id, p.fund_id, sum(p.pence) AS pence FROM ledger_posting p
            WHERE p.journal_id IN (journal, reverses)
            GROUP BY p.account_id, p.fund_id) AS both_of_them WHERE pence <> 0) THEN
        RAISE EXCEPTION 'A reversal takes back exactly what was posted.' USING ERRCODE = 'PK203';
    END IF;
END $$;

CREATE FUNCTION peckham.ledger_check_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.ledger_check_journal_whole(NEW.id, NEW.reverses_id);
    RETURN NULL;
END $$;

-- What pending journals would take is held against the fund at once; what is posted is its cash.
CREATE FUNCTION peckham.ledger_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.pence < 0
       AND (SELECT a.kind = 'asset' FROM ledger_account a WHERE a.id = NEW.account_id) THEN
        UPDATE ledger_fundbalance b SET pending_pence = b.pending_pence - NEW.pence
        WHERE b.fund_id = NEW.fund_id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.ledger_check_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    journal ledger_journal;
BEGIN
    SELECT j.* INTO journal FROM ledger_journal j WHERE j.id = NEW.journal_id;
    IF journal.id IS NULL THEN
        RAISE EXCEPTION 'There is no such journal to settle.' USING ERRCODE = 'PK204';
    END IF;
    PERFORM pg_advisory_xact_lock_shared(peckham.ledger_books_lock(journal.books_id));
    IF coalesce(current_setting('peckham.actor', true), '') <> '' THEN
        NEW.approved_for_id := nullif(current_setting('peckham.organisation_id', true), '')::bigint;
    END IF;
    IF NEW.what = 'posted' AND journal.reverses_id IS NULL AND EXISTS (
        SELECT FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
        JOIN ledger_fund f ON f.id = p.fund_id AND f.ratified_by_min > 0
        WHERE p.journal_id = journal.id AND a.kind = 'asset' AND p.pence < 0
          AND (NEW.approved_for_id IS NULL OR NEW.approved_for_id = f.holder_id
            OR NOT EXISTS (SELECT FROM ledger_fundparty y
                WHERE y.fund_id = f.id AND y.organisation_id = NEW.approved_for_id))) THEN
        RAISE EXCEPTION 'A spending is approved by a partner who does not hold the money (rule 50).'
            USING ERRCODE = 'PK251';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.ledger_settle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_posting p
        WHERE p.journal_id = NEW.journal_id AND p.fund_id IS NOT NULL) THEN
        RETURN NULL;
    END IF;
    -- In the order of funds, so that two journals that touch two funds wait and do not lock.
    PERFORM FROM ledger_fundbalance b WHERE b.fund_id IN (
        SELECT p.fund_id FROM ledger_posting p WHERE p.journal_id = NEW.journal_id)
    ORDER BY b.fund_id FOR UPDATE;
    UPDATE ledger_fundbalance b SET
        pending_pence = b.pending_pence - moved.taken,
        posted_pence = b.posted_pence + CASE NEW.what WHEN 'posted' THEN moved.cash ELSE 0 END
    FROM (SELECT p.fund_id, sum(p.pence)::bigint AS cash,
            coalesce(-sum(p.pence) FILTER (WHERE p.pence < 0), 0)::bigint AS taken
        FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id AND a.kind = 'asset'
        WHERE p.journal_id = NEW.journal_id AND p.fund_id IS NOT NULL GROUP BY p.fund_id) AS moved
    WHERE b.fund_id = moved.fund_id;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.ledger_check_close() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    waiting bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(peckham.ledger_books_lock(NEW.books_id));
    IF NEW.through_on >= (NEW.recorded_at AT TIME ZONE 'Europe/London')::date
       OR NEW.through_on <= peckham.ledger_closed_through(NEW.books_id) THEN
        RAISE EXCEPTION 'Books are closed through a day that is over and not closed yet.'
            USING ERRCODE = 'PK207';
    END IF;
    SELECT count(*) INTO waiting FROM ledger_journal j
    WHERE j.books_id = NEW.books_id AND j.occurred_on <= NEW.through_on
      AND NOT EXISTS (SELECT FROM ledger_journaloutcome o WHERE o.journal_id = j.id);
    IF waiting > 0 THEN
        RAISE EXCEPTION '% journals are still pending: each is posted or comes to nothing first.',
            waiting USING ERRCODE = 'PK207';
    END IF;
    RETURN NEW;
END $$;

-- Principles are written with their version, and a version that is ratified is never another.
CREATE FUNCTION peckham.ledger_check_principle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM ledger_ratification r WHERE r.version_id = NEW.version_id)
       OR EXISTS (SELECT FROM ledger_principlesversion v JOIN ledger_principlesversion later
            ON later.fund_id = v.fund_id AND later.number > v.number WHERE v.id = NEW.version_id)
    THEN
        RAISE EXCEPTION 'A version that was ratified or followed is closed: write another (rule 50).'
            USING ERRCODE = 'PK252';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.ledger_check_ratification() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- A principle that is added meanwhile and this see one another.
    PERFORM FROM ledger_principlesversion v WHERE v.id = NEW.version_id FOR UPDATE;
    IF NOT EXISTS (SELECT FROM ledger_principlesversion v JOIN ledger_fundparty y
            ON y.fund_id = v.fund_id
            WHERE v.id = NEW.version_id AND y.organisation_id = NEW.organisation_id)
       OR NOT EXISTS (SELECT FROM ledger_principle p WHERE p.version_id = NEW.version_id) THEN
        RAISE EXCEPTION 'Principles are ratified by the partners of the fund (rule 50).'
            USING ERRCODE = 'PK252';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.ledger_open_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_fundbalance (fund_id, is_restricted, posted_pence, pending_pence)
    VALUES (NEW.id, NEW.is_restricted, 0, 0);
    INSERT INTO ledger_fundparty (fund_id, organisation_id, recorded_at, recorded_by)
    VALUES (NEW.id, NEW.holder_id, NEW.recorded_at, NEW.recorded_by);
    RETURN NULL;
END $$;

-- A balance is worked out by the law alone: nobody, not even the owner, writes another.
CREATE FUNCTION peckham.ledger_check_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'A fund''s balance follows its postings.' USING ERRCODE = 'PK208';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['account', 'periodclose', 'fund', 'fundparty',
        'principlesversion', 'ratification', 'journal', 'journaloutcome'] LOOP
        -- First of all by its name: what follows reads the times that it sets.
        EXECUTE format('CREATE TRIGGER a_written_down BEFORE INSERT ON ledger_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.write_down()', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['account', 'periodclose', 'fund', 'fundparty',
        'principlesversion', 'principle', 'ratification', 'journal', 'posting',
        'journaloutcome'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
    END LOOP;
END $$;
CREATE TRIGGER in_order BEFORE INSERT ON ledger_journal
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_journal();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON ledger_journal DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_whole();
CREATE TRIGGER fits BEFORE INSERT ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_posting();
CREATE TRIGGER held AFTER INSERT ON ledger_posting
    FOR EACH ROW WHEN (NEW.fund_id IS NOT NULL) EXECUTE FUNCTION peckham.ledger_hold();
CREATE TRIGGER approved BEFORE INSERT ON ledger_journaloutcome
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_outcome();
CREATE TRIGGER settled AFTER INSERT ON ledger_journaloutcome
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_settle();
CREATE TRIGGER over BEFORE INSERT ON ledger_periodclose
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_close();
CREATE TRIGGER open_version BEFORE INSERT ON ledger_principle
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_principle();
CREATE TRIGGER of_a_partner BEFORE INSERT ON ledger_ratification
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_ratification();
CREATE TRIGGER with_its_balance AFTER INSERT ON ledger_fund
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_open_balance();
CREATE TRIGGER by_the_law BEFORE INSERT OR UPDATE OR DELETE ON ledger_fundbalance
    FOR EACH ROW EXECUTE FUNCTION peckham.ledger_check_balance();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON ledger_fundbalance
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

REVOKE EXECUTE ON FUNCTION peckham.ledger_books_lock(bigint), peckham.ledger_closed_through(bigint),
    peckham.ledger_ratified_version(bigint), peckham.ledger_check_journal_whole(bigint, bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.ledger_ratified_version(bigint) TO peckham_app, peckham_worker;
