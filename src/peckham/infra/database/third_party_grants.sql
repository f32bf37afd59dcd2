-- Rights on tables that packages make: our own rooms grant theirs in their migrations.
-- Idempotent; runs after every migration, because a package's new version may bring new tables.

-- Sessions of signed-in staff: the only rows, with jobs, that the application deletes.
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO peckham_app, peckham_worker;
GRANT SELECT ON django_content_type, auth_permission, auth_group, auth_group_permissions
    TO peckham_app, peckham_worker;
GRANT SELECT ON django_migrations TO peckham_app, peckham_worker, peckham_analytics;

-- The job queue: both put jobs in it (in the transaction of the row they concern); the worker
-- takes them out.
DO $$
DECLARE
    thing record;
BEGIN
    FOR thing IN
        SELECT c.oid::regclass AS name, c.relkind AS kind FROM pg_class c
        WHERE c.relname LIKE 'procrastinate\_%' AND c.relkind IN ('r', 'S', 'v')
          AND c.relnamespace = 'public'::regnamespace
    LOOP
        IF thing.kind = 'S' THEN
            EXECUTE format('GRANT USAGE ON SEQUENCE %s TO peckham_app, peckham_worker', thing.name);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO peckham_app', thing.name);
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO peckham_worker',
                           thing.name);
        END IF;
    END LOOP;
END $$;
