-- Each table says which categories of data its rows are: the predicate asks for them by name.
-- Records that were merged are one person: what narrows one narrows them all.
CREATE FUNCTION peckham.records_of(person bigint) RETURNS bigint[]
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

-- A page asks the same of one person some thirty times: for each row of it. What is open of the last
-- one is kept while the transaction lasts, with everything that it depends on: the scope as it
-- stands, and how often this transaction wrote what decides.
CREATE FUNCTION peckham.opened_of_resident(person bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked text := format('%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s', person,
        peckham.scope_setting('actor_kind'),
        current_setting('peckham.actor', true), current_setting('peckham.account_id', true),
        current_setting('peckham.role', true), current_setting('peckham.organisation_id', true),
        current_setting('peckham.teams', true), current_setting('peckham.purpose', true),
        current_setting('peckham.at', true), current_setting('peckham.person_id', true),
        current_setting('peckham.changes', true));
    opened jsonb;
BEGIN
    IF current_setting('peckham.opened_asked', true) = asked THEN
        RETURN current_setting('peckham.opened', true)::jsonb;
    END IF;
    opened := peckham.opened(peckham.records_of(person));
    PERFORM set_config('peckham.opened_asked', asked, true),
        set_config('peckham.opened', opened::text, true);
    RETURN opened;
END $$;

CREATE FUNCTION peckham.may_read_resident(person bigint, categories text[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce(peckham.opened_of_resident(person) ?& categories, false);
END $$;

CREATE OR REPLACE FUNCTION peckham.may_read_resident(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.may_read_resident(person, '{identity}')
$$;

-- Write down that the open scope's actor looked at parts of a person's record.
CREATE FUNCTION peckham.look_at_resident(
    person bigint, parts text[], categories text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.write_look(person, parts, categories, peckham.opened_of_resident(person));
END $$;

REVOKE EXECUTE ON FUNCTION peckham.records_of(bigint), peckham.opened_of_resident(bigint),
    peckham.may_read_resident(bigint, text[]),
    peckham.look_at_resident(bigint, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.may_read_resident(bigint, text[]),
    peckham.look_at_resident(bigint, text[], text[]) TO peckham_app, peckham_worker;

-- What other systems sent: a care plan, or another part of the health record; and, where its sender
-- labelled it so, a sensitive category beside.
CREATE FUNCTION peckham.categories_of_entry(kind text, sensitivity text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_remove(ARRAY[CASE kind WHEN 'care_plan' THEN 'care_plan' ELSE 'health_record' END,
        nullif(sensitivity, '')], NULL)
$$;
ALTER POLICY with_a_relationship ON people_recordentry
    USING (peckham.may_read_resident(person_id, peckham.categories_of_entry(kind, sensitivity)));

CREATE TRIGGER decide_again_of_merged AFTER UPDATE OF merged_into_id ON people_person
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.decide_again();
CREATE TRIGGER decide_again_of_merged_at_once AFTER INSERT ON people_person
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION peckham.decide_again();

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
        OR (peckham.scope_purpose() IN ('direct care', 'navigation')
            AND peckham.scope_may('trace_anybody'))
$$;

REVOKE EXECUTE ON FUNCTION peckham.records_closed_at_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.records_closed_at_work() TO peckham_app, peckham_worker;

-- What policies asked before: it looked for a relationship and for nothing else.
DROP FUNCTION peckham.may_read_person(bigint);
