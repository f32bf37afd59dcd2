-- Who drafts and adopts neighbourhood plans, and what an adopted plan rests on (rule 43).
--   The application may draft and adopt for whoever has the permission plan_places, and the worker
--   for a job; neither may call a plan provisional, or say that it came with its place.
--   A plan that did not come with its place is adopted only with a decision no later than its first
--   day, somebody asked, every question answered, and what becomes of every network stated.

CREATE FUNCTION peckham.may_plan_places() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.scope_actor_kind() = 'system' OR peckham.scope_may('plan_places')
$$;

-- Invoker's rights on purpose, here and below: what is asked is who writes.
CREATE FUNCTION peckham.places_check_planner() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER')
       AND NOT peckham.may_plan_places() THEN
        RAISE EXCEPTION 'Only a planner drafts and adopts neighbourhood plans.'
            USING ERRCODE = 'PK044';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER planner_alone BEFORE INSERT OR UPDATE ON places_neighbourhoodplan
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT OR UPDATE ON places_neighbourhood
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT OR UPDATE ON places_planarea
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT ON places_planassessment
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT ON places_involvement
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT ON places_planquestion
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT ON places_plananswer
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT ON places_networkstatement
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT ON places_plandecision
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();
CREATE TRIGGER planner_alone BEFORE INSERT OR UPDATE ON places_designrun
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.places_check_planner();

CREATE FUNCTION peckham.places_check_drafted() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER')
       AND (NEW.came_with_place OR NEW.is_provisional) THEN
        RAISE EXCEPTION 'Only an import brings a plan that nobody here decided.'
            USING ERRCODE = 'PK044';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER drafted_here BEFORE INSERT ON places_neighbourhoodplan
    FOR EACH ROW EXECUTE FUNCTION peckham.places_check_drafted();

-- What was written down stays as it was; of what is stated twice, the later one stands.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON places_planassessment
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON places_involvement
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON places_planquestion
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON places_plananswer
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON places_networkstatement
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON places_plandecision
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

-- What was decided on is closed with the decision; questions may come, and be answered, later.
CREATE TRIGGER of_a_draft BEFORE INSERT ON places_planassessment
    FOR EACH ROW EXECUTE FUNCTION peckham.places_refuse_unless_draft();
CREATE TRIGGER of_a_draft BEFORE INSERT ON places_involvement
    FOR EACH ROW EXECUTE FUNCTION peckham.places_refuse_unless_draft();
CREATE TRIGGER of_a_draft BEFORE INSERT ON places_networkstatement
    FOR EACH ROW EXECUTE FUNCTION peckham.places_refuse_unless_draft();
CREATE TRIGGER of_a_draft BEFORE INSERT ON places_plandecision
    FOR EACH ROW EXECUTE FUNCTION peckham.places_refuse_unless_draft();

-- The networks with patients in a place, and how many they have there and altogether. Those of the
-- place are the ones with more than half of their patients in it: rule 43 asks about these.
-- A file of one place's residents shows every network as if all its patients lived there. Then a
-- network counts as one of the place if it is at least a quarter as large as the network that the
-- average patient is with. Measured on three boroughs: 16 networks of 32,363 patients and more, as
-- with the lists of the whole country; the next has 7,152, and belongs to the borough beside them.
CREATE FUNCTION peckham.networks_in_place(place bigint, on_day date)
RETURNS TABLE (pcn_id bigint, patients_here bigint, patients bigint, is_of_the_place boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH counted AS (
        SELECT count.practice_id, sum(count.patients)::bigint AS here
        FROM places_listcount count JOIN places_area area ON area.id = count.area_id
        WHERE area.place_id = place AND count.counted_on = (
            SELECT max(latest.counted_on) FROM places_listcount latest
            JOIN places_area its ON its.id = latest.area_id
            WHERE its.place_id = place AND latest.counted_on <= on_day)
        GROUP BY count.practice_id),
    summed AS (
        SELECT member.pcn_id, sum(counted.here)::bigint AS here,
            sum(greatest(coalesce(practice.list_size, 0), counted.here))::bigint AS everywhere
        FROM counted JOIN places_practice practice ON practice.id = counted.practice_id
        JOIN places_pcnmembership member ON member.practice_id = practice.id
            AND member.superseded_at IS NULL AND member.during @> on_day
        GROUP BY member.pcn_id),
    whole AS (
        SELECT sum(everywhere) = sum(here) AS is_one_places_file,
            sum(here::numeric * here) / nullif(sum(here), 0) AS size_of_the_average FROM summed)
    SELECT summed.pcn_id, summed.here, summed.everywhere,
        summed.here * 2 > summed.everywhere
        AND (NOT whole.is_one_places_file OR summed.here * 4 >= whole.size_of_the_average)
    FROM summed, whole
$$;

CREATE FUNCTION peckham.places_plan_was_decided() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    missing text;
BEGIN
    IF NOT EXISTS (SELECT FROM places_plandecision decision WHERE decision.plan_id = NEW.id
                   AND decision.decided_on <= lower(NEW.during)) THEN
        missing := 'a decision no later than its first day';
    ELSIF NOT EXISTS (SELECT FROM places_involvement asked WHERE asked.plan_id = NEW.id) THEN
        missing := 'an involvement record';
    ELSIF EXISTS (SELECT FROM places_planquestion question WHERE question.plan_id = NEW.id
            AND NOT EXISTS (SELECT FROM places_plananswer answer
                            WHERE answer.question_id = question.id)) THEN
        missing := 'an answer to every question';
    ELSIF EXISTS (SELECT FROM peckham.networks_in_place(NEW.place_id, lower(NEW.during)) network
            WHERE network.is_of_the_place AND NOT EXISTS (
                SELECT FROM places_networkstatement statement
                WHERE statement.plan_id = NEW.id AND statement.pcn_id = network.pcn_id)) THEN
        missing := 'what becomes of every network: kept, merged or mapped';
    END IF;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'A neighbourhood plan is not adopted without % (rule 43).', missing
            USING ERRCODE = 'PK045';
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION peckham.places_plan_was_decided() FROM PUBLIC;

CREATE CONSTRAINT TRIGGER plan_was_decided AFTER UPDATE ON places_neighbourhoodplan
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state = 'draft' AND NEW.state = 'adopted' AND NOT NEW.came_with_place)
    EXECUTE FUNCTION peckham.places_plan_was_decided();

GRANT SELECT ON places_planassessment, places_involvement, places_planquestion, places_plananswer,
    places_networkstatement, places_plandecision, places_designrun
    TO peckham_app, peckham_worker, peckham_analytics;
GRANT INSERT ON places_neighbourhoodplan, places_neighbourhood, places_planarea,
    places_planassessment TO peckham_app, peckham_worker;
GRANT INSERT ON places_involvement, places_planquestion, places_plananswer,
    places_networkstatement, places_plandecision, places_designrun TO peckham_app;
GRANT UPDATE (state, during, adopted_at, adopted_by) ON places_neighbourhoodplan TO peckham_app;
GRANT UPDATE (stop_asked_at) ON places_designrun TO peckham_app;
GRANT UPDATE (state, steps_done, best_value, ended_at, refusal, result_id)
    ON places_designrun TO peckham_worker;
