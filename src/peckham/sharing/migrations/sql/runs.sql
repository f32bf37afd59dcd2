-- Runs on many people without their names. A pseudonym is a keyed digest (HMAC with SHA-256) of the
-- person's key; each run has keys of its own, so that two runs cannot be joined.
INSERT INTO sharing_systemactor (name, purpose, categories, why) VALUES
    ('population run', 'population planning', '{identity}',
     'Reads pseudonymised rows of a run for planning and risk.'),
    ('population run', 'evaluation', '{identity}', 'Reads pseudonymised rows to evaluate.'),
    ('population run', 'payment', '{identity}', 'Reads pseudonymised rows to count what is paid.'),
    ('population run', 'safety', '{identity}', 'Reads pseudonymised rows to look for harm.');

-- Whose records of one category a run may be made of: the flows of suppliers_of that rest on the
-- run's own basis, with the same section 251 reference while that support lasts.
CREATE FUNCTION peckham.run_suppliers(
    receiver bigint, purpose text, category text, basis text, reference text, at timestamptz
) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT f.supplier_id), '{}')
    FROM peckham.agreed_flows(at, 'infinity', receiver) f
    JOIN sharing_agreementversion v ON v.id = f.version_id
    WHERE purpose = ANY (v.purposes) AND category = ANY (v.categories)
      AND v.confidentiality_basis = basis AND v.section_251_reference = reference
      AND f.supplier_id = ANY (peckham.suppliers_of(receiver, purpose, category, at, 'infinity'))
$$;

