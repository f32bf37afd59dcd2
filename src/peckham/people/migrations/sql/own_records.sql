-- Records that were merged are one person: their looks are one log, and each is that person's own.
CREATE OR REPLACE FUNCTION peckham.same_records(person bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.records_of(person);
END $$;

-- The records of the resident who acts. Whoever acts for somebody else (a proxy) acts under their
-- own name, and to them nothing here is their own.
CREATE OR REPLACE FUNCTION peckham.own_records() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    records bigint[];
BEGIN
    IF peckham.scope_actor_kind() <> 'resident' THEN
        RETURN '{}';
    END IF;
    records := peckham.records_of(peckham.scope_person_id());
    IF EXISTS (SELECT FROM people_person p
               WHERE p.id = ANY (records) AND p.public_id::text = peckham.scope_actor()) THEN
        RETURN records;
    END IF;
    RETURN '{}';
END $$;
