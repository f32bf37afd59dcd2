-- The law of payments, whoever writes: a list is its cells and their hash, taken of a day that has
-- come and that the contract covers; a payment is its lines and its payers' parts, follows the one
-- before, and with it the year's payments come to what had fallen due.

-- The same digest as finance/domain/snapshot.py works out.
CREATE FUNCTION peckham.list_digest(of_list bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.sha256_of(concat_ws(E'\n', s.on_day::text,
        (SELECT string_agg(c.band || '|' || c.practice_code || '|' || c.patients, E'\n'
            ORDER BY c.band COLLATE "C", c.practice_code COLLATE "C")
         FROM finance_listcell c WHERE c.snapshot_id = s.id)))
    FROM finance_listsnapshot s WHERE s.id = of_list
$$;

-- The first day of a contract by any of its terms; NULL where it has none.
CREATE FUNCTION peckham.finance_first_day(contract bigint) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT min(t.starts_on) FROM contracts_terms t JOIN contracts_provision p
        ON p.id = t.provision_id WHERE p.contract_id = contract
$$;

CREATE FUNCTION peckham.finance_check_list() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NEW.on_day > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'Nobody knows the list of %, which has not come.', NEW.on_day
            USING ERRCODE = 'PK270';
    END IF;
    IF NEW.on_day < coalesce(peckham.finance_first_day(NEW.contract_id), 'infinity'::date) THEN
        RAISE EXCEPTION 'The contract does not cover % yet.', NEW.on_day USING ERRCODE = 'PK271';
    END IF;
    RETURN NEW;
END $$;

-- What is written with something is written in the same breath, and nothing is added later.
CREATE FUNCTION peckham.finance_check_with() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    began bigint;
BEGIN
    IF written ? 'snapshot_id' THEN
        SELECT s.transaction_id INTO began FROM finance_listsnapshot s
        WHERE s.id = (written ->> 'snapshot_id')::bigint;
    ELSE
        SELECT i.transaction_id INTO began FROM finance_instalment i
        WHERE i.id = (written ->> 'instalment_id')::bigint;
    END IF;
    IF began IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
        RAISE EXCEPTION 'A list or a payment that is written down is closed.'
            USING ERRCODE = 'PK272';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_list_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.people IS DISTINCT FROM (SELECT coalesce(sum(c.patients), 0) FROM finance_listcell c
            WHERE c.snapshot_id = NEW.id)
       OR NEW.sha256 IS DISTINCT FROM peckham.list_digest(NEW.id) THEN
        RAISE EXCEPTION 'The cells of the list do not come to its number of people and its hash.'
            USING ERRCODE = 'PK273';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.finance_check_instalment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NEW.number <> 1 + (SELECT count(*) FROM finance_instalment i
            WHERE i.contract_id = NEW.contract_id AND i.year_on = NEW.year_on
              AND i.subcontract_id IS NOT DISTINCT FROM NEW.subcontract_id) THEN
        RAISE EXCEPTION 'Payments of a year follow one another; % does not follow.', NEW.number
            USING ERRCODE = 'PK274';
    END IF;
    -- Without a permission on or before its start nothing is paid under a subcontract (rule 64).
    IF NEW.subcontract_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM contracts_subcontract s JOIN contracts_subcontractstep began
                ON began.subcontract_id = s.id AND began.kind = 'start'
            WHERE s.id = NEW.subcontract_id AND s.contract_id = NEW.contract_id
              AND (s.regime = 'notice' OR EXISTS (SELECT FROM contracts_subcontractstep p
                WHERE p.subcontract_id = s.id AND p.kind = 'permit'
                  AND p.on_day <= began.on_day))) THEN
        RAISE EXCEPTION 'The subcontract has not begun with the commissioner''s permission (rule 64).'
            USING ERRCODE = 'PK275';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_instalment_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lines bigint := (SELECT coalesce(sum(l.pence), 0) FROM finance_instalmentline l
        WHERE l.instalment_id = NEW.id);
    parts bigint := (SELECT sum(p.pence) FROM finance_instalmentpart p
        WHERE p.instalment_id = NEW.id);
    shares numeric := (SELECT sum(p.numerator::numeric / p.denominator)
        FROM finance_instalmentpart p WHERE p.instalment_id = NEW.id);
    year bigint := (SELECT sum(i.pence) FROM finance_instalment i
        WHERE i.contract_id = NEW.contract_id AND i.year_on = NEW.year_on
          AND i.subcontract_id IS NOT DISTINCT FROM NEW.subcontract_id
          AND i.number <= NEW.number);
BEGIN
    IF lines <> NEW.pence OR parts IS DISTINCT FROM NEW.pence
       OR round(coalesce(shares, 0), 6) <> 1 THEN
        RAISE EXCEPTION 'The payment is %, its lines come to % and its payers'' parts to % pence.',
            NEW.pence, lines, parts USING ERRCODE = 'PK276';
    END IF;
    IF year <> NEW.through_pence THEN
        RAISE EXCEPTION 'With this payment the year has % pence, and % had fallen due.',
            year, NEW.through_pence USING ERRCODE = 'PK277';
    END IF;
    RETURN NULL;
END $$;

-- What is marked as paid was issued for the day of payment or before, and that day has come.
CREATE FUNCTION peckham.finance_check_paid() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.paid_on > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date
       OR NEW.paid_on < (SELECT (i.recorded_at AT TIME ZONE 'Europe/London')::date
            FROM finance_instalment i JOIN finance_instalmentpart p ON p.instalment_id = i.id
            WHERE p.id = NEW.part_id) THEN
        RAISE EXCEPTION 'It was paid on a day that has come, and after it was issued.'
            USING ERRCODE = 'PK278';
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['listsnapshot', 'plannedpeople', 'paymentterms',
        'subcontractprice', 'instalment', 'partpaid', 'populationallocation', 'indicator',
        'indicatorresult'] LOOP
        EXECUTE format('CREATE TRIGGER a_written_down BEFORE INSERT ON finance_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.write_down()', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['listsnapshot', 'listcell', 'plannedpeople', 'paymentterms',
        'subcontractprice', 'instalment', 'instalmentline', 'instalmentpart', 'partpaid',
        'populationallocation', 'indicator', 'indicatorresult'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE '
            'ON finance_%s FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['listcell', 'instalmentline', 'instalmentpart'] LOOP
        EXECUTE format('CREATE TRIGGER in_one_breath BEFORE INSERT ON finance_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.finance_check_with()', written);
    END LOOP;
END $$;
CREATE TRIGGER of_its_day BEFORE INSERT ON finance_listsnapshot
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_list();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_listsnapshot DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_list_whole();
CREATE TRIGGER in_order BEFORE INSERT ON finance_instalment
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_instalment();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_instalment DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_instalment_whole();
CREATE TRIGGER in_time BEFORE INSERT ON finance_partpaid
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_paid();

REVOKE EXECUTE ON FUNCTION peckham.list_digest(bigint), peckham.finance_first_day(bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.list_digest(bigint) TO peckham_app, peckham_worker;
