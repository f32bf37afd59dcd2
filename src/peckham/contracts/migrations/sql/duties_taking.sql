-- The one way in for complaints, thanks and claims: online by whoever it is, signed in or not, and by
-- staff at the phone and the desk, who then see it again only if they handle such things.

-- Online for somebody of the public, or for a resident who has signed in; else by staff of a door.
CREATE FUNCTION peckham.check_takes_duty(channel text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (peckham.scope_actor_kind() IN ('public', 'resident') AND channel = 'online')
       OR (peckham.scope_actor_kind() = 'staff' AND channel <> 'online'
           AND (peckham.scope_may('take_requests') OR peckham.scope_may('handle_complaints')
                OR peckham.scope_may('handle_travel_claims'))) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'One asks online for oneself, and staff of a door take what is said to them.'
        USING ERRCODE = 'PK091';
END $$;

-- What the taking itself says of a duty's row: who, when, and whose it is; never what was sent.
CREATE FUNCTION peckham.as_taken(taken jsonb) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT taken || jsonb_build_object('version', 1, 'state', 'received',
        'lead_id', taken -> 'received_by_id', 'person_id', peckham.scope_person_id(),
        'recorded_at', peckham.scope_at(), 'recorded_by', peckham.scope_actor())
$$;

CREATE FUNCTION peckham.take_complaint(taken jsonb, detail jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held contracts_complaint := jsonb_populate_record(
        NULL::contracts_complaint, peckham.as_taken(taken));
BEGIN
    PERFORM peckham.check_takes_duty(held.channel);
    INSERT INTO contracts_complaint SELECT held.*;
    INSERT INTO contracts_complaintevent (subject_id, sequence, kind, from_state, to_state, lead_id,
        due_on, on_day, recorded_at, actor_kind, actor, role, organisation_id, detail)
    VALUES (held.id, 1, 'received', NULL, 'received', held.lead_id, held.due_on, held.received_on,
        held.recorded_at, peckham.scope_actor_kind(), held.recorded_by,
        coalesce(peckham.scope_role(), ''), peckham.scope_organisation_id(), detail);
    INSERT INTO contracts_complaintbody (complaint_id, organisation_id, named_on, recorded_at,
        recorded_by)
    VALUES (held.id, held.lead_id, peckham.london_day(held.recorded_at), held.recorded_at,
        held.recorded_by);
END $$;

CREATE FUNCTION peckham.take_travel_claim(taken jsonb, detail jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held contracts_travelclaim := jsonb_populate_record(
        NULL::contracts_travelclaim, peckham.as_taken(taken));
BEGIN
    PERFORM peckham.check_takes_duty(held.channel);
    INSERT INTO contracts_travelclaim SELECT held.*;
    INSERT INTO contracts_travelclaimevent (subject_id, sequence, kind, from_state, to_state,
        lead_id, due_on, on_day, recorded_at, actor_kind, actor, role, organisation_id, detail)
    VALUES (held.id, 1, 'received', NULL, 'received', held.lead_id, held.due_on, held.received_on,
        held.recorded_at, peckham.scope_actor_kind(), held.recorded_by,
        coalesce(peckham.scope_role(), ''), peckham.scope_organisation_id(), detail);
END $$;

CREATE FUNCTION peckham.take_thanks(taken jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.check_takes_duty(taken ->> 'channel');
    INSERT INTO contracts_thanks (public_id, organisation_id, about, words, claimed, channel,
        given_on, recorded_at, recorded_by)
    SELECT gen_random_uuid(), t.organisation_id, t.about, t.words, t.claimed, t.channel, t.given_on,
        peckham.scope_at(), peckham.scope_actor()
    FROM jsonb_populate_record(NULL::contracts_thanks, taken) AS t;
END $$;

CREATE FUNCTION peckham.next_duty(duty text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT nextval(CASE duty WHEN 'complaint' THEN 'contracts_complaint_id_seq'::regclass
        WHEN 'claim' THEN 'contracts_travelclaim_id_seq'::regclass END)
$$;

-- Following one with its reference and code, as requests are followed; no name of staff is in it.
-- A code that does not fit is counted with those of requests, and locks alike.
CREATE FUNCTION peckham.duty_of_code(
    duty text, asked_reference text, asked_hash text, asked_at timestamptz
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found_id bigint;
BEGIN
    PERFORM peckham.scope_actor();
    PERFORM pg_advisory_xact_lock(hashtextextended('care_tracking ' || asked_reference, 0));
    IF peckham.tracking_locked_until(asked_reference, asked_at) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    IF duty = 'complaint' THEN
        SELECT c.id INTO found_id FROM contracts_complaint c
        WHERE c.reference = asked_reference AND c.code_hash = asked_hash;
    ELSE
        SELECT c.id INTO found_id FROM contracts_travelclaim c
        WHERE c.reference = asked_reference AND c.code_hash = asked_hash;
    END IF;
    IF found_id IS NULL THEN
        INSERT INTO care_trackingattempt (reference, at) VALUES (asked_reference, asked_at);
    END IF;
    RETURN found_id;
END $$;

CREATE FUNCTION peckham.track_duty(
    duty text, asked_reference text, asked_hash text, asked_at timestamptz
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found_id bigint := peckham.duty_of_code(duty, asked_reference, asked_hash, asked_at);
BEGIN
    IF duty = 'complaint' THEN
        RETURN (SELECT to_jsonb(c) - 'code_hash' || jsonb_build_object('events', (
            SELECT jsonb_agg(to_jsonb(e) - 'actor' - 'role' ORDER BY e.sequence)
            FROM contracts_complaintevent e WHERE e.subject_id = c.id))
            FROM contracts_complaint c WHERE c.id = found_id);
    END IF;
    RETURN (SELECT to_jsonb(c) - 'code_hash' || jsonb_build_object('events', (
        SELECT jsonb_agg(to_jsonb(e) - 'actor' - 'role' ORDER BY e.sequence)
        FROM contracts_travelclaimevent e WHERE e.subject_id = c.id))
        FROM contracts_travelclaim c WHERE c.id = found_id);
END $$;

REVOKE EXECUTE ON FUNCTION peckham.check_takes_duty(text), peckham.take_complaint(jsonb, jsonb),
    peckham.take_travel_claim(jsonb, jsonb), peckham.take_thanks(jsonb), peckham.next_duty(text),
    peckham.duty_of_code(text, text, text, timestamptz),
    peckham.track_duty(text, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.take_complaint(jsonb, jsonb),
    peckham.take_travel_claim(jsonb, jsonb), peckham.take_thanks(jsonb), peckham.next_duty(text),
    peckham.track_duty(text, text, text, timestamptz) TO peckham_app;
