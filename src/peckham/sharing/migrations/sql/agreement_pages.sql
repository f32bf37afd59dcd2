-- What the pages of agreements stand on.

-- Only who has signed an agreement leaves it, in the name of the account that says so.
CREATE FUNCTION peckham.check_withdrawal_of_a_signatory() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM sharing_agreementsignature s
        JOIN sharing_agreementversion v ON v.id = s.version_id
        WHERE v.agreement_id = NEW.agreement_id AND s.organisation_id = NEW.organisation_id) THEN
        RAISE EXCEPTION 'Only who has signed an agreement leaves it.' USING ERRCODE = 'PK030';
    END IF;
    NEW.withdrawn_by := peckham.name_of_account(NEW.account_id, NEW.withdrawn_by);
    RETURN NEW;
END $$;
CREATE TRIGGER of_a_signatory BEFORE INSERT ON sharing_agreementwithdrawal
    FOR EACH ROW EXECUTE FUNCTION peckham.check_withdrawal_of_a_signatory();

-- How many open requests which teams have, about people whose record another organisation keeps:
-- the teams of the actor's organisation, and those of others about people on its own list. Numbers
-- alone, for a governance lead who thinks of leaving.
CREATE FUNCTION peckham.requests_across_organisations()
RETURNS TABLE (team_id bigint, organisation_id bigint, keeper_id bigint, requests bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.team_id, t.organisation_id, k.organisation_id, count(DISTINCT r.source_id)
    FROM sharing_relationship r
    JOIN organisations_team t ON t.id = r.team_id
    JOIN sharing_relationship k ON k.person_id = r.person_id AND k.kind = 'registration'
        AND k.during @> peckham.scope_at() AND k.organisation_id <> t.organisation_id
    WHERE r.kind = 'request' AND r.team_id IS NOT NULL AND r.during @> peckham.scope_at()
      AND peckham.signs_for(peckham.scope_organisation_id())
      AND peckham.scope_organisation_id() IN (t.organisation_id, k.organisation_id)
    GROUP BY r.team_id, t.organisation_id, k.organisation_id
$$;

REVOKE EXECUTE ON FUNCTION peckham.requests_across_organisations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.requests_across_organisations(),
    peckham.bound_by(timestamptz, timestamptz) TO peckham_app;
