-- How practices take part: only the steps of the table, each on the day on which it is written down;
-- only the practice's own signatory begins anything (rules 20 and 21); no suspension before every
-- registered patient is written to; a list that moves is conserved (rule 8).

-- The table of contracts/domain/participation_table.py: a test compares the two.
CREATE FUNCTION peckham.participation_moves() RETURNS TABLE (
    kind text, from_mode text, from_core text, to_mode text, to_core text, part text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ VALUES
    ('join partly', 'none', 'active', 'partial', 'active', 'signatory'),
    ('join as new', 'none', 'none', 'new_practice', 'none', 'signatory'),
    ('give notice', 'none', 'active', 'none', 'notified', 'signatory'),
    ('give notice', 'partial', 'active', 'partial', 'notified', 'signatory'),
    ('write to patients', 'none', 'notified', 'none', 'patients_written', 'signatory'),
    ('write to patients', 'partial', 'notified', 'partial', 'patients_written', 'signatory'),
    ('take notice back', 'none', 'notified', 'none', 'active', 'signatory'),
    ('take notice back', 'none', 'patients_written', 'none', 'active', 'signatory'),
    ('take notice back', 'partial', 'notified', 'partial', 'active', 'signatory'),
    ('take notice back', 'partial', 'patients_written', 'partial', 'active', 'signatory'),
    ('take notice back', 'full', 'return_notified', 'full', 'suspended', 'signatory'),
    ('suspend', 'none', 'patients_written', 'full', 'suspended', 'commissioner'),
    ('suspend', 'partial', 'patients_written', 'full', 'suspended', 'commissioner'),
    ('give notice of return', 'full', 'suspended', 'full', 'return_notified', 'signatory'),
    ('reactivate', 'full', 'return_notified', 'none', 'active', 'commissioner'),
    ('end the core contract', 'full', 'suspended', 'full', 'ended', 'signatory'),
    ('leave', 'partial', 'active', 'none', 'active', 'signatory'),
    ('leave', 'new_practice', 'none', 'none', 'none', 'signatory'),
    ('leave', 'full', 'ended', 'none', 'ended', 'signatory')
$$;

-- Who holds a contract now, of the bodies that are known here.
CREATE FUNCTION peckham.contracts_holder(contract bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT h.organisation_id FROM contracts_holderstep h WHERE h.contract_id = contract
    ORDER BY h.on_day DESC, h.id DESC LIMIT 1
$$;

CREATE FUNCTION peckham.today() RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (peckham.scope_at() AT TIME ZONE 'Europe/London')::date
$$;

CREATE FUNCTION peckham.organisation_of_practice(of_practice bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.organisation_id FROM places_practice p WHERE p.id = of_practice
$$;

-- Whether whoever acts signs for a practice: in its own organisation, and nobody else (rule 21).
CREATE FUNCTION peckham.signs_for_practice(of_practice bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.may_for(peckham.organisation_of_practice(of_practice), 'decide_participation')
$$;

-- The notice that runs: the latest of a practice.
CREATE FUNCTION peckham.running_notice(of_practice bigint) RETURNS contracts_participationstep
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s FROM contracts_participationstep s
    WHERE s.practice_id = of_practice AND s.kind IN ('give notice', 'give notice of return')
    ORDER BY s.id DESC LIMIT 1
$$;

-- The list that a notice moves: the practice's own, or the provider's when it comes back.
CREATE FUNCTION peckham.list_moved_by(step contracts_participationstep) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN (step).kind IN ('give notice of return', 'reactivate')
        THEN (SELECT p.id FROM places_practice p
            WHERE p.organisation_id = peckham.contracts_holder((step).contract_id))
        ELSE (step).practice_id END
$$;

-- Who of a practice's list, as it stands today, has had no written notice.
CREATE FUNCTION peckham.not_written_to(of_practice bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(l.person_id), '{}')
    FROM peckham.list_of(of_practice, peckham.today()) l
    WHERE NOT EXISTS (SELECT FROM contracts_patientletter t WHERE t.person_id = l.person_id
        AND t.step_id = (peckham.running_notice(of_practice)).id)
$$;

CREATE FUNCTION peckham.waiting_for_a_letter(of_practice bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT cardinality(peckham.not_written_to(of_practice))
$$;

CREATE FUNCTION peckham.check_participation_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last contracts_participationstep;
    notice contracts_participationstep;
    who text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('participation', NEW.practice_id));
    SELECT * INTO last FROM contracts_participationstep s
    WHERE s.practice_id = NEW.practice_id ORDER BY s.id DESC LIMIT 1;
    SELECT m.part INTO who FROM peckham.participation_moves() m
    WHERE m.kind = NEW.kind AND m.to_mode = NEW.mode AND m.to_core = NEW.core
      AND m.from_mode = coalesce(last.mode, 'none')
      AND m.from_core = coalesce(last.core,
          CASE WHEN NEW.kind = 'join as new' THEN 'none' ELSE 'active' END);
    IF who IS NULL THEN
        RAISE EXCEPTION 'A practice does not come to take part % with its core contract % by “%”.',
            NEW.mode, NEW.core, NEW.kind USING ERRCODE = 'PK120';
    END IF;
    IF (CASE who WHEN 'signatory' THEN peckham.signs_for_practice(NEW.practice_id)
            ELSE peckham.scope_may('record_decisions')
                AND peckham.contracts_commissions(NEW.contract_id) END) IS NOT TRUE THEN
        RAISE EXCEPTION 'Only the % does this: taking part is the practice''s own choice (rule 21).',
            who USING ERRCODE = 'PK121';
    END IF;
    IF NEW.on_day <> peckham.today() THEN
        RAISE EXCEPTION 'A step takes effect on the day on which it is written down.'
            USING ERRCODE = 'PK122';
    END IF;
    IF last.contract_id <> NEW.contract_id
       AND (last.mode <> 'none' OR last.core NOT IN ('none', 'active')) THEN
        RAISE EXCEPTION 'The practice takes part in another contract.' USING ERRCODE = 'PK123';
    END IF;
    IF NEW.kind = 'join as new' AND EXISTS (SELECT FROM people_registration r
            WHERE r.practice_id = NEW.practice_id AND r.superseded_at IS NULL) THEN
        RAISE EXCEPTION 'A practice that has had patients is not new (rule 9).'
            USING ERRCODE = 'PK124';
    END IF;
    IF NEW.kind IN ('write to patients', 'suspend')
       AND peckham.waiting_for_a_letter(NEW.practice_id) > 0 THEN
        RAISE EXCEPTION '% registered patients have had no written notice (rule 8).',
            peckham.waiting_for_a_letter(NEW.practice_id) USING ERRCODE = 'PK125';
    END IF;
    IF NEW.kind IN ('suspend', 'reactivate') THEN
        notice := peckham.running_notice(NEW.practice_id);
        IF NEW.on_day < notice.intended_on THEN
            RAISE EXCEPTION 'Notice was given for %.', notice.intended_on USING ERRCODE = 'PK126';
        END IF;
        PERFORM peckham.list_kept_by(peckham.contracts_holder(NEW.contract_id));
    END IF;
    NEW.organisation_id := peckham.scope_organisation_id();
    NEW.account_id := peckham.scope_account_id();
    NEW.patients := peckham.list_size(peckham.list_moved_by(NEW), NEW.on_day);
    NEW.list_digest := CASE WHEN NEW.kind IN ('suspend', 'reactivate') THEN
        peckham.digest_of_people(ARRAY(SELECT l.person_id
            FROM peckham.list_of(peckham.list_moved_by(NEW), NEW.on_day) l)) ELSE '' END;
    RETURN NEW;
END $$;
CREATE TRIGGER by_the_table BEFORE INSERT ON contracts_participationstep
    FOR EACH ROW EXECUTE FUNCTION peckham.check_participation_step();

-- What patients said about a notice, the latest word of each.
CREATE FUNCTION peckham.said_by_patients(of_notice bigint)
RETURNS TABLE (person_id bigint, choice text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT ON (c.person_id) c.person_id, c.choice FROM contracts_patientchoice c
    WHERE c.step_id = of_notice ORDER BY c.person_id, c.id DESC
$$;

-- On the day of suspension the list goes to the provider but for who opted out. On the day of a
-- return those go who asked to, and by default those who came from the practice and said nothing.
CREATE FUNCTION peckham.divide_the_list() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    notice bigint := (peckham.running_notice(NEW.practice_id)).id;
    moved bigint := peckham.list_moved_by(NEW);
    providers bigint := peckham.list_kept_by(peckham.contracts_holder(NEW.contract_id));
    leaves boolean := NEW.kind = 'suspend';
BEGIN
    INSERT INTO contracts_listmovement (step_id, person_id, with_provider, recorded_at, recorded_by)
    SELECT NEW.id, l.person_id, CASE
        WHEN leaves THEN said.choice IS DISTINCT FROM 'opt out'
        WHEN said.choice IN ('return', 'stay') THEN said.choice = 'stay'
        ELSE NOT (NEW.returns_by_default AND came.person_id IS NOT NULL) END,
        NEW.recorded_at, NEW.recorded_by
    FROM peckham.list_of(moved, NEW.on_day) l
    LEFT JOIN peckham.said_by_patients(notice) said ON said.person_id = l.person_id
    LEFT JOIN contracts_listmovement came ON came.person_id = l.person_id AND came.with_provider
        AND came.step_id = (SELECT max(s.id) FROM contracts_participationstep s
            WHERE s.practice_id = NEW.practice_id AND s.kind = 'suspend');
    IF leaves THEN
        PERFORM peckham.move_on_lists(ARRAY(SELECT m.person_id FROM contracts_listmovement m
            WHERE m.step_id = NEW.id AND NOT m.with_provider), moved, NULL, NEW.on_day, '');
        PERFORM peckham.move_on_lists(ARRAY(SELECT m.person_id FROM contracts_listmovement m
            WHERE m.step_id = NEW.id AND m.with_provider), moved, providers, NEW.on_day,
            'joined an integrated care provider');
    ELSE
        PERFORM peckham.move_on_lists(ARRAY(SELECT m.person_id FROM contracts_listmovement m
            WHERE m.step_id = NEW.id AND NOT m.with_provider), moved, NEW.practice_id, NEW.on_day,
            'came back from an integrated care provider');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER divides_the_list AFTER INSERT ON contracts_participationstep
    FOR EACH ROW WHEN (NEW.kind IN ('suspend', 'reactivate'))
    EXECUTE FUNCTION peckham.divide_the_list();

-- The law of lists, as the transaction commits: everybody who was on the list that day is written
-- down once, nobody else is, and each is where it says.
CREATE FUNCTION peckham.is_on_list(person bigint, of_practice bigint, on_day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM people_registration r WHERE r.person_id = person
        AND r.practice_id = of_practice AND r.superseded_at IS NULL AND r.during @> on_day)
$$;

CREATE FUNCTION peckham.check_list_conserved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked bigint := CASE TG_TABLE_NAME WHEN 'contracts_listmovement' THEN
        (to_jsonb(NEW) ->> 'step_id')::bigint ELSE NEW.id END;
    step contracts_participationstep;
    providers bigint;
    misplaced bigint;
BEGIN
    -- Of many movements that one step wrote, the last one asks for all.
    IF TG_TABLE_NAME = 'contracts_listmovement' AND NEW.id <> (
            SELECT max(m.id) FROM contracts_listmovement m WHERE m.step_id = asked) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO step FROM contracts_participationstep s WHERE s.id = asked;
    IF step.list_digest <> peckham.digest_of_people(ARRAY(SELECT m.person_id
            FROM contracts_listmovement m WHERE m.step_id = asked)) THEN
        RAISE EXCEPTION 'The list of the day is not conserved: who was on it is not who moved.'
            USING ERRCODE = 'PK127';
    END IF;
    providers := peckham.list_kept_by(peckham.contracts_holder(step.contract_id));
    SELECT m.person_id INTO misplaced FROM contracts_listmovement m
    WHERE m.step_id = asked AND NOT CASE
        WHEN m.with_provider THEN peckham.is_on_list(m.person_id, providers, step.on_day)
        WHEN step.kind = 'reactivate' THEN
            peckham.is_on_list(m.person_id, step.practice_id, step.on_day)
        ELSE NOT peckham.is_on_list(m.person_id, providers, step.on_day)
            AND NOT peckham.is_on_list(m.person_id, step.practice_id, step.on_day) END
    LIMIT 1;
    IF misplaced IS NOT NULL THEN
        RAISE EXCEPTION 'Person % is not on the list on which the day leaves them.', misplaced
            USING ERRCODE = 'PK127';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER list_conserved AFTER INSERT ON contracts_participationstep
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind IN ('suspend', 'reactivate'))
    EXECUTE FUNCTION peckham.check_list_conserved();
CREATE CONSTRAINT TRIGGER list_conserved AFTER INSERT ON contracts_listmovement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peckham.check_list_conserved();
