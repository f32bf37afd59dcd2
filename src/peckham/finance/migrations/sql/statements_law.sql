-- The law of prices and statements, whoever writes: written whole and at once, numbered in a row, each
-- statement the sum of its lines, each journal in the books that it says.

CREATE FUNCTION peckham.finance_check_prices() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_check_news(NEW.contract_id, NEW.recorded_at);
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    NEW.number := 1 + coalesce((SELECT max(p.number) FROM finance_pricelist p
        WHERE p.contract_id = NEW.contract_id), 0);
    IF NEW.subcontract_id IS NOT NULL AND NOT EXISTS (SELECT FROM contracts_subcontract s
            WHERE s.id = NEW.subcontract_id AND s.contract_id = NEW.contract_id) THEN
        RAISE EXCEPTION 'Prices of a subcontract belong to its contract.' USING ERRCODE = 'PK286';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_price() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM finance_pricelist p WHERE p.id = NEW.prices_id
            AND p.transaction_id = pg_current_xact_id()::text::bigint)
       OR NOT EXISTS (SELECT FROM finance_activitycode c
            WHERE c.id = NEW.service_id AND c.kind = 'service') THEN
        RAISE EXCEPTION 'A price is of a service, and is written with its list.'
            USING ERRCODE = 'PK286';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'waiting'
       OR TG_OP = 'UPDATE' AND (OLD.state IN ('done', 'failed')
            OR (NEW.id, NEW.public_id, NEW.contract_id, NEW.month, NEW.recorded_at, NEW.recorded_by)
            IS DISTINCT FROM (OLD.id, OLD.public_id, OLD.contract_id, OLD.month, OLD.recorded_at,
                OLD.recorded_by)) THEN
        RAISE EXCEPTION 'A run that is over stays as it is.' USING ERRCODE = 'PK281';
    END IF;
    IF NEW.month + interval '1 month'
            > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'A month is stated once it is over.' USING ERRCODE = 'PK287';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_lock(NEW.contract_id);
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NEW.version IS DISTINCT FROM 1 + coalesce((SELECT max(s.version) FROM finance_statement s
            WHERE s.contract_id = NEW.contract_id AND s.month = NEW.month
              AND s.provider_id = NEW.provider_id), 0)
       OR NOT EXISTS (SELECT FROM finance_statementrun r WHERE r.id = NEW.run_id
            AND r.contract_id = NEW.contract_id AND r.month = NEW.month AND r.state = 'working')
       OR EXISTS (SELECT FROM finance_activitybatch b WHERE b.contract_id = NEW.contract_id
            AND b.taken_in_at > NEW.recorded_at) THEN
        RAISE EXCEPTION 'A statement is the next version of its month, of all that is known.'
            USING ERRCODE = 'PK288';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM finance_statement s WHERE s.id = NEW.statement_id
            AND s.transaction_id = pg_current_xact_id()::text::bigint) THEN
        RAISE EXCEPTION 'A statement is closed: its lines were written with it.'
            USING ERRCODE = 'PK288';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_whole_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written finance_statement;
BEGIN
    SELECT s.* INTO written FROM finance_statement s WHERE s.id = CASE TG_TABLE_NAME
        WHEN 'finance_statement' THEN NEW.id
        ELSE (to_jsonb(NEW) ->> 'statement_id')::bigint END;
    IF (SELECT (coalesce(sum(l.events), 0), coalesce(sum(l.weight_parts), 0),
                coalesce(sum(l.pence), 0),
                coalesce(sum(l.pence) FILTER (WHERE l.standing = 'payable'), 0),
                coalesce(sum(l.events) FILTER (WHERE l.pence IS NULL), 0))
            IS DISTINCT FROM (written.events::numeric, written.weight_parts::numeric,
                written.pence::numeric, written.payable_pence::numeric, written.unpriced::numeric)
        FROM finance_statementline l WHERE l.statement_id = written.id) THEN
        RAISE EXCEPTION 'A statement is the sum of its lines.' USING ERRCODE = 'PK288';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.finance_check_statement_journal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    undone finance_statementjournal;
BEGIN
    SELECT j.* INTO undone FROM finance_statementjournal j WHERE j.id = NEW.takes_back_id;
    IF NOT EXISTS (SELECT FROM ledger_journal j WHERE j.id = NEW.journal_id
            AND j.books_id = NEW.books_id AND j.reverses_id IS NOT DISTINCT FROM undone.journal_id)
       OR undone.books_id <> NEW.books_id THEN
        RAISE EXCEPTION 'A journal of a statement stands in the books that it says, and takes back'
            ' the one that it names.' USING ERRCODE = 'PK289';
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['pricelist', 'statementrun', 'statement', 'statementjournal']
    LOOP
        EXECUTE format('CREATE TRIGGER a_written_down BEFORE INSERT ON finance_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.write_down()', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['pricelist', 'unitprice', 'statement', 'statementline',
        'statementjournal'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
    END LOOP;
END $$;
CREATE TRIGGER in_order BEFORE INSERT ON finance_pricelist
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_prices();
CREATE TRIGGER with_its_list BEFORE INSERT ON finance_unitprice
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_price();
CREATE TRIGGER in_order BEFORE INSERT OR UPDATE ON finance_statementrun
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_run();
CREATE TRIGGER never_less BEFORE DELETE OR TRUNCATE ON finance_statementrun
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER in_order BEFORE INSERT ON finance_statement
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_statement();
CREATE TRIGGER with_its_statement BEFORE INSERT ON finance_statementline
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_line();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_statement DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_whole_statement();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_statementline DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_whole_statement();
CREATE TRIGGER fits BEFORE INSERT ON finance_statementjournal
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_statement_journal();
