-- Subcontracts: each regime has its own table of steps, on the day on which each is written down.
-- Under consent none is active without a permission dated on or before its start (rule 64).

-- The tables of contracts/domain/subcontract_table.py: a test compares them.
CREATE FUNCTION peckham.subcontract_moves() RETURNS TABLE (
    regime text, kind text, from_state text, to_state text, part text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ VALUES
    ('consent', 'ask', 'proposed', 'asked', 'giver'),
    ('consent', 'ask', 'refused', 'asked', 'giver'),
    ('consent', 'permit', 'asked', 'permitted', 'commissioner'),
    ('consent', 'refuse', 'asked', 'refused', 'commissioner'),
    ('consent', 'start', 'permitted', 'active', 'giver'),
    ('consent', 'withdraw', 'proposed', 'withdrawn', 'giver'),
    ('consent', 'withdraw', 'asked', 'withdrawn', 'giver'),
    ('consent', 'withdraw', 'permitted', 'withdrawn', 'giver'),
    ('consent', 'withdraw', 'refused', 'withdrawn', 'giver'),
    ('consent', 'end', 'active', 'ended', 'giver'),
    ('notice', 'notify', 'proposed', 'notified', 'giver'),
    ('notice', 'object', 'notified', 'objected', 'commissioner'),
    ('notice', 'start', 'notified', 'active', 'giver'),
    ('notice', 'withdraw', 'proposed', 'withdrawn', 'giver'),
    ('notice', 'withdraw', 'notified', 'withdrawn', 'giver'),
    ('notice', 'withdraw', 'objected', 'withdrawn', 'giver'),
    ('notice', 'end', 'active', 'ended', 'giver')
$$;

-- Whoever has the work gives it: the holder of the contract, or a subcontractor what it was given.
-- It goes to nobody who gave it, by however many steps, and lies in the same regime all the way.
CREATE FUNCTION peckham.check_subcontract() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lies_in contracts_subcontract;
    gives bigint := peckham.contracts_holder(NEW.contract_id);
    givers bigint[];
BEGIN
    IF NEW.lies_in_id IS NOT NULL THEN
        SELECT * INTO lies_in FROM contracts_subcontract s WHERE s.id = NEW.lies_in_id;
        gives := lies_in.subcontractor_id;
        IF lies_in.contract_id <> NEW.contract_id OR lies_in.regime <> NEW.regime
           OR NOT NEW.services <@ lies_in.services THEN
            RAISE EXCEPTION 'It lies in the same contract, regime and services as what it is part of.'
                USING ERRCODE = 'PK141';
        END IF;
    END IF;
    IF gives IS DISTINCT FROM NEW.giver_id
       OR NOT peckham.may_for(NEW.giver_id, 'arrange_subcontracts') THEN
        RAISE EXCEPTION 'Only whoever has the work subcontracts it.' USING ERRCODE = 'PK142';
    END IF;
    WITH RECURSIVE above AS (
        SELECT s.lies_in_id, s.giver_id FROM contracts_subcontract s WHERE s.id = NEW.lies_in_id
        UNION ALL
        SELECT s.lies_in_id, s.giver_id FROM contracts_subcontract s
        JOIN above ON s.id = above.lies_in_id)
    SELECT array_agg(giver_id) || gives INTO givers FROM above;
    IF NEW.subcontractor_id = ANY (coalesce(givers, ARRAY[gives])) THEN
        RAISE EXCEPTION 'Work does not go back to who gave it.' USING ERRCODE = 'PK143';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER by_whoever_has_it BEFORE INSERT ON contracts_subcontract
    FOR EACH ROW EXECUTE FUNCTION peckham.check_subcontract();

CREATE FUNCTION peckham.check_subcontract_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    given contracts_subcontract;
    stands text;
    who text;
    until date;
BEGIN
    SELECT * INTO given FROM contracts_subcontract s WHERE s.id = NEW.subcontract_id FOR UPDATE;
    SELECT s.state INTO stands FROM contracts_subcontractstep s
    WHERE s.subcontract_id = given.id ORDER BY s.id DESC LIMIT 1;
    SELECT m.part INTO who FROM peckham.subcontract_moves() m
    WHERE m.regime = given.regime AND m.kind = NEW.kind AND m.to_state = NEW.state
      AND m.from_state = coalesce(stands, 'proposed');
    IF who IS NULL THEN
        RAISE EXCEPTION '“%” does not follow: the subcontract is %, under % (rule 64).',
            NEW.kind, coalesce(stands, 'proposed'), given.regime USING ERRCODE = 'PK140';
    END IF;
    IF (CASE who WHEN 'giver' THEN peckham.may_for(given.giver_id, 'arrange_subcontracts')
            ELSE peckham.scope_may('approve_subcontracts')
                AND peckham.contracts_commissions(given.contract_id) END) IS NOT TRUE THEN
        RAISE EXCEPTION 'Only the % of the subcontract does this.', who USING ERRCODE = 'PK142';
    END IF;
    IF NEW.on_day <> peckham.today() THEN
        RAISE EXCEPTION 'A step takes effect on the day on which it is written down.'
            USING ERRCODE = 'PK122';
    END IF;
    SELECT max(s.objection_until) INTO until FROM contracts_subcontractstep s
    WHERE s.subcontract_id = given.id;
    IF NEW.kind = 'start' AND (NEW.on_day < given.starts_on
        OR given.regime = 'consent' AND NOT EXISTS (SELECT FROM contracts_subcontractstep s
            WHERE s.subcontract_id = given.id AND s.kind = 'permit' AND s.on_day <= NEW.on_day)
        OR given.regime = 'notice' AND NEW.on_day <= until
        OR given.lies_in_id IS NOT NULL AND (SELECT s.state FROM contracts_subcontractstep s
            WHERE s.subcontract_id = given.lies_in_id ORDER BY s.id DESC LIMIT 1)
            IS DISTINCT FROM 'active') THEN
        RAISE EXCEPTION 'A subcontract starts on its day, permitted or not objected to in time, within'
            ' one that is active (rule 64).' USING ERRCODE = 'PK144';
    END IF;
    IF NEW.kind = 'object' AND NEW.on_day > until THEN
        RAISE EXCEPTION 'An objection was possible until %.', until USING ERRCODE = 'PK144';
    END IF;
    IF NEW.kind IN ('ask', 'notify') AND given.starts_on < NEW.on_day THEN
        RAISE EXCEPTION 'The day for which it was meant has passed.' USING ERRCODE = 'PK144';
    END IF;
    NEW.organisation_id := peckham.scope_organisation_id();
    RETURN NEW;
END $$;
CREATE TRIGGER by_the_table BEFORE INSERT ON contracts_subcontractstep
    FOR EACH ROW EXECUTE FUNCTION peckham.check_subcontract_step();

DO $$
DECLARE written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['subcontract', 'subcontractstep'] LOOP
        CALL peckham.contracts_keep_times(written);
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE '
            'ON contracts_%s FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
        EXECUTE format('GRANT SELECT ON contracts_%s TO peckham_app, peckham_worker', written);
        EXECUTE format('GRANT INSERT ON contracts_%s TO peckham_app', written);
    END LOOP;
END $$;
