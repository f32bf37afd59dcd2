-- Records that are closed to whoever acts at work because they are their own, with every record that
-- was merged with one of them. Empty for nearly everybody.
CREATE FUNCTION peckham.records_closed_at_work() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE account bigint := peckham.scope_account_id();
BEGIN
    IF account IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT DISTINCT same FROM sharing_mark m, peckham.same_person(m.person_id) AS same
        WHERE m.account_id = account AND m.during @> peckham.scope_at());
END $$;

-- Who finds people by name whose records they may not open: the door, for care, and listed jobs.
CREATE OR REPLACE FUNCTION peckham.may_trace_anybody() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.job_may_read('{identity}')
        OR (peckham.scope_actor_kind() = 'staff'
            AND peckham.scope_purpose() IN ('direct care', 'navigation')
            AND peckham.scope_role() IN ('navigator', 'clinician', 'manager'))
$$;

-- A page asks the same of one person some thirty times: for each row of it. The last answer for
-- each list of categories is kept while the transaction lasts, with everything that it depends on:
-- the scope as it stands, and how often this transaction wrote what decides.
CREATE OR REPLACE FUNCTION peckham.may_read_resident(person bigint, categories text[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    name text := 'peckham.may_' || array_to_string(categories, '_');
    kept text := current_setting(name, true);
    asked text := concat_ws('|', person, peckham.scope_setting('actor_kind'),
        current_setting('peckham.actor', true), current_setting('peckham.account_id', true),
        current_setting('peckham.role', true), current_setting('peckham.organisation_id', true),
        current_setting('peckham.teams', true), current_setting('peckham.purpose', true),
        current_setting('peckham.at', true), current_setting('peckham.person_id', true),
        current_setting('peckham.changes', true), '');
    may boolean;
BEGIN
    IF kept = asked || 'yes' THEN
        RETURN true;
    ELSIF kept = asked || 'no' THEN
        RETURN false;
    END IF;
    may := coalesce(peckham.may_read_people(peckham.records_of(person), categories), false);
    PERFORM set_config(name, asked || CASE WHEN may THEN 'yes' ELSE 'no' END, true);
    RETURN may;
END $$;
CREATE OR REPLACE FUNCTION peckham.may_read_resident(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.may_read_resident(person, '{identity}')
$$;
CREATE TRIGGER decide_again_of_merged AFTER UPDATE OF merged_into_id ON people_person
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.decide_again();
CREATE TRIGGER decide_again_of_merged_at_once AFTER INSERT ON people_person
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION peckham.decide_again();

-- Most people have one record; asking whether there are more is one look at each index.
CREATE OR REPLACE FUNCTION peckham.records_of(person bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE several boolean;
BEGIN
    SELECT EXISTS (SELECT FROM people_person p WHERE p.merged_into_id = person)
        OR EXISTS (SELECT FROM people_person p WHERE p.id = person AND p.merged_into_id IS NOT NULL)
    INTO several;
    IF several THEN
        RETURN person || ARRAY(SELECT same FROM peckham.same_person(person) AS same
            WHERE same <> person);
    END IF;
    RETURN ARRAY[person];
END $$;

-- As before, asking through what is kept, so that a page's rows find it decided.
CREATE OR REPLACE FUNCTION peckham.parts_of_resident(person bigint)
RETURNS TABLE (part text, shown boolean, why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    people bigint[] := peckham.records_of(person);
    sensitive text[] := ARRAY['sexual_health', 'domestic_abuse', 'adoption', 'staff_as_patient'];
BEGIN
    FOREACH part IN ARRAY ARRAY['identity', 'requests', 'health_record', 'care_plan'] LOOP
        shown := peckham.may_read_resident(person, ARRAY[part]);
        why := CASE WHEN NOT shown THEN peckham.why_not_shown(people, ARRAY[part]) END;
        RETURN NEXT;
    END LOOP;
    IF peckham.may_read_people(people, ARRAY['health_record'] || sensitive) THEN
        RETURN;
    END IF;
    FOREACH part IN ARRAY sensitive LOOP
        shown := peckham.may_read_people(people, ARRAY['health_record', part]);
        why := CASE WHEN NOT shown THEN 'sensitive' END;
        RETURN NEXT;
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.records_closed_at_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.records_closed_at_work() TO peckham_app, peckham_worker;
