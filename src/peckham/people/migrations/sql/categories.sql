-- Each table says which categories of data its rows are: the predicate asks for them by name.
-- Records that were merged are one person: what narrows one narrows them all.
CREATE FUNCTION peckham.records_of(person bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM people_person p WHERE p.id = person AND p.merged_into_id IS NOT NULL)
       OR EXISTS (SELECT FROM people_person p WHERE p.merged_into_id = person) THEN
        RETURN person || ARRAY(SELECT same FROM peckham.same_person(person) AS same
            WHERE same <> person);
    END IF;
    RETURN ARRAY[person];
END $$;

CREATE FUNCTION peckham.may_read_resident(person bigint, categories text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.may_read_people(peckham.records_of(person), categories);
END $$;

CREATE OR REPLACE FUNCTION peckham.may_read_resident(person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.may_read_people(peckham.records_of(person), ARRAY['identity']);
END $$;

-- Write down that the open scope's actor looked at parts of a person's record.
CREATE FUNCTION peckham.look_at_resident(person bigint, parts text[], categories text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.record_look(peckham.records_of(person), parts, categories);
END $$;

REVOKE EXECUTE ON FUNCTION peckham.records_of(bigint),
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
