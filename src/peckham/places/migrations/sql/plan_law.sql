-- The law of neighbourhood plans, for every hand that writes: application, worker and owner.
--   An adopted plan has every small area of its place exactly once, and is never edited.
--   The adopted plans of a place follow one another: no overlap (an exclusion constraint), no gap.
-- "Exactly once" needs three parts: at most once is a unique constraint, at least once and nothing
-- foreign is checked when the transaction ends, and the freeze keeps it so afterwards.
-- Definer's rights: the law counts every row, whatever the writer may read.

CREATE FUNCTION peckham.places_plan_is_draft(plan bigint) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
-- The lock makes an adoption wait for a writer who is still adding or removing areas.
AS $$ SELECT state = 'draft' FROM places_neighbourhoodplan WHERE id = plan FOR SHARE $$;
REVOKE EXECUTE ON FUNCTION peckham.places_plan_is_draft(bigint) FROM PUBLIC;

CREATE FUNCTION peckham.places_refuse_unless_draft() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND NOT peckham.places_plan_is_draft(OLD.plan_id))
       OR (TG_OP <> 'DELETE' AND NOT peckham.places_plan_is_draft(NEW.plan_id)) THEN
        RAISE EXCEPTION 'An adopted neighbourhood plan is not edited: % on % is refused.',
            TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'PK040', HINT = 'Draft another plan and adopt it from a later day.';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER plan_areas_frozen BEFORE INSERT OR UPDATE OR DELETE ON places_planarea
    FOR EACH ROW EXECUTE FUNCTION peckham.places_refuse_unless_draft();
CREATE TRIGGER plan_neighbourhoods_frozen BEFORE INSERT OR DELETE OR UPDATE OF plan_id, code
    ON places_neighbourhood
    FOR EACH ROW EXECUTE FUNCTION peckham.places_refuse_unless_draft();

CREATE FUNCTION peckham.places_refuse_emptying() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM places_neighbourhoodplan WHERE state <> 'draft') THEN
        RAISE EXCEPTION 'An adopted neighbourhood plan is not edited: its areas stay.'
            USING ERRCODE = 'PK040';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER plan_areas_not_emptied AFTER TRUNCATE ON places_planarea
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_refuse_emptying();

-- What may happen to a plan: draft -> adopted -> superseded, its first day never moved.
CREATE FUNCTION peckham.places_plan_steps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    step text := CASE TG_OP WHEN 'INSERT' THEN 'new to ' || NEW.state
        WHEN 'DELETE' THEN OLD.state || ' to nothing'
        ELSE OLD.state || ' to ' || NEW.state END;
BEGIN
    IF step NOT IN ('new to draft', 'draft to nothing', 'draft to draft', 'draft to adopted',
                    'adopted to adopted', 'adopted to superseded', 'superseded to superseded')
       OR (TG_OP = 'UPDATE' AND OLD.state <> 'draft' AND (
            NEW.place_id <> OLD.place_id
            OR NEW.is_provisional <> OLD.is_provisional
            OR NEW.adopted_at <> OLD.adopted_at
            OR NEW.adopted_by <> OLD.adopted_by
            OR lower(NEW.during) <> lower(OLD.during)
            OR (NEW.state = OLD.state AND NEW.during <> OLD.during))) THEN
        RAISE EXCEPTION 'A neighbourhood plan goes from draft to adopted to superseded, and its '
            'first day is never moved (% is refused).', step
            USING ERRCODE = 'PK041';
    END IF;
    IF step = 'draft to adopted' THEN
        -- Waits for whoever is adding a small area to the place, so that none slips past.
        PERFORM FROM places_place WHERE id = NEW.place_id FOR UPDATE;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER plan_steps BEFORE INSERT OR UPDATE OR DELETE ON places_neighbourhoodplan
    FOR EACH ROW EXECUTE FUNCTION peckham.places_plan_steps();

CREATE FUNCTION peckham.places_plan_covers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    uncovered text;
    foreign_areas bigint;
BEGIN
    IF NOT EXISTS (
        SELECT FROM places_neighbourhoodplan WHERE id = NEW.id AND state <> 'draft'
    ) THEN
        RETURN NULL;
    END IF;
    SELECT string_agg(code, ', ') INTO uncovered FROM (
        SELECT area.code FROM places_area area
        WHERE area.place_id = NEW.place_id AND NOT EXISTS (
            SELECT FROM places_planarea part WHERE part.plan_id = NEW.id AND part.area_id = area.id)
        ORDER BY area.code LIMIT 10) AS missing;
    IF uncovered IS NOT NULL THEN
        RAISE EXCEPTION 'The plan leaves small areas without a neighbourhood: %.', uncovered
            USING ERRCODE = 'PK042', HINT = 'An adopted plan has every area of its place once.';
    END IF;
    SELECT count(*) INTO foreign_areas FROM places_planarea part
        JOIN places_area area ON area.id = part.area_id
        JOIN places_neighbourhood home ON home.id = part.neighbourhood_id
        WHERE part.plan_id = NEW.id
          AND (area.place_id <> NEW.place_id OR home.plan_id <> NEW.id);
    IF foreign_areas > 0 THEN
        RAISE EXCEPTION 'The plan has % areas of another place or another plan.', foreign_areas
            USING ERRCODE = 'PK042';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER plan_covers AFTER INSERT OR UPDATE ON places_neighbourhoodplan
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.places_plan_covers();

CREATE FUNCTION peckham.places_plans_leave_no_gap() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM places_neighbourhoodplan earlier
        WHERE earlier.place_id = NEW.place_id AND earlier.state = 'superseded' AND NOT EXISTS (
            SELECT FROM places_neighbourhoodplan later
            WHERE later.place_id = earlier.place_id AND later.state <> 'draft'
              AND lower(later.during) = upper(earlier.during))
    ) THEN
        RAISE EXCEPTION 'A day would be left without a neighbourhood plan.'
            USING ERRCODE = 'PK043', HINT = 'A plan ends on the day on which another starts.';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER plans_leave_no_gap AFTER INSERT OR UPDATE ON places_neighbourhoodplan
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.places_plans_leave_no_gap();

-- A small area that joins a place must be in the plans that the place has adopted.
CREATE FUNCTION peckham.places_area_is_planned() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Waits for an adoption that is under way, and makes a later one wait for us.
    PERFORM FROM places_place WHERE id = NEW.place_id FOR KEY SHARE;
    IF EXISTS (
        SELECT FROM places_area area
        JOIN places_neighbourhoodplan plan ON plan.place_id = area.place_id
        WHERE area.id = NEW.id AND plan.state <> 'draft' AND NOT EXISTS (
            SELECT FROM places_planarea part WHERE part.plan_id = plan.id AND part.area_id = area.id)
    ) OR EXISTS (
        SELECT FROM places_planarea part
        JOIN places_area area ON area.id = part.area_id
        JOIN places_neighbourhoodplan plan ON plan.id = part.plan_id
        WHERE part.area_id = NEW.id AND plan.state <> 'draft' AND plan.place_id <> area.place_id
    ) THEN
        RAISE EXCEPTION 'Small area % is not where its place''s adopted plans have it.', NEW.code
            USING ERRCODE = 'PK042';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER area_is_planned AFTER INSERT OR UPDATE OF place_id ON places_area
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.places_area_is_planned();
