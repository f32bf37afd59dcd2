-- Whoever sent a request on follows it while its holder is of one organisation with them, or lets
-- them have its requests: a hand-over ends what one team sees of it once no agreement carries more.
CREATE FUNCTION peckham.may_follow(request bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    holder bigint;
    person bigint;
BEGIN
    SELECT t.organisation_id, r.person_id INTO holder, person
    FROM care_request r JOIN organisations_team t ON t.id = r.accountable_team_id
    WHERE r.id = request;
    IF holder = peckham.scope_organisation_id() THEN
        RETURN true;
    END IF;
    RETURN coalesce(peckham.scope_flows() -> 'requests' ? holder::text, false)
        AND (person IS NULL OR NOT peckham.objects_to(
            peckham.records_of(person), peckham.scope_purpose(), peckham.scope_at()));
END $$;

CREATE OR REPLACE FUNCTION peckham.has_part_in(request bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = request AND o.state = 'pending'
          AND o.to_team_id = ANY (peckham.caring_teams()))
    OR (EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = request
          AND o.from_team_id = ANY (peckham.caring_teams())) AND peckham.may_follow(request))
$$;
REVOKE EXECUTE ON FUNCTION peckham.may_follow(bigint) FROM PUBLIC;
