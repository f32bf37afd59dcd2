-- Break-glass: a clinician opens a record without a relationship or an agreement, for a stated
-- reason, alone and for a short time; the governance lead of the same organisation reviews it.

-- What opens a record to this account in an emergency, in the organisation in which it was opened
-- and in no other: staff do not take it along to their second job.
CREATE FUNCTION peckham.emergency_of(people bigint[]) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT min(r.id) FROM sharing_relationship r
        JOIN sharing_breakglass b ON b.id = r.source_id
        WHERE r.person_id = ANY (people) AND r.kind = 'break_glass'
          AND r.account_id = peckham.scope_account_id() AND r.during @> peckham.scope_at()
          AND b.organisation_id = peckham.scope_organisation_id()
          AND b.role = peckham.scope_role());
END $$;

-- Whether the record is the actor's own: a mark names the account.
CREATE FUNCTION peckham.is_own_record(people bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM sharing_mark m WHERE m.person_id = ANY (people)
        AND m.during @> peckham.scope_at() AND m.account_id = peckham.scope_account_id());
END $$;

-- One line of the trail from within a function, so that it cannot be left out.
CREATE FUNCTION peckham.write_trail(action text, subject_kind text, subject_id text, detail jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    INSERT INTO infra_auditevent (action, subject_kind, subject_id, actor_kind, actor, at,
        recorded_at, request_id, detail)
    VALUES (action, subject_kind, subject_id, peckham.scope_actor_kind(), peckham.scope_actor(),
        peckham.scope_at(), clock_timestamp(), coalesce(peckham.scope_request_id(), ''), detail);
END $$;

-- Open a person's record to the account that acts. People: the records that were merged into one
-- person, the one that goes on first. `people` calls it, which knows them.
CREATE FUNCTION peckham.break_glass_for(people bigint[], reason text, until timestamptz)
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
CREATE FUNCTION peckham.end_break_glass(one uuid) RETURNS void
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
CREATE FUNCTION peckham.review_break_glass(one uuid, outcome text, note text) RETURNS void
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
CREATE FUNCTION peckham.looks_under(one uuid)
RETURNS TABLE (looked_at timestamptz, parts text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.at, l.parts FROM sharing_breakglass b
    JOIN sharing_relationship r ON r.source_kind = 'sharing.break_glass' AND r.source_id = b.id
    JOIN sharing_look l ON l.relationship_id = r.id AND l.person_id IS NOT NULL
    WHERE b.public_id = one AND peckham.may_for(b.organisation_id, 'review_break_glass')
    ORDER BY l.at, l.id
$$;

-- The row of an emergency access is written once; afterwards it is ended once and reviewed once.
CREATE FUNCTION peckham.check_break_glass_grows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.public_id, NEW.person_id, NEW.account_id, NEW.actor, NEW.actor_name, NEW.role,
            NEW.team_id, NEW.organisation_id, NEW.reason, NEW.at, NEW.until, NEW.recorded_at)
       IS DISTINCT FROM (OLD.public_id, OLD.person_id, OLD.account_id, OLD.actor, OLD.actor_name,
            OLD.role, OLD.team_id, OLD.organisation_id, OLD.reason, OLD.at, OLD.until,
            OLD.recorded_at)
       OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
       OR (OLD.reviewed_at IS NOT NULL AND (NEW.reviewed_at, NEW.outcome, NEW.review_note)
            IS DISTINCT FROM (OLD.reviewed_at, OLD.outcome, OLD.review_note)) THEN
        RAISE EXCEPTION 'What was done in an emergency is not rewritten.' USING ERRCODE = 'PK010';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE ON sharing_breakglass
    FOR EACH ROW EXECUTE FUNCTION peckham.check_break_glass_grows();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON sharing_breakglass
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

DROP POLICY nobody ON sharing_breakglass;
CREATE POLICY ones_own_and_governance ON sharing_breakglass FOR SELECT TO peckham_app
    USING ((SELECT peckham.scope_actor_kind()) = 'staff'
        AND (account_id = (SELECT peckham.scope_account_id())
             OR peckham.may_for(organisation_id, 'review_break_glass')));
GRANT SELECT ON sharing_breakglass TO peckham_app;

REVOKE EXECUTE ON FUNCTION peckham.emergency_of(bigint[]), peckham.is_own_record(bigint[]),
    peckham.write_trail(text, text, text, jsonb),
    peckham.break_glass_for(bigint[], text, timestamptz), peckham.end_break_glass(uuid),
    peckham.review_break_glass(uuid, text, text), peckham.looks_under(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.end_break_glass(uuid),
    peckham.review_break_glass(uuid, text, text), peckham.looks_under(uuid) TO peckham_app;
