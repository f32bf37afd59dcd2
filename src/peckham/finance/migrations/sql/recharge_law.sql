-- The law of lent staff, whoever writes: the borrower runs the hub, hours are of a day that has come,
-- a correction follows its row, a statement is the standing hours at the agreed rates, is agreed in
-- its last version, and stands in both books or in neither.

-- One writer at a time between a lender and a borrower, until its transaction ends.
CREATE FUNCTION peckham.recharge_lock(lender bigint, borrower bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(format('recharge %s %s', lender, borrower), 0))
$$;

CREATE FUNCTION peckham.recharge_check_lent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    of_day date := coalesce(written ->> 'on_day', written ->> 'from_on')::date;
    corrected finance_lenthours;
BEGIN
    PERFORM peckham.recharge_lock(NEW.lender_id, NEW.borrower_id);
    IF NOT EXISTS (SELECT FROM places_hub h JOIN organisations_team t ON t.id = h.reception_team_id
            WHERE h.id = NEW.hub_id AND h.during @> of_day AND t.organisation_id = NEW.borrower_id)
    THEN
        RAISE EXCEPTION 'The borrower does not run that hub on %.', of_day USING ERRCODE = 'PK28A';
    END IF;
    IF TG_TABLE_NAME = 'finance_lentrate' THEN
        RETURN NEW;
    END IF;
    IF of_day > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'Nobody has worked on %, which has not come.', of_day
            USING ERRCODE = 'PK28B';
    END IF;
    SELECT h.* INTO corrected FROM finance_lenthours h
    WHERE h.id = (written ->> 'replaces_id')::bigint;
    IF written ->> 'replaces_id' IS NOT NULL
       AND (corrected.lender_id, corrected.borrower_id, corrected.hub_id, corrected.reference)
        IS DISTINCT FROM (NEW.lender_id, NEW.borrower_id, NEW.hub_id, written ->> 'reference') THEN
        RAISE EXCEPTION 'A correction is of the same hub and reference as what it corrects.'
            USING ERRCODE = 'PK28C';
    END IF;
    RETURN NEW;
END $$;

-- The hours that stand in a month, at the rate of their day; without a rate where none was agreed.
CREATE FUNCTION peckham.recharge_priced(lender bigint, borrower bigint, of_month date)
RETURNS TABLE (hub_id bigint, role text, pence_an_hour integer, minutes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT h.hub_id, h.role, r.pence_an_hour, sum(h.minutes)::bigint
    FROM finance_lenthours h LEFT JOIN LATERAL (
        SELECT agreed.pence_an_hour FROM finance_lentrate agreed
        WHERE agreed.lender_id = h.lender_id AND agreed.borrower_id = h.borrower_id
          AND agreed.hub_id = h.hub_id AND agreed.role = h.role AND agreed.from_on <= h.on_day
        ORDER BY agreed.from_on DESC, agreed.id DESC LIMIT 1) r ON true
    WHERE h.lender_id = lender AND h.borrower_id = borrower AND h.minutes > 0
      AND h.on_day >= of_month AND h.on_day < of_month + interval '1 month'
      AND NOT EXISTS (SELECT FROM finance_lenthours c WHERE c.replaces_id = h.id)
    GROUP BY 1, 2, 3
$$;

CREATE FUNCTION peckham.recharge_check_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.recharge_lock(NEW.lender_id, NEW.borrower_id);
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NEW.month + interval '1 month'
            > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'A month is stated once it is over.' USING ERRCODE = 'PK287';
    END IF;
    IF NEW.version IS DISTINCT FROM 1 + coalesce((SELECT max(s.version)
            FROM finance_rechargestatement s WHERE s.lender_id = NEW.lender_id
              AND s.borrower_id = NEW.borrower_id AND s.month = NEW.month), 0) THEN
        RAISE EXCEPTION 'A statement is the next version of its month.' USING ERRCODE = 'PK28D';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.recharge_check_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM finance_rechargestatement s WHERE s.id = NEW.statement_id
            AND s.transaction_id = pg_current_xact_id()::text::bigint) THEN
        RAISE EXCEPTION 'A statement is closed: its lines were written with it.'
            USING ERRCODE = 'PK28D';
    END IF;
    RETURN NEW;
END $$;

-- At the end of its transaction a statement is the hours that stand, and their price to half a penny.
CREATE FUNCTION peckham.recharge_check_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written finance_rechargestatement;
    -- In sixtieths of a penny.
    exact numeric;
