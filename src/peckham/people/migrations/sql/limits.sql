-- What narrows and what opens a record, asked for by the person: records that were merged are one.

-- The records of one person, the one that goes on first; NULL where there is nobody to speak of.
CREATE FUNCTION peckham.records_by_public_id(one uuid) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE survivor bigint;
BEGIN
    SELECT g.id INTO survivor FROM people_person p, peckham.same_person(p.id) AS same
    JOIN people_person g ON g.id = same
    WHERE p.public_id = one AND g.merged_into_id IS NULL AND g.erased_at IS NULL;
    RETURN CASE WHEN survivor IS NOT NULL THEN peckham.records_of(survivor) END;
END $$;

CREATE FUNCTION peckham.known_records(one uuid) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found bigint[] := peckham.records_by_public_id(one);
BEGIN
    IF found IS NULL THEN
        RAISE EXCEPTION 'There is no such person.' USING ERRCODE = 'PK059';
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION peckham.break_glass(one uuid, reason text, until timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.break_glass_for(peckham.known_records(one), reason, until);
END $$;

-- Find one person by NHS number and birth date, for whoever may break the glass: the key, whether
-- the record is open already, and nothing else.
CREATE FUNCTION peckham.trace_for_emergency(nhs_number text, born date)
RETURNS TABLE (public_id uuid, may_open boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    found bigint[];
BEGIN
    IF NOT peckham.scope_may('break_glass') OR peckham.scope_purpose() <> 'direct care' THEN
        RAISE EXCEPTION 'A record is opened in an emergency for direct care, by who gives it.'
            USING ERRCODE = 'PK050';
    END IF;
    SELECT peckham.records_by_public_id(p.public_id) INTO found
    FROM people_identifier i JOIN people_person p ON p.id = i.person_id
    WHERE i.system = 'nhs_number' AND i.value = nhs_number AND i.superseded_at IS NULL
      AND p.birth_date = born AND born IS NOT NULL ORDER BY i.id LIMIT 1;
    INSERT INTO sharing_look (person_id, actor_kind, actor, account_id, role, organisation_id,
        purpose, parts, at, recorded_at, request_id)
    VALUES (NULL, 'staff', peckham.scope_actor(), peckham.scope_account_id(),
        peckham.scope_role(), peckham.scope_organisation_id(), peckham.scope_purpose(),
        ARRAY['search', 'by NHS number', 'by date of birth',
            CASE WHEN found IS NULL THEN '0 found' ELSE '1 found' END],
        peckham.scope_at(), clock_timestamp(), coalesce(peckham.scope_request_id(), ''));
    IF found IS NOT NULL THEN
        RETURN QUERY SELECT g.public_id, peckham.may_read_people(found, ARRAY['identity'])
        FROM people_person g WHERE g.id = found[1];
    END IF;
END $$;

CREATE FUNCTION peckham.mark_resident(one uuid, category text, reason text, account bigint)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.mark_for(peckham.known_records(one), category, reason, account);
END $$;

CREATE FUNCTION peckham.end_mark(one uuid, mark uuid, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.end_mark_for(peckham.known_records(one), mark, reason);
END $$;

CREATE FUNCTION peckham.record_objection(one uuid, kind text, said_how text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.object_for(peckham.known_records(one), kind, said_how);
END $$;

CREATE FUNCTION peckham.end_objection(one uuid, kind text, said_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.end_objection_for(peckham.known_records(one), kind, said_how);
END $$;

CREATE FUNCTION peckham.limits_of_resident(person bigint)
RETURNS TABLE (what text, public_id uuid, kind text, account_name text, why text, since timestamptz,
    recorded_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM peckham.limits_on(peckham.records_of(person));
END $$;

-- May this clinician mark the record: what the page offers, by the rule that the function keeps.
CREATE FUNCTION peckham.may_mark_resident(person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.may_mark(peckham.records_of(person));
END $$;

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

-- Why a record is closed to the actor, in one word; somebody who is not there is answered alike.
CREATE FUNCTION peckham.why_closed(one uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found bigint[] := peckham.records_by_public_id(one);
BEGIN
    IF found IS NULL THEN
        RETURN 'no relationship';
    END IF;
    RETURN peckham.why_not_shown(found, ARRAY['identity']);
END $$;

REVOKE EXECUTE ON FUNCTION peckham.records_by_public_id(uuid), peckham.known_records(uuid),
    peckham.break_glass(uuid, text, timestamptz), peckham.trace_for_emergency(text, date),
    peckham.mark_resident(uuid, text, text, bigint), peckham.end_mark(uuid, uuid, text),
    peckham.record_objection(uuid, text, text), peckham.end_objection(uuid, text, text),
    peckham.limits_of_resident(bigint), peckham.may_mark_resident(bigint),
    peckham.open_record(bigint, text[], text[]), peckham.why_closed(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.break_glass(uuid, text, timestamptz),
    peckham.trace_for_emergency(text, date), peckham.mark_resident(uuid, text, text, bigint),
    peckham.end_mark(uuid, uuid, text), peckham.record_objection(uuid, text, text),
    peckham.end_objection(uuid, text, text), peckham.limits_of_resident(bigint),
    peckham.may_mark_resident(bigint), peckham.why_closed(uuid) TO peckham_app;
GRANT EXECUTE ON FUNCTION peckham.open_record(bigint, text[], text[])
    TO peckham_app, peckham_worker;
