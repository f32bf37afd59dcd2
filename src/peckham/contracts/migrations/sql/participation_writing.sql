-- How patients are written to and answer, and who writes about a practice's work. Letters, answers
-- and movements are of people: read by whoever may read who they are, written by functions alone.

-- A notice of a practice that runs, for which whoever acts signs.
CREATE FUNCTION peckham.notice_of_mine(notice uuid) RETURNS contracts_participationstep
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE step contracts_participationstep;
BEGIN
    SELECT * INTO step FROM contracts_participationstep s WHERE s.public_id = notice;
    IF step.id IS NULL OR NOT peckham.signs_for_practice(step.practice_id) THEN
        RAISE EXCEPTION 'Only the practice''s own signatory writes to its patients (rule 21).'
            USING ERRCODE = 'PK121';
    END IF;
    IF (peckham.running_notice(step.practice_id)).id <> step.id OR EXISTS (
            SELECT FROM contracts_participationstep s WHERE s.practice_id = step.practice_id
              AND s.id > step.id AND s.kind IN ('take notice back', 'suspend', 'reactivate')) THEN
        RAISE EXCEPTION 'This notice does not run any more.' USING ERRCODE = 'PK128';
    END IF;
    RETURN step;
END $$;

-- Whom a notice is about: the practice's list; of the provider's, on a return, who came from there.
CREATE FUNCTION peckham.affected_by(notice contracts_participationstep) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.person_id FROM peckham.list_of(peckham.list_moved_by(notice), peckham.today()) l
    WHERE (notice).kind = 'give notice' OR EXISTS (
        SELECT FROM contracts_listmovement m JOIN contracts_participationstep s ON s.id = m.step_id
        WHERE m.person_id = l.person_id AND m.with_provider AND s.kind = 'suspend'
          AND s.practice_id = (notice).practice_id)
$$;