BEGIN
    SELECT s.* INTO written FROM finance_rechargestatement s WHERE s.id = CASE TG_TABLE_NAME
        WHEN 'finance_rechargestatement' THEN NEW.id
        ELSE (to_jsonb(NEW) ->> 'statement_id')::bigint END;
    exact := (SELECT coalesce(sum(l.minutes::numeric * l.pence_an_hour), 0)
        FROM finance_rechargeline l WHERE l.statement_id = written.id);
    IF EXISTS (
        (SELECT l.hub_id, l.role, l.pence_an_hour, l.minutes FROM finance_rechargeline l
            WHERE l.statement_id = written.id
         EXCEPT ALL
         SELECT p.* FROM peckham.recharge_priced(written.lender_id, written.borrower_id,
            written.month) p)
        UNION ALL
        (SELECT p.* FROM peckham.recharge_priced(written.lender_id, written.borrower_id,
            written.month) p
         EXCEPT ALL
         SELECT l.hub_id, l.role, l.pence_an_hour, l.minutes FROM finance_rechargeline l
            WHERE l.statement_id = written.id))
       OR written.pence <> (SELECT coalesce(sum(l.pence), 0) FROM finance_rechargeline l
            WHERE l.statement_id = written.id)
       OR abs(written.pence * 60 - exact) > 30
       OR EXISTS (SELECT FROM finance_rechargeline l WHERE l.statement_id = written.id
            AND abs(l.pence * 60 - l.minutes::numeric * l.pence_an_hour) > 60) THEN
        RAISE EXCEPTION 'A statement is the hours that stand, at the rates of their days.'
            USING ERRCODE = 'PK28D';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.recharge_check_agreement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    agreed finance_rechargestatement;
BEGIN
    SELECT s.* INTO agreed FROM finance_rechargestatement s WHERE s.id = NEW.statement_id;
    PERFORM peckham.recharge_lock(agreed.lender_id, agreed.borrower_id);
    IF EXISTS (SELECT FROM finance_rechargestatement s WHERE s.lender_id = agreed.lender_id
            AND s.borrower_id = agreed.borrower_id AND s.month = agreed.month
            AND s.version > agreed.version) THEN
        RAISE EXCEPTION 'A later version of that month was drawn.' USING ERRCODE = 'PK28E';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.recharge_check_journal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    posted finance_rechargestatement;
    undone finance_rechargejournal;
BEGIN
    SELECT s.* INTO posted FROM finance_rechargestatement s WHERE s.id = NEW.statement_id;
    SELECT j.* INTO undone FROM finance_rechargejournal j WHERE j.id = NEW.takes_back_id;
    IF NOT EXISTS (SELECT FROM finance_rechargeagreement a WHERE a.statement_id = NEW.statement_id)
    THEN
        RAISE EXCEPTION 'The borrower has not agreed to that statement.' USING ERRCODE = 'PK28F';
    END IF;
    IF NOT EXISTS (SELECT FROM ledger_journal j WHERE j.id = NEW.journal_id
            AND j.books_id = NEW.books_id AND j.reverses_id IS NOT DISTINCT FROM undone.journal_id)
       OR undone.books_id <> NEW.books_id
       OR NEW.takes_back_id IS NULL AND NOT EXISTS (
            SELECT FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
            WHERE p.journal_id = NEW.journal_id AND (a.code, p.pence) IN (
                SELECT '4300', -posted.pence WHERE NEW.books_id = posted.lender_id
                UNION ALL SELECT '5300', posted.pence WHERE NEW.books_id = posted.borrower_id))
    THEN
        RAISE EXCEPTION 'A journal of lent staff is the whole of its statement, in the books that it'
            ' says, or takes back the one that it names.' USING ERRCODE = 'PK28G';
    END IF;
    RETURN NEW;
END $$;

-- At the end of its transaction one version of a month stands, in both books or in neither.
CREATE FUNCTION peckham.recharge_check_both_books() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    posted finance_rechargestatement;
    standing bigint[];
    versions integer;
BEGIN
    SELECT s.* INTO posted FROM finance_rechargestatement s WHERE s.id = NEW.statement_id;
    SELECT coalesce(array_agg(j.books_id ORDER BY j.books_id = s.borrower_id), '{}'),
        count(DISTINCT s.id)
    INTO standing, versions
    FROM finance_rechargejournal j JOIN finance_rechargestatement s ON s.id = j.statement_id
    WHERE (s.lender_id, s.borrower_id, s.month)
        = (posted.lender_id, posted.borrower_id, posted.month)
      AND j.takes_back_id IS NULL
      AND NOT EXISTS (SELECT FROM finance_rechargejournal t WHERE t.takes_back_id = j.id);
    IF versions > 1 OR standing NOT IN ('{}', ARRAY[posted.lender_id, posted.borrower_id]) THEN
        RAISE EXCEPTION 'One version of a month stands, in both books.' USING ERRCODE = 'PK28G';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER fits BEFORE INSERT ON finance_lentrate
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_lent();
CREATE TRIGGER fits BEFORE INSERT ON finance_lenthours
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_lent();
CREATE TRIGGER in_order BEFORE INSERT ON finance_rechargestatement
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_statement();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_rechargestatement
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_whole();
CREATE TRIGGER with_its_statement BEFORE INSERT ON finance_rechargeline
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_line();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_rechargeline
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_whole();
CREATE TRIGGER of_the_last BEFORE INSERT ON finance_rechargeagreement
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_agreement();
CREATE TRIGGER fits BEFORE INSERT ON finance_rechargejournal
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_journal();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_rechargejournal
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.recharge_check_both_books();

REVOKE EXECUTE ON FUNCTION peckham.recharge_lock(bigint, bigint),
    peckham.recharge_priced(bigint, bigint, date) FROM PUBLIC;
