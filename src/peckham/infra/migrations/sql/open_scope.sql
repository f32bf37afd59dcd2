INSERT INTO infra_deployment (singleton, clock_is_free, is_demonstration, facts)
VALUES (true, false, false, '{}');

CREATE FUNCTION peckham.clock_is_free() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT clock_is_free FROM infra_deployment $$;

-- Invoker's rights on purpose: the check that only a job is a system actor reads current_user.
CREATE FUNCTION peckham.open_scope(
    actor text, actor_kind text, account_id bigint, role text, organisation_id bigint,
    team_id bigint, teams bigint[], purpose text, at timestamptz, request_id text
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF coalesce(actor, '') = '' OR coalesce(purpose, '') = '' OR at IS NULL THEN
        RAISE EXCEPTION 'A scope needs an actor, a purpose and a time.' USING ERRCODE = 'PK001';
    END IF;
    IF actor_kind = 'system' AND NOT pg_has_role(current_user, 'peckham_worker', 'MEMBER')
       AND NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER') THEN
        RAISE EXCEPTION 'Only a job or an import acts as the system.' USING ERRCODE = 'PK003';
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
        set_config('peckham.request_id', coalesce(request_id, ''), true);
END $$;

CREATE FUNCTION peckham.close_scope() RETURNS void
LANGUAGE sql AS $$ SELECT set_config('peckham.actor', '', true) $$;

-- The trail only grows: not even the owner's own session edits or empties it.
CREATE FUNCTION peckham.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows here only grow.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'PK010';
END $$;
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON infra_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

GRANT INSERT ON infra_auditevent TO peckham_app, peckham_worker;
GRANT SELECT, INSERT ON infra_idempotencykey TO peckham_app, peckham_worker;
GRANT SELECT, INSERT, UPDATE ON infra_heartbeat TO peckham_app, peckham_worker;
GRANT SELECT ON infra_deployment TO peckham_app, peckham_worker, peckham_analytics;
GRANT SELECT ON django_migrations TO peckham_app, peckham_worker;

-- Both times of what only grows, and its writer; only the owner, where the clock is free or in a
-- demonstration, brings rows of another moment.
CREATE FUNCTION peckham.write_down() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('peckham.actor', true), '') <> '' THEN
        NEW.recorded_at := peckham.scope_at();
        NEW.recorded_by := peckham.scope_actor();
    ELSIF NOT EXISTS (SELECT FROM infra_deployment WHERE clock_is_free OR is_demonstration) THEN
        NEW.recorded_at := now();
    END IF;
    RETURN NEW;
END $$;
