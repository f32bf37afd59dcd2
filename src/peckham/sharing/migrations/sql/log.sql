-- Who reads the log: the person whose record it is, except what is withheld from them; and the
-- governance lead of an organisation, what its own staff looked at. Nobody else.

-- Records that were merged are one person. What `people` knows of it is said in its own migration:
-- until then a record stands alone, and is nobody's own.
CREATE FUNCTION peckham.same_records(person bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN ARRAY[person];
END $$;

CREATE FUNCTION peckham.own_records() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN '{}';
END $$;

-- Organisations whose looks are not shown to the resident who reads; 0 means all of them.
CREATE FUNCTION peckham.organisations_withheld() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT array_agg(coalesce(w.organisation_id, 0)) FROM sharing_withholding w
        WHERE w.person_id = ANY (peckham.own_records()) AND w.during @> peckham.scope_at()), '{}');
END $$;

-- The organisation whose staff's looks the actor may read, as its governance lead may; or NULL.
CREATE FUNCTION peckham.organisation_governed() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE WHEN peckham.scope_may('read_the_log') THEN peckham.scope_organisation_id() END;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.same_records(bigint), peckham.own_records(),
    peckham.organisations_withheld(), peckham.organisation_governed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.own_records(), peckham.organisations_withheld(),
    peckham.organisation_governed() TO peckham_app, peckham_worker;

-- One policy, of which one side holds for one kind of reader: counting what an organisation's own staff
-- looked at reads one index and no row of the log. Whoever asks says which person's or which
-- organisation's looks, as every page does.
DROP POLICY nobody ON sharing_look;
CREATE POLICY own_record_or_own_staff ON sharing_look FOR SELECT
    TO peckham_app, peckham_worker USING (
    CASE WHEN (SELECT peckham.organisation_governed()) IS NOT NULL THEN
        organisation_id = (SELECT peckham.organisation_governed()) AND account_id IS NOT NULL
    ELSE person_id = ANY ((SELECT peckham.own_records())::bigint[])
        AND (actor_kind = 'resident'
             OR NOT (0 = ANY ((SELECT peckham.organisations_withheld())::bigint[])
                     OR coalesce(organisation_id, -1)
                        = ANY ((SELECT peckham.organisations_withheld())::bigint[])))
    END);
GRANT SELECT ON sharing_look TO peckham_app, peckham_worker;

ALTER TABLE sharing_seal ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_who_governs ON sharing_seal FOR SELECT TO peckham_app, peckham_worker USING (
    (SELECT peckham.organisation_governed()) IS NOT NULL
    OR (SELECT peckham.scope_actor_kind()) = 'system');
GRANT SELECT ON sharing_seal TO peckham_app, peckham_worker;
