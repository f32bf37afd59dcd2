-- How rows about a contract are written: when, by whom, for which organisation; never edited.

-- What is written down now happened on a day that has come; both times are set before this asks.
CREATE FUNCTION peckham.contracts_check_day() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (to_jsonb(NEW) ->> 'on_day')::date
            > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'What is written down now cannot have happened on %.',
            to_jsonb(NEW) ->> 'on_day' USING ERRCODE = 'PK101';
    END IF;
    RETURN NEW;
END $$;

-- For a table of facts: who writes down what when, and what day it may be of.
CREATE PROCEDURE peckham.contracts_keep_times(written text)
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- First by their names: what follows reads the times that they set.
    EXECUTE format('CREATE TRIGGER a_written_down BEFORE INSERT ON contracts_%s FOR EACH ROW '
        'EXECUTE FUNCTION peckham.write_down()', written);
    EXECUTE format('CREATE TRIGGER b_on_a_day_that_came BEFORE INSERT ON contracts_%s FOR EACH ROW '
        'EXECUTE FUNCTION peckham.contracts_check_day()', written);
END $$;
REVOKE EXECUTE ON PROCEDURE peckham.contracts_keep_times(text) FROM PUBLIC;

-- What comes with a row is written with it: nobody adds a vote or a service to it later.
CREATE FUNCTION peckham.contracts_written_with(kind text, parent bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written timestamptz;
BEGIN
    CASE kind
        WHEN 'provision' THEN
            SELECT p.recorded_at INTO written FROM contracts_provision p WHERE p.id = parent;
        WHEN 'terms' THEN
            SELECT p.recorded_at INTO written FROM contracts_terms t
            JOIN contracts_provision p ON p.id = t.provision_id WHERE t.id = parent;
        WHEN 'line' THEN
            SELECT p.recorded_at INTO written FROM contracts_scopeline s
            JOIN contracts_provision p ON p.id = s.provision_id WHERE s.id = parent;
        WHEN 'decision' THEN
            SELECT d.recorded_at INTO written FROM contracts_committeedecision d
            WHERE d.id = parent;
        WHEN 'statement' THEN
            SELECT s.recorded_at INTO written FROM contracts_functionsstatement s
            WHERE s.id = parent;
    END CASE;
    RETURN written = peckham.scope_at();
END $$;

CREATE FUNCTION peckham.contracts_check_with_parent() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('peckham.actor', true), '') = ''
       AND pg_has_role(current_user, 'peckham_owner', 'MEMBER') THEN
        RETURN NEW;
    END IF;
    IF NOT coalesce(peckham.contracts_written_with(
            TG_ARGV[0], (to_jsonb(NEW) ->> (TG_ARGV[0] || '_id'))::bigint), false) THEN
        RAISE EXCEPTION 'This is closed: what belongs to it was written with it.'
            USING ERRCODE = 'PK102';
    END IF;
    RETURN NEW;
END $$;

-- Whether the scope acts for whoever commissions a contract, or for whoever holds it.
CREATE FUNCTION peckham.contracts_commissions(contract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM contracts_contract c WHERE c.id = contract
            AND c.kept_by_id = peckham.scope_organisation_id())
        OR EXISTS (SELECT FROM contracts_provision p
            JOIN contracts_commissionershare s ON s.provision_id = p.id
            WHERE p.contract_id = contract AND p.variation_id IS NULL
              AND s.organisation_id = peckham.scope_organisation_id())
