-- A resident signs in. These are the only ways from a number to a resident for somebody who has no
-- reason yet to read one, so each gives as little as it can.

-- The public id of the one living person with this NHS number and this birth date, or NULL; which
-- of the two did not fit is not said. A number alone is enough where everybody is invented.
CREATE FUNCTION peckham.resident_signing_in(number text, born date) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    invented boolean := (SELECT is_demonstration FROM infra_deployment);
    found uuid[];
BEGIN
    IF peckham.scope_actor_kind() <> 'public' THEN
        RAISE EXCEPTION 'Only somebody who has not signed in signs in.' USING ERRCODE = '42501';
    END IF;
    SELECT array_agg(DISTINCT p.public_id) INTO found
    FROM people_identifier i
    CROSS JOIN LATERAL peckham.same_person(i.person_id) AS same
    JOIN people_person p ON p.id = same AND p.merged_into_id IS NULL
    WHERE i.system = 'nhs_number' AND i.value = number AND i.superseded_at IS NULL
      AND NOT p.is_deceased AND p.erased_at IS NULL
      AND (p.birth_date = born OR (born IS NULL AND invented AND p.is_synthetic));
    IF cardinality(found) > 1 THEN
        found := NULL;
    END IF;
    INSERT INTO infra_auditevent (action, subject_kind, subject_id, actor_kind, actor, at,
        recorded_at, request_id, detail)
    VALUES ('people.match_for_sign_in', 'person', coalesce(found[1]::text, ''), 'public',
        peckham.scope_actor(), peckham.scope_at(), clock_timestamp(),
        coalesce(peckham.scope_request_id(), ''),
        jsonb_build_object('matched', found IS NOT NULL, 'by_birth_date', born IS NOT NULL));
    RETURN found[1];
END $$;

-- Whose session this is: the record that goes on, unless the person has died or been erased.
-- Asked before a scope is open, by a key that only a session holds.
CREATE FUNCTION peckham.resident_signed_in(signed_in uuid)
RETURNS TABLE (person_id bigint, public_id uuid, given_name text, family_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.id, p.public_id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name
    FROM people_person asked
    CROSS JOIN LATERAL peckham.same_person(asked.id) AS same
    JOIN people_person p ON p.id = same AND p.merged_into_id IS NULL
    WHERE asked.public_id = signed_in AND NOT p.is_deceased AND p.erased_at IS NULL
$$;

-- A few invented people to sign in as, those with something to see first; nobody elsewhere.
CREATE FUNCTION peckham.invented_residents(most int)
RETURNS TABLE (name text, nhs_number text, birth_date date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT concat_ws(' ', p.given_name, p.family_name), i.value, p.birth_date
    FROM (SELECT r.person_id AS id, 0 AS place FROM sharing_relationship r
          WHERE r.kind = 'request' AND r.during @> peckham.scope_at()
          UNION ALL SELECT q.id, 1 FROM (
            SELECT id FROM people_person ORDER BY id LIMIT 200) AS q) AS found
    JOIN people_person p ON p.id = found.id
    JOIN people_identifier i ON i.person_id = p.id AND i.system = 'nhs_number'
        AND i.superseded_at IS NULL
    WHERE (SELECT is_demonstration FROM infra_deployment) AND p.is_synthetic
      AND NOT p.is_deceased AND p.erased_at IS NULL AND p.merged_into_id IS NULL
      AND p.birth_date < peckham.scope_at() - interval '18 years'
    GROUP BY p.id, i.value ORDER BY min(found.place), p.id LIMIT least(most, 10)
$$;

REVOKE EXECUTE ON FUNCTION peckham.resident_signing_in(text, date),
    peckham.resident_signed_in(uuid), peckham.invented_residents(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.resident_signing_in(text, date),
    peckham.resident_signed_in(uuid), peckham.invented_residents(int) TO peckham_app;
