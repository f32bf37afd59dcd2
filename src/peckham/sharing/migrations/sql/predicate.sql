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

-- The teams of a member of staff who looks at records for the care of whose they are. Whoever acts
-- for another purpose has a part in no request and no relationship with anybody.
CREATE FUNCTION peckham.caring_teams() RETURNS bigint[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN peckham.scope_actor_kind() = 'staff'
        AND peckham.scope_purpose() IN ('direct care', 'navigation')
        THEN peckham.scope_teams() ELSE '{}' END
$$;
CREATE FUNCTION peckham.caring_organisation() RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN peckham.scope_actor_kind() = 'staff'
        AND peckham.scope_purpose() IN ('direct care', 'navigation')
        THEN peckham.scope_organisation_id() END
$$;
ALTER POLICY own_relationships ON sharing_relationship USING (
    team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
    OR organisation_id = (SELECT peckham.caring_organisation()));

-- Whether a job that acts is listed for its purpose with these categories.
CREATE FUNCTION peckham.job_may_read(needed text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.scope_actor_kind() = 'system' AND peckham.system_may_read(needed);
END $$;

-- Of the relationships by which a team holds requests, one that was agreed when it began, as known
-- then: by who kept the record, what was signed and who had refused, all at that moment.
CREATE FUNCTION peckham.held_as_agreed(
    holds bigint[], people bigint[], needed text[], organisation bigint
) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    hold record;
    keepers bigint[];
    category text;
    is_given boolean;
BEGIN
    FOR hold IN SELECT r.id, lower(r.during) AS since FROM sharing_relationship r
            WHERE r.id = ANY (holds) ORDER BY 2, 1 LOOP
        SELECT array_agg(DISTINCT r.organisation_id) INTO keepers FROM sharing_relationship r
        WHERE r.person_id = ANY (people) AND r.kind = 'registration'
          AND r.during @> hold.since AND r.recorded_at <= hold.since
          AND r.organisation_id IS DISTINCT FROM organisation;
        IF keepers IS NULL THEN
            RETURN hold.id;
        END IF;
        CONTINUE WHEN EXISTS (SELECT FROM sharing_objection o WHERE o.person_id = ANY (people)
            AND o.kind = 'refusal_to_share' AND o.during @> hold.since
            AND o.recorded_at <= hold.since);
        is_given := true;
        FOREACH category IN ARRAY needed LOOP
            is_given := is_given AND keepers <@ (
                peckham.suppliers_of(organisation, 'direct care', category, hold.since, hold.since)
                || peckham.suppliers_of(organisation, 'navigation', category, hold.since, hold.since));
        END LOOP;
        IF is_given THEN
            RETURN hold.id;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.sensitive_categories() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY['sexual_health', 'domestic_abuse', 'adoption', 'staff_as_patient']
$$;
CREATE FUNCTION peckham.categories() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY['identity', 'requests', 'health_record', 'care_plan'] || peckham.sensitive_categories()
$$;

-- What is open of a record is worked out whole and once: each category with the relationship that
-- opens it and the agreement under which it comes. To read several categories is to read each.
-- What a member of staff may read of a person, whose records are these: {category: [relationship,
-- version of the agreement]}. A category that is missing is closed.
CREATE FUNCTION peckham.opened_to_staff(people bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    organisation bigint := peckham.scope_organisation_id();
    teams bigint[] := peckham.scope_teams();
    account bigint := peckham.scope_account_id();
    purpose text := peckham.scope_purpose();
    emergency bigint;
    holds bigint[];
    related bigint;
    keepers text[];
    marks text[];
    is_own boolean;
    is_refused boolean := false;
    flows jsonb := '{}';
    category text;
    reason bigint;
    opened jsonb := '{}';
BEGIN
    IF purpose NOT IN ('direct care', 'navigation') THEN
        RETURN '{}';
    END IF;
    SELECT min(r.id) FILTER (WHERE r.account_id = account AND purpose = 'direct care'),
        array_agg(r.id) FILTER (WHERE r.kind = 'request' AND r.team_id = ANY (teams)),
        min(r.id) FILTER (WHERE r.team_id = ANY (teams) OR r.organisation_id = organisation),
        array_agg(DISTINCT r.organisation_id) FILTER (WHERE r.kind = 'registration'
            AND r.organisation_id IS DISTINCT FROM organisation)::text[]
    INTO emergency, holds, related, keepers
    FROM sharing_relationship r WHERE r.person_id = ANY (people) AND r.during @> at;
    IF emergency IS NOT NULL THEN
        emergency := peckham.emergency_of(people);
    END IF;
    IF emergency IS NULL AND related IS NULL THEN
        RETURN '{}';
    END IF;
    SELECT array_agg(DISTINCT m.category), bool_or(m.account_id = account) INTO marks, is_own
    FROM sharing_mark m WHERE m.person_id = ANY (people) AND m.during @> at;
    -- Nobody opens their own record at work, whatever else lets them.
    IF is_own THEN
        RETURN '{}';
    END IF;
    IF keepers IS NOT NULL THEN
        flows := peckham.scope_flows();
        is_refused := peckham.objects_to(people, purpose, at);
    END IF;
    FOREACH category IN ARRAY peckham.categories() LOOP
        reason := CASE WHEN emergency IS NOT NULL THEN emergency
            -- One's own record, or nobody's: what is sensitive is for care itself.
            WHEN keepers IS NULL THEN CASE WHEN purpose = 'direct care'
                OR category <> ALL (peckham.sensitive_categories()) THEN related END
            WHEN NOT is_refused AND flows -> category ?& keepers THEN related END;
        IF reason IS NOT NULL THEN
            opened := opened || jsonb_build_object(category,
                jsonb_build_array(reason, flows -> category -> keepers[1]));
        END IF;
    END LOOP;
    -- A record that is marked opens to whoever may read what it is marked as.
    IF emergency IS NULL AND NOT opened ?& marks THEN
        opened := '{}';
    END IF;
    -- What a team holds it goes on seeing until it is handed over: judged by when it took it on.
    IF holds IS NOT NULL THEN
        FOREACH category IN ARRAY ARRAY['identity', 'requests'] LOOP
            CONTINUE WHEN opened ? category;
            reason := peckham.held_as_agreed(holds, people, ARRAY[category], organisation);
            IF reason IS NOT NULL THEN
                opened := opened || jsonb_build_object(category,
                    jsonb_build_array(reason, flows -> category -> keepers[1]));
            END IF;
        END LOOP;
    END IF;
    RETURN opened;
END $$;

-- The relationship that opens these categories to the member of staff who acts, or NULL.
CREATE FUNCTION peckham.reason_to_read(people bigint[], categories text[])
RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE opened jsonb := peckham.opened_to_staff(people);
BEGIN
    RETURN CASE WHEN opened ?& categories THEN (opened -> categories[1] ->> 0)::bigint END;
END $$;

CREATE FUNCTION peckham.refuses_to_share(people bigint[], at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN peckham.objects_to(people, 'direct care', at);
END $$;

-- The same for whoever acts: a job reads what it is listed for, a resident their own record whole.
CREATE FUNCTION peckham.opened(people bigint[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE given text[];
BEGIN
    CASE peckham.scope_actor_kind()
        WHEN 'staff' THEN RETURN peckham.opened_to_staff(people);
        WHEN 'system' THEN
            SELECT s.categories INTO given FROM sharing_systemactor s
            WHERE s.name = peckham.scope_actor() AND s.purpose = peckham.scope_purpose();
        WHEN 'resident' THEN
            IF peckham.scope_person_id() = ANY (people) THEN
                given := peckham.categories();
            END IF;
        ELSE NULL;
    END CASE;
    RETURN (SELECT coalesce(jsonb_object_agg(c, '[]'::jsonb), '{}')
        FROM unnest(given) AS c);
END $$;

CREATE FUNCTION peckham.may_read_people(people bigint[], categories text[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.opened(people) ?& categories;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.system_may_read(text[]),
    peckham.reason_to_read(bigint[], text[]), peckham.refuses_to_share(bigint[], timestamptz),
    peckham.opened_to_staff(bigint[]), peckham.opened(bigint[]),
    peckham.caring_teams(), peckham.caring_organisation(), peckham.job_may_read(text[]),
    peckham.held_as_agreed(bigint[], bigint[], text[], bigint),
    peckham.may_read_people(bigint[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.caring_teams(), peckham.caring_organisation(),
    peckham.job_may_read(text[]) TO peckham_app, peckham_worker;
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

-- What a transaction decided about a record is decided anew once it writes what decides.
CREATE FUNCTION peckham.decide_again() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('peckham.changes', (coalesce(
        nullif(current_setting('peckham.changes', true), ''), '0')::bigint + 1)::text, true);
    RETURN NULL;
END $$;
DO $$
DECLARE written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['relationship', 'mark', 'objection', 'breakglass',
        'agreementversion', 'agreementparty', 'agreementsignature', 'agreementwithdrawal'] LOOP
        EXECUTE format('CREATE TRIGGER decide_again AFTER INSERT OR UPDATE OR DELETE ON sharing_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.decide_again()', written);
    END LOOP;
END $$;
