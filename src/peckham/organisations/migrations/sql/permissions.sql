-- Who works where, and what a role may do, is changed through these functions alone: by an
-- administrator, for the organisation acted for, never for oneself, never backdated, and each
-- change written down with who made it.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON organisations_staffchange
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

-- What a role may do in a team: the deployment's table, the organisation's choice over it, the
-- team's over that; never beyond the widest.
CREATE FUNCTION peckham.role_may(
    permission text, role text, organisation bigint, team bigint, at timestamptz
) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    base boolean;
    within boolean;
    chosen boolean;
BEGIN
    SELECT role = ANY (p.roles), role = ANY (p.widest) INTO base, within
    FROM organisations_permission p WHERE p.name = permission;
    SELECT g.allowed INTO chosen FROM organisations_permissiongrant g
    WHERE g.organisation_id = organisation AND (g.team_id IS NULL OR g.team_id = team)
      AND g.role = role AND g.permission = permission AND g.during @> at
    ORDER BY g.team_id NULLS LAST LIMIT 1;
    RETURN coalesce(within, false) AND coalesce(chosen, base);
END $$;

-- The same for the scope that is open, whose role has to be one that its account has there now.
CREATE FUNCTION peckham.scope_may(permission text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN peckham.scope_actor_kind() = 'staff'
        AND EXISTS (SELECT FROM organisations_membership m
            JOIN organisations_team t ON t.id = m.team_id
            WHERE m.account_id = peckham.scope_account_id() AND m.role = peckham.scope_role()
              AND m.team_id = peckham.scope_team_id() AND m.during @> peckham.scope_at()
              AND t.organisation_id = peckham.scope_organisation_id())
        AND peckham.role_may(permission, peckham.scope_role(), peckham.scope_organisation_id(),
            peckham.scope_team_id(), peckham.scope_at());
END $$;

CREATE FUNCTION peckham.check_administers(organisation bigint, permission text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT peckham.scope_may(permission)
       OR organisation IS DISTINCT FROM peckham.scope_organisation_id() THEN
        RAISE EXCEPTION 'Only an administrator changes this, and only for the organisation acted for.'
            USING ERRCODE = 'PK080';
    END IF;
END $$;

CREATE FUNCTION peckham.check_not_oneself(account bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF account = peckham.scope_account_id() THEN
        RAISE EXCEPTION 'Nobody changes their own roles.' USING ERRCODE = 'PK081';
    END IF;
END $$;

CREATE FUNCTION peckham.write_staff_change(
    act uuid, organisation bigint, kind text, account bigint, membership bigint,
    from_at timestamptz, reason text, detail jsonb, undoes uuid
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO organisations_staffchange (public_id, act, organisation_id, kind, account_id,
        membership_id, from_at, by_account_id, reason, detail, undoes, recorded_at)
    VALUES (gen_random_uuid(), act, organisation, kind, account, membership, from_at,
        peckham.scope_account_id(), coalesce(reason, ''), detail, undoes, peckham.scope_at())
$$;

-- A new way to sign in, for a joiner: it gives no right until there is a membership.
CREATE FUNCTION peckham.open_account(act uuid, username text, name text, password text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE opened bigint;
BEGIN
    PERFORM peckham.check_administers(peckham.scope_organisation_id(), 'manage_accounts');
    INSERT INTO organisations_account (public_id, username, name, password, is_active)
    VALUES (gen_random_uuid(), username, name, password, true) RETURNING id INTO opened;
    PERFORM peckham.write_staff_change(act, peckham.scope_organisation_id(), 'account opened',
        opened, NULL, peckham.scope_at(), '', '{}', NULL);
    RETURN opened;
END $$;

CREATE FUNCTION peckham.begin_membership(
    act uuid, account bigint, team bigint, role text, from_at timestamptz, until timestamptz,
    reason text, undoes uuid DEFAULT NULL
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    organisation bigint := (SELECT t.organisation_id FROM organisations_team t WHERE t.id = team);
    begun bigint;
BEGIN
    PERFORM peckham.check_administers(organisation, 'manage_accounts');
    PERFORM peckham.check_not_oneself(account);
    IF from_at < peckham.scope_at() OR until <= from_at THEN
        RAISE EXCEPTION 'A membership begins now or later, and ends after that.'
            USING ERRCODE = 'PK082';
    END IF;
    INSERT INTO organisations_membership (public_id, account_id, team_id, role, during)
    VALUES (gen_random_uuid(), account, team, role, tstzrange(from_at, until)) RETURNING id INTO begun;
    PERFORM peckham.write_staff_change(act, organisation,
        CASE WHEN undoes IS NULL THEN 'joined' ELSE 'restored' END, account, begun, from_at, reason,
        jsonb_build_object('role', role, 'team_id', team, 'until', until), undoes);
    RETURN begun;
END $$;

-- One that has not begun is ended before it does: its period is empty from then on.
CREATE FUNCTION peckham.end_membership(
    act uuid, membership bigint, ended_at timestamptz, reason text, undoes uuid DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE found record;
BEGIN
    SELECT m.account_id, m.team_id, m.role, m.during, t.organisation_id INTO found
    FROM organisations_membership m JOIN organisations_team t ON t.id = m.team_id
    WHERE m.id = membership FOR UPDATE OF m;
    PERFORM peckham.check_administers(found.organisation_id, 'manage_accounts');
    PERFORM peckham.check_not_oneself(found.account_id);
    IF ended_at < peckham.scope_at() OR isempty(found.during)
       OR upper(found.during) <= peckham.scope_at() THEN
        RAISE EXCEPTION 'A membership that holds is ended now or later.' USING ERRCODE = 'PK082';
    END IF;
    UPDATE organisations_membership m
    SET during = tstzrange(lower(m.during),
        least(greatest(ended_at, lower(m.during)), upper(m.during)))
    WHERE m.id = membership;
    PERFORM peckham.write_staff_change(act, found.organisation_id, 'left', found.account_id,
        membership, ended_at, reason, jsonb_build_object('role', found.role, 'team_id',
            found.team_id, 'began', lower(found.during), 'was_until', upper(found.during)), undoes);
END $$;

-- Taking one act back: what it began ends now, and what it ended goes on: as it was where the end
-- had not come, else anew from now, so that what was allowed in between stays as it was.
CREATE FUNCTION peckham.undo_staff_act(act uuid, undone uuid, reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    change record;
    held tstzrange;
    at timestamptz := peckham.scope_at();
BEGIN
    PERFORM peckham.check_administers(peckham.scope_organisation_id(), 'manage_accounts');
    IF EXISTS (SELECT FROM organisations_staffchange c WHERE c.undoes = undone)
       OR NOT EXISTS (SELECT FROM organisations_staffchange c WHERE c.act = undone
            AND c.organisation_id = peckham.scope_organisation_id()
            AND c.recorded_at > at - interval '1 hour') THEN
        RAISE EXCEPTION 'This has been taken back already, or it was too long ago.'
            USING ERRCODE = 'PK082';
    END IF;
    FOR change IN SELECT c.* FROM organisations_staffchange c WHERE c.act = undone
        AND c.organisation_id = peckham.scope_organisation_id()
        AND c.kind IN ('joined', 'left') ORDER BY c.id DESC
    LOOP
        SELECT m.during INTO held FROM organisations_membership m WHERE m.id = change.membership_id;
        IF change.kind = 'joined' THEN
            PERFORM peckham.end_membership(act, change.membership_id, at, reason, undone);
        ELSIF change.from_at > at AND NOT isempty(held) THEN
            PERFORM peckham.check_not_oneself(change.account_id);
            UPDATE organisations_membership m SET during = tstzrange(lower(m.during),
                (change.detail ->> 'was_until')::timestamptz) WHERE m.id = change.membership_id;
            PERFORM peckham.write_staff_change(act, change.organisation_id, 'restored',
                change.account_id, change.membership_id, at, reason, change.detail, undone);
        ELSE
            PERFORM peckham.begin_membership(act, change.account_id,
                (change.detail ->> 'team_id')::bigint, change.detail ->> 'role',
                greatest(at, (change.detail ->> 'began')::timestamptz),
                (change.detail ->> 'was_until')::timestamptz, reason, undone);
        END IF;
    END LOOP;
END $$;

-- Away, from a moment until another: no reason is held. Only of somebody who works here.
CREATE FUNCTION peckham.record_absence(
    act uuid, account bigint, from_at timestamptz, until timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    PERFORM peckham.check_administers(peckham.scope_organisation_id(), 'record_absences');
    IF until <= from_at OR NOT EXISTS (SELECT FROM organisations_membership m
        JOIN organisations_team t ON t.id = m.team_id
        WHERE m.account_id = account AND m.during && tstzrange(from_at, until)
          AND t.organisation_id = peckham.scope_organisation_id()) THEN
        RAISE EXCEPTION 'An absence is of somebody who works here then, and ends after it begins.'
            USING ERRCODE = 'PK082';
    END IF;
    INSERT INTO organisations_absence (account_id, during)
    VALUES (account, tstzrange(from_at, until));
    PERFORM peckham.write_staff_change(act, peckham.scope_organisation_id(), 'away', account, NULL,
        from_at, '', jsonb_build_object('until', until), NULL);
END $$;

CREATE FUNCTION peckham.end_absence(act uuid, absence bigint, ended_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE away bigint := (SELECT b.account_id FROM organisations_absence b WHERE b.id = absence);
BEGIN
    PERFORM peckham.check_administers(peckham.scope_organisation_id(), 'record_absences');
    IF NOT EXISTS (SELECT FROM organisations_membership m
        JOIN organisations_team t ON t.id = m.team_id
        WHERE m.account_id = away AND m.during @> peckham.scope_at()
          AND t.organisation_id = peckham.scope_organisation_id()) THEN
        RAISE EXCEPTION 'Nobody who works here has this absence.' USING ERRCODE = 'PK082';
    END IF;
    UPDATE organisations_absence b
    SET during = tstzrange(lower(b.during), greatest(ended_at, lower(b.during)))
    WHERE b.id = absence AND (upper_inf(b.during) OR upper(b.during) > ended_at);
    PERFORM peckham.write_staff_change(act, peckham.scope_organisation_id(), 'back', away, NULL,
        ended_at, '', '{}', NULL);
END $$;

-- What a role may do here, or in one team; allowed NULL goes back to the deployment's own table.
-- Who may choose is never narrowed, or nobody could take it back.
CREATE FUNCTION peckham.choose_permission(
    act uuid, team bigint, role text, permission text, allowed boolean, reason text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    organisation bigint := CASE WHEN team IS NULL THEN peckham.scope_organisation_id()
        ELSE (SELECT t.organisation_id FROM organisations_team t WHERE t.id = team) END;
    at timestamptz := peckham.scope_at();
BEGIN
    PERFORM peckham.check_administers(organisation, 'manage_permissions');
    IF permission = 'manage_permissions' OR NOT EXISTS (SELECT FROM organisations_permission p
        WHERE p.name = permission AND role = ANY (p.widest)) THEN
        RAISE EXCEPTION 'This role may not be given that permission here.' USING ERRCODE = 'PK083';
    END IF;
    UPDATE organisations_permissiongrant g
    SET during = tstzrange(lower(g.during), greatest(at, lower(g.during)))
    WHERE g.organisation_id = organisation AND g.team_id IS NOT DISTINCT FROM team
      AND g.role = role AND g.permission = permission AND upper_inf(g.during);
    IF allowed IS NOT NULL THEN
        INSERT INTO organisations_permissiongrant (organisation_id, team_id, role, permission,
            allowed, during, by_account_id, recorded_at)
        VALUES (organisation, team, role, permission, allowed, tstzrange(at, NULL),
            peckham.scope_account_id(), at);
    END IF;
    PERFORM peckham.write_staff_change(act, organisation, 'permission', NULL, NULL, at, reason,
        jsonb_build_object('role', role, 'team_id', team, 'permission', permission,
            'allowed', allowed), NULL);
END $$;

REVOKE EXECUTE ON FUNCTION peckham.role_may(text, text, bigint, bigint, timestamptz),
    peckham.scope_may(text), peckham.check_administers(bigint, text),
    peckham.check_not_oneself(bigint), peckham.write_staff_change(uuid, bigint, text, bigint, bigint,
        timestamptz, text, jsonb, uuid),
    peckham.open_account(uuid, text, text, text), peckham.begin_membership(uuid, bigint, bigint, text,
        timestamptz, timestamptz, text, uuid),
    peckham.end_membership(uuid, bigint, timestamptz, text, uuid),
    peckham.undo_staff_act(uuid, uuid, text),
    peckham.record_absence(uuid, bigint, timestamptz, timestamptz),
    peckham.end_absence(uuid, bigint, timestamptz),
    peckham.choose_permission(uuid, bigint, text, text, boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.scope_may(text) TO peckham_app, peckham_worker;
GRANT EXECUTE ON FUNCTION
    peckham.open_account(uuid, text, text, text), peckham.begin_membership(uuid, bigint, bigint, text,
        timestamptz, timestamptz, text, uuid),
    peckham.end_membership(uuid, bigint, timestamptz, text, uuid),
    peckham.undo_staff_act(uuid, uuid, text),
    peckham.record_absence(uuid, bigint, timestamptz, timestamptz),
    peckham.end_absence(uuid, bigint, timestamptz),
    peckham.choose_permission(uuid, bigint, text, text, boolean, text) TO peckham_app;

-- From here on an absence too is written down through its function alone.
REVOKE INSERT ON organisations_absence FROM peckham_app;
GRANT SELECT ON organisations_permission, organisations_permissiongrant
    TO peckham_app, peckham_worker;
GRANT SELECT ON organisations_staffchange TO peckham_app;
ALTER TABLE organisations_staffchange ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_ones_organisation ON organisations_staffchange FOR SELECT TO peckham_app
    USING (organisation_id = (SELECT peckham.scope_organisation_id())
        AND (SELECT peckham.scope_may('see_staff_changes')));

-- Which account an identity opens is as good as a role: the owner's command links it, no web page.
REVOKE INSERT, UPDATE ON organisations_identity FROM peckham_app, peckham_worker;
