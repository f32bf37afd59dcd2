-- The Needs law: an open request is held by exactly one accountable team, with a due time, at every
-- instant, and each change of it has exactly one event. CHECKs on the tables say what one row can
-- say alone; this says what rows must say together.
--
-- Definer's rights: under row policies an invoker's trigger would not see the other rows and so
-- would let two holders commit (measured). ENABLE ALWAYS: no setting of a session switches them off.

-- What may happen: a copy of care/domain/transitions.py, kept in step by a test.
CREATE FUNCTION peckham.request_moves() RETURNS TABLE (
    kind text, from_state text, to_state text, moves_holder boolean, may_postpone boolean
) LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    VALUES
    -- moves: begin
    ('taken', NULL, 'received', true, false),
    ('offered', 'received', 'offered', false, false),
    ('offered', 'in_progress', 'offered', false, false),
    ('accepted', 'offered', 'in_progress', true, false),
    ('returned', 'offered', 'received', false, false),
    ('offer_withdrawn', 'offered', 'received', false, false),
    ('lapsed', 'offered', 'received', true, false),
    ('started', 'received', 'in_progress', false, false),
    ('held', 'received', 'on_hold', false, true),
    ('held', 'in_progress', 'on_hold', false, true),
    ('resumed', 'on_hold', 'in_progress', false, true),
    ('raised', 'received', 'received', false, false),
    ('raised', 'offered', 'offered', false, false),
    ('raised', 'in_progress', 'in_progress', false, false),
    ('raised', 'on_hold', 'on_hold', false, false),
    ('raised', 'completed', 'completed', false, false),
    ('reassigned', 'received', 'received', true, false),
    ('reassigned', 'offered', 'received', true, false),
    ('reassigned', 'in_progress', 'received', true, false),
    ('reassigned', 'on_hold', 'received', true, false),
    ('reassigned', 'completed', 'completed', true, false),
    ('linked', 'received', 'received', false, false),
    ('linked', 'offered', 'offered', false, false),
    ('linked', 'in_progress', 'in_progress', false, false),
    ('linked', 'on_hold', 'on_hold', false, false),
    ('linked', 'completed', 'completed', false, false),
    ('messaged', 'received', 'received', false, false),
    ('messaged', 'offered', 'offered', false, false),
    ('messaged', 'in_progress', 'in_progress', false, false),
    ('messaged', 'on_hold', 'on_hold', false, false),
    ('messaged', 'completed', 'completed', false, false),
    ('completed', 'received', 'completed', false, false),
    ('completed', 'in_progress', 'completed', false, false),
    ('reopened', 'completed', 'in_progress', false, false),
    ('closed', 'completed', 'closed', false, false),
    ('withdrawn', 'received', 'withdrawn', false, false),
    ('withdrawn', 'offered', 'withdrawn', false, false),
    ('withdrawn', 'in_progress', 'withdrawn', false, false),
    ('withdrawn', 'on_hold', 'withdrawn', false, false),
    ('withdrawn', 'completed', 'withdrawn', false, false),
    ('entered_in_error', 'received', 'entered_in_error', false, false),
    ('entered_in_error', 'offered', 'entered_in_error', false, false),
    ('entered_in_error', 'in_progress', 'entered_in_error', false, false),
    ('entered_in_error', 'on_hold', 'entered_in_error', false, false),
    ('entered_in_error', 'completed', 'entered_in_error', false, false)
    -- moves: end
$$;

