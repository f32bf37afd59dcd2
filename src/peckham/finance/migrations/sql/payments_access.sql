-- Who reads lists and payments, and who writes: parties read, a finance officer of a party asks and
-- agrees, and the worker alone takes lists and issues payments. The laws are apart from this.

-- Whether the scope reads what a subcontract is paid: a party to the contract, or who gives or has
-- the work, with the permission to read books.
CREATE FUNCTION peckham.payments_party(contract bigint, subcontract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN subcontract IS NULL THEN peckham.finance_party(contract)
        ELSE peckham.scope_actor_kind() = 'system'
            OR coalesce(peckham.scope_may('read_ledger'), false) AND EXISTS (
                SELECT FROM contracts_subcontract s WHERE s.id = subcontract
                  AND peckham.scope_organisation_id() IN (s.giver_id, s.subcontractor_id)) END
$$;

-- Whether the scope has payments run: for whoever commissions; of a subcontract for its giver.
CREATE FUNCTION peckham.payments_run_by(contract bigint, subcontract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN subcontract IS NULL
        THEN peckham.finance_commissions(contract, 'run_payments')
        ELSE coalesce(peckham.scope_may('run_payments'), false) AND EXISTS (
            SELECT FROM contracts_subcontract s WHERE s.id = subcontract
              AND s.contract_id = coalesce(contract, s.contract_id)
              AND s.giver_id = peckham.scope_organisation_id()) END
$$;

-- A payer alone says that it has paid.
CREATE FUNCTION peckham.payments_paid_by(of_part bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(peckham.scope_may('run_payments'), false) AND EXISTS (
        SELECT FROM finance_instalmentpart p WHERE p.id = of_part
          AND p.payer_id = peckham.scope_organisation_id())
$$;

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['listsnapshot', 'listcell', 'plannedpeople', 'paymentterms',
        'subcontractprice', 'instalment', 'instalmentline', 'instalmentpart', 'partpaid',
        'paymentwork', 'populationallocation', 'indicator', 'indicatorresult'] LOOP
        EXECUTE format('GRANT SELECT ON finance_%s TO peckham_app, peckham_worker', written);
        EXECUTE format('ALTER TABLE finance_%s ENABLE ROW LEVEL SECURITY', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['listsnapshot', 'plannedpeople', 'paymentterms',
        'populationallocation', 'indicator'] LOOP
        EXECUTE format('CREATE POLICY parties ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker USING (peckham.finance_party(contract_id))', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['plannedpeople', 'paymentterms', 'populationallocation',
        'indicator'] LOOP
        EXECUTE format('GRANT INSERT ON finance_%s TO peckham_app', written);
        EXECUTE format('CREATE POLICY by_the_commissioner ON finance_%s FOR INSERT TO peckham_app '
            'WITH CHECK (peckham.finance_commissions(contract_id, ''run_payments''))', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['instalment', 'paymentwork'] LOOP
        EXECUTE format('CREATE POLICY parties ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker '
            'USING (peckham.payments_party(contract_id, subcontract_id))', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['listsnapshot', 'listcell', 'instalment', 'instalmentline',
        'instalmentpart', 'partpaid'] LOOP
        EXECUTE format('GRANT INSERT ON finance_%s TO peckham_worker', written);
        EXECUTE format('CREATE POLICY by_the_worker ON finance_%s FOR INSERT TO peckham_worker '
            'WITH CHECK (true)', written);
    END LOOP;
    -- What is part of something is read by whoever reads the whole.
    EXECUTE 'CREATE POLICY with_their_list ON finance_listcell FOR SELECT '
        'TO peckham_app, peckham_worker '
        'USING (snapshot_id IN (SELECT s.id FROM finance_listsnapshot s))';
    FOREACH written IN ARRAY ARRAY['instalmentline', 'instalmentpart'] LOOP
        EXECUTE format('CREATE POLICY with_their_payment ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker '
            'USING (instalment_id IN (SELECT i.id FROM finance_instalment i))', written);
    END LOOP;
END $$;

CREATE POLICY with_their_payment ON finance_partpaid FOR SELECT TO peckham_app, peckham_worker
    USING (part_id IN (SELECT p.id FROM finance_instalmentpart p));
CREATE POLICY with_their_indicator ON finance_indicatorresult FOR SELECT
    TO peckham_app, peckham_worker
    USING (indicator_id IN (SELECT i.id FROM finance_indicator i));
CREATE POLICY by_the_commissioner ON finance_indicatorresult FOR INSERT TO peckham_app
    WITH CHECK (indicator_id IN (SELECT i.id FROM finance_indicator i
        WHERE peckham.finance_commissions(i.contract_id, 'run_payments')));
CREATE POLICY giver_and_taker ON finance_subcontractprice FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.payments_party(NULL, subcontract_id));
CREATE POLICY by_the_giver ON finance_subcontractprice FOR INSERT TO peckham_app
    WITH CHECK (peckham.payments_run_by(NULL, subcontract_id));
GRANT INSERT ON finance_indicatorresult, finance_subcontractprice, finance_paymentwork
    TO peckham_app;
-- A list may be asked for by either party; a payment by who pays.
CREATE POLICY by_whoever_may ON finance_paymentwork FOR INSERT TO peckham_app WITH CHECK (
    state = 'waiting' AND CASE what
        WHEN 'list' THEN peckham.finance_acts(contract_id, 'run_payments')
        WHEN 'issue' THEN peckham.payments_run_by(contract_id, subcontract_id)
        ELSE peckham.payments_paid_by(part_id) END);
GRANT UPDATE (state, steps_done, steps_all, ended_at, refusal) ON finance_paymentwork
    TO peckham_worker;
CREATE POLICY by_the_worker ON finance_paymentwork FOR UPDATE TO peckham_worker
    USING (true);

REVOKE EXECUTE ON FUNCTION peckham.payments_party(bigint, bigint),
    peckham.payments_run_by(bigint, bigint), peckham.payments_paid_by(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.payments_party(bigint, bigint),
    peckham.payments_run_by(bigint, bigint), peckham.payments_paid_by(bigint)
    TO peckham_app, peckham_worker;
