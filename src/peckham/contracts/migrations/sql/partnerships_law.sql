-- What is known of places, their partnerships and integrators: rows are written down once, by
-- whoever keeps partnerships, on the day they are written and not before; and what must hold among
-- them however they are written (rules 39 to 54).

-- Invoker's rights on purpose: what is asked is who writes. What was published by others comes by
-- the owner's command alone, with its quotation; nobody types a quotation into a page.
CREATE FUNCTION peckham.contracts_check_recorded() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER') THEN
        IF NOT peckham.scope_may(CASE TG_TABLE_NAME WHEN 'contracts_integratordecision'
                THEN 'record_decisions' ELSE 'keep_partnerships' END) THEN
            RAISE EXCEPTION 'Only whoever keeps partnerships writes about them, and whoever '
                'records decisions writes these down.' USING ERRCODE = 'PK140';
        END IF;
        IF NEW.quotation <> '' THEN
            RAISE EXCEPTION 'What others published is read from its file, with its quotation.'
                USING ERRCODE = 'PK140';
        END IF;
        IF NEW.recorded_at IS DISTINCT FROM peckham.scope_at() THEN
            RAISE EXCEPTION 'A fact is written down at the moment at which it is written down.'
                USING ERRCODE = 'PK141';
        END IF;
        NEW.recorded_by := peckham.scope_actor();
    END IF;
    IF NEW.on_day > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'Nothing is written down before the day on which it happens.'
            USING ERRCODE = 'PK141';
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['body', 'contractplace', 'placefact', 'placepartnership',
        'integrator', 'integratordecision', 'integratormember', 'memberdeparture', 'hostscore',
        'hostchoice', 'holdingstatement', 'functionowner', 'oversightentry', 'milestone',
        'milestonestate', 'providerplan', 'promise', 'promiseevidence', 'fundingstatement',
        'commitment', 'practiceoffer', 'offerreply'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE '
            'ON contracts_%s FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
        EXECUTE format('CREATE TRIGGER recorded BEFORE INSERT ON contracts_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.contracts_check_recorded()', written);
        EXECUTE format('GRANT SELECT ON contracts_%s TO peckham_app, peckham_worker, '
            'peckham_analytics', written);
        EXECUTE format('GRANT INSERT ON contracts_%s TO peckham_app', written);
    END LOOP;
END $$;

ALTER TABLE contracts_hostscore
    ADD CONSTRAINT contracts_score_0_to_5 CHECK (score BETWEEN 0 AND 5);

-- One lock for each integrator, so that of a host chosen and a member leaving together the second
-- sees the first.
CREATE FUNCTION peckham.lock_integrator(integrator bigint) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('integrator', integrator))
$$;

-- The membership whose body hosts an integrator: the latest choice stands.
CREATE FUNCTION peckham.host_of(integrator bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.member_id FROM contracts_hostchoice c
    JOIN contracts_integratormember m ON m.id = c.member_id
    WHERE m.integrator_id = integrator
    ORDER BY c.on_day DESC NULLS LAST, c.recorded_at DESC, c.id DESC LIMIT 1
$$;

-- An integrator answers to the partnership of its own place, which stays (rule 52).
CREATE FUNCTION peckham.check_accountable_to_its_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM contracts_placepartnership p
                   WHERE p.id = NEW.accountable_to_id AND p.place_id = NEW.place_id) THEN
        RAISE EXCEPTION 'An integrator answers to the partnership of its own place (rule 52).'
            USING ERRCODE = 'PK142';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accountable BEFORE INSERT ON contracts_integrator
    FOR EACH ROW EXECUTE FUNCTION peckham.check_accountable_to_its_place();

-- A host is a member that has not left (rule 45), scored by every criterion, as is each member that
-- was scored beside it (rule 47). Of a choice that others published, no scores may be known.
CREATE FUNCTION peckham.check_host() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    of_integrator bigint := (SELECT m.integrator_id FROM contracts_integratormember m
                             WHERE m.id = NEW.member_id);
BEGIN
    PERFORM peckham.lock_integrator(of_integrator);
    IF EXISTS (SELECT FROM contracts_memberdeparture d WHERE d.member_id = NEW.member_id) THEN
        RAISE EXCEPTION 'A host is a member, and this one has left (rule 45).'
            USING ERRCODE = 'PK143';
    END IF;
    IF NEW.quotation = '' AND (
        NOT EXISTS (SELECT FROM contracts_hostscore s WHERE s.member_id = NEW.member_id)
        OR EXISTS (SELECT FROM contracts_hostscore s
            JOIN contracts_integratormember m ON m.id = s.member_id
            WHERE m.integrator_id = of_integrator
            GROUP BY s.member_id HAVING count(DISTINCT s.criterion) < 4)) THEN
        RAISE EXCEPTION 'A host is chosen once it, and each member scored beside it, is scored by '
            'size, scale, maturity and local footprint, with reasons (rule 47).'
            USING ERRCODE = 'PK144';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER host_is_a_member BEFORE INSERT ON contracts_hostchoice
    FOR EACH ROW EXECUTE FUNCTION peckham.check_host();

