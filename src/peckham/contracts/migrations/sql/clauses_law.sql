-- What clauses were found to be is written by the job that measures them, of today, and stays.
CREATE FUNCTION peckham.contracts_check_measured() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(current_user, 'peckham_owner', 'MEMBER')
       AND NOT (peckham.scope_actor_kind() = 'system'
            AND peckham.scope_actor() = 'contract clauses') THEN
        RAISE EXCEPTION 'Nobody writes by hand whether a clause is kept.' USING ERRCODE = 'PK103';
    END IF;
    IF NEW.on_day <> (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'A clause is measured on the day on which it is written down.'
            USING ERRCODE = 'PK101';
    END IF;
    RETURN NEW;
END $$;
CALL peckham.contracts_keep_times('clauseresult');
CREATE TRIGGER measured BEFORE INSERT ON contracts_clauseresult
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_measured();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON contracts_clauseresult
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
ALTER TABLE contracts_clauseresult ENABLE ALWAYS TRIGGER only_grows;
GRANT SELECT ON contracts_clauseresult TO peckham_app, peckham_worker, peckham_analytics;
GRANT INSERT ON contracts_clauseresult TO peckham_worker;