$$;
CREATE FUNCTION peckham.contracts_holds(contract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce((SELECT h.organisation_id = peckham.scope_organisation_id()
        FROM contracts_holderstep h WHERE h.contract_id = contract
        ORDER BY h.on_day DESC, h.id DESC LIMIT 1), false)
$$;

-- For whom a committee decision is written down: its own commissioner, or whoever keeps the
-- contract where that commissioner has nobody here.
CREATE FUNCTION peckham.contracts_decides(contract bigint, commissioner text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM contracts_commissionershare s JOIN contracts_contract c
            ON c.id = contract
        WHERE s.provision_id = peckham.contracts_standing(contract, 'commissioners', NULL)
          AND s.name = commissioner
          AND coalesce(s.organisation_id, c.kept_by_id) = peckham.scope_organisation_id())
$$;

-- Invoker's rights on purpose: what is asked is who writes. The argument says who may:
--   keeper    whoever keeps the contract, drafts and passes gates
--   commissioner, party    a commissioner; a commissioner or the holder
--   decider   the commissioner whose committee decided
CREATE FUNCTION peckham.contracts_check_writer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    contract bigint := peckham.contracts_of(TG_TABLE_NAME, written);
    allowed boolean;
BEGIN
    IF pg_has_role(current_user, 'peckham_owner', 'MEMBER') THEN
        RETURN NEW;
    END IF;
    allowed := CASE TG_ARGV[0]
        WHEN 'keeper' THEN peckham.scope_may('keep_contracts') AND peckham.contracts_keeps(contract)
        WHEN 'decider' THEN peckham.scope_may('record_decisions')
            AND peckham.contracts_decides(contract, written ->> 'commissioner')
        WHEN 'party' THEN
            peckham.scope_may('keep_contracts') AND peckham.contracts_commissions(contract)
            OR peckham.scope_may('propose_changes')
                AND (peckham.contracts_commissions(contract) OR peckham.contracts_holds(contract))
        ELSE peckham.scope_may('keep_contracts') AND peckham.contracts_commissions(contract)
    END;
    IF NOT coalesce(allowed, false) THEN
        RAISE EXCEPTION 'Only whoever keeps, commissions or holds a contract writes this about it.'
            USING ERRCODE = 'PK103';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.contracts_of(written_in text, row_written jsonb) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN row_written ? 'contract_id' THEN (row_written ->> 'contract_id')::bigint
        WHEN row_written ? 'notice_id' THEN (SELECT n.contract_id FROM contracts_awardnotice n
            WHERE n.id = (row_written ->> 'notice_id')::bigint)
        WHEN row_written ? 'variation_id' THEN (SELECT v.contract_id FROM contracts_variation v
            WHERE v.id = (row_written ->> 'variation_id')::bigint)
    END
$$;
CREATE FUNCTION peckham.contracts_keeps(contract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM contracts_contract c WHERE c.id = contract
        AND c.kept_by_id = peckham.scope_organisation_id())
$$;

-- A contract is drafted for the organisation acted for.
CREATE FUNCTION peckham.contracts_check_drafter() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER')
       AND NOT peckham.may_for(NEW.kept_by_id, 'keep_contracts') THEN
        RAISE EXCEPTION 'A contract is drafted for one''s own organisation.'
            USING ERRCODE = 'PK103';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER may_write BEFORE INSERT ON contracts_contract
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_drafter();

CREATE FUNCTION peckham.contracts_check_programme() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER')
       AND NOT peckham.scope_may('keep_contracts') THEN
        RAISE EXCEPTION 'Only a commissioner says to which programme a place belongs.'
            USING ERRCODE = 'PK103';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER may_write BEFORE INSERT ON contracts_placeprogramme
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_programme();

-- A GP answers for herself, and takes what was offered: neither another seat nor more votes.
CREATE FUNCTION peckham.contracts_check_leadership() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    offered contracts_gpleadership;
BEGIN
    IF coalesce(current_setting('peckham.actor', true), '') = '' THEN
        RETURN NEW;
    END IF;
    IF NEW.accepted IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT g.* INTO offered FROM contracts_gpleadership g
    WHERE g.contract_id = NEW.contract_id AND g.gp = NEW.gp ORDER BY g.id DESC LIMIT 1;
    IF NEW.account_id IS DISTINCT FROM peckham.scope_account_id() OR NEW.account_id IS NULL
       OR (offered.account_id, offered.seat, offered.votes, offered.employed_by)
        IS DISTINCT FROM (NEW.account_id, NEW.seat, NEW.votes, NEW.employed_by) THEN
        RAISE EXCEPTION 'Each GP decides on their own role, as it was offered (rule 21).'
            USING ERRCODE = 'PK104';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_ones_own BEFORE INSERT ON contracts_gpleadership
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_leadership();
CREATE TRIGGER may_write BEFORE INSERT ON contracts_gpleadership
    FOR EACH ROW WHEN (NEW.accepted IS NULL)
    EXECUTE FUNCTION peckham.contracts_check_writer('party');

DO $$
DECLARE
    written text;
    who text;
BEGIN
    FOREACH written IN ARRAY ARRAY['contract', 'placeprogramme', 'gatepassage', 'standingchange',
        'provision', 'variation', 'variationoutcome', 'committeedecision', 'holderstep',
        'equalityassessment', 'bidreview', 'assurancecheckpoint', 'formoption', 'holderassurance',
        'functionsstatement', 'riskrun', 'gpleadership', 'awardnotice', 'representation',
        'furtherdecision'] LOOP
        CALL peckham.contracts_keep_times(written);
    END LOOP;
    FOR written, who IN VALUES ('gatepassage', 'keeper'), ('standingchange', 'keeper'),
        ('variation', 'party'), ('variationoutcome', 'commissioner'), ('committeedecision', 'decider'),
        ('holderstep', 'commissioner'), ('equalityassessment', 'commissioner'),
        ('bidreview', 'commissioner'), ('assurancecheckpoint', 'commissioner'),
        ('formoption', 'commissioner'), ('holderassurance', 'party'),
        ('functionsstatement', 'commissioner'), ('riskrun', 'party'),
        ('awardnotice', 'commissioner'), ('representation', 'commissioner'),
        ('furtherdecision', 'commissioner'), ('provision', 'party') LOOP
        EXECUTE format('CREATE TRIGGER may_write BEFORE INSERT ON contracts_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.contracts_check_writer(%L)', written, who);
    END LOOP;
    FOR written, who IN VALUES ('terms', 'provision'), ('commissionershare', 'provision'),
        ('coveredpeople', 'provision'), ('scopeline', 'provision'), ('outcomeline', 'provision'),
        ('yearvalue', 'terms'), ('breakpoint', 'terms'), ('delivery', 'line'),
        ('committeevote', 'decision'), ('assignedfunction', 'statement') LOOP
        EXECUTE format('CREATE TRIGGER with_its_parent BEFORE INSERT ON contracts_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.contracts_check_with_parent(%L)', written, who);
    END LOOP;
    FOR written IN SELECT c.relname FROM pg_class c WHERE c.relkind = 'r'
        AND c.relname LIKE 'contracts\_%' AND c.relname <> 'contracts_kindofcontract' LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
        EXECUTE format('GRANT SELECT ON %I TO peckham_app, peckham_worker, peckham_analytics',
            written);
        EXECUTE format('GRANT INSERT ON %I TO peckham_app', written);
    END LOOP;
END $$;
GRANT SELECT ON contracts_kindofcontract TO peckham_app, peckham_worker, peckham_analytics;
REVOKE EXECUTE ON FUNCTION peckham.contracts_written_with(text, bigint),
    peckham.contracts_commissions(bigint), peckham.contracts_holds(bigint),
    peckham.contracts_decides(bigint, text), peckham.contracts_of(text, jsonb),
    peckham.contracts_keeps(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.contracts_written_with(text, bigint),
    peckham.contracts_commissions(bigint), peckham.contracts_holds(bigint),
    peckham.contracts_decides(bigint, text), peckham.contracts_of(text, jsonb),
    peckham.contracts_keeps(bigint) TO peckham_app;
