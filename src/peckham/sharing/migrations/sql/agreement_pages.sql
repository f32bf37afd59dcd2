-- What the pages of agreements stand on, and what raw SQL could still do to the papers behind them.

-- Whoever signs for an organisation has the role there now, and the organisation lets the role sign.
CREATE FUNCTION peckham.signs_for(organisation bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.governs(organisation) AND peckham.scope_may('sign_agreements')
$$;
CREATE OR REPLACE FUNCTION peckham.drafts(agreement bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM sharing_agreement a
        WHERE a.id = agreement AND peckham.signs_for(a.drafted_for_id))
$$;
REVOKE EXECUTE ON FUNCTION peckham.signs_for(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.signs_for(bigint) TO peckham_app, peckham_worker;

-- A row says when it was written down: never earlier than it was, by whatever clock it is asked.
ALTER POLICY drafted ON sharing_agreement
    WITH CHECK (peckham.signs_for(drafted_for_id) AND recorded_at = (SELECT peckham.scope_at()));
ALTER POLICY drafted ON sharing_agreementversion
    WITH CHECK (peckham.drafts(agreement_id) AND drafted_by = (SELECT peckham.scope_actor())
        AND recorded_at = (SELECT peckham.scope_at()));
ALTER POLICY signed_for_ones_own ON sharing_agreementsignature
    WITH CHECK (peckham.signs_for(organisation_id)
        AND account_id = (SELECT peckham.scope_account_id())
        AND signed_at = (SELECT peckham.scope_at())
        AND recorded_at = (SELECT peckham.scope_at()));
ALTER POLICY left_for_ones_own ON sharing_agreementwithdrawal
    WITH CHECK (peckham.signs_for(organisation_id)
        AND account_id = (SELECT peckham.scope_account_id())
        AND from_at >= (SELECT peckham.scope_at())
        AND recorded_at = (SELECT peckham.scope_at()));

-- One lock for each version, so that of a party that is added and a signature that is given
-- together the second sees the first.
CREATE FUNCTION peckham.lock_version(version bigint) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('agreement version', version))
$$;

CREATE OR REPLACE FUNCTION peckham.check_party_before_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.lock_version(NEW.version_id);
    IF EXISTS (SELECT FROM sharing_agreementsignature s WHERE s.version_id = NEW.version_id) THEN
        RAISE EXCEPTION 'A version that somebody has signed takes no more parties: draft the next.'
            USING ERRCODE = 'PK030';
    END IF;
    RETURN NEW;
END $$;

-- Whoever signs or leaves does so in the name of the account, not in one that was typed.
CREATE FUNCTION peckham.name_of_account(account bigint, typed text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce((SELECT a.name FROM organisations_account a WHERE a.id = account), typed)
$$;

CREATE OR REPLACE FUNCTION peckham.check_signature_of_a_party() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.lock_version(NEW.version_id);
    IF NOT EXISTS (SELECT FROM sharing_agreementparty p
        WHERE p.version_id = NEW.version_id AND p.organisation_id = NEW.organisation_id) THEN
        RAISE EXCEPTION 'Only a party signs a version.' USING ERRCODE = 'PK030';
    END IF;
    NEW.signed_by := peckham.name_of_account(NEW.account_id, NEW.signed_by);
    RETURN NEW;
END $$;

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

REVOKE EXECUTE ON FUNCTION peckham.lock_version(bigint),
    peckham.name_of_account(bigint, text), peckham.requests_across_organisations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.requests_across_organisations(),
    peckham.bound_by(timestamptz, timestamptz) TO peckham_app;
