-- Who looked, by name as the name was: the log outlives accounts, teams and organisations.
CREATE FUNCTION peckham.name_the_looker() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.account_id IS NOT NULL THEN
        SELECT a.name INTO NEW.actor_name FROM organisations_account a WHERE a.id = NEW.account_id;
        SELECT o.name INTO NEW.organisation_name FROM organisations_organisation o
        WHERE o.id = NEW.organisation_id;
    END IF;
    NEW.team_id := peckham.scope_team_id();
    -- A search looks at many names and opens none.
    NEW.allowed_by := coalesce(NEW.allowed_by, CASE WHEN NEW.person_id IS NULL THEN 'search' END, '');
    NEW.actor_name := coalesce(NEW.actor_name, '');
    NEW.organisation_name := coalesce(NEW.organisation_name, '');
    RETURN NEW;
END $$;
CREATE TRIGGER named BEFORE INSERT ON sharing_look
    FOR EACH ROW EXECUTE FUNCTION peckham.name_the_looker();

-- Write one look of the scope that is open, with what allowed it: which is known already.
CREATE FUNCTION peckham.write_look(
    person bigint, parts text[], categories text[], opened jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    kind text := peckham.scope_actor_kind();
    allowed text := CASE kind WHEN 'resident' THEN 'own record' WHEN 'staff' THEN '' ELSE kind END;
    reason bigint;
BEGIN
    IF kind = 'staff' AND opened ?& categories THEN
        reason := (opened -> categories[1] ->> 0)::bigint;
        SELECT r.kind INTO allowed FROM sharing_relationship r WHERE r.id = reason;
    END IF;
    INSERT INTO sharing_look (person_id, actor_kind, actor, actor_name, account_id, role,
        organisation_id, organisation_name, purpose, parts, allowed_by, relationship_id,
        agreement_version_id, at, recorded_at, request_id)
    VALUES (person, kind, peckham.scope_actor(), '', peckham.scope_account_id(),
        coalesce(peckham.scope_role(), ''), peckham.scope_organisation_id(), '',
        peckham.scope_purpose(), parts, coalesce(allowed, ''), reason,
        (opened -> categories[1] ->> 1)::bigint,
        peckham.scope_at(), clock_timestamp(), coalesce(peckham.scope_request_id(), ''));
END $$;

CREATE FUNCTION peckham.record_look(people bigint[], parts text[], categories text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.write_look(people[1], parts, categories,
        CASE WHEN people[1] IS NOT NULL THEN peckham.opened(people) END);
END $$;

REVOKE EXECUTE ON FUNCTION peckham.record_look(bigint[], text[], text[]),
    peckham.write_look(bigint, text[], text[], jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.record_look(bigint[], text[], text[])
    TO peckham_app, peckham_worker;
-- From here on a look is written through the function alone, so that what allowed it is not typed.
REVOKE INSERT ON sharing_look FROM peckham_app, peckham_worker;
DROP POLICY write_own_look ON sharing_look;
CREATE POLICY nobody ON sharing_look USING (false) WITH CHECK (false);
