-- Open a record to the reader: which parts they may see and, of each other, why not; and, in the same
-- step, the row of the log with the parts that are shown, so that the two never differ.
-- Categories: those that the page shows. Parts: what the log calls each of them.
CREATE FUNCTION peckham.open_record(person bigint, categories text[], parts text[])
RETURNS TABLE (part text, shown boolean, why text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    opened jsonb := peckham.opened_of_resident(person);
    sensitive text[] := peckham.sensitive_categories();
    seen text[];
    called text[];
BEGIN
    SELECT array_agg(s.category), array_agg(s.called) INTO seen, called
    FROM unnest(categories, parts) AS s (category, called) WHERE opened ? s.category;
    PERFORM peckham.write_look(person, coalesce(called, '{}'), coalesce(seen, '{}'), opened);
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
DROP FUNCTION peckham.parts_of_resident(bigint);
REVOKE EXECUTE ON FUNCTION peckham.open_record(bigint, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.open_record(bigint, text[], text[])
    TO peckham_app, peckham_worker;
