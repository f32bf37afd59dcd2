-- Looks withheld from the person: by a clinician who cares for her, for a risk of serious harm that is
-- written down, until a day on which somebody looks at it again.

ALTER TABLE sharing_withholdingreview ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON sharing_withholdingreview USING (false) WITH CHECK (false);
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON sharing_withholdingreview
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

-- A clinician in direct care who may read this person's health record now.
CREATE FUNCTION peckham.check_may_withhold(person bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT peckham.scope_may('withhold_looks')
       OR peckham.reason_to_read(peckham.same_records(person), '{health_record}') IS NULL THEN
        RAISE EXCEPTION 'Only a clinician with a relationship withholds looks, or reviews it.'
            USING ERRCODE = 'PK090';
    END IF;
END $$;

CREATE FUNCTION peckham.withhold_looks(
    person bigint, organisation bigint, reason text, review_on date
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    made uuid := gen_random_uuid();
BEGIN
    PERFORM peckham.check_may_withhold(person);
    IF length(btrim(coalesce(reason, ''))) < 10 OR review_on IS NULL
       OR review_on <= (peckham.scope_at() AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'Withholding needs the risk of serious harm in words and a later review.'
            USING ERRCODE = 'PK091';
    END IF;
    INSERT INTO sharing_withholding (public_id, person_id, organisation_id, reason, during,
        review_on, account_id, recorded_by, recorded_at)
    SELECT made, person, organisation, btrim(reason), tstzrange(peckham.scope_at(), NULL),
        review_on, a.id, a.name, peckham.scope_at()
    FROM organisations_account a WHERE a.id = peckham.scope_account_id();
    RETURN made;
END $$;

CREATE FUNCTION peckham.review_withholding(
    withheld uuid, outcome text, why text, review_on date
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    held sharing_withholding;
BEGIN
    SELECT * INTO held FROM sharing_withholding w
    WHERE w.public_id = withheld AND w.during @> peckham.scope_at() FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'No such withholding is in force.' USING ERRCODE = 'PK090';
    END IF;
    PERFORM peckham.check_may_withhold(held.person_id);
    IF length(btrim(coalesce(why, ''))) < 10 OR (outcome <> 'ended' AND (review_on IS NULL
       OR review_on <= (peckham.scope_at() AT TIME ZONE 'Europe/London')::date)) THEN
        RAISE EXCEPTION 'A review says why, and when it is looked at again.'
            USING ERRCODE = 'PK091';
    END IF;
    INSERT INTO sharing_withholdingreview (withholding_id, outcome, why, review_on, account_id,
        reviewed_by, reviewed_at, recorded_at)
    SELECT held.id, outcome, btrim(why), CASE outcome WHEN 'ended' THEN NULL ELSE review_on END,
        a.id, a.name, peckham.scope_at(), peckham.scope_at()
    FROM organisations_account a WHERE a.id = peckham.scope_account_id();
    UPDATE sharing_withholding w SET
        review_on = CASE outcome WHEN 'ended' THEN w.review_on ELSE review_on END,
        during = CASE outcome WHEN 'ended' THEN tstzrange(lower(w.during), peckham.scope_at())
            ELSE w.during END
    WHERE w.id = held.id;
END $$;

CREATE FUNCTION peckham.withholdings_of(person bigint)
RETURNS TABLE (public_id uuid, organisation_name text, reason text, since timestamptz,
    until timestamptz, review_on date, recorded_by text, last_review text, last_reviewed_by text,
    last_reviewed_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM peckham.check_may_withhold(person);
    RETURN QUERY SELECT w.public_id, coalesce(o.name, ''), w.reason, w.recorded_at,
        CASE WHEN isempty(w.during) THEN w.recorded_at ELSE upper(w.during) END, w.review_on,
        w.recorded_by, coalesce(v.why, ''), coalesce(v.reviewed_by, ''), v.reviewed_at
    FROM sharing_withholding w
    LEFT JOIN organisations_organisation o ON o.id = w.organisation_id
    LEFT JOIN LATERAL (SELECT r.* FROM sharing_withholdingreview r
        WHERE r.withholding_id = w.id ORDER BY r.id DESC LIMIT 1) v ON true
    WHERE w.person_id = ANY (peckham.same_records(person)) ORDER BY w.id DESC;
END $$;

-- The organisations whose staff have looked at a person's record: what may be chosen to withhold.
CREATE FUNCTION peckham.organisations_that_looked(person bigint)
RETURNS TABLE (id bigint, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM peckham.check_may_withhold(person);
    RETURN QUERY SELECT DISTINCT o.id, o.name::text
    FROM sharing_look l JOIN organisations_organisation o ON o.id = l.organisation_id
    WHERE l.person_id = ANY (peckham.same_records(person)) ORDER BY 2;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.check_may_withhold(bigint),
    peckham.withhold_looks(bigint, bigint, text, date),
    peckham.review_withholding(uuid, text, text, date), peckham.withholdings_of(bigint),
    peckham.organisations_that_looked(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.withhold_looks(bigint, bigint, text, date),
    peckham.review_withholding(uuid, text, text, date), peckham.withholdings_of(bigint),
    peckham.organisations_that_looked(bigint) TO peckham_app;
