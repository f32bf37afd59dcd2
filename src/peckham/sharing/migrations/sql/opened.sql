-- What is open of a record is worked out whole and once: each category with the relationship that
-- opens it and the agreement under which it comes. To read several categories is to read each.

CREATE FUNCTION peckham.sensitive_categories() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY['sexual_health', 'domestic_abuse', 'adoption', 'staff_as_patient']
$$;
CREATE FUNCTION peckham.categories() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY['identity', 'requests', 'health_record', 'care_plan'] || peckham.sensitive_categories()
$$;

-- Of each category the organisations that supply it to the scope, each with the version that says
-- so. Worked out once in a transaction. What is kept says for whom, why and when it holds, so that
-- it is never taken for another scope's.
CREATE FUNCTION peckham.scope_flows() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine text := format('%s %s %s', peckham.scope_organisation_id(), peckham.scope_purpose(),
        peckham.scope_at());
    agreed jsonb;
BEGIN
    IF current_setting('peckham.flows_asked', true) = mine THEN
        RETURN current_setting('peckham.flows', true)::jsonb;
    END IF;
    SELECT coalesce(jsonb_object_agg(c.category, c.versions), '{}') INTO agreed FROM (
        SELECT f.category, jsonb_object_agg(f.supplier_id, f.version_id) AS versions FROM (
            SELECT g.category, f.supplier_id, min(f.version_id) AS version_id
            FROM peckham.agreed_flows(peckham.scope_at(), 'infinity',
                coalesce(peckham.scope_organisation_id(), 0)) f
            JOIN sharing_agreementversion v ON v.id = f.version_id,
            unnest(v.categories) AS g (category)
            WHERE peckham.scope_purpose() = ANY (v.purposes) GROUP BY 1, 2) f
        GROUP BY 1) c;
    PERFORM set_config('peckham.flows_asked', mine, true),
        set_config('peckham.flows', agreed::text, true);
    RETURN agreed;
END $$;

CREATE OR REPLACE FUNCTION peckham.forget_suppliers() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('peckham.flows_asked', '', true);
    RETURN NULL;
END $$;

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

CREATE OR REPLACE FUNCTION peckham.may_read_people(people bigint[], categories text[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.opened(people) ?& categories;
END $$;

-- The relationship that opens these categories to the member of staff who acts, or NULL.
CREATE OR REPLACE FUNCTION peckham.reason_to_read(people bigint[], categories text[])
RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE opened jsonb := peckham.opened_to_staff(people);
BEGIN
    RETURN CASE WHEN opened ?& categories THEN (opened -> categories[1] ->> 0)::bigint END;
END $$;

-- Write one look of the scope that is open, with what allowed it: which is known already.
CREATE FUNCTION peckham.write_look(
    person bigint, parts text[], categories text[], opened jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    kind text := peckham.scope_actor_kind();
    allowed text := CASE kind WHEN 'resident' THEN 'own record' WHEN 'staff' THEN '' ELSE kind END;
    reason bigint;
BEGIN
    IF kind = 'staff' AND opened ?& categories THEN
        reason := (opened -> categories[1] ->> 0)::bigint;
        SELECT r.kind INTO allowed FROM sharing_relationship r WHERE r.id = reason;
    END IF;
    INSERT INTO sharing_look (person_id, actor_kind, actor, actor_name, account_id, role,
        organisation_id, organisation_name, purpose, parts, allowed_by, relationship_id,
        agreement_version_id, at, recorded_at, request_id)
    VALUES (person, kind, peckham.scope_actor(), '', peckham.scope_account_id(),
        coalesce(peckham.scope_role(), ''), peckham.scope_organisation_id(), '',
        peckham.scope_purpose(), parts, coalesce(allowed, ''), reason,
        (opened -> categories[1] ->> 1)::bigint,
        peckham.scope_at(), clock_timestamp(), coalesce(peckham.scope_request_id(), ''));
END $$;

CREATE OR REPLACE FUNCTION peckham.record_look(people bigint[], parts text[], categories text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.write_look(people[1], parts, categories,
        CASE WHEN people[1] IS NOT NULL THEN peckham.opened(people) END);
END $$;

-- Why a part is not shown, in one word of a list, and nothing of what is in it. NULL when it is.
CREATE OR REPLACE FUNCTION peckham.why_not_shown(people bigint[], categories text[]) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    organisation bigint := peckham.scope_organisation_id();
    keepers bigint[];
    flows jsonb;
    category text;
    other text := CASE peckham.scope_purpose() WHEN 'navigation' THEN 'direct care'
        ELSE 'navigation' END;
    missing boolean := false;
    elsewhere boolean := true;
BEGIN
    IF peckham.may_read_people(people, categories) THEN
        RETURN NULL;
    ELSIF peckham.scope_actor_kind() <> 'staff'
       OR peckham.scope_purpose() NOT IN ('direct care', 'navigation') THEN
        RETURN 'purpose';
    ELSIF peckham.is_own_record(people) THEN
        RETURN 'own record';
    ELSIF NOT EXISTS (SELECT FROM sharing_relationship r
            WHERE r.person_id = ANY (people) AND r.during @> at
              AND (r.team_id = ANY (peckham.scope_teams()) OR r.organisation_id = organisation)) THEN
        RETURN 'no relationship';
    END IF;
    SELECT array_agg(DISTINCT r.organisation_id) INTO keepers FROM sharing_relationship r
    WHERE r.person_id = ANY (people) AND r.during @> at
      AND r.kind = 'registration' AND r.organisation_id <> organisation;
    IF keepers IS NULL THEN
        RETURN 'sensitive';
    ELSIF peckham.objects_to(people, peckham.scope_purpose(), at) THEN
        RETURN 'refused';
    END IF;
    flows := peckham.scope_flows();
    FOREACH category IN ARRAY categories LOOP
        IF NOT coalesce(flows -> category ?& keepers::text[], false) THEN
            missing := true;
            elsewhere := elsewhere
                AND keepers <@ peckham.suppliers_of(organisation, other, category, at, 'infinity');
        END IF;
    END LOOP;
    RETURN CASE WHEN NOT missing THEN 'sensitive' WHEN elsewhere THEN 'other purpose'
        ELSE 'no agreement' END;
END $$;

DROP FUNCTION peckham.is_agreed_now(bigint[], bigint[], text[]);
DROP FUNCTION peckham.agreement_of(bigint[], text);
DROP FUNCTION peckham.scope_suppliers(text);

REVOKE EXECUTE ON FUNCTION peckham.scope_flows(), peckham.opened_to_staff(bigint[]),
    peckham.opened(bigint[]), peckham.write_look(bigint, text[], text[], jsonb) FROM PUBLIC;