-- Write to everybody of the list who can be written to and was not yet: one batch, with its number.
CREATE FUNCTION peckham.write_to_patients(notice uuid, batch uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    step contracts_participationstep := peckham.notice_of_mine(notice);
    written bigint;
BEGIN
    INSERT INTO contracts_patientletter (step_id, person_id, way, batch, recorded_at, recorded_by)
    SELECT step.id, person, 'post', batch, peckham.scope_at(), peckham.scope_actor()
    FROM peckham.affected_by(step) AS person
    WHERE peckham.can_be_written_to(person, peckham.today())
      AND NOT EXISTS (SELECT FROM contracts_patientletter t
        WHERE t.step_id = step.id AND t.person_id = person);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

-- Somebody whom no letter reaches was given the notice in another way.
CREATE FUNCTION peckham.told_another_way(notice uuid, person uuid, way text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    step contracts_participationstep := peckham.notice_of_mine(notice);
    told bigint := (SELECT p.id FROM people_person p
        WHERE p.public_id = person AND p.id IN (SELECT peckham.affected_by(step)));
BEGIN
    IF told IS NULL THEN
        RAISE EXCEPTION 'Nobody on the list has this key.' USING ERRCODE = 'PK129';
    END IF;
    INSERT INTO contracts_patientletter (step_id, person_id, way, batch, recorded_at, recorded_by)
    VALUES (step.id, told, way, gen_random_uuid(), peckham.scope_at(), peckham.scope_actor())
    ON CONFLICT (step_id, person_id) DO NOTHING;
END $$;

-- Those of the list whom no letter reached, for whoever may see who they are: at most so many.
CREATE FUNCTION peckham.not_reached(notice uuid, at_most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT person FROM peckham.notice_of_mine(notice) step, peckham.affected_by(step) AS person
    WHERE NOT EXISTS (SELECT FROM contracts_patientletter t
            WHERE t.step_id = step.id AND t.person_id = person)
      AND NOT peckham.can_be_written_to(person, peckham.today())
    ORDER BY 1 LIMIT at_most
$$;

-- A patient says what they want when the list moves, by NHS number: they are on it, or nothing is.
CREATE FUNCTION peckham.record_patient_choice(notice uuid, number text, choice text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    step contracts_participationstep := peckham.notice_of_mine(notice);
    said_by bigint := (SELECT i.person_id FROM people_identifier i
        JOIN peckham.list_of(peckham.list_moved_by(step), peckham.today()) l
            ON l.person_id = i.person_id
        WHERE i.system = 'nhs_number' AND i.value = number AND i.superseded_at IS NULL);
BEGIN
    IF said_by IS NULL THEN
        RAISE EXCEPTION 'Nobody on the list has this number.' USING ERRCODE = 'PK129';
    END IF;
    IF (choice = 'opt out') <> (step.kind = 'give notice') THEN
        RAISE EXCEPTION 'A patient opts out of joining, and asks to return or to stay on a return.'
            USING ERRCODE = 'PK130';
    END IF;
    INSERT INTO contracts_patientchoice (step_id, person_id, choice, recorded_at, recorded_by)
    VALUES (step.id, said_by, choice, peckham.scope_at(), peckham.scope_actor());
END $$;

-- What a step did to a list, in numbers: who stayed, and who went. Numbers say nothing of anybody.
CREATE FUNCTION peckham.moved_by(steps bigint[])
RETURNS TABLE (step_id bigint, with_provider bigint, elsewhere bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT m.step_id, count(*) FILTER (WHERE m.with_provider),
        count(*) FILTER (WHERE NOT m.with_provider)
    FROM contracts_listmovement m WHERE m.step_id = ANY (steps) GROUP BY 1
$$;

-- Work that is moved: proposed by whoever moves it, answered by the practice's signatory alone; and
-- the practice alone switches on what its patients may ask the hub for (rules 37 and 58).
CREATE FUNCTION peckham.check_practice_work() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written jsonb := to_jsonb(NEW);
    allowed boolean := CASE TG_TABLE_NAME
        WHEN 'contracts_worktransfer' THEN
            peckham.may_for((written ->> 'other_id')::bigint, 'move_work')
            OR peckham.signs_for_practice((written ->> 'practice_id')::bigint)
        WHEN 'contracts_transferreply' THEN peckham.signs_for_practice((
            SELECT t.practice_id FROM contracts_worktransfer t
            WHERE t.id = (written ->> 'transfer_id')::bigint))
        ELSE peckham.signs_for_practice((written ->> 'practice_id')::bigint) END;
BEGIN
    IF allowed IS NOT TRUE THEN
        RAISE EXCEPTION 'Whoever moves work says so; the practice''s signatory answers and switches.'
            USING ERRCODE = 'PK131';
    END IF;
    IF (written ->> 'from_on')::date < peckham.today() THEN
        RAISE EXCEPTION 'Nothing is switched from a day that has passed.' USING ERRCODE = 'PK122';
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['participationstep', 'worktransfer', 'transferreply',
        'hubswitch', 'patientletter', 'patientchoice', 'listmovement'] LOOP
        CALL peckham.contracts_keep_times(written);
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE '
            'ON contracts_%s FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
        EXECUTE format('GRANT SELECT ON contracts_%s TO peckham_app, peckham_worker', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['worktransfer', 'transferreply', 'hubswitch'] LOOP
        EXECUTE format('CREATE TRIGGER by_whom BEFORE INSERT ON contracts_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.check_practice_work()', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['participationstep', 'worktransfer', 'transferreply',
        'hubswitch'] LOOP
        EXECUTE format('GRANT INSERT ON contracts_%s TO peckham_app', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['patientletter', 'patientchoice', 'listmovement'] LOOP
        EXECUTE format('ALTER TABLE contracts_%s ENABLE ROW LEVEL SECURITY', written);
        EXECUTE format('CREATE POLICY with_a_relationship ON contracts_%s FOR SELECT '
            'TO peckham_app, peckham_worker USING (peckham.may_read_resident(person_id))', written);
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.contracts_holder(bigint),
    peckham.organisation_of_practice(bigint), peckham.signs_for_practice(bigint),
    peckham.running_notice(bigint), peckham.list_moved_by(contracts_participationstep),
    peckham.not_written_to(bigint), peckham.waiting_for_a_letter(bigint),
    peckham.said_by_patients(bigint), peckham.is_on_list(bigint, bigint, date),
    peckham.notice_of_mine(uuid), peckham.affected_by(contracts_participationstep),
    peckham.write_to_patients(uuid, uuid),
    peckham.told_another_way(uuid, uuid, text), peckham.not_reached(uuid, integer),
    peckham.record_patient_choice(uuid, text, text), peckham.moved_by(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.contracts_holder(bigint), peckham.waiting_for_a_letter(bigint),
    peckham.write_to_patients(uuid, uuid), peckham.told_another_way(uuid, uuid, text),
    peckham.not_reached(uuid, integer), peckham.record_patient_choice(uuid, text, text),
    peckham.moved_by(bigint[]) TO peckham_app;
GRANT EXECUTE ON FUNCTION peckham.contracts_holder(bigint), peckham.moved_by(bigint[])
    TO peckham_worker;