CREATE FUNCTION peckham.refuse_request(request bigint, words text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'Request %: %', request, words
        USING ERRCODE = 'PK020', CONSTRAINT = 'needs_law';
END $$;

-- A request starts at version 1 with its holder, and each change counts one up.
CREATE FUNCTION peckham.request_counts_up() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.version <> 1 OR NEW.state <> 'received' THEN
            PERFORM peckham.refuse_request(NEW.id, 'begins as received, at version 1.');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        PERFORM peckham.refuse_request(NEW.id, 'each change counts the version one up.');
    END IF;
    IF (NEW.id, NEW.public_id, NEW.reference, NEW.code_hash, NEW.claimed, NEW.hub_id, NEW.channel,
        NEW.category, NEW.words, NEW.for_whom, NEW.asker, NEW.contact_mode, NEW.red_flags,
        NEW.taken_at, NEW.taken_by, NEW.taken_team_id, NEW.recorded_at)
       IS DISTINCT FROM
       (OLD.id, OLD.public_id, OLD.reference, OLD.code_hash, OLD.claimed, OLD.hub_id, OLD.channel,
        OLD.category, OLD.words, OLD.for_whom, OLD.asker, OLD.contact_mode, OLD.red_flags,
        OLD.taken_at, OLD.taken_by, OLD.taken_team_id, OLD.recorded_at) THEN
        PERFORM peckham.refuse_request(NEW.id, 'what was asked is never edited.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER counts_up BEFORE INSERT OR UPDATE ON care_request
    FOR EACH ROW EXECUTE FUNCTION peckham.request_counts_up();

-- An offer is answered once, and nothing else of it changes.
CREATE FUNCTION peckham.offer_is_answered_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'pending' THEN
            PERFORM peckham.refuse_request(NEW.request_id, 'an offer begins as pending.');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'pending' OR NEW.state = 'pending'
       OR (NEW.id, NEW.request_id, NEW.from_team_id, NEW.to_team_id, NEW.offered_at, NEW.expires_at)
          IS DISTINCT FROM
          (OLD.id, OLD.request_id, OLD.from_team_id, OLD.to_team_id, OLD.offered_at, OLD.expires_at)
    THEN
        PERFORM peckham.refuse_request(OLD.request_id, 'an offer is answered once.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answered_once BEFORE INSERT OR UPDATE ON care_offer
    FOR EACH ROW EXECUTE FUNCTION peckham.offer_is_answered_once();

-- One offer is pending if, and only if, the request is offered; the holder made it. The request's
-- row is locked first, so that of two transactions the second judges what the first committed.
CREATE FUNCTION peckham.check_offer_agrees(request bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held care_request;
    sender bigint;
BEGIN
    SELECT * INTO held FROM care_request WHERE id = request FOR NO KEY UPDATE;
    SELECT from_team_id INTO sender FROM care_offer WHERE request_id = request AND state = 'pending';
    IF FOUND <> (held.state = 'offered') THEN
        PERFORM peckham.refuse_request(request, 'an offer waits if, and only if, it is offered.');
    END IF;
    IF FOUND AND sender <> held.accountable_team_id THEN
        PERFORM peckham.refuse_request(request, 'only the team that holds it offers it.');
    END IF;
END $$;

-- What else an event of some kinds needs to be true.
CREATE FUNCTION peckham.check_event_is_true(
    event care_requestevent, held care_request, moved boolean
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Rule 32: whatever is asked of a hub enters by its one reception.
    IF event.kind = 'taken' AND NOT EXISTS (
        SELECT FROM places_hub h
        WHERE h.id = held.hub_id AND h.reception_team_id = held.accountable_team_id) THEN
        PERFORM peckham.refuse_request(held.id, 'it enters by the reception of its hub.');
    END IF;
    IF event.kind = 'accepted' AND NOT EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = held.id AND o.state = 'accepted'
          AND o.to_team_id = held.accountable_team_id AND o.resolved_at = event.at
          AND o.expires_at > event.at) THEN
        PERFORM peckham.refuse_request(held.id, 'only the team that was asked accepts, in time.');
    END IF;
    IF event.kind = 'lapsed' AND NOT EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = held.id AND o.state = 'lapsed'
          AND o.resolved_at = event.at AND o.expires_at <= event.at) THEN
        PERFORM peckham.refuse_request(held.id, 'an offer lapses once its time is over.');
    END IF;
    IF event.kind = 'lapsed' AND moved AND NOT EXISTS (
        SELECT FROM places_hub h
        WHERE h.id = held.hub_id AND h.on_call_team_id = held.accountable_team_id) THEN
        PERFORM peckham.refuse_request(held.id, 'a lapse moves it to the team on call alone.');
    END IF;
    IF event.kind = 'closed' AND NOT EXISTS (
        SELECT FROM care_requestmessage m WHERE m.request_id = held.id AND m.direction = 'to'
          AND m.tells_outcome AND m.mode = held.outcome_told_how
          AND m.at = held.outcome_told_at) THEN
        PERFORM peckham.refuse_request(held.id, 'it is closed with the message that told the outcome.');
    END IF;
END $$;

-- Each version of a request has exactly one event, which says the same as the row.
CREATE FUNCTION peckham.check_request_has_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    event care_requestevent;
    move record;
    moved boolean := false;
BEGIN
    SELECT * INTO event FROM care_requestevent
    WHERE request_id = NEW.id AND sequence = NEW.version;
    IF NOT FOUND THEN
        PERFORM peckham.refuse_request(NEW.id, 'this change has no event.');
    END IF;
    IF (event.to_state, event.accountable_team_id, event.due_at)
       IS DISTINCT FROM (NEW.state, NEW.accountable_team_id, NEW.due_at)
       OR (TG_OP = 'UPDATE' AND event.from_state IS DISTINCT FROM OLD.state)
       OR (TG_OP = 'INSERT' AND event.from_state IS NOT NULL) THEN
        PERFORM peckham.refuse_request(NEW.id, 'its event says something else than its row.');
    END IF;
    SELECT * INTO move FROM peckham.request_moves() m
    WHERE m.kind = event.kind AND m.to_state = event.to_state
      AND m.from_state IS NOT DISTINCT FROM event.from_state;
    IF NOT FOUND THEN
        PERFORM peckham.refuse_request(NEW.id, format(
            '%s does not lead from %s to %s.', event.kind, event.from_state, event.to_state));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        moved := NEW.accountable_team_id <> OLD.accountable_team_id;
        IF moved AND NOT move.moves_holder THEN
            PERFORM peckham.refuse_request(NEW.id, format('%s does not move it.', event.kind));
        END IF;
        IF NEW.due_at > OLD.due_at AND NOT move.may_postpone THEN
            PERFORM peckham.refuse_request(NEW.id, format('%s does not postpone it.', event.kind));
        END IF;
        IF NEW.person_id IS DISTINCT FROM OLD.person_id
           AND (event.kind <> 'linked' OR NEW.person_id IS NULL) THEN
            PERFORM peckham.refuse_request(NEW.id, 'only linking says whose it is.');
        END IF;
    END IF;
    PERFORM peckham.check_event_is_true(event, NEW, moved);
    PERFORM peckham.check_offer_agrees(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER needs_law_of_requests AFTER INSERT OR UPDATE ON care_request
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.check_request_has_event();

-- No event stands for a change that was not made: with versions that count one up and one event
-- for each number, the events and the changes of a request are the same in number.
CREATE FUNCTION peckham.check_event_has_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM care_request r WHERE r.id = NEW.request_id AND r.version >= NEW.sequence) THEN
        PERFORM peckham.refuse_request(NEW.request_id, 'this event has no change.');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER needs_law_of_events AFTER INSERT ON care_requestevent
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.check_event_has_change();

CREATE FUNCTION peckham.check_offer_of_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.check_offer_agrees(NEW.request_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER needs_law_of_offers AFTER INSERT OR UPDATE ON care_offer
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.check_offer_of_request();

-- Rows only grow, whoever asks.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON care_requestevent
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON care_requestmessage
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON care_contact
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON care_request
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON care_offer
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

ALTER TABLE care_request ENABLE ALWAYS TRIGGER counts_up;
ALTER TABLE care_request ENABLE ALWAYS TRIGGER needs_law_of_requests;
ALTER TABLE care_request ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE care_requestevent ENABLE ALWAYS TRIGGER needs_law_of_events;
ALTER TABLE care_requestevent ENABLE ALWAYS TRIGGER only_grows;
ALTER TABLE care_offer ENABLE ALWAYS TRIGGER answered_once;
ALTER TABLE care_offer ENABLE ALWAYS TRIGGER needs_law_of_offers;
ALTER TABLE care_offer ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE care_requestmessage ENABLE ALWAYS TRIGGER only_grows;
ALTER TABLE care_contact ENABLE ALWAYS TRIGGER only_grows;

REVOKE EXECUTE ON FUNCTION peckham.check_offer_agrees(bigint),
    peckham.check_event_is_true(care_requestevent, care_request, boolean) FROM PUBLIC;

-- What the form refuses in words, the table refuses too.
ALTER TABLE care_request
    ADD CONSTRAINT care_words_fit CHECK (length(words) BETWEEN 1 AND 5000),
    ADD CONSTRAINT care_identity_fits CHECK (
        coalesce(length(claimed::text), 0) + coalesce(length(asker::text), 0) <= 6000),
    ADD CONSTRAINT care_ticks_fit CHECK (cardinality(red_flags) <= 50);
ALTER TABLE care_requestmessage
    ADD CONSTRAINT care_message_fits CHECK (length(words) BETWEEN 1 AND 5000);
ALTER TABLE care_requestevent
    ADD CONSTRAINT care_event_fits CHECK (length(reason) <= 2000 AND length(detail::text) <= 6000);
