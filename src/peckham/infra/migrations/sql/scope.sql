-- The schema of Peckham's own functions, and the scope that every policy reads.
-- Every function here fixes its search_path, so that nobody's own objects stand in for ours.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA IF NOT EXISTS peckham;
GRANT USAGE ON SCHEMA peckham, public TO peckham_app, peckham_worker, peckham_analytics;

-- A custom setting that was once set reads as '' after its transaction: both mean "no scope".
CREATE FUNCTION peckham.scope_setting(name text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('peckham.actor', true), '') = '' THEN
        RAISE EXCEPTION 'No scope is open: who reads, and for what purpose, is not known.'
            USING ERRCODE = 'PK001', HINT = 'Open one with peckham.infra.scope.open_scope.';
    END IF;
    RETURN nullif(current_setting('peckham.' || name, true), '');
END $$;

CREATE FUNCTION peckham.scope_actor() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('actor') $$;
CREATE FUNCTION peckham.scope_actor_kind() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('actor_kind') $$;
CREATE FUNCTION peckham.scope_account_id() RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('account_id')::bigint $$;
CREATE FUNCTION peckham.scope_role() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('role') $$;
CREATE FUNCTION peckham.scope_organisation_id() RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('organisation_id')::bigint $$;
CREATE FUNCTION peckham.scope_team_id() RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('team_id')::bigint $$;
CREATE FUNCTION peckham.scope_teams() RETURNS bigint[]
LANGUAGE sql STABLE AS $$ SELECT coalesce(peckham.scope_setting('teams'), '{}')::bigint[] $$;
CREATE FUNCTION peckham.scope_purpose() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('purpose') $$;
CREATE FUNCTION peckham.scope_request_id() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('request_id') $$;
CREATE FUNCTION peckham.scope_at() RETURNS timestamptz
LANGUAGE sql STABLE AS $$ SELECT peckham.scope_setting('at')::timestamptz $$;
