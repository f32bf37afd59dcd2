-- How many open requests each of some teams holds: for the administrator of their organisation, who
-- reads no request, before the last member of a team goes.
CREATE FUNCTION peckham.open_requests_of_teams(teams bigint[])
RETURNS TABLE (team_id bigint, requests bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.accountable_team_id, count(*)
    FROM care_request r JOIN organisations_team t ON t.id = r.accountable_team_id
    WHERE r.accountable_team_id = ANY (teams) AND r.due_at IS NOT NULL
      AND t.organisation_id = peckham.scope_organisation_id()
      AND peckham.scope_may('manage_accounts')
    GROUP BY r.accountable_team_id
$$;
REVOKE EXECUTE ON FUNCTION peckham.open_requests_of_teams(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.open_requests_of_teams(bigint[]) TO peckham_app;
