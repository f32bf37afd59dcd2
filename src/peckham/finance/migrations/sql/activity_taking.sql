-- Taking activity in: staged row by row, then merged at once, as the job of the worker. No process
-- reads what is staged, nor the keys of pseudonyms.

CREATE FUNCTION peckham.finance_check_job() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF peckham.scope_actor_kind() <> 'system' THEN
        RAISE EXCEPTION 'A job of the worker does this.' USING ERRCODE = 'PK284';
    END IF;
END $$;

-- The keys of some words, which are added where they are new.
CREATE FUNCTION peckham.finance_codes(kind text, codes text[])
RETURNS TABLE (id smallint, code text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM peckham.scope_actor();
    INSERT INTO finance_activitycode (kind, code)
    SELECT finance_codes.kind, w.code FROM (SELECT DISTINCT unnest(codes) AS code) AS w
    WHERE NOT EXISTS (SELECT FROM finance_activitycode c
        WHERE c.kind = finance_codes.kind AND c.code = w.code)
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT c.id, c.code FROM finance_activitycode c
        WHERE c.kind = finance_codes.kind AND c.code = ANY (codes);
END $$;

-- Empty what was staged of a batch; of the only one, without a trace of how much it was.
CREATE FUNCTION peckham.finance_clear_staged(batch bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Nobody stages between looking and emptying.
    LOCK TABLE finance_stagedevent IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM finance_stagedevent s WHERE s.batch_id <> batch) THEN
        DELETE FROM finance_stagedevent s WHERE s.batch_id = batch;
    ELSE
        TRUNCATE finance_stagedevent;
    END IF;
END $$;

-- Take a batch up, also one that a worker died over; false where it is over.
CREATE FUNCTION peckham.finance_begin_batch(batch bigint, steps_all bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    PERFORM peckham.finance_check_job();
    UPDATE finance_activitybatch b SET state = 'working', steps_done = 0, steps_all = steps_all
    WHERE b.id = batch AND b.state IN ('waiting', 'working');
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM peckham.finance_clear_staged(batch);
    RETURN true;
END $$;

-- The file of a batch, for the job that reads it.
CREATE FUNCTION peckham.finance_file_of(batch bigint) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_check_job();
    RETURN (SELECT f.content FROM finance_activityfile f WHERE f.batch_id = batch);
END $$;

CREATE FUNCTION peckham.finance_say_staged(batch bigint, steps_done bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    PERFORM peckham.finance_check_job();
    UPDATE finance_activitybatch b SET steps_done = steps_done
    WHERE b.id = batch AND b.state = 'working';
END $$;

CREATE FUNCTION peckham.finance_fail_batch(batch bigint, errors jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    PERFORM peckham.finance_check_job();
    UPDATE finance_activitybatch b
    SET state = 'failed', errors = errors, ended_at = peckham.scope_at()
    WHERE b.id = batch AND b.state IN ('waiting', 'working');
    PERFORM peckham.finance_clear_staged(batch);
END $$;

-- The keys of a contract's pseudonyms: 488 bits of the server's strong random source, made once.
CREATE FUNCTION peckham.finance_pseudonym_key(contract bigint) RETURNS finance_pseudonymkey
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found finance_pseudonymkey;
BEGIN
    SELECT k.* INTO found FROM finance_pseudonymkey k WHERE k.contract_id = contract;
    IF found.contract_id IS NOT NULL THEN
        RETURN found;
    END IF;
    INSERT INTO finance_pseudonymkey (contract_id, inner_key, outer_key)
    SELECT contract, k.inner_key, k.outer_key FROM peckham.new_pseudonym_key() k
    RETURNING * INTO found;
    RETURN found;
END $$;

CREATE FUNCTION peckham.finance_pseudonym(inner_key bytea, outer_key bytea, told text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT peckham.pseudonym_of(inner_key, outer_key, convert_to(told, 'UTF8'))::uuid
$$;

-- Rows that a batch tells twice.
CREATE FUNCTION peckham.finance_told_twice(batch bigint)
RETURNS TABLE (line bigint, source_event text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT max(s.line), s.source_event FROM finance_stagedevent s
    WHERE s.batch_id = batch GROUP BY s.source_event HAVING count(*) > 1 ORDER BY 1 LIMIT 100
$$;

-- Take in what was staged: what is known with the same body is the same event, another body is a
-- correction of it. Rows that are told twice are given back, and nothing is taken in.
CREATE FUNCTION peckham.finance_take_in(batch bigint, rows_read bigint)
RETURNS TABLE (line bigint, source_event text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    one finance_activitybatch;
    keys finance_pseudonymkey;
    made bigint;
    corrected bigint;
    staged bigint;
BEGIN
    PERFORM peckham.finance_check_job();
    SELECT b.* INTO one FROM finance_activitybatch b WHERE b.id = batch FOR UPDATE;
    IF one.state IS DISTINCT FROM 'working' THEN
        RAISE EXCEPTION 'A batch that is over stays as it is.' USING ERRCODE = 'PK281';
    END IF;
    SELECT count(*) INTO staged FROM finance_stagedevent s WHERE s.batch_id = batch;
    IF staged IS DISTINCT FROM rows_read THEN
        RAISE EXCEPTION 'Of % rows that were read, % are here.', rows_read, staged
            USING ERRCODE = 'PK283';
    END IF;
    ANALYZE finance_stagedevent;
    RETURN QUERY SELECT * FROM peckham.finance_told_twice(batch);
    IF FOUND THEN
        RETURN;
    END IF;
    UPDATE finance_activitybatch b
    SET state = 'done', ended_at = peckham.scope_at(), taken_in_at = peckham.scope_at()
    WHERE b.id = batch;
    keys := peckham.finance_pseudonym_key(one.contract_id);
    WITH told AS (
        SELECT s.*, peckham.finance_pseudonym(keys.inner_key, keys.outer_key,
            one.source_id || ' ' || s.patient) AS pseudonym
        FROM finance_stagedevent s WHERE s.batch_id = batch
    ), put AS (
        INSERT INTO finance_activityevent (batch_id, contract_id, provider_id, supersedes_id,
            pseudonym, known_at, occurred_on, weight_parts, source_id, service_id, band_id,
            practice_id, neighbourhood_id, version, is_withdrawn, source_event)
        SELECT batch, one.contract_id, s.provider_id, k.id, s.pseudonym,
            peckham.scope_at(), s.occurred_on, s.weight_parts, one.source_id, s.service_id,
            s.band_id, s.practice_id, s.neighbourhood_id, coalesce(k.version + 1, 1), s.is_withdrawn, s.source_event
        FROM told s
        LEFT JOIN finance_activityevent k ON k.contract_id = one.contract_id
            AND k.source_id = one.source_id AND k.source_event = s.source_event
            AND NOT EXISTS (SELECT FROM finance_activityevent l WHERE l.supersedes_id = k.id)
        WHERE k.id IS NULL OR (k.provider_id, k.pseudonym, k.occurred_on, k.weight_parts,
                k.service_id, k.band_id, k.practice_id, k.neighbourhood_id, k.is_withdrawn)
            IS DISTINCT FROM (s.provider_id, s.pseudonym, s.occurred_on, s.weight_parts,
                s.service_id, s.band_id, s.practice_id, s.neighbourhood_id, s.is_withdrawn)
        RETURNING version
    )
    SELECT count(*) FILTER (WHERE p.version = 1), count(*) FILTER (WHERE p.version > 1)
    INTO made, corrected FROM put p;
    UPDATE finance_activitybatch b SET steps_done = b.steps_all, events_new = made,
        events_corrected = corrected, events_same = staged - made - corrected
    WHERE b.id = batch;
    PERFORM peckham.finance_clear_staged(batch);
END $$;

GRANT INSERT ON finance_stagedevent TO peckham_worker;
REVOKE EXECUTE ON FUNCTION peckham.finance_check_job(), peckham.finance_codes(text, text[]),
    peckham.finance_clear_staged(bigint), peckham.finance_begin_batch(bigint, bigint),
    peckham.finance_file_of(bigint), peckham.finance_say_staged(bigint, bigint),
    peckham.finance_fail_batch(bigint, jsonb),
    peckham.finance_pseudonym_key(bigint), peckham.finance_pseudonym(bytea, bytea, text),
    peckham.finance_told_twice(bigint), peckham.finance_take_in(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.finance_codes(text, text[]) TO peckham_app, peckham_worker;
GRANT EXECUTE ON FUNCTION peckham.finance_begin_batch(bigint, bigint),
    peckham.finance_file_of(bigint), peckham.finance_say_staged(bigint, bigint),
    peckham.finance_fail_batch(bigint, jsonb),
    peckham.finance_take_in(bigint, bigint) TO peckham_worker;
