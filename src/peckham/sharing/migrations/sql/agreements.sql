-- What is agreed between organisations, and the rule that says it: who may be given whose records,
-- for what, as it was known at a moment. Rows here are signed or written down; none is edited.
DO $$
DECLARE written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['agreement', 'agreementversion', 'agreementparty',
        'agreementsignature', 'agreementwithdrawal', 'seal'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE '
            'ON sharing_%s FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
    END LOOP;
END $$;

-- One lock for each version, so that of a party that is added and a signature that is given
-- together the second sees the first.
CREATE FUNCTION peckham.lock_version(version bigint) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('agreement version', version))
$$;

-- A version's parties are named when it is drafted: nobody is added to what others have signed.
CREATE FUNCTION peckham.check_party_before_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.lock_version(NEW.version_id);
    IF EXISTS (SELECT FROM sharing_agreementsignature s WHERE s.version_id = NEW.version_id) THEN
        RAISE EXCEPTION 'A version that somebody has signed takes no more parties: draft the next.'
            USING ERRCODE = 'PK030';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER before_signature BEFORE INSERT ON sharing_agreementparty
    FOR EACH ROW EXECUTE FUNCTION peckham.check_party_before_signature();

-- Whoever signs or leaves does so in the name of the account, not in one that was typed.
CREATE FUNCTION peckham.name_of_account(account bigint, typed text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce((SELECT a.name FROM organisations_account a WHERE a.id = account), typed)
$$;

CREATE FUNCTION peckham.check_signature_of_a_party() RETURNS trigger
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
CREATE TRIGGER of_a_party BEFORE INSERT ON sharing_agreementsignature
    FOR EACH ROW EXECUTE FUNCTION peckham.check_signature_of_a_party();

-- The version of each agreement that binds each organisation: the latest in its time that it has
-- signed and not left. Two organisations share only under one and the same version.
CREATE FUNCTION peckham.bound_by(at timestamptz, known_at timestamptz)
RETURNS TABLE (organisation_id bigint, version_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT ON (v.agreement_id, s.organisation_id) s.organisation_id, v.id
    FROM sharing_agreementversion v
    JOIN sharing_agreementsignature s ON s.version_id = v.id
    WHERE v.during @> at AND v.recorded_at <= known_at
      AND s.signed_at <= at AND s.recorded_at <= known_at
      AND (v.section_251_expires_on IS NULL
           OR (at AT TIME ZONE 'Europe/London')::date <= v.section_251_expires_on)
      AND NOT EXISTS (
          SELECT FROM sharing_agreementwithdrawal w
          WHERE w.agreement_id = v.agreement_id AND w.organisation_id = s.organisation_id
            AND w.from_at <= at AND w.recorded_at <= known_at AND w.recorded_at >= s.recorded_at)
    ORDER BY v.agreement_id, s.organisation_id, v.number DESC
$$;

-- Every agreed flow: from whom, to whom, under which version, for what. The register of flows reads
-- it, and so does the rule below: there is no second list that could differ.
CREATE FUNCTION peckham.agreed_flows(at timestamptz, known_at timestamptz, receiver bigint)
RETURNS TABLE (supplier_id bigint, receiver_id bigint, version_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH bound AS MATERIALIZED (SELECT * FROM peckham.bound_by(at, known_at))
    SELECT s.organisation_id, r.organisation_id, r.version_id
    FROM bound r
    JOIN sharing_agreementparty pr ON pr.version_id = r.version_id
        AND pr.organisation_id = r.organisation_id AND pr.receives
    JOIN bound s ON s.version_id = r.version_id AND s.organisation_id <> r.organisation_id
    JOIN sharing_agreementparty ps ON ps.version_id = s.version_id
        AND ps.organisation_id = s.organisation_id AND ps.supplies
    WHERE receiver IS NULL OR r.organisation_id = receiver
$$;

-- Whose records of one category an organisation may be given for a purpose.
CREATE FUNCTION peckham.suppliers_of(
    receiver bigint, purpose text, category text, at timestamptz, known_at timestamptz
) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT f.supplier_id), '{}')
    FROM peckham.agreed_flows(at, known_at, receiver) f
    JOIN sharing_agreementversion v ON v.id = f.version_id
    WHERE purpose = ANY (v.purposes) AND category = ANY (v.categories)
$$;

-- Of each category the organisations that supply it to the scope, each with the version that says
-- so. Worked out once in a transaction. What is kept says for whom, why and when it holds, so that
-- it is never taken for another scope's.
CREATE FUNCTION peckham.scope_flows() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine text := format('%s %s %s', peckham.scope_organisation_id(), peckham.scope_purpose(),
        peckham.scope_at());
    agreed jsonb;
BEGIN
    IF current_setting('peckham.flows_asked', true) = mine THEN
        RETURN current_setting('peckham.flows', true)::jsonb;
    END IF;
    SELECT coalesce(jsonb_object_agg(c.category, c.versions), '{}') INTO agreed FROM (
        SELECT f.category, jsonb_object_agg(f.supplier_id, f.version_id) AS versions FROM (
            SELECT g.category, f.supplier_id, min(f.version_id) AS version_id
            FROM peckham.agreed_flows(peckham.scope_at(), 'infinity',
                coalesce(peckham.scope_organisation_id(), 0)) f
            JOIN sharing_agreementversion v ON v.id = f.version_id,
            unnest(v.categories) AS g (category)
            WHERE peckham.scope_purpose() = ANY (v.purposes) GROUP BY 1, 2) f
        GROUP BY 1) c;
    PERFORM set_config('peckham.flows_asked', mine, true),
        set_config('peckham.flows', agreed::text, true);
    RETURN agreed;
END $$;

-- What a transaction worked out of the agreements is worked out anew once it writes one.
CREATE FUNCTION peckham.forget_suppliers() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('peckham.flows_asked', '', true);
    RETURN NULL;
END $$;
DO $$
DECLARE written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['agreementversion', 'agreementparty', 'agreementsignature',
        'agreementwithdrawal'] LOOP
        EXECUTE format('CREATE TRIGGER suppliers_again AFTER INSERT ON sharing_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.forget_suppliers()', written);
    END LOOP;
END $$;

-- Whether one organisation may hand a request to another: within one always, else as agreed.
CREATE FUNCTION peckham.may_hand_over(giver bigint, receiver bigint, at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT giver = receiver
        OR giver = ANY (peckham.suppliers_of(receiver, 'direct care', 'requests', at, 'infinity'))
        OR giver = ANY (peckham.suppliers_of(receiver, 'navigation', 'requests', at, 'infinity'))
$$;

REVOKE EXECUTE ON FUNCTION peckham.bound_by(timestamptz, timestamptz),
    peckham.agreed_flows(timestamptz, timestamptz, bigint),
    peckham.suppliers_of(bigint, text, text, timestamptz, timestamptz),
    peckham.scope_flows(), peckham.may_hand_over(bigint, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.agreed_flows(timestamptz, timestamptz, bigint),
    peckham.suppliers_of(bigint, text, text, timestamptz, timestamptz),
    peckham.may_hand_over(bigint, bigint, timestamptz)
    TO peckham_app, peckham_worker;

-- Agreements hold no resident and every party reads them; a governance lead writes for her own
-- organisation only, in the database too.
GRANT SELECT ON sharing_agreement, sharing_agreementversion, sharing_agreementparty,
    sharing_agreementsignature, sharing_agreementwithdrawal TO peckham_app, peckham_worker;
GRANT INSERT ON sharing_agreement, sharing_agreementversion, sharing_agreementparty,
    sharing_agreementsignature, sharing_agreementwithdrawal TO peckham_app;
GRANT USAGE ON SEQUENCE sharing_agreement_id_seq, sharing_agreementversion_id_seq,
    sharing_agreementparty_id_seq, sharing_agreementsignature_id_seq,
    sharing_agreementwithdrawal_id_seq TO peckham_app;

DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['agreement', 'agreementversion', 'agreementparty',
        'agreementsignature', 'agreementwithdrawal'] LOOP
        EXECUTE format('ALTER TABLE sharing_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('CREATE POLICY read_by_all ON sharing_%s FOR SELECT '
            'TO peckham_app, peckham_worker USING ((SELECT peckham.scope_actor()) IS NOT NULL)', kept);
    END LOOP;
END $$;

-- Whether the scope that is open may do something for this organisation, the one acted for.
CREATE FUNCTION peckham.may_for(organisation bigint, permission text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN coalesce(peckham.scope_organisation_id() = organisation
        AND peckham.scope_may(permission), false);
END $$;

-- Whoever signs for an organisation has a role there now that the organisation lets sign.
CREATE FUNCTION peckham.signs_for(organisation bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.may_for(organisation, 'sign_agreements')
$$;

-- Whether the actor drafted this version's agreement; invoker's rights, tables all may read.
CREATE FUNCTION peckham.drafts(agreement bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM sharing_agreement a
        WHERE a.id = agreement AND peckham.signs_for(a.drafted_for_id))
$$;
REVOKE EXECUTE ON FUNCTION peckham.lock_version(bigint), peckham.name_of_account(bigint, text)
    FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION peckham.may_for(bigint, text), peckham.signs_for(bigint),
    peckham.drafts(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.may_for(bigint, text), peckham.signs_for(bigint),
    peckham.drafts(bigint)
    TO peckham_app, peckham_worker;

-- A row says when it was written down: never earlier than it was, by whatever clock it is asked.
CREATE POLICY drafted ON sharing_agreement FOR INSERT TO peckham_app
    WITH CHECK (peckham.signs_for(drafted_for_id) AND recorded_at = (SELECT peckham.scope_at()));
CREATE POLICY drafted ON sharing_agreementversion FOR INSERT TO peckham_app
    WITH CHECK (peckham.drafts(agreement_id) AND drafted_by = (SELECT peckham.scope_actor())
        AND recorded_at = (SELECT peckham.scope_at()));
CREATE POLICY drafted ON sharing_agreementparty FOR INSERT TO peckham_app
    WITH CHECK (EXISTS (SELECT FROM sharing_agreementversion v
        WHERE v.id = version_id AND peckham.drafts(v.agreement_id)));
CREATE POLICY signed_for_ones_own ON sharing_agreementsignature FOR INSERT TO peckham_app
    WITH CHECK (peckham.signs_for(organisation_id)
        AND account_id = (SELECT peckham.scope_account_id())
        AND signed_at = (SELECT peckham.scope_at())
        AND recorded_at = (SELECT peckham.scope_at()));
CREATE POLICY left_for_ones_own ON sharing_agreementwithdrawal FOR INSERT TO peckham_app
    WITH CHECK (peckham.signs_for(organisation_id)
        AND account_id = (SELECT peckham.scope_account_id())
        AND from_at >= (SELECT peckham.scope_at())
        AND recorded_at = (SELECT peckham.scope_at()));
