-- What narrows sharing: marks, which add a sensitive category to what an agreement has to name, and
-- objections, by purpose. `people` calls these with the records that were merged into one person.

-- Which purposes an objection closes: data/objections.toml, compared by a test.
CREATE FUNCTION peckham.objection_closes(kind text, purpose text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE kind
        WHEN 'national_data_opt_out' THEN
            purpose IN ('population planning', 'evaluation', 'payment')
        WHEN 'refusal_to_share' THEN purpose IN ('direct care', 'navigation',
            'population planning', 'payment', 'evaluation', 'safety')
        -- What is not known here closes everything: an objection is never lost on a reader.
        ELSE true END
$$;

CREATE FUNCTION peckham.objects_to(people bigint[], purpose text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN EXISTS (SELECT FROM sharing_objection o WHERE o.person_id = ANY (people)
        AND o.during @> at AND peckham.objection_closes(o.kind, purpose));
END $$;

-- Whether the actor has to do with the person at all, whatever may be read: somebody who refuses to
-- share says so to those with whom they speak, and takes it back with them too.
CREATE FUNCTION peckham.is_related(people bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.scope_actor_kind() = 'staff'
        AND peckham.scope_purpose() IN ('direct care', 'navigation')
        AND NOT peckham.is_own_record(people)
        AND EXISTS (SELECT FROM sharing_relationship r
            WHERE r.person_id = ANY (people) AND r.during @> peckham.scope_at()
              AND (r.team_id = ANY (peckham.scope_teams())
                   OR r.organisation_id = peckham.scope_organisation_id()));
END $$;

-- Whether the actor's organisation keeps the record, or nobody does.
CREATE FUNCTION peckham.keeps(people bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT bool_or(r.organisation_id = peckham.scope_organisation_id())
        FROM sharing_relationship r WHERE r.person_id = ANY (people)
          AND r.kind = 'registration' AND r.during @> peckham.scope_at()), true);
END $$;

-- A clinician of the keeper marks the record: it is a judgement on the care of somebody whom they
-- know. A governance lead opens no record, so she marks none.
CREATE FUNCTION peckham.may_mark(people bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.scope_may('record_marks') AND peckham.scope_purpose() = 'direct care'
        AND peckham.is_related(people) AND peckham.keeps(people)
        AND peckham.reason_to_read(people, ARRAY['identity', 'health_record']) IS NOT NULL;
END $$;

CREATE FUNCTION peckham.mark_for(people bigint[], category text, reason text, account bigint)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    made uuid := gen_random_uuid();
BEGIN
    IF NOT peckham.may_mark(people) THEN
        RAISE EXCEPTION 'A clinician of the practice that keeps the record marks it.'
            USING ERRCODE = 'PK060';
    END IF;
    IF reason = '' THEN
        RAISE EXCEPTION 'A mark says why.' USING ERRCODE = 'PK061';
    END IF;
    IF EXISTS (SELECT FROM sharing_mark m WHERE m.person_id = ANY (people)
               AND m.category = category AND m.during @> at
               AND m.account_id IS NOT DISTINCT FROM account) THEN
        RAISE EXCEPTION 'The record is marked so already.' USING ERRCODE = 'PK062';
    END IF;
    INSERT INTO sharing_mark (public_id, person_id, category, account_id, during, reason,
        recorded_by, recorded_at, ended_by, end_reason)
    VALUES (made, people[1], category, account, tstzrange(at, NULL), reason,
        peckham.scope_actor(), at, '', '');
    -- The trail says that it was done, never what kind of record it is.
    PERFORM peckham.write_trail('sharing.mark', 'mark', made::text, '{}');
    PERFORM peckham.record_look(people, ARRAY['marks'], ARRAY['identity']);
    RETURN made;
END $$;

CREATE FUNCTION peckham.end_mark_for(people bigint[], one uuid, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE at timestamptz := peckham.scope_at();
BEGIN
    IF NOT peckham.may_mark(people) THEN
        RAISE EXCEPTION 'A clinician of the practice that keeps the record ends a mark.'
            USING ERRCODE = 'PK060';
    END IF;
    IF reason = '' THEN
        RAISE EXCEPTION 'Ending a mark says why.' USING ERRCODE = 'PK061';
    END IF;
    UPDATE sharing_mark m SET during = tstzrange(lower(m.during), greatest(at, lower(m.during))),
        ended_by = peckham.scope_actor(), end_reason = reason
    WHERE m.public_id = one AND m.person_id = ANY (people) AND m.during @> at;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such mark now.' USING ERRCODE = 'PK063';
    END IF;
    PERFORM peckham.write_trail('sharing.end_mark', 'mark', one::text, '{}');
    PERFORM peckham.record_look(people, ARRAY['marks'], ARRAY['identity']);
END $$;

CREATE FUNCTION peckham.object_for(people bigint[], kind text, said_how text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    made uuid := gen_random_uuid();
BEGIN
    IF NOT (peckham.scope_may('record_objections') AND peckham.is_related(people)) THEN
        RAISE EXCEPTION 'Whoever writes an objection down has to do with the person now.'
            USING ERRCODE = 'PK064';
    END IF;
    IF said_how = '' THEN
        RAISE EXCEPTION 'An objection says how it was made.' USING ERRCODE = 'PK061';
    END IF;
    IF EXISTS (SELECT FROM sharing_objection o WHERE o.person_id = ANY (people)
               AND o.kind = kind AND o.during @> at) THEN
        RAISE EXCEPTION 'This is written down already.' USING ERRCODE = 'PK062';
    END IF;
    -- The look comes first: by this objection the record may close to whoever writes it down.
    PERFORM peckham.record_look(people, ARRAY['objections'], ARRAY['identity']);
    INSERT INTO sharing_objection (public_id, person_id, kind, during, said_how, recorded_by,
        recorded_at, ended_by, ended_how)
    VALUES (made, people[1], kind, tstzrange(at, NULL), said_how, peckham.scope_actor(), at, '', '');
    PERFORM peckham.write_trail('sharing.object', 'objection', made::text, '{}');
    RETURN made;
END $$;

CREATE FUNCTION peckham.end_objection_for(people bigint[], kind text, said_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    ended uuid;
BEGIN
    IF NOT (peckham.scope_may('record_objections') AND peckham.is_related(people)) THEN
        RAISE EXCEPTION 'Whoever writes it down has to do with the person now.'
            USING ERRCODE = 'PK064';
    END IF;
    IF said_how = '' THEN
        RAISE EXCEPTION 'It says how the person took it back.' USING ERRCODE = 'PK061';
    END IF;
    FOR ended IN
        UPDATE sharing_objection o
        SET during = tstzrange(lower(o.during), greatest(at, lower(o.during))),
            ended_by = peckham.scope_actor(), ended_how = said_how
        WHERE o.person_id = ANY (people) AND o.kind = kind AND o.during @> at
        RETURNING o.public_id
    LOOP
        PERFORM peckham.write_trail('sharing.end_objection', 'objection', ended::text, '{}');
    END LOOP;
    IF ended IS NULL THEN
        RAISE EXCEPTION 'There is no such objection now.' USING ERRCODE = 'PK063';
    END IF;
    PERFORM peckham.record_look(people, ARRAY['objections'], ARRAY['identity']);
END $$;

-- What is marked and objected to now, for whoever may see who the person is.
CREATE FUNCTION peckham.limits_on(people bigint[])
RETURNS TABLE (what text, public_id uuid, kind text, account_name text, why text, since timestamptz,
    recorded_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT 'mark', m.public_id, m.category,
        coalesce((SELECT a.name FROM organisations_account a WHERE a.id = m.account_id), ''),
        m.reason, lower(m.during), m.recorded_by
    FROM sharing_mark m WHERE m.person_id = ANY (people) AND m.during @> peckham.scope_at()
      AND peckham.may_read_people(people, ARRAY['identity'])
    UNION ALL
    SELECT 'objection', o.public_id, o.kind, '', o.said_how, lower(o.during), o.recorded_by
    FROM sharing_objection o WHERE o.person_id = ANY (people) AND o.during @> peckham.scope_at()
      AND peckham.may_read_people(people, ARRAY['identity'])
    ORDER BY 1, 6, 2;
END $$;

-- Why a part is not shown, in one word of a list, and nothing of what is in it. NULL when it is.
CREATE FUNCTION peckham.why_not_shown(people bigint[], categories text[]) RETURNS text
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

-- Neither a mark nor an objection is rewritten or deleted: it is ended once.
CREATE FUNCTION peckham.check_limit_ends_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT upper_inf(OLD.during) OR lower(NEW.during) IS DISTINCT FROM lower(OLD.during)
            AND NOT isempty(NEW.during)
       OR NEW.person_id <> OLD.person_id OR NEW.recorded_at <> OLD.recorded_at
       OR NEW.recorded_by <> OLD.recorded_by THEN
        RAISE EXCEPTION 'This was written down and is not rewritten; it is ended once.'
            USING ERRCODE = 'PK010';
    END IF;
    RETURN NEW;
END $$;
DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['mark', 'objection'] LOOP
        EXECUTE format('CREATE TRIGGER ends_once BEFORE UPDATE ON sharing_%s '
            'FOR EACH ROW EXECUTE FUNCTION peckham.check_limit_ends_once()', kept);
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON sharing_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', kept);
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.objects_to(bigint[], text, timestamptz),
    peckham.is_related(bigint[]), peckham.keeps(bigint[]), peckham.may_mark(bigint[]),
    peckham.mark_for(bigint[], text, text, bigint), peckham.end_mark_for(bigint[], uuid, text),
    peckham.object_for(bigint[], text, text), peckham.end_objection_for(bigint[], text, text),
    peckham.limits_on(bigint[]), peckham.why_not_shown(bigint[], text[]) FROM PUBLIC;
