-- Somebody who refuses to share beyond their practice has not asked that a request be passed on to
-- one more organisation: an offer would show it their words before they said yes. What is held goes on.
CREATE OR REPLACE FUNCTION peckham.check_agreed(giver_team bigint, receiver_team bigint,
    request bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    giver bigint := (SELECT t.organisation_id FROM organisations_team t WHERE t.id = giver_team);
    receiver bigint := (SELECT t.organisation_id FROM organisations_team t
        WHERE t.id = receiver_team);
    asked care_request;
BEGIN
    SELECT * INTO asked FROM care_request r WHERE r.id = request;
    IF giver = receiver OR cardinality(asked.red_flags) > 0 THEN
        RETURN;
    END IF;
    IF NOT peckham.may_hand_over(giver, receiver, at) THEN
        RAISE EXCEPTION 'No agreement lets request % go to that team''s organisation.', request
            USING ERRCODE = 'PK031';
    END IF;
    IF asked.person_id IS NOT NULL AND peckham.refuses_handing(asked.person_id, receiver, at) THEN
        RAISE EXCEPTION 'Whoever asked request % refuses to share it further.', request
            USING ERRCODE = 'PK033';
    END IF;
END $$;
