-- Every policy reads the scope, a page some hundred times. Names are written out in full, so that
-- nobody's own objects stand in for PostgreSQL's without a search_path to be set at each call.
CREATE OR REPLACE FUNCTION peckham.scope_setting(name text) RETURNS text
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
ALTER FUNCTION peckham.scope_setting(text) RESET ALL;