-- Whether the scope that is open may make and read runs of this organisation for this purpose.
CREATE FUNCTION peckham.may_run(receiver bigint, purpose text, categories text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    RETURN peckham.scope_purpose() = purpose AND CASE peckham.scope_actor_kind()
        WHEN 'staff' THEN peckham.scope_organisation_id() = receiver
        WHEN 'system' THEN peckham.system_may_read(categories)
        ELSE false END;
END $$;

-- A key of pseudonyms, as HMAC takes it: four random UUIDs, 488 bits of the server's strong random
-- source, as a key of one block, once for the inner digest and once for the outer.
CREATE FUNCTION peckham.new_pseudonym_key(OUT inner_key bytea, OUT outer_key bytea)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    key bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
        || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    byte int;
BEGIN
    inner_key := '\x';
    outer_key := '\x';
    FOR place IN 0 .. 63 LOOP
        byte := get_byte(key, place);
        inner_key := inner_key || set_byte('\x00', 0, byte # 54);
        outer_key := outer_key || set_byte('\x00', 0, byte # 92);
    END LOOP;
END $$;

-- HMAC with SHA-256 under such a key, cut to 128 bits. Not for processes: whoever could ask it of one
-- name after another would find who has a pseudonym.
CREATE FUNCTION peckham.pseudonym_of(inner_key bytea, outer_key bytea, told bytea) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT encode(substr(sha256(outer_key || sha256(inner_key || told)), 1, 16), 'hex')
$$;

CREATE FUNCTION peckham.start_run(
    receiver bigint, purpose text, categories text[], basis text, reference text, expires_on date,
    what_for text, until timestamptz
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    at timestamptz := peckham.scope_at();
    category text;
    made sharing_run;
BEGIN
    IF purpose NOT IN ('population planning', 'evaluation', 'payment', 'safety')
       OR NOT peckham.may_run(receiver, purpose, categories) THEN
        RAISE EXCEPTION 'A run is made for the purpose and the organisation acted for.'
            USING ERRCODE = 'PK070';
    END IF;
    IF basis NOT IN ('section 251', 'pseudonymised') OR (basis = 'section 251') <> (reference <> '')
       OR (basis = 'section 251') <> (expires_on IS NOT NULL) THEN
        RAISE EXCEPTION 'A run rests on section 251 support, with its reference and last day, or on '
            'rows that their keepers pseudonymise.' USING ERRCODE = 'PK071';
    END IF;
    IF until IS NULL OR until <= at OR until > at + interval '366 days'
       OR (until AT TIME ZONE 'Europe/London')::date > expires_on THEN
        RAISE EXCEPTION 'A run ends within a year, and no later than what it rests on.'
            USING ERRCODE = 'PK072';
    END IF;
    IF length(btrim(coalesce(what_for, ''), E' \t\r\n')) < 10 OR cardinality(categories) = 0 THEN
        RAISE EXCEPTION 'A run says what it is for.' USING ERRCODE = 'PK073';
    END IF;
    FOREACH category IN ARRAY categories LOOP
        IF cardinality(peckham.run_suppliers(receiver, purpose, category, basis, reference, at)) = 0
        THEN
            RAISE EXCEPTION 'No agreement in force supplies this run.' USING ERRCODE = 'PK074';
        END IF;
    END LOOP;
    INSERT INTO sharing_run (public_id, receiver_id, purpose, categories, basis,
        section_251_reference, section_251_expires_on, what_for, actor_kind, asked_by, account_id,
        at, until, recorded_at)
    VALUES (gen_random_uuid(), receiver, purpose, categories, basis, reference, expires_on,
        btrim(what_for, E' \t\r\n'), peckham.scope_actor_kind(), peckham.scope_actor(),
        peckham.scope_account_id(), at, until, at)
    RETURNING * INTO made;
    INSERT INTO sharing_runsecret (run_id, inner_key, outer_key)
    SELECT made.id, k.inner_key, k.outer_key FROM peckham.new_pseudonym_key() k;
    PERFORM peckham.write_trail('sharing.start_run', 'run', made.public_id::text,
        jsonb_build_object('purpose', purpose, 'basis', basis, 'receiver', receiver));
    RETURN made.public_id;
END $$;

CREATE FUNCTION peckham.end_run(one uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE sharing_run r SET ended_at = peckham.scope_at()
    WHERE r.public_id = one AND r.ended_at IS NULL
      AND (peckham.may_run(r.receiver_id, r.purpose, r.categories)
           OR peckham.may_for(r.receiver_id, 'govern_runs'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no such run of yours.' USING ERRCODE = 'PK075';
    END IF;
    PERFORM peckham.write_trail('sharing.end_run', 'run', one::text, '{}');
END $$;

-- A run that is on now; refused when it has ended or its time is over.
CREATE FUNCTION peckham.run_on(one uuid) RETURNS sharing_run
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found sharing_run;
BEGIN
    SELECT * INTO found FROM sharing_run r WHERE r.public_id = one;
    IF found.id IS NULL OR found.ended_at <= peckham.scope_at()
       OR found.until <= peckham.scope_at() OR found.at > peckham.scope_at() THEN
        RAISE EXCEPTION 'There is no such run, or it is over.' USING ERRCODE = 'PK075';
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION peckham.pseudonym_in(run bigint, person bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.pseudonym_of(s.inner_key, s.outer_key, int8send(person))
    FROM sharing_runsecret s WHERE s.run_id = run
$$;

CREATE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON sharing_run
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR TRUNCATE ON sharing_runsecret
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON sharing_reidentification
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

ALTER TABLE sharing_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_the_receiver ON sharing_run FOR SELECT TO peckham_app, peckham_worker
    USING ((SELECT peckham.scope_actor_kind()) = 'system'
        OR ((SELECT peckham.scope_actor_kind()) = 'staff'
            AND receiver_id = (SELECT peckham.scope_organisation_id())));
GRANT SELECT ON sharing_run TO peckham_app, peckham_worker;

ALTER TABLE sharing_runsecret ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON sharing_runsecret USING (false) WITH CHECK (false);

ALTER TABLE sharing_reidentification ENABLE ROW LEVEL SECURITY;
CREATE POLICY ones_own_and_governance ON sharing_reidentification FOR SELECT TO peckham_app
    USING ((SELECT peckham.scope_actor_kind()) = 'staff'
        AND (account_id = (SELECT peckham.scope_account_id())
             OR peckham.may_for(organisation_id, 'govern_runs')));
GRANT SELECT ON sharing_reidentification TO peckham_app;

REVOKE EXECUTE ON FUNCTION
    peckham.run_suppliers(bigint, text, text, text, text, timestamptz),
    peckham.may_run(bigint, text, text[]),
    peckham.start_run(bigint, text, text[], text, text, date, text, timestamptz),
    peckham.end_run(uuid), peckham.run_on(uuid), peckham.pseudonym_in(bigint, bigint),
    peckham.new_pseudonym_key(), peckham.pseudonym_of(bytea, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    peckham.start_run(bigint, text, text[], text, text, date, text, timestamptz),
    peckham.end_run(uuid) TO peckham_app, peckham_worker;
