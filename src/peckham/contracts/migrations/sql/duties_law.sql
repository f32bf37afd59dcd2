-- The law of what providers owe people (rules 18 and 19): an open complaint or claim has one body
-- that leads it and a day that is due; each change has exactly one event, which only grows, is dated
-- on the day on which it is written down, and makes a move that the table of its workflow has.
-- CHECKs on the tables say what one row can say alone.

-- References of complaints and of claims are made from numbers apart from those of requests.
ALTER SEQUENCE contracts_complaint_id_seq START WITH 20000000000 RESTART;
ALTER SEQUENCE contracts_travelclaim_id_seq START WITH 40000000000 RESTART;

CREATE FUNCTION peckham.refuse_duty(words text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%', words USING ERRCODE = 'PK090', CONSTRAINT = 'duties_law';
END $$;

CREATE FUNCTION peckham.london_day(at timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (at AT TIME ZONE 'Europe/London')::date
$$;

-- A duty begins as received, now, by whoever acts, led by the body that received it; nothing of what
-- was said is edited, and each change counts the version one up.
CREATE FUNCTION peckham.duty_counts_up() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    may_change text[] := ARRAY['state', 'lead_id', 'due_on', 'version'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.version <> 1 OR NEW.state <> 'received' OR NEW.lead_id <> NEW.received_by_id
           OR NEW.recorded_at IS DISTINCT FROM peckham.scope_at()
           OR NEW.recorded_by IS DISTINCT FROM peckham.scope_actor()
           OR NEW.received_on > peckham.london_day(NEW.recorded_at)
           OR NEW.due_on <= NEW.received_on THEN
            PERFORM peckham.refuse_duty('It begins as received, written down now, due later.');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        PERFORM peckham.refuse_duty('Each change counts the version one up.');
    END IF;
    IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
        PERFORM peckham.refuse_duty('What was said is never edited.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER counts_up BEFORE INSERT OR UPDATE ON contracts_complaint
    FOR EACH ROW EXECUTE FUNCTION peckham.duty_counts_up();
CREATE TRIGGER counts_up BEFORE INSERT OR UPDATE ON contracts_travelclaim
    FOR EACH ROW EXECUTE FUNCTION peckham.duty_counts_up();

-- An event is written down now, in the name of whoever acts. It is of today: only what was received
-- may have been received before, which makes its clock shorter and never longer.
CREATE FUNCTION peckham.duty_event_is_of_today() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.recorded_at IS DISTINCT FROM peckham.scope_at()
       OR (NEW.kind <> 'received' AND NEW.on_day <> peckham.london_day(NEW.recorded_at))
       OR NEW.on_day > peckham.london_day(NEW.recorded_at)
       OR (NEW.actor, NEW.actor_kind, NEW.role, NEW.organisation_id) IS DISTINCT FROM
          (peckham.scope_actor(), peckham.scope_actor_kind(), coalesce(peckham.scope_role(), ''),
           peckham.scope_organisation_id()) THEN
        PERFORM peckham.refuse_duty('An event is of today, written down now, by whoever acts.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_today BEFORE INSERT ON contracts_complaintevent
    FOR EACH ROW EXECUTE FUNCTION peckham.duty_event_is_of_today();
CREATE TRIGGER of_today BEFORE INSERT ON contracts_travelclaimevent
    FOR EACH ROW EXECUTE FUNCTION peckham.duty_event_is_of_today();

-- Whom a body agreed last to have in the lead.
CREATE FUNCTION peckham.agrees_on_lead(complaint bigint, body bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (e.detail ->> 'lead_id')::bigint FROM contracts_complaintevent e
    WHERE e.subject_id = complaint AND e.organisation_id = body
      AND e.kind IN ('lead_supported', 'lead_agreed')
    ORDER BY e.sequence DESC LIMIT 1
$$;

CREATE FUNCTION peckham.complaint_is_shared(complaint bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce((SELECT e.detail ->> 'sharing' FROM contracts_complaintevent e
        WHERE e.subject_id = complaint AND e.detail ? 'sharing'
        ORDER BY e.sequence DESC LIMIT 1) = 'given', false)
$$;

-- What else an event of a complaint needs to be true.
CREATE FUNCTION peckham.check_complaint_event(held contracts_complaint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    event contracts_complaintevent;
BEGIN
    SELECT * INTO event FROM contracts_complaintevent e
    WHERE e.subject_id = held.id AND e.sequence = held.version;
    IF NOT EXISTS (SELECT FROM contracts_complaintbody b
                   WHERE b.complaint_id = held.id AND b.organisation_id = held.lead_id) THEN
        PERFORM peckham.refuse_duty('The body that leads is one of those concerned.');
    END IF;
    IF event.kind = 'lead_agreed' AND EXISTS (
        SELECT FROM contracts_complaintbody b WHERE b.complaint_id = held.id
          AND peckham.agrees_on_lead(held.id, b.organisation_id) IS DISTINCT FROM held.lead_id) THEN
        PERFORM peckham.refuse_duty('The lead is agreed between all that are concerned.');
    END IF;
    IF event.kind = 'acknowledged' AND event.detail ->> 'offers_discussion' IS DISTINCT FROM 'true' THEN
        PERFORM peckham.refuse_duty('An acknowledgement offers to discuss how and by when.');
    END IF;
    IF event.kind = 'answered' AND EXISTS (
        SELECT FROM unnest(ARRAY['explanation', 'conclusions', 'actions', 'ombudsman', 'signed_by',
            'position']) part WHERE coalesce(trim(event.detail ->> part), '') = '') THEN
        PERFORM peckham.refuse_duty('A response has all its parts, and is signed.');
    END IF;
    IF event.kind = 'answered' AND EXISTS (
        SELECT FROM contracts_complaintbody b WHERE b.complaint_id = held.id
          AND b.organisation_id <> held.lead_id
          AND NOT EXISTS (SELECT FROM contracts_complaintevent e WHERE e.subject_id = held.id
              AND e.kind = 'contributed' AND e.organisation_id = b.organisation_id)) THEN
        PERFORM peckham.refuse_duty('All that are concerned give their part to the one response.');
    END IF;
END $$;

-- Each version has exactly one event, which says the same as the row and makes a move of the table.
CREATE FUNCTION peckham.check_duty_has_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    event record;
    move record;
BEGIN
    IF TG_TABLE_NAME = 'contracts_complaint' THEN
        SELECT * INTO event FROM contracts_complaintevent e
        WHERE e.subject_id = NEW.id AND e.sequence = NEW.version;
    ELSE
        SELECT * INTO event FROM contracts_travelclaimevent e
        WHERE e.subject_id = NEW.id AND e.sequence = NEW.version;
    END IF;
    IF event IS NULL THEN
        PERFORM peckham.refuse_duty('This change has no event.');
    END IF;
    IF (event.to_state, event.lead_id, event.due_on)
       IS DISTINCT FROM (NEW.state, NEW.lead_id, NEW.due_on)
       OR (TG_OP = 'UPDATE' AND event.from_state IS DISTINCT FROM OLD.state)
       OR (TG_OP = 'INSERT' AND (event.from_state IS NOT NULL OR event.on_day <> NEW.received_on))
    THEN
        PERFORM peckham.refuse_duty('Its event says something else than its row.');
    END IF;
    SELECT * INTO move FROM peckham.duty_moves() m
    WHERE m.duty = TG_ARGV[0] AND m.kind = event.kind AND m.to_state = event.to_state
      AND m.from_state IS NOT DISTINCT FROM event.from_state;
    IF NOT FOUND THEN
        PERFORM peckham.refuse_duty(format(
            '%s does not lead from %s to %s.', event.kind, event.from_state, event.to_state));
    END IF;
    IF TG_OP = 'UPDATE' AND ((NEW.lead_id <> OLD.lead_id AND NOT move.moves_lead)
                             OR (NEW.due_on > OLD.due_on AND NOT move.may_postpone)) THEN
        PERFORM peckham.refuse_duty(format(
            '%s neither moves the lead nor puts the due day back.', event.kind));
    END IF;
    IF TG_TABLE_NAME = 'contracts_complaint' THEN
        PERFORM peckham.check_complaint_event(NEW);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER has_event AFTER INSERT OR UPDATE ON contracts_complaint
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.check_duty_has_event('a complaint');
CREATE CONSTRAINT TRIGGER has_event AFTER INSERT OR UPDATE ON contracts_travelclaim
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.check_duty_has_event('a travel claim');

-- No event stands for a change that was not made.
CREATE FUNCTION peckham.check_duty_event_has_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    version integer;
BEGIN
    IF TG_TABLE_NAME = 'contracts_complaintevent' THEN
        SELECT c.version INTO version FROM contracts_complaint c WHERE c.id = NEW.subject_id;
    ELSE
        SELECT c.version INTO version FROM contracts_travelclaim c WHERE c.id = NEW.subject_id;
    END IF;
    IF version IS NULL OR version < NEW.sequence OR NEW.sequence < 1 THEN
        PERFORM peckham.refuse_duty('This event has no change.');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER has_change AFTER INSERT ON contracts_complaintevent
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.check_duty_event_has_change();
CREATE CONSTRAINT TRIGGER has_change AFTER INSERT ON contracts_travelclaimevent
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.check_duty_event_has_change();

-- A body is named now; of a complaint made to an ICB another body only with the person's consent.
CREATE FUNCTION peckham.check_complaint_body() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    received_by organisations_organisation;
BEGIN
    SELECT o.* INTO received_by FROM contracts_complaint c
    JOIN organisations_organisation o ON o.id = c.received_by_id WHERE c.id = NEW.complaint_id;
    IF NEW.recorded_at IS DISTINCT FROM peckham.scope_at()
       OR NEW.named_on IS DISTINCT FROM peckham.london_day(NEW.recorded_at)
       OR NEW.recorded_by IS DISTINCT FROM peckham.scope_actor() THEN
        PERFORM peckham.refuse_duty('A body is named today, by whoever acts.');
    END IF;
    IF received_by.kind = 'icb' AND NEW.organisation_id <> received_by.id
       AND NOT peckham.complaint_is_shared(NEW.complaint_id) THEN
        PERFORM peckham.refuse_duty('The board passes a complaint on with consent alone.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER named_now BEFORE INSERT ON contracts_complaintbody
    FOR EACH ROW EXECUTE FUNCTION peckham.check_complaint_body();

CREATE FUNCTION peckham.check_thanks() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.recorded_at IS DISTINCT FROM peckham.scope_at()
       OR NEW.given_on > peckham.london_day(NEW.recorded_at)
       OR NEW.recorded_by IS DISTINCT FROM peckham.scope_actor() THEN
        PERFORM peckham.refuse_duty('Thanks are written down now, by whoever acts.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER written_now BEFORE INSERT ON contracts_thanks
    FOR EACH ROW EXECUTE FUNCTION peckham.check_thanks();

DO $$
DECLARE
    grows text;
BEGIN
    FOREACH grows IN ARRAY ARRAY['contracts_complaintevent', 'contracts_travelclaimevent',
            'contracts_complaintbody', 'contracts_thanks'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', grows);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER only_grows', grows);
    END LOOP;
    FOREACH grows IN ARRAY ARRAY['contracts_complaint', 'contracts_travelclaim'] LOOP
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', grows);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_deleted', grows);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER counts_up', grows);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER has_event', grows);
    END LOOP;
    FOREACH grows IN ARRAY ARRAY['contracts_complaintevent', 'contracts_travelclaimevent'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER of_today', grows);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER has_change', grows);
    END LOOP;
END $$;
ALTER TABLE contracts_complaintbody ENABLE ALWAYS TRIGGER named_now;
ALTER TABLE contracts_thanks ENABLE ALWAYS TRIGGER written_now;

REVOKE EXECUTE ON FUNCTION peckham.agrees_on_lead(bigint, bigint),
    peckham.complaint_is_shared(bigint),
    peckham.check_complaint_event(contracts_complaint) FROM PUBLIC;

-- What the form refuses in words, the table refuses too.
ALTER TABLE contracts_complaint ADD CONSTRAINT contracts_complaint_fits CHECK (
    length(words) <= 5000 AND length(wanted) <= 2000 AND length(about) <= 2000
    AND coalesce(length(claimed::text), 0) + coalesce(length(asker::text), 0) <= 6000);
ALTER TABLE contracts_travelclaim ADD CONSTRAINT contracts_travelclaim_fits CHECK (
    length(visit::text) <= 6000
    AND coalesce(length(claimed::text), 0) + coalesce(length(asker::text), 0) <= 6000);
ALTER TABLE contracts_thanks ADD CONSTRAINT contracts_thanks_fit CHECK (
    length(words) <= 5000 AND length(about) <= 2000 AND length(claimed::text) <= 6000);
