-- A scope may now name the resident whose own record is read.
CREATE FUNCTION peckham.scope_person_id() RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('person_id')::bigint $$;

DROP FUNCTION peckham.open_scope(
    text, text, bigint, text, bigint, bigint, bigint[], text, timestamptz, text);

-- Invoker's rights on purpose: the check that only a job is a system actor reads current_user.
CREATE FUNCTION peckham.open_scope(
    actor text, actor_kind text, account_id bigint, role text, organisation_id bigint,
    team_id bigint, teams bigint[], purpose text, at timestamptz, request_id text, person_id bigint
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF coalesce(actor, '') = '' OR coalesce(purpose, '') = '' OR at IS NULL THEN
        RAISE EXCEPTION 'A scope needs an actor, a purpose and a time.' USING ERRCODE = 'PK001';
    END IF;
    IF actor_kind = 'system' AND NOT pg_has_role(current_user, 'peckham_worker', 'MEMBER')
       AND NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER') THEN
        RAISE EXCEPTION 'Only a job or an import acts as the system.' USING ERRCODE = 'PK003';
    END IF;
    IF (actor_kind = 'resident') <> (person_id IS NOT NULL) THEN
        RAISE EXCEPTION 'A resident reads their own record; nobody else reads one as their own.'
            USING ERRCODE = 'PK001';
    END IF;
    IF NOT peckham.clock_is_free() AND abs(extract(epoch FROM at - clock_timestamp())) > 5 THEN
        RAISE EXCEPTION 'The time of this scope is more than five seconds from the clock.'
            USING ERRCODE = 'PK002';
    END IF;
    PERFORM set_config('peckham.actor', actor, true),
        set_config('peckham.actor_kind', actor_kind, true),
        set_config('peckham.account_id', coalesce(account_id::text, ''), true),
        set_config('peckham.role', coalesce(role, ''), true),
        set_config('peckham.organisation_id', coalesce(organisation_id::text, ''), true),
        set_config('peckham.team_id', coalesce(team_id::text, ''), true),
        set_config('peckham.teams', coalesce(teams, '{}')::text, true),
        set_config('peckham.purpose', purpose, true),
        set_config('peckham.at', at::text, true),
        set_config('peckham.request_id', coalesce(request_id, ''), true),
        set_config('peckham.person_id', coalesce(person_id::text, ''), true);
END $$;
