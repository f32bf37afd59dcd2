-- THE predicate, whole: may the scope that is open read these categories of this person's record?
-- Every policy on a person's table asks it, so that a rule that holds for a page holds for an
-- export, a history, a job and a query of DuckDB's.

-- The jobs that act in their own name; one that is not listed, for its purpose, sees nothing.
INSERT INTO sharing_systemactor (name, purpose, categories, why) VALUES
    ('offer lapse', 'direct care', '{identity,requests}',
     'Gives back an offer that nobody accepted in time.'),
    ('FHIR import', 'direct care', '{identity,health_record,care_plan}',
     'Writes down what another system sent; runs as the owner.'),
    ('retention', 'operations', '{identity,requests,health_record,care_plan}',
     'Empties what is kept no longer, and leaves a tombstone.');

CREATE FUNCTION peckham.system_may_read(needed text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM sharing_systemactor s
        WHERE s.name = peckham.scope_actor() AND s.purpose = peckham.scope_purpose()
          AND needed <@ s.categories);
END $$;

-- Which of a person's relationships opens these categories to the member of staff who acts, or NULL.
-- People: the records that were merged into one person.
CREATE FUNCTION peckham.reason_to_read(people bigint[], categories text[]) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    organisation bigint := peckham.scope_organisation_id();
    teams bigint[] := peckham.scope_teams();
    account bigint := peckham.scope_account_id();
    purpose text := peckham.scope_purpose();
    needed text[] := categories;
    emergency bigint;
    held bigint;
    held_since timestamptz;
    related bigint;
    keepers bigint[];
    marks text[];
    category text;
BEGIN
    IF purpose NOT IN ('direct care', 'navigation') THEN
        RETURN NULL;
    END IF;
    SELECT min(r.id) FILTER (WHERE r.account_id = account AND purpose = 'direct care'),
        min(r.id) FILTER (WHERE r.kind = 'request' AND r.team_id = ANY (teams)),
        min(lower(r.during)) FILTER (WHERE r.kind = 'request' AND r.team_id = ANY (teams)),
        min(r.id) FILTER (WHERE r.team_id = ANY (teams) OR r.organisation_id = organisation),
        array_agg(DISTINCT r.organisation_id) FILTER (
            WHERE r.kind = 'registration' AND r.organisation_id <> organisation)
    INTO emergency, held, held_since, related, keepers
    FROM sharing_relationship r WHERE r.person_id = ANY (people) AND r.during @> at;
    IF emergency IS NULL AND related IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(DISTINCT m.category) INTO marks FROM sharing_mark m
    WHERE m.person_id = ANY (people) AND m.during @> at;
    IF marks IS NOT NULL THEN
        -- Nobody opens their own record at work, whatever else lets them.
        IF EXISTS (SELECT FROM sharing_mark m WHERE m.person_id = ANY (people)
                   AND m.during @> at AND m.account_id = account) THEN
            RETURN NULL;
        END IF;
        needed := needed || marks;
    END IF;
    IF emergency IS NOT NULL THEN
        RETURN emergency;
    END IF;
    IF keepers IS NULL THEN
        -- One's own record, or nobody's: what is sensitive is for care itself.
        IF purpose <> 'direct care' AND needed && ARRAY['sexual_health', 'domestic_abuse',
                'adoption', 'staff_as_patient'] AND NOT (held IS NOT NULL
                AND categories <@ ARRAY['identity', 'requests']) THEN
            RETURN NULL;
        END IF;
        RETURN related;
    END IF;
    IF peckham.is_agreed_now(people, keepers, needed) THEN
        RETURN related;
    END IF;
    -- What a team holds it goes on seeing until it is handed over: judged by when it took it on.
    IF held IS NOT NULL AND categories <@ ARRAY['identity', 'requests']
       AND peckham.was_agreed(people, keepers, categories, organisation, held_since) THEN
        RETURN held;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.refuses_to_share(people bigint[], at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN EXISTS (SELECT FROM sharing_objection o WHERE o.person_id = ANY (people)
        AND o.kind = 'refusal_to_share' AND o.during @> at);
END $$;

CREATE FUNCTION peckham.is_agreed_now(people bigint[], keepers bigint[], needed text[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE category text;
BEGIN
    FOREACH category IN ARRAY needed LOOP
        IF NOT keepers <@ peckham.scope_suppliers(category) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN NOT peckham.refuses_to_share(people, peckham.scope_at());
END $$;

-- Whether it was agreed at an earlier moment, as it was known then.
CREATE FUNCTION peckham.was_agreed(
    people bigint[], keepers bigint[], needed text[], receiver bigint, at timestamptz
) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    category text;
BEGIN
    FOREACH category IN ARRAY needed LOOP
        IF NOT keepers <@ (peckham.suppliers_of(receiver, 'direct care', category, at, at)
            || peckham.suppliers_of(receiver, 'navigation', category, at, at)) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN NOT peckham.refuses_to_share(people, at);
END $$;

CREATE FUNCTION peckham.may_read_people(people bigint[], categories text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    CASE peckham.scope_actor_kind()
        WHEN 'staff' THEN RETURN peckham.reason_to_read(people, categories) IS NOT NULL;
        WHEN 'system' THEN RETURN peckham.system_may_read(categories);
        WHEN 'resident' THEN RETURN peckham.scope_person_id() = ANY (people);
        ELSE RETURN false;
    END CASE;
END $$;

CREATE OR REPLACE FUNCTION peckham.may_read_person(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.may_read_people(ARRAY[person], ARRAY['identity'])
$$;

REVOKE EXECUTE ON FUNCTION peckham.system_may_read(text[]),
    peckham.reason_to_read(bigint[], text[]), peckham.refuses_to_share(bigint[], timestamptz),
    peckham.is_agreed_now(bigint[], bigint[], text[]),
    peckham.was_agreed(bigint[], bigint[], text[], bigint, timestamptz),
    peckham.may_read_people(bigint[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.may_read_people(bigint[], text[])
    TO peckham_app, peckham_worker, peckham_analytics;

-- Marks, objections and withheld looks are read by the functions above; who records them comes
-- through functions of their own.
DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['mark', 'objection', 'withholding', 'breakglass'] LOOP
        EXECUTE format('ALTER TABLE sharing_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('CREATE POLICY nobody ON sharing_%s USING (false) WITH CHECK (false)', kept);
    END LOOP;
END $$;
