-- The schema of Peckham's own functions, and the scope that every policy reads.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA IF NOT EXISTS peckham;
GRANT USAGE ON SCHEMA peckham, public TO peckham_app, peckham_worker, peckham_analytics;

-- Every policy reads the scope, a page some hundred times. Names are written out in full, so that
-- nobody's own objects stand in for PostgreSQL's without a search_path to be set at each call.
CREATE FUNCTION peckham.scope_setting(name text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF coalesce(pg_catalog.current_setting('peckham.actor', true), '')
            OPERATOR(pg_catalog.=) '' THEN
        RAISE EXCEPTION 'No scope is open: who reads, and for what purpose, is not known.'
            USING ERRCODE = 'PK001', HINT = 'Open one with peckham.infra.scope.open_scope.';
    END IF;
    RETURN nullif(
        pg_catalog.current_setting('peckham.' OPERATOR(pg_catalog.||) name, true), '');
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
