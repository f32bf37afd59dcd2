-- What the oracle of tests/generative/sharing found to differ from decision 0006, put right.

-- A relationship is recorded at the scope's time, which production holds to the clock: what was
-- known at a moment is then the same in a scope at that moment.
CREATE OR REPLACE FUNCTION peckham.open_relationship(
    person bigint, team bigint, organisation bigint, kind text,
    source_kind text, source_id bigint, from_at timestamptz, until timestamptz
) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO sharing_relationship (person_id, team_id, organisation_id, kind,
        source_kind, source_id, during, recorded_at)
    VALUES (person, team, organisation, kind, source_kind, source_id,
        tstzrange(from_at, until), peckham.scope_at())
    RETURNING id
$$;

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

CREATE OR REPLACE FUNCTION peckham.reason_to_read(people bigint[], categories text[]) RETURNS bigint
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
    holds bigint[];
    related bigint;
    keepers bigint[];
    marks text[];
    is_own boolean;
BEGIN
    IF purpose NOT IN ('direct care', 'navigation') THEN
        RETURN NULL;
    END IF;
    SELECT min(r.id) FILTER (WHERE r.account_id = account AND purpose = 'direct care'),
        array_agg(r.id) FILTER (WHERE r.kind = 'request' AND r.team_id = ANY (teams)),
        min(r.id) FILTER (WHERE r.team_id = ANY (teams) OR r.organisation_id = organisation),
        array_agg(DISTINCT r.organisation_id) FILTER (WHERE r.kind = 'registration'
            AND r.organisation_id IS DISTINCT FROM organisation)
    INTO emergency, holds, related, keepers
    FROM sharing_relationship r WHERE r.person_id = ANY (people) AND r.during @> at;
    IF emergency IS NOT NULL THEN
        emergency := peckham.emergency_of(people);
    END IF;
    IF emergency IS NULL AND related IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(DISTINCT m.category), bool_or(m.account_id = account) INTO marks, is_own
    FROM sharing_mark m WHERE m.person_id = ANY (people) AND m.during @> at;
    -- Nobody opens their own record at work, whatever else lets them.
    IF is_own THEN
        RETURN NULL;
    END IF;
    IF emergency IS NOT NULL THEN
        RETURN emergency;
    END IF;
    needed := needed || marks;
    IF keepers IS NULL THEN
        -- One's own record, or nobody's: what is sensitive is for care itself.
        IF purpose = 'direct care' OR NOT needed && ARRAY['sexual_health', 'domestic_abuse',
                'adoption', 'staff_as_patient'] THEN
            RETURN related;
        END IF;
    ELSIF peckham.is_agreed_now(people, keepers, needed) THEN
        RETURN related;
    END IF;
    -- What a team holds it goes on seeing until it is handed over: judged by when it took it on.
    IF holds IS NOT NULL AND categories <@ ARRAY['identity', 'requests'] THEN
        RETURN peckham.held_as_agreed(holds, people, categories, organisation);
    END IF;
    RETURN NULL;
END $$;
DROP FUNCTION peckham.was_agreed(bigint[], bigint[], text[], bigint, timestamptz);

-- As before, worked out for every category at once, since a page asks for each: what is agreed is
-- read one time in a transaction. Kept beside it: under which version each supplier supplies.
CREATE OR REPLACE FUNCTION peckham.scope_suppliers(category text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    name text := 'peckham.suppliers_' || category;
    kept text := current_setting(name, true);
    mine text := format('%s %s %s', peckham.scope_organisation_id(), peckham.scope_purpose(),
        peckham.scope_at());
    agreed record;
BEGIN
    IF split_part(coalesce(kept, ''), '|', 1) = mine THEN
        RETURN split_part(kept, '|', 2)::bigint[];
    END IF;
    FOR agreed IN
        WITH flows AS MATERIALIZED (
            SELECT f.supplier_id, f.version_id, v.categories
            FROM peckham.agreed_flows(peckham.scope_at(), 'infinity',
                peckham.scope_organisation_id()) f
            JOIN sharing_agreementversion v ON v.id = f.version_id
            WHERE peckham.scope_purpose() = ANY (v.purposes)
        ), given AS (
            SELECT c.given, f.supplier_id, min(f.version_id) AS version_id
            FROM flows f, unnest(f.categories) AS c (given) GROUP BY 1, 2
        )
        SELECT a.given, coalesce(array_agg(g.supplier_id) FILTER (WHERE g.supplier_id IS NOT NULL),
                '{}') AS suppliers,
            coalesce(jsonb_object_agg(g.supplier_id, g.version_id)
                FILTER (WHERE g.supplier_id IS NOT NULL), '{}') AS versions
        FROM unnest(ARRAY['identity', 'requests', 'health_record', 'care_plan', 'sexual_health',
            'domestic_abuse', 'adoption', 'staff_as_patient']) AS a (given)
        LEFT JOIN given g ON g.given = a.given GROUP BY 1
    LOOP
        PERFORM set_config('peckham.suppliers_' || agreed.given,
            mine || '|' || agreed.suppliers::text || '|' || agreed.versions::text, true);
    END LOOP;
    kept := current_setting(name, true);
    IF split_part(coalesce(kept, ''), '|', 1) = mine THEN
        RETURN split_part(kept, '|', 2)::bigint[];
    END IF;
    RETURN '{}';
END $$;

CREATE OR REPLACE FUNCTION peckham.agreement_of(people bigint[], category text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE keeper bigint;
BEGIN
    SELECT min(r.organisation_id) INTO keeper FROM sharing_relationship r
    WHERE r.person_id = ANY (people) AND r.kind = 'registration'
      AND r.during @> peckham.scope_at()
      AND r.organisation_id <> peckham.scope_organisation_id();
    IF keeper IS NULL OR NOT keeper = ANY (peckham.scope_suppliers(category)) THEN
        RETURN NULL;
    END IF;
    RETURN (split_part(current_setting('peckham.suppliers_' || category, true), '|', 3)::jsonb
        ->> keeper::text)::bigint;
END $$;

-- What a transaction worked out of the agreements is worked out anew once it writes one.
CREATE FUNCTION peckham.forget_suppliers() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE category text;
BEGIN
    FOREACH category IN ARRAY ARRAY['identity', 'requests', 'health_record', 'care_plan',
            'sexual_health', 'domestic_abuse', 'adoption', 'staff_as_patient'] LOOP
        PERFORM set_config('peckham.suppliers_' || category, '', true);
    END LOOP;
    PERFORM set_config('peckham.agreement_used', '', true);
    RETURN NULL;
END $$;
DO $$
DECLARE written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['agreementversion', 'agreementparty', 'agreementsignature',
        'agreementwithdrawal'] LOOP
        EXECUTE format('CREATE TRIGGER suppliers_again AFTER INSERT ON sharing_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.forget_suppliers()', written);
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

REVOKE EXECUTE ON FUNCTION peckham.caring_teams(), peckham.caring_organisation(),
    peckham.job_may_read(text[]), peckham.held_as_agreed(bigint[], bigint[], text[], bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.caring_teams(), peckham.caring_organisation(),
    peckham.job_may_read(text[]) TO peckham_app, peckham_worker;
