-- A look is judged by what was known when it was made, which stands in the look itself. Beside it: whether
-- the same look would be allowed now, asked of the same predicate in the looker's own place.

CREATE FUNCTION peckham.categories_of_parts(parts text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT CASE p WHEN 'health record' THEN 'health_record'
        WHEN 'care plan' THEN 'care_plan' WHEN 'request' THEN 'requests' ELSE 'identity' END),
        '{identity}')
    FROM unnest(parts) p
$$;

-- Why the same member of staff, in the same role and organisation, could not look now: '' if she could.
CREATE FUNCTION peckham.why_not_now(l sharing_look) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    at timestamptz := peckham.scope_at();
    people bigint[] := peckham.same_records(l.person_id);
    account text := current_setting('peckham.account_id', true);
    teams text := current_setting('peckham.teams', true);
    purpose text := current_setting('peckham.purpose', true);
    teams_now bigint[];
    reason bigint;
BEGIN
    SELECT array_agg(m.team_id) FILTER (WHERE m.role = l.role) INTO teams_now
    FROM organisations_membership m JOIN organisations_team t ON t.id = m.team_id
    WHERE m.account_id = l.account_id AND t.organisation_id = l.organisation_id
      AND m.during @> at;
    IF teams_now IS NULL THEN
        RETURN 'left';
    END IF;
    -- The organisation is the governance lead's own: only who, in which teams and why are theirs.
    PERFORM set_config('peckham.account_id', l.account_id::text, true),
        set_config('peckham.teams', teams_now::text, true),
        set_config('peckham.purpose', l.purpose, true);
    reason := peckham.reason_to_read(people, peckham.categories_of_parts(l.parts));
    PERFORM set_config('peckham.account_id', account, true),
        set_config('peckham.teams', teams, true), set_config('peckham.purpose', purpose, true);
    IF reason IS NOT NULL THEN
        RETURN '';
    END IF;
    IF NOT EXISTS (SELECT FROM sharing_relationship r WHERE r.person_id = ANY (people)
            AND r.during @> at AND (r.team_id = ANY (teams_now)
                OR r.organisation_id = l.organisation_id OR r.account_id = l.account_id)) THEN
        RETURN CASE l.allowed_by WHEN 'break_glass' THEN 'emergency over'
            ELSE 'no relationship' END;
    END IF;
    IF peckham.refuses_to_share(people, at) THEN
        RETURN 'refused';
    END IF;
    RETURN 'not agreed';
END $$;

-- Both clocks for looks by the governance lead's own staff; other looks are not answered.
CREATE FUNCTION peckham.judge_looks(looks bigint[])
RETURNS TABLE (look_id bigint, agreement_reference text, agreement_number integer, now_not text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    l sharing_look;
BEGIN
    FOR l IN SELECT * FROM sharing_look k WHERE k.id = ANY (looks) AND k.person_id IS NOT NULL
            AND k.account_id IS NOT NULL
            AND k.organisation_id = peckham.organisation_governed() LOOP
        look_id := l.id;
        now_not := peckham.why_not_now(l);
        SELECT a.reference, v.number INTO agreement_reference, agreement_number
        FROM sharing_agreementversion v JOIN sharing_agreement a ON a.id = v.agreement_id
        WHERE v.id = l.agreement_version_id;
        RETURN NEXT;
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.categories_of_parts(text[]), peckham.why_not_now(sharing_look),
    peckham.judge_looks(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.judge_looks(bigint[]) TO peckham_app;
