-- Who reads and changes complaints, thanks and travel claims: whoever handles them, by permission,
-- for a body that is concerned; the person themself, signed in; the sweep for what is overdue.
-- No relationship of care opens one: a complaint is no part of anybody's record.

CREATE FUNCTION peckham.sweeps_duties() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT peckham.scope_actor_kind() = 'system' AND peckham.scope_actor() = 'duties sweep'
$$;

CREATE FUNCTION peckham.is_concerned(complaint bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM contracts_complaintbody b WHERE b.complaint_id = complaint
        AND b.organisation_id = peckham.scope_organisation_id())
$$;

-- Invoker's rights on purpose: they answer what the caller's own policies answer.
CREATE FUNCTION peckham.may_read_complaint(complaint bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM contracts_complaint c WHERE c.id = complaint)
$$;
CREATE FUNCTION peckham.may_read_claim(claim bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM contracts_travelclaim c WHERE c.id = claim)
$$;
REVOKE EXECUTE ON FUNCTION peckham.is_concerned(bigint), peckham.may_read_complaint(bigint),
    peckham.may_read_claim(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.is_concerned(bigint), peckham.may_read_complaint(bigint),
    peckham.may_read_claim(bigint) TO peckham_app, peckham_worker;

ALTER TABLE contracts_complaint ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_the_bodies ON contracts_complaint FOR SELECT TO peckham_app USING (
    (SELECT peckham.scope_may('handle_complaints')) AND peckham.is_concerned(id));
CREATE POLICY ones_own ON contracts_complaint FOR SELECT TO peckham_app USING (
    person_id = (SELECT peckham.scope_person_id()));
CREATE POLICY swept ON contracts_complaint FOR SELECT TO peckham_worker USING (
    (SELECT peckham.sweeps_duties()));
CREATE POLICY handled ON contracts_complaint FOR UPDATE TO peckham_app USING (
    (SELECT peckham.scope_may('handle_complaints')) AND peckham.is_concerned(id));
CREATE POLICY swept_changes ON contracts_complaint FOR UPDATE TO peckham_worker USING (
    (SELECT peckham.sweeps_duties()));
GRANT SELECT, UPDATE (state, lead_id, due_on, version) ON contracts_complaint
    TO peckham_app, peckham_worker;

ALTER TABLE contracts_complaintevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_readable_one ON contracts_complaintevent FOR SELECT
    TO peckham_app, peckham_worker USING (peckham.may_read_complaint(subject_id));
CREATE POLICY handled ON contracts_complaintevent FOR INSERT TO peckham_app WITH CHECK (
    (SELECT peckham.scope_may('handle_complaints')) AND peckham.is_concerned(subject_id));
CREATE POLICY swept ON contracts_complaintevent FOR INSERT TO peckham_worker WITH CHECK (
    (SELECT peckham.sweeps_duties()));
GRANT SELECT, INSERT ON contracts_complaintevent TO peckham_app, peckham_worker;

ALTER TABLE contracts_complaintbody ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_readable_one ON contracts_complaintbody FOR SELECT
    TO peckham_app, peckham_worker USING (peckham.may_read_complaint(complaint_id));
CREATE POLICY handled ON contracts_complaintbody FOR INSERT TO peckham_app WITH CHECK (
    (SELECT peckham.scope_may('handle_complaints')) AND peckham.is_concerned(complaint_id));
GRANT SELECT, INSERT ON contracts_complaintbody TO peckham_app;
GRANT SELECT ON contracts_complaintbody TO peckham_worker;

-- Thanks are read where they were given; they are written through `take_thanks` alone.
ALTER TABLE contracts_thanks ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_ones_body ON contracts_thanks FOR SELECT TO peckham_app USING (
    (SELECT peckham.scope_may('handle_complaints'))
    AND organisation_id = (SELECT peckham.scope_organisation_id()));
GRANT SELECT ON contracts_thanks TO peckham_app;

ALTER TABLE contracts_travelclaim ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_the_provider ON contracts_travelclaim FOR SELECT TO peckham_app USING (
    (SELECT peckham.scope_may('handle_travel_claims'))
    AND lead_id = (SELECT peckham.scope_organisation_id()));
CREATE POLICY ones_own ON contracts_travelclaim FOR SELECT TO peckham_app USING (
    person_id = (SELECT peckham.scope_person_id()));
CREATE POLICY swept ON contracts_travelclaim FOR SELECT TO peckham_worker USING (
    (SELECT peckham.sweeps_duties()));
CREATE POLICY handled ON contracts_travelclaim FOR UPDATE TO peckham_app USING (
    (SELECT peckham.scope_may('handle_travel_claims'))
    AND lead_id = (SELECT peckham.scope_organisation_id()));
CREATE POLICY swept_changes ON contracts_travelclaim FOR UPDATE TO peckham_worker USING (
    (SELECT peckham.sweeps_duties()));
GRANT SELECT, UPDATE (state, lead_id, due_on, version) ON contracts_travelclaim
    TO peckham_app, peckham_worker;

ALTER TABLE contracts_travelclaimevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_readable_one ON contracts_travelclaimevent FOR SELECT
    TO peckham_app, peckham_worker USING (peckham.may_read_claim(subject_id));
CREATE POLICY handled ON contracts_travelclaimevent FOR INSERT TO peckham_app WITH CHECK (
    (SELECT peckham.scope_may('handle_travel_claims')) AND peckham.may_read_claim(subject_id));
CREATE POLICY swept ON contracts_travelclaimevent FOR INSERT TO peckham_worker WITH CHECK (
    (SELECT peckham.sweeps_duties()));
GRANT SELECT, INSERT ON contracts_travelclaimevent TO peckham_app, peckham_worker;
GRANT USAGE ON SEQUENCE contracts_complaintevent_id_seq, contracts_complaintbody_id_seq,
    contracts_travelclaimevent_id_seq TO peckham_app, peckham_worker;
