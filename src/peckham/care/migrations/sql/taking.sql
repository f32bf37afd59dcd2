-- One way in for every channel: the row, its event, and the offer that routing makes at once.
-- Invoker's rights: staff store under their own policies.
CREATE FUNCTION peckham.store_request(taken jsonb) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked record;
    offer bigint;
    acting bigint := peckham.scope_organisation_id();
BEGIN
    SELECT * INTO asked FROM jsonb_to_record(taken) AS t(
        id bigint, public_id uuid, reference text, code_hash text, person_id bigint, claimed jsonb,
        hub_id bigint, service_id bigint, channel text, category text, words text, for_whom text,
        asker jsonb, contact_mode text, red_flags text[], holder_team_id bigint, due_at timestamptz,
        at timestamptz, recorded_at timestamptz, actor_kind text, actor text, taken_team_id bigint,
        role text, why text, detail jsonb, key uuid, offer_team_id bigint,
        offer_expires_at timestamptz, offer_detail jsonb);
    INSERT INTO care_request (id, public_id, reference, code_hash, person_id, claimed, hub_id,
        service_id, channel, category, words, for_whom, asker, contact_mode, red_flags, state,
        accountable_team_id, due_at, taken_at, taken_by, taken_team_id, recorded_at, version)
    VALUES (asked.id, asked.public_id, asked.reference, asked.code_hash, asked.person_id,
        asked.claimed, asked.hub_id, asked.service_id, asked.channel, asked.category, asked.words,
        asked.for_whom, asked.asker, asked.contact_mode, asked.red_flags, 'received',
        asked.holder_team_id, asked.due_at, asked.at, asked.actor, asked.taken_team_id,
        asked.recorded_at, 1);
    INSERT INTO care_requestevent (request_id, sequence, kind, from_state, to_state,
        accountable_team_id, due_at, at, recorded_at, actor_kind, actor, role, organisation_id,
        reason, detail, key)
    VALUES (asked.id, 1, 'taken', NULL, 'received', asked.holder_team_id, asked.due_at, asked.at,
        asked.recorded_at, asked.actor_kind, asked.actor, asked.role, acting, '', asked.detail,
        asked.key);
    IF asked.offer_team_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE care_request SET state = 'offered', version = 2 WHERE id = asked.id;
    INSERT INTO care_requestevent (request_id, sequence, kind, from_state, to_state,
        accountable_team_id, due_at, at, recorded_at, actor_kind, actor, role, organisation_id,
        reason, detail)
    VALUES (asked.id, 2, 'offered', 'received', 'offered', asked.holder_team_id, asked.due_at,
        asked.at, asked.recorded_at, asked.actor_kind, asked.actor, asked.role, acting, asked.why,
        asked.offer_detail);
    INSERT INTO care_offer (request_id, from_team_id, to_team_id, offered_at, expires_at, state,
        reason, alternative)
    VALUES (asked.id, asked.holder_team_id, asked.offer_team_id, asked.at, asked.offer_expires_at,
        'pending', '', '')
    RETURNING id INTO offer;
    RETURN offer;
END $$;

-- A stranger asks: the identity is stored as claimed, about nobody who is known, at the reception of
-- a hub; it may be offered at once to a team of that hub and to no other.
CREATE FUNCTION peckham.ask_without_account(taken jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hub places_hub;
    asked_team bigint := (taken ->> 'offer_team_id')::bigint;
BEGIN
    SELECT * INTO hub FROM places_hub WHERE id = (taken ->> 'hub_id')::bigint;
    IF peckham.scope_actor_kind() <> 'public'
       OR taken ->> 'actor_kind' <> 'public'
       OR taken ->> 'actor' <> peckham.scope_actor()
       OR taken ->> 'channel' <> 'online'
       OR taken ->> 'person_id' IS NOT NULL
       OR taken ->> 'taken_team_id' IS NOT NULL
       OR jsonb_typeof(taken -> 'claimed') <> 'object'
       OR (taken ->> 'holder_team_id')::bigint IS DISTINCT FROM hub.reception_team_id
       OR NOT (asked_team IS NULL OR asked_team IN (hub.duty_team_id, hub.on_call_team_id)
               OR EXISTS (SELECT FROM services_service s
                          WHERE s.hub_id = hub.id AND s.team_id = asked_team)) THEN
        RAISE EXCEPTION 'Without an account one asks online, at a hub''s reception, in one''s own name.'
            USING ERRCODE = 'PK021';
    END IF;
    RETURN peckham.store_request(taken);
END $$;

-- A form that was sent twice: what the first sending stored.
CREATE FUNCTION peckham.request_of_key(form_key uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_object('public_id', r.public_id, 'reference', r.reference,
        'holder_team_id', r.accountable_team_id, 'due_at', r.due_at, 'hub_id', r.hub_id,
        'target', e.detail ->> 'target',
        'offered_team_id', (SELECT o.to_team_id FROM care_offer o
                            WHERE o.request_id = r.id ORDER BY o.id LIMIT 1))
    FROM care_requestevent e JOIN care_request r ON r.id = e.request_id
    WHERE e.key = form_key AND e.sequence = 1 AND e.actor = peckham.scope_actor()
$$;

REVOKE EXECUTE ON FUNCTION peckham.store_request(jsonb), peckham.ask_without_account(jsonb),
    peckham.request_of_key(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.store_request(jsonb), peckham.ask_without_account(jsonb),
    peckham.request_of_key(uuid) TO peckham_app;
