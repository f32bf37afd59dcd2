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

CREATE OR REPLACE FUNCTION peckham.may_read_resident(person bigint, categories text[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce(peckham.opened_of_resident(person) ?& categories, false);
END $$;

CREATE OR REPLACE FUNCTION peckham.look_at_resident(
    person bigint, parts text[], categories text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.write_look(person, parts, categories, peckham.opened_of_resident(person));
END $$;

CREATE OR REPLACE FUNCTION peckham.parts_of_resident(person bigint)
RETURNS TABLE (part text, shown boolean, why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    opened jsonb := peckham.opened_of_resident(person);
    sensitive text[] := peckham.sensitive_categories();
BEGIN
    FOREACH part IN ARRAY ARRAY['identity', 'requests', 'health_record', 'care_plan'] LOOP
        shown := opened ? part;
        why := CASE WHEN NOT shown
            THEN peckham.why_not_shown(peckham.records_of(person), ARRAY[part]) END;
        RETURN NEXT;
    END LOOP;
    IF opened ?& (ARRAY['health_record'] || sensitive) THEN
        RETURN;
    END IF;
    FOREACH part IN ARRAY sensitive LOOP
        shown := opened ?& ARRAY['health_record', part];
        why := CASE WHEN NOT shown THEN 'sensitive' END;
        RETURN NEXT;
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.opened_of_resident(bigint) FROM PUBLIC;
