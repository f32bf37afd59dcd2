-- What somebody may do is asked of one table, whoever asks: pages, JSON and these functions. None goes
-- by a role's name, so that what an organisation narrowed for a role is narrowed on every path.

-- Whether the scope that is open may do something for this organisation, the one acted for.
CREATE FUNCTION peckham.may_for(organisation bigint, permission text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN coalesce(peckham.scope_organisation_id() = organisation
        AND peckham.scope_may(permission), false);
END $$;
REVOKE EXECUTE ON FUNCTION peckham.may_for(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.may_for(bigint, text) TO peckham_app, peckham_worker;

-- Whoever signs for an organisation has a role there now that the organisation lets sign.
CREATE OR REPLACE FUNCTION peckham.signs_for(organisation bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.may_for(organisation, 'sign_agreements')
$$;

-- Open a person's record to the account that acts. People: the records that were merged into one
-- person, the one that goes on first. `people` calls it, which knows them.
CREATE OR REPLACE FUNCTION peckham.break_glass_for(people bigint[], reason text, until timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    opened sharing_breakglass;
BEGIN
    IF NOT peckham.scope_may('break_glass') OR peckham.scope_purpose() <> 'direct care' THEN
        RAISE EXCEPTION 'A record is opened in an emergency for direct care, by who gives it.'
            USING ERRCODE = 'PK050';
    END IF;
    IF peckham.is_own_record(people) THEN
        RAISE EXCEPTION 'Nobody opens their own record at work.' USING ERRCODE = 'PK051';
    END IF;
    IF length(btrim(coalesce(reason, ''), E' \t\r\n')) < 10 THEN
        RAISE EXCEPTION 'Breaking the glass needs a reason in words.' USING ERRCODE = 'PK052';
    END IF;
    -- How long is a dated parameter (data/break_glass.toml); this is the longest it may ever say.
    IF until IS NULL OR until <= at OR until > at + interval '12 hours' THEN
        RAISE EXCEPTION 'An emergency is short.' USING ERRCODE = 'PK053';
    END IF;
    IF peckham.emergency_of(people) IS NOT NULL THEN
        RAISE EXCEPTION 'You have this record open in an emergency already.'
            USING ERRCODE = 'PK054';
    END IF;
    INSERT INTO sharing_breakglass (public_id, person_id, account_id, actor, actor_name, role,
        team_id, organisation_id, reason, at, until, recorded_at, reviewed_by, outcome,
        review_note, ended_by)
    VALUES (gen_random_uuid(), people[1], peckham.scope_account_id(), peckham.scope_actor(),
        coalesce((SELECT a.name FROM organisations_account a
            WHERE a.id = peckham.scope_account_id()), peckham.scope_actor()),
        peckham.scope_role(), peckham.scope_team_id(), peckham.scope_organisation_id(),
        btrim(reason, E' \t\r\n'), at, until, at, '', '', '', '')
    RETURNING * INTO opened;
    INSERT INTO sharing_relationship (person_id, account_id, kind, source_kind, source_id, during,
        recorded_at)
    VALUES (people[1], opened.account_id, 'break_glass', 'sharing.break_glass', opened.id,
        tstzrange(at, until), at);
    PERFORM peckham.write_trail('sharing.break_glass', 'break_glass', opened.public_id::text,
        jsonb_build_object('until', until));
    PERFORM peckham.record_look(people, ARRAY['break-glass'], ARRAY['identity']);
    RETURN opened.public_id;
END $$;

-- End it before its time: whoever opened the record, or the governance lead of their organisation.
CREATE OR REPLACE FUNCTION peckham.end_break_glass(one uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    opened sharing_breakglass;
BEGIN
    SELECT * INTO opened FROM sharing_breakglass b
    WHERE b.public_id = one AND peckham.scope_actor_kind() = 'staff'
      AND (b.account_id = peckham.scope_account_id() OR peckham.may_for(b.organisation_id, 'review_break_glass'))
    FOR UPDATE;
    IF opened.id IS NULL THEN
        RAISE EXCEPTION 'There is no such emergency access of yours.' USING ERRCODE = 'PK055';
    END IF;
    IF opened.ended_at IS NOT NULL OR opened.until <= at THEN
        RETURN;
    END IF;
    UPDATE sharing_breakglass b SET ended_at = at, ended_by = peckham.scope_actor()
    WHERE b.id = opened.id;
    UPDATE sharing_relationship r SET during = tstzrange(lower(r.during), greatest(at, lower(r.during)))
    WHERE r.source_kind = 'sharing.break_glass' AND r.source_id = opened.id;
    PERFORM peckham.write_trail('sharing.end_break_glass', 'break_glass', one::text, '{}');
END $$;

-- Say whether it was justified: the governance lead of the organisation in which it was done, once,
-- when it is over, and never about herself.
CREATE OR REPLACE FUNCTION peckham.review_break_glass(one uuid, outcome text, note text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    opened sharing_breakglass;
BEGIN
    SELECT * INTO opened FROM sharing_breakglass b
    WHERE b.public_id = one AND peckham.may_for(b.organisation_id, 'review_break_glass') FOR UPDATE;
    IF opened.id IS NULL OR peckham.scope_account_id() IS NULL THEN
        RAISE EXCEPTION 'There is no such emergency access to review.' USING ERRCODE = 'PK055';
    END IF;
    IF opened.account_id = peckham.scope_account_id() THEN
        RAISE EXCEPTION 'Nobody reviews their own.' USING ERRCODE = 'PK056';
    END IF;
    IF opened.reviewed_at IS NOT NULL THEN
        RAISE EXCEPTION 'This was reviewed already.' USING ERRCODE = 'PK057';
    END IF;
    IF coalesce(opened.ended_at, opened.until) > at THEN
        RAISE EXCEPTION 'This record is still open: end it, then review it.'
            USING ERRCODE = 'PK058';
    END IF;
    IF btrim(coalesce(note, ''), E' \t\r\n') = '' THEN
        RAISE EXCEPTION 'A review says why.' USING ERRCODE = 'PK052';
    END IF;
    UPDATE sharing_breakglass b SET reviewed_at = at, reviewed_by = peckham.scope_actor(),
        reviewer_account_id = peckham.scope_account_id(), outcome = outcome,
        review_note = btrim(note, E' \t\r\n')
    WHERE b.id = opened.id;
    PERFORM peckham.write_trail('sharing.review_break_glass', 'break_glass', one::text,
        jsonb_build_object('outcome', outcome));
END $$;

-- What was looked at under one emergency access: parts and moments, for its review.
CREATE OR REPLACE FUNCTION peckham.looks_under(one uuid)
RETURNS TABLE (looked_at timestamptz, parts text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.at, l.parts FROM sharing_breakglass b
    JOIN sharing_relationship r ON r.source_kind = 'sharing.break_glass' AND r.source_id = b.id
    JOIN sharing_look l ON l.relationship_id = r.id AND l.person_id IS NOT NULL
    WHERE b.public_id = one AND peckham.may_for(b.organisation_id, 'review_break_glass')
    ORDER BY l.at, l.id
$$;

-- Whether the actor has to do with the person at all, whatever may be read: somebody who refuses to
-- share says so to those with whom they speak, and takes it back with them too.
CREATE OR REPLACE FUNCTION peckham.is_related(people bigint[]) RETURNS boolean
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

-- A clinician of the keeper marks the record: it is a judgement on the care of somebody whom they
-- know. A governance lead opens no record, so she marks none.
CREATE OR REPLACE FUNCTION peckham.may_mark(people bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.scope_may('record_marks') AND peckham.scope_purpose() = 'direct care'
        AND peckham.is_related(people) AND peckham.keeps(people)
        AND peckham.reason_to_read(people, ARRAY['identity', 'health_record']) IS NOT NULL;
END $$;

CREATE OR REPLACE FUNCTION peckham.object_for(people bigint[], kind text, said_how text) RETURNS uuid
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

CREATE OR REPLACE FUNCTION peckham.end_objection_for(people bigint[], kind text, said_how text) RETURNS void
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

CREATE OR REPLACE FUNCTION peckham.end_run(one uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE sharing_run r SET ended_at = peckham.scope_at()
    WHERE r.public_id = one AND r.ended_at IS NULL
      AND (peckham.may_run(r.receiver_id, r.purpose, r.categories)
           OR peckham.may_for(r.receiver_id, 'govern_runs'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such run of yours.' USING ERRCODE = 'PK075';
    END IF;
    PERFORM peckham.write_trail('sharing.end_run', 'run', one::text, '{}');
END $$;

ALTER POLICY ones_own_and_governance ON sharing_breakglass
    USING ((SELECT peckham.scope_actor_kind()) = 'staff'
        AND (account_id = (SELECT peckham.scope_account_id())
             OR peckham.may_for(organisation_id, 'review_break_glass')));
ALTER POLICY ones_own_and_governance ON sharing_reidentification
    USING ((SELECT peckham.scope_actor_kind()) = 'staff'
        AND (account_id = (SELECT peckham.scope_account_id())
             OR peckham.may_for(organisation_id, 'govern_runs')));
DROP FUNCTION peckham.governs(bigint);
