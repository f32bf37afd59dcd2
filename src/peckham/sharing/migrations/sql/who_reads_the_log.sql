-- One policy instead of two, of which one side holds for one kind of reader: counting what an
-- organisation's own staff looked at reads one index and no row of the log. Whoever asks says which
-- person's or which organisation's looks, as every page does.
DROP POLICY of_ones_own_record ON sharing_look;
DROP POLICY by_ones_own_staff ON sharing_look;
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
