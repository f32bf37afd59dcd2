-- Sealing the log: a digest over each stretch of looks, chained to the one before. Chaining inside the
-- look itself would make every page wait for every other (about 50 pages a second, measured).

INSERT INTO sharing_systemactor (name, purpose, categories, why) VALUES
    ('log sealing', 'operations', '{}', 'Seals the log of looks into a chain every minute.');

CREATE FUNCTION peckham.microseconds(moment timestamptz) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (extract(epoch FROM moment) * 1000000)::bigint
$$;

-- One look as text: every column, in the table's order, as a JSON list. Moments are microseconds
-- since 1970 in UTC, so that no setting of a session changes a digit.
CREATE FUNCTION peckham.look_line(l sharing_look) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_array(l.id, l.person_id, l.actor_kind, l.actor, l.actor_name, l.account_id,
        l.role, l.team_id, l.organisation_id, l.organisation_name, l.purpose, to_jsonb(l.parts),
        l.allowed_by, l.relationship_id, l.agreement_version_id, peckham.microseconds(l.at),
        peckham.microseconds(l.recorded_at), l.request_id)::text
$$;

CREATE FUNCTION peckham.sha256_of(words text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;

-- Transactions that write to a table and have not ended. Whoever inserts holds this lock before its
-- number is issued and until it has ended. A transaction id is no sign of it: a number is issued before
-- the row is written, so that a writer may hold a number and have no id yet.
CREATE FUNCTION peckham.writers_of(target regclass) RETURNS text[]
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT k.virtualtransaction), '{}') FROM pg_locks k
    WHERE k.locktype = 'relation' AND k.relation = target
      AND k.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
      AND k.granted AND k.mode NOT IN ('AccessShareLock', 'RowShareLock')
      AND k.pid IS DISTINCT FROM pg_backend_pid()
$$;

-- The last number that a row of a table was given, once everybody who may hold that number or one
-- before has ended; NULL when some do not end in time. Numbers are issued in order and committed in
-- any: a seal over a number that is still on its way would call the row forged that comes with it.
CREATE FUNCTION peckham.settled(target regclass, patience interval) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gives_up_at timestamptz := clock_timestamp() + patience;
    issued bigint;
    writers text[];
BEGIN
    issued := coalesce(
        pg_sequence_last_value(pg_get_serial_sequence(target::text, 'id')::regclass), 0);
    writers := peckham.writers_of(target);
    WHILE writers && peckham.writers_of(target) LOOP
        IF clock_timestamp() >= gives_up_at THEN
            RETURN NULL;
        END IF;
        PERFORM pg_sleep(0.02);
    END LOOP;
    RETURN issued;
END $$;

-- Whether the job may seal a log now: false while another sealer is at it.
CREATE FUNCTION peckham.begin_sealing(what text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF peckham.scope_actor_kind() <> 'system' THEN
        RAISE EXCEPTION 'Only the job seals %.', what USING ERRCODE = 'PK003';
    END IF;
    -- With one snapshot for all of it, a row that is committed meanwhile would be passed over.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'Sealing needs to see what is committed while it waits.'
            USING ERRCODE = 'PK001';
    END IF;
    RETURN pg_try_advisory_xact_lock(hashtextextended('peckham.seal_' || what, 0));
END $$;

-- Seal what is settled, in stretches of at most so many looks. Gives how many looks were sealed;
-- NULL when another sealer is at it or a writer did not end, so that the next minute tries again.
CREATE FUNCTION peckham.seal_looks(patience interval, stretch bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    settled bigint;
    last_id bigint := 0;
    chain text := repeat('0', 64);
    found_looks bigint;
    found_last bigint;
    content text;
    next_chain text;
    sealed bigint := 0;
BEGIN
    IF NOT peckham.begin_sealing('looks') THEN
        RETURN NULL;
    END IF;
    settled := peckham.settled('sharing_look', patience);
    IF settled IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT s.last_look_id, s.sha256 INTO last_id, chain
    FROM sharing_seal s ORDER BY s.id DESC LIMIT 1;
    last_id := coalesce(last_id, 0);
    chain := coalesce(chain, repeat('0', 64));
    LOOP
        SELECT count(*), max((s.l).id),
            peckham.sha256_of(string_agg(peckham.look_line(s.l), E'\n' ORDER BY (s.l).id))
        INTO found_looks, found_last, content
        FROM (SELECT l FROM sharing_look l WHERE l.id > last_id AND l.id <= settled
              ORDER BY l.id LIMIT stretch) AS s;
        EXIT WHEN found_looks = 0;
        -- Numbers that nobody used are sealed too: none is given out again.
        IF found_looks < stretch THEN
            found_last := settled;
        END IF;
        next_chain := peckham.sha256_of(jsonb_build_array(chain, last_id + 1, found_last,
            found_looks, content, peckham.microseconds(peckham.scope_at()))::text);
        INSERT INTO sharing_seal (first_look_id, last_look_id, looks, content_sha256,
            previous_sha256, sha256, sealed_at)
        VALUES (last_id + 1, found_last, found_looks, content, chain, next_chain,
            peckham.scope_at());
        sealed := sealed + found_looks;
        last_id := found_last;
        chain := next_chain;
    END LOOP;
    RETURN sealed;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.microseconds(timestamptz), peckham.look_line(sharing_look),
    peckham.sha256_of(text), peckham.writers_of(regclass), peckham.settled(regclass, interval),
    peckham.begin_sealing(text),
    peckham.seal_looks(interval, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.seal_looks(interval, bigint) TO peckham_worker;
