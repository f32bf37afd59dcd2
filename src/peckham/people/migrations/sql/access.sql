-- Default deny: a row about a person is there for whoever has a relationship with her, and for
-- nobody else. Records that were merged are one person: a relationship with one opens them all.
CREATE FUNCTION peckham.same_person(person bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE up AS (
        SELECT id, merged_into_id FROM people_person WHERE id = person
        UNION
        SELECT p.id, p.merged_into_id FROM people_person p JOIN up ON p.id = up.merged_into_id
    ), down AS (
        SELECT id FROM up WHERE merged_into_id IS NULL
        UNION
        SELECT p.id FROM people_person p JOIN down ON p.merged_into_id = down.id
    )
    SELECT id FROM down
$$;

CREATE FUNCTION peckham.may_read_resident(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.may_read_person(person) OR EXISTS (
        SELECT FROM peckham.same_person(person) AS same
        WHERE same <> person AND peckham.may_read_person(same))
$$;
REVOKE EXECUTE ON FUNCTION peckham.same_person(bigint), peckham.may_read_resident(bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.may_read_resident(bigint) TO peckham_app, peckham_worker;

ALTER TABLE people_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_a_relationship ON people_person TO peckham_app, peckham_worker
    USING (peckham.may_read_resident(id)) WITH CHECK (peckham.may_read_resident(id));
GRANT SELECT, INSERT ON people_person TO peckham_app, peckham_worker;
GRANT UPDATE (family_name, given_name, preferred_name, birth_date, birth_date_partial, sex,
    ethnicity_code, first_language, is_deceased, deceased_on, version, merged_into_id)
    ON people_person TO peckham_app, peckham_worker;
GRANT USAGE ON SEQUENCE people_person_id_seq TO peckham_app, peckham_worker;

ALTER TABLE people_merge ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_a_relationship ON people_merge TO peckham_app, peckham_worker
    USING (peckham.may_read_resident(survivor_id) AND peckham.may_read_resident(duplicate_id))
    WITH CHECK (peckham.may_read_resident(survivor_id) AND peckham.may_read_resident(duplicate_id));
GRANT SELECT, INSERT ON people_merge TO peckham_app, peckham_worker;
GRANT UPDATE (unmerged_at, unmerged_by, unmerge_reason) ON people_merge
    TO peckham_app, peckham_worker;

DO $$
DECLARE fact text;
BEGIN
    FOREACH fact IN ARRAY ARRAY['identifier', 'othername', 'addressspell', 'registration',
        'communicationneed', 'contactpoint', 'proxy'] LOOP
        EXECUTE format('ALTER TABLE people_%s ENABLE ROW LEVEL SECURITY', fact);
        EXECUTE format('CREATE POLICY with_a_relationship ON people_%s '
            'TO peckham_app, peckham_worker USING (peckham.may_read_resident(person_id)) '
            'WITH CHECK (peckham.may_read_resident(person_id))', fact);
        EXECUTE format('GRANT SELECT, INSERT ON people_%s TO peckham_app, peckham_worker', fact);
        EXECUTE format('GRANT UPDATE (superseded_at, during) ON people_%s '
            'TO peckham_app, peckham_worker', fact);
    END LOOP;
END $$;

-- What other systems sent is read here and written by imports alone, which run as the owner.
ALTER TABLE people_recordentry ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_a_relationship ON people_recordentry FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.may_read_resident(person_id));
GRANT SELECT ON people_recordentry TO peckham_app, peckham_worker;

-- No grant, and a policy that lets nobody in should one be made: only the owner's functions read
-- the sender's bytes and the search index.
DO $$
DECLARE hidden text;
BEGIN
    FOREACH hidden IN ARRAY ARRAY['sentperson', 'sourcedocument', 'searchentry', 'searchpair',
        'nameword'] LOOP
        EXECUTE format('ALTER TABLE people_%s ENABLE ROW LEVEL SECURITY', hidden);
        EXECUTE format('CREATE POLICY nobody ON people_%s USING (false) WITH CHECK (false)', hidden);
    END LOOP;
END $$;

-- Erasure: personal columns are emptied, current facts superseded, the sender's bytes dropped; the
-- row stays as a tombstone so that counts of requests and money still point at something.
CREATE FUNCTION peckham.erase_person(person bigint, erased_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    IF NOT peckham.may_read_resident(person) THEN
        RAISE EXCEPTION 'No relationship with this person.' USING ERRCODE = '42501';
    END IF;
    UPDATE people_person p SET family_name = '', given_name = '', preferred_name = '',
        birth_date = NULL, birth_date_partial = '', sex = 'unknown', ethnicity_code = '',
        first_language = '', deceased_on = NULL, source = '', version = p.version + 1,
        erased_at = erased_at WHERE p.id = person;
    UPDATE people_identifier f SET value = '',
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_othername f SET family_name = '', given_name = '',
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_addressspell f SET lines = '', postcode = '', source = '',
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_registration f
        SET superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_communicationneed f SET detail = '',
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_contactpoint f SET value = '',
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_proxy f SET name = '', relationship = '', telephone = '', proxy_person_id = NULL,
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_sourcedocument d SET content = '', file_name = '', erased_at = erased_at
    WHERE d.erased_at IS NULL AND d.id IN (
        SELECT document_id FROM people_recordentry e WHERE e.person_id = person
        UNION SELECT document_id FROM people_sentperson o WHERE o.person_id = person);
    UPDATE people_recordentry f SET sender_identity = '', code = '', code_system = '', display = '',
        started = '', ended = '', stated = '', sorted_on = NULL, value_number = NULL,
        value_comparator = '', value_unit = '', value_code = '', value_text = '',
        absent_reason = '', components = '[]', dosage = '', path = '',
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    UPDATE people_sentperson f SET sender_identity = '', path = '',
        superseded_at = coalesce(f.superseded_at, erased_at) WHERE f.person_id = person;
    PERFORM peckham.refresh_search(person);
END $$;
REVOKE EXECUTE ON FUNCTION peckham.erase_person(bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.erase_person(bigint, timestamptz) TO peckham_app, peckham_worker;
