-- Who reads and writes what lent staff cost: both parties read; the lender writes rates, hours and
-- statements; the borrower alone agrees; the worker posts. Nothing is edited.

-- Whether the scope reads what passes between two organisations.
CREATE FUNCTION peckham.recharge_party(lender bigint, borrower bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.scope_actor_kind() = 'system'
        OR coalesce(peckham.scope_may('read_ledger'), false)
            AND peckham.scope_organisation_id() IN (lender, borrower)
$$;

-- Whether the scope is a finance officer of an organisation.
CREATE FUNCTION peckham.recharge_acts(organisation bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(peckham.scope_may('run_payments'), false)
        AND peckham.scope_organisation_id() = organisation
$$;

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['lentrate', 'lenthours', 'rechargestatement', 'rechargeline',
        'rechargeagreement', 'rechargejournal'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
        EXECUTE format('GRANT SELECT ON finance_%s TO peckham_app, peckham_worker', written);
        EXECUTE format('ALTER TABLE finance_%s ENABLE ROW LEVEL SECURITY', written);
        IF written <> 'rechargeline' THEN
            EXECUTE format('CREATE TRIGGER a_written_down BEFORE INSERT ON finance_%s FOR EACH ROW '
                'EXECUTE FUNCTION peckham.write_down()', written);
        END IF;
    END LOOP;
    FOREACH written IN ARRAY ARRAY['lentrate', 'lenthours', 'rechargestatement'] LOOP
        EXECUTE format('CREATE POLICY of_both ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker '
            'USING (peckham.recharge_party(lender_id, borrower_id))', written);
        EXECUTE format('CREATE POLICY by_the_lender ON finance_%s FOR INSERT TO peckham_app '
            'WITH CHECK (peckham.recharge_acts(lender_id))', written);
        EXECUTE format('GRANT INSERT ON finance_%s TO peckham_app', written);
    END LOOP;
    -- What is part of a statement is read by whoever reads the statement.
    FOREACH written IN ARRAY ARRAY['rechargeline', 'rechargeagreement', 'rechargejournal'] LOOP
        EXECUTE format('CREATE POLICY with_their_statement ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker '
            'USING (statement_id IN (SELECT s.id FROM finance_rechargestatement s))', written);
    END LOOP;
END $$;

GRANT INSERT ON finance_rechargeline, finance_rechargeagreement TO peckham_app;
GRANT INSERT ON finance_rechargejournal TO peckham_worker;
CREATE POLICY by_the_lender ON finance_rechargeline FOR INSERT TO peckham_app
    WITH CHECK (statement_id IN (SELECT s.id FROM finance_rechargestatement s
        WHERE peckham.recharge_acts(s.lender_id)));
CREATE POLICY by_the_borrower ON finance_rechargeagreement FOR INSERT TO peckham_app
    WITH CHECK (statement_id IN (SELECT s.id FROM finance_rechargestatement s
        WHERE peckham.recharge_acts(s.borrower_id)));
CREATE POLICY by_the_worker ON finance_rechargejournal FOR INSERT TO peckham_worker
    WITH CHECK (true);

REVOKE EXECUTE ON FUNCTION peckham.recharge_party(bigint, bigint), peckham.recharge_acts(bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.recharge_party(bigint, bigint), peckham.recharge_acts(bigint)
    TO peckham_app, peckham_worker;