CREATE FUNCTION peckham.check_departure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    of_integrator bigint := (SELECT m.integrator_id FROM contracts_integratormember m
                             WHERE m.id = NEW.member_id);
BEGIN
    PERFORM peckham.lock_integrator(of_integrator);
    IF peckham.host_of(of_integrator) = NEW.member_id THEN
        RAISE EXCEPTION 'The host does not leave before another member hosts (rule 45).'
            USING ERRCODE = 'PK143';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER host_stays BEFORE INSERT ON contracts_memberdeparture
    FOR EACH ROW EXECUTE FUNCTION peckham.check_departure();

-- A function is owned within a member of the same integrator (rule 39).
CREATE FUNCTION peckham.check_function_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.lock_integrator(NEW.integrator_id);
    IF NEW.member_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM contracts_integratormember m
        WHERE m.id = NEW.member_id AND m.integrator_id = NEW.integrator_id
          AND NOT EXISTS (SELECT FROM contracts_memberdeparture d WHERE d.member_id = m.id)) THEN
        RAISE EXCEPTION 'A function is owned within a member of the integrator (rule 39).'
            USING ERRCODE = 'PK143';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER owner_in_a_member BEFORE INSERT ON contracts_functionowner
    FOR EACH ROW EXECUTE FUNCTION peckham.check_function_owner();

-- A report goes to somebody: the body that oversees is named first (rule 51).
CREATE FUNCTION peckham.check_report_has_a_reader() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.kind = 'report' AND NOT EXISTS (SELECT FROM contracts_oversightentry o
        WHERE o.integrator_id = NEW.integrator_id AND o.kind = 'body') THEN
        RAISE EXCEPTION 'Name the body that oversees before reporting to it (rule 51).'
            USING ERRCODE = 'PK145';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_has_a_reader BEFORE INSERT ON contracts_oversightentry
    FOR EACH ROW EXECUTE FUNCTION peckham.check_report_has_a_reader();

-- Nothing is committed to a purpose while its source of money is not identified (rule 42).
CREATE FUNCTION peckham.check_commitment_is_funded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF coalesce((SELECT f.found FROM contracts_fundingstatement f
        WHERE f.place_id = NEW.place_id AND f.purpose = NEW.purpose
        ORDER BY f.on_day DESC NULLS LAST, f.recorded_at DESC, f.id DESC LIMIT 1), '') = '' THEN
        RAISE EXCEPTION 'No source of money is identified for this purpose (rule 42).'
            USING ERRCODE = 'PK146';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER commitment_is_funded BEFORE INSERT ON contracts_commitment
    FOR EACH ROW EXECUTE FUNCTION peckham.check_commitment_is_funded();

-- A neighbourhood contract is awarded to a trust after its published offer to general practice, whose
-- time is over and whose replies are recorded (rule 54).
CREATE FUNCTION peckham.check_practices_were_offered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.gate = 'awarded' AND (SELECT k.family = 'neighbourhood' FROM contracts_contract c
            JOIN contracts_kindofcontract k ON k.code = c.kind_id WHERE c.id = NEW.contract_id)
        AND (SELECT h.kind IN ('nhs_trust', 'nhs_foundation_trust') FROM contracts_holderstep h
            WHERE h.contract_id = NEW.contract_id
            ORDER BY h.on_day DESC, h.recorded_at DESC, h.id DESC LIMIT 1)
        AND NOT EXISTS (SELECT FROM contracts_practiceoffer o
            WHERE o.contract_id = NEW.contract_id AND o.answer_by < NEW.on_day
              AND EXISTS (SELECT FROM contracts_offerreply r WHERE r.offer_id = o.id)) THEN
        RAISE EXCEPTION 'No trust is awarded a neighbourhood contract before local general practice '
            'was offered it, could answer, and its replies are recorded (rule 54).'
            USING ERRCODE = 'PK147';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER practices_were_offered BEFORE INSERT ON contracts_gatepassage
    FOR EACH ROW EXECUTE FUNCTION peckham.check_practices_were_offered();

REVOKE EXECUTE ON FUNCTION peckham.host_of(bigint),
    peckham.check_accountable_to_its_place(), peckham.check_host(), peckham.check_departure(),
    peckham.check_function_owner(), peckham.check_report_has_a_reader(),
    peckham.check_commitment_is_funded(), peckham.check_practices_were_offered() FROM PUBLIC;
