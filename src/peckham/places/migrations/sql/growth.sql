-- Projections: read by everybody, brought in by imports alone, never changed.
GRANT SELECT ON places_growthrun TO peckham_app, peckham_worker, peckham_analytics;

CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON places_growthrun
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
