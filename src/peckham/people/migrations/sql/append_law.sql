-- Facts are superseded, never edited; nothing is deleted; erasure replaces and leaves a tombstone.

-- What a row says apart from when it was superseded and when it holds.
CREATE FUNCTION peckham.only_blanked(was jsonb, now jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT bool_and(now -> key IN ('""', '[]', '{}', 'null', 'false'))
    FROM jsonb_object_keys(was) AS key WHERE was -> key IS DISTINCT FROM now -> key
$$;

CREATE FUNCTION peckham.fact_is_superseded_not_edited() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    was jsonb := to_jsonb(OLD) - 'superseded_at' - 'during';
    now jsonb := to_jsonb(NEW) - 'superseded_at' - 'during';
BEGIN
    IF was <> now AND NOT (peckham.only_blanked(was, now) AND EXISTS (
        SELECT FROM people_person WHERE id = OLD.person_id AND erased_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'A recorded fact is superseded by a new one, not edited (%).', TG_TABLE_NAME
            USING ERRCODE = '23514', CONSTRAINT = 'people_facts_are_not_edited';
    END IF;
    IF OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at THEN
        RAISE EXCEPTION 'A superseded fact stays superseded (%).', TG_TABLE_NAME
            USING ERRCODE = '23514', CONSTRAINT = 'people_facts_are_not_edited';
    END IF;
    RETURN NEW;
END $$;

-- An open `during` may close, once; whoever moves house does not rewrite when she moved in.
CREATE FUNCTION peckham.fact_closes_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.during <> OLD.during AND (OLD.superseded_at IS NOT NULL OR NOT upper_inf(OLD.during)
        OR upper_inf(NEW.during) OR isempty(NEW.during)
        OR lower(NEW.during) IS DISTINCT FROM lower(OLD.during)) THEN
        RAISE EXCEPTION 'Days from % cannot become %: only an open fact closes (%).',
            OLD.during, NEW.during, TG_TABLE_NAME
            USING ERRCODE = '23514', CONSTRAINT = 'people_facts_are_not_edited';
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE fact text;
BEGIN
    FOREACH fact IN ARRAY ARRAY['identifier', 'othername', 'addressspell', 'registration',
        'communicationneed', 'contactpoint', 'proxy', 'recordentry', 'sentperson'] LOOP
        EXECUTE format('CREATE TRIGGER not_edited BEFORE UPDATE ON people_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.fact_is_superseded_not_edited()', fact);
        IF fact NOT IN ('recordentry', 'sentperson') THEN
            EXECUTE format('CREATE TRIGGER closes_once BEFORE UPDATE OF during ON people_%s '
                'FOR EACH ROW EXECUTE FUNCTION peckham.fact_closes_once()', fact);
        END IF;
    END LOOP;
    FOREACH fact IN ARRAY ARRAY['person', 'identifier', 'othername', 'addressspell', 'registration',
        'communicationneed', 'contactpoint', 'proxy', 'recordentry', 'sentperson', 'merge',
        'sourcedocument'] LOOP
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON people_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', fact);
    END LOOP;
END $$;

-- A person keeps its keys; what was erased stays so; each edit of who she is makes a new version.
CREATE FUNCTION peckham.person_keeps_its_keys() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.id, NEW.public_id, NEW.recorded_at, NEW.is_synthetic)
       IS DISTINCT FROM (OLD.id, OLD.public_id, OLD.recorded_at, OLD.is_synthetic) THEN
        RAISE EXCEPTION 'A person keeps the keys and the day of recording.'
            USING ERRCODE = '23514', CONSTRAINT = 'people_keys_are_kept';
    END IF;
    IF OLD.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'Person % was erased; nothing more is written about her or him.', OLD.id
            USING ERRCODE = '23514', CONSTRAINT = 'people_erased_stay_erased';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_keys BEFORE UPDATE ON people_person
    FOR EACH ROW EXECUTE FUNCTION peckham.person_keeps_its_keys();

-- A merge is undone by saying so, once; and records never merge in a ring.
CREATE FUNCTION peckham.merge_is_undone_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.unmerged_at IS NOT NULL OR NEW.unmerged_at IS NULL
       OR (to_jsonb(NEW) - 'unmerged_at' - 'unmerged_by' - 'unmerge_reason')
       <> (to_jsonb(OLD) - 'unmerged_at' - 'unmerged_by' - 'unmerge_reason') THEN
        RAISE EXCEPTION 'A merge is not edited; it is undone, once.'
            USING ERRCODE = '23514', CONSTRAINT = 'people_merges_are_not_edited';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER undone_once BEFORE UPDATE ON people_merge
    FOR EACH ROW EXECUTE FUNCTION peckham.merge_is_undone_once();

CREATE FUNCTION peckham.merges_make_no_ring() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE next_id bigint := NEW.survivor_id;
BEGIN
    -- Two merges that together make a ring must see one another.
    PERFORM pg_advisory_xact_lock(hashtextextended('peckham people merge', 0));
    WHILE next_id IS NOT NULL LOOP
        IF next_id = NEW.duplicate_id THEN
            RAISE EXCEPTION 'Person % is already merged into person %.',
                NEW.survivor_id, NEW.duplicate_id
                USING ERRCODE = '23514', CONSTRAINT = 'people_merges_make_no_ring';
        END IF;
        SELECT survivor_id INTO next_id FROM people_merge
        WHERE duplicate_id = next_id AND unmerged_at IS NULL;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER no_ring BEFORE INSERT ON people_merge
    FOR EACH ROW EXECUTE FUNCTION peckham.merges_make_no_ring();
