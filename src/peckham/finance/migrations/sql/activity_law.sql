-- The law of activity, whoever writes: events come in with their batch, all or none, and stay; a
-- correction supersedes one version once; nothing becomes known behind a statement's back.

-- Whoever takes in activity, states prices or draws statements of a contract sees the others.
CREATE FUNCTION peckham.finance_lock(contract bigint) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('peckham.finance.' || contract, 0))
$$;

-- What is written down now has to be later than every statement of the contract: they say what was
-- known when they were drawn.
CREATE FUNCTION peckham.finance_check_news(contract bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_lock(contract);
    IF EXISTS (SELECT FROM finance_statement s
            WHERE s.contract_id = contract AND s.recorded_at >= at) THEN
        RAISE EXCEPTION 'A statement was drawn meanwhile, of what was known then.'
            USING ERRCODE = 'PK280';
    END IF;
END $$;

CREATE FUNCTION peckham.finance_check_batch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'waiting' OR NEW.taken_in_at IS NOT NULL THEN
            RAISE EXCEPTION 'A batch is taken in by its job.' USING ERRCODE = 'PK281';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state IN ('done', 'failed')
            AND OLD.transaction_id IS DISTINCT FROM pg_current_xact_id()::text::bigint
       OR (NEW.id, NEW.public_id, NEW.contract_id, NEW.source_id, NEW.name, NEW.sha256, NEW.month,
           NEW.recorded_at, NEW.recorded_by)
           IS DISTINCT FROM (OLD.id, OLD.public_id, OLD.contract_id, OLD.source_id, OLD.name,
               OLD.sha256, OLD.month, OLD.recorded_at, OLD.recorded_by) THEN
        RAISE EXCEPTION 'A batch that is over stays as it is.' USING ERRCODE = 'PK281';
    END IF;
    IF OLD.taken_in_at IS NULL AND NEW.taken_in_at IS NOT NULL THEN
        PERFORM peckham.finance_check_news(NEW.contract_id, NEW.taken_in_at);
        NEW.transaction_id := pg_current_xact_id()::text::bigint;
    ELSIF NEW.taken_in_at IS DISTINCT FROM OLD.taken_in_at
          OR NEW.transaction_id IS DISTINCT FROM OLD.transaction_id THEN
        RAISE EXCEPTION 'A batch that is over stays as it is.' USING ERRCODE = 'PK281';
    END IF;
    RETURN NEW;
END $$;

-- Over all events that one statement adds, for there are many: what they name exists, they come with
-- their batch, none is of a day to come, and a correction is of the same event.
CREATE FUNCTION peckham.finance_check_events() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM arrived e
            LEFT JOIN finance_activitybatch b ON b.id = e.batch_id
                AND b.contract_id = e.contract_id AND b.source_id = e.source_id
                AND b.transaction_id = pg_current_xact_id()::text::bigint
                AND b.taken_in_at = e.known_at
                AND e.occurred_on <= (b.taken_in_at AT TIME ZONE 'Europe/London')::date
            LEFT JOIN organisations_organisation o ON o.id = e.provider_id
            LEFT JOIN finance_activitycode s ON s.id = e.service_id AND s.kind = 'service'
            LEFT JOIN finance_activitycode g ON g.id = e.band_id AND g.kind = 'band'
            LEFT JOIN finance_activitycode p ON p.id = e.practice_id AND p.kind = 'practice'
            LEFT JOIN finance_activitycode n ON n.id = e.neighbourhood_id
                AND n.kind = 'neighbourhood'
            WHERE b.id IS NULL OR o.id IS NULL OR s.id IS NULL OR g.id IS NULL OR p.id IS NULL
               OR n.id IS NULL) THEN
        RAISE EXCEPTION 'Events come in with their batch, of days that have been, and name a'
            ' provider, service, band, practice and neighbourhood that there are.'
            USING ERRCODE = 'PK282';
    END IF;
    IF EXISTS (SELECT FROM arrived e JOIN finance_activityevent f ON f.id = e.supersedes_id
            WHERE (f.contract_id, f.source_id, f.source_event, f.version + 1)
                IS DISTINCT FROM (e.contract_id, e.source_id, e.source_event, e.version::integer))
       OR EXISTS (SELECT FROM arrived e WHERE e.supersedes_id IS NOT NULL
            AND NOT EXISTS (SELECT FROM finance_activityevent f WHERE f.id = e.supersedes_id)) THEN
        RAISE EXCEPTION 'A correction is the next version of the same event.'
            USING ERRCODE = 'PK282';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER a_written_down BEFORE INSERT ON finance_activitybatch
    FOR EACH ROW EXECUTE FUNCTION peckham.write_down();
CREATE TRIGGER in_order BEFORE INSERT OR UPDATE ON finance_activitybatch
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_batch();
CREATE TRIGGER never_less BEFORE DELETE OR TRUNCATE ON finance_activitybatch
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER with_their_batch AFTER INSERT ON finance_activityevent
    REFERENCING NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.finance_check_events();
DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['activitycode', 'pseudonymkey', 'activityfile',
        'activityevent'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
    END LOOP;
END $$;
ALTER TABLE finance_stagedevent SET UNLOGGED;

REVOKE EXECUTE ON FUNCTION peckham.finance_lock(bigint),
    peckham.finance_check_news(bigint, timestamptz) FROM PUBLIC;
