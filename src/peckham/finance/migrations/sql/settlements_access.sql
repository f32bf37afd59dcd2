-- When rows of settled years are written, by whom, who reads and adds to them; never edited.

DO $$
DECLARE
    written text;
    whose text;
BEGIN
    FOREACH written IN ARRAY ARRAY['riskterms', 'termsanswer', 'settlement', 'settlementanswer',
        'settlementposting', 'exposure'] LOOP
        -- First of all by its name: what follows reads the times that it sets.
        EXECUTE format('CREATE TRIGGER a_written_down BEFORE INSERT ON finance_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.write_down()', written);
    END LOOP;
    FOR written, whose IN VALUES ('riskterms', 'proposed_for_id'),
        ('termsanswer', 'answered_for_id'), ('settlement', 'proposed_for_id'),
        ('settlementanswer', 'answered_for_id'), ('settlementposting', 'posted_for_id') LOOP
        EXECUTE format('CREATE TRIGGER b_for_a_side BEFORE INSERT ON finance_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.finance_write_side(%L)', written, whose);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['riskterms', 'riskterm', 'termsanswer', 'settlement',
        'settlementpart', 'settlementlocalpart', 'settlementanswer', 'settlementposting',
        'exposure'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
        EXECUTE format('GRANT SELECT, INSERT ON finance_%s TO peckham_app', written);
        EXECUTE format('GRANT SELECT ON finance_%s TO peckham_worker', written);
        EXECUTE format('ALTER TABLE finance_%s ENABLE ROW LEVEL SECURITY', written);
    END LOOP;
    FOR written, whose IN VALUES
        ('riskterms', 'contract_id'),
        ('riskterm', 'peckham.finance_terms_contract(terms_id)'),
        ('termsanswer', 'peckham.finance_terms_contract(terms_id)'),
        ('settlement', 'contract_id'),
        ('settlementpart', 'peckham.finance_settlement_contract(settlement_id)'),
        ('settlementlocalpart', 'peckham.finance_part_contract(part_id)'),
        ('settlementanswer', 'peckham.finance_settlement_contract(settlement_id)'),
        ('settlementposting', 'peckham.finance_settlement_contract(settlement_id)'),
        ('exposure', 'contract_id') LOOP
        EXECUTE format('CREATE POLICY of_the_parties ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker USING (peckham.finance_party(%s))', written, whose);
        EXECUTE format('CREATE POLICY by_the_sides ON finance_%s FOR INSERT TO peckham_app '
            'WITH CHECK (peckham.finance_acts(%s, ''settle_years''))', written, whose);
    END LOOP;
END $$;

CREATE TRIGGER in_order BEFORE INSERT ON finance_riskterms
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_terms();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_riskterms DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_order();
CREATE TRIGGER in_order BEFORE INSERT ON finance_settlement
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_settlement();
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_settlement DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_closure();
CREATE TRIGGER with_its_settlement BEFORE INSERT ON finance_settlementpart
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_part();
CREATE TRIGGER with_its_settlement BEFORE INSERT ON finance_settlementlocalpart
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_part();
CREATE TRIGGER is_agreed BEFORE INSERT ON finance_settlementposting
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_settlement_posting();
CREATE TRIGGER in_order BEFORE INSERT ON finance_exposure
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_exposure();

REVOKE EXECUTE ON FUNCTION peckham.finance_side(bigint), peckham.finance_terms_contract(bigint),
    peckham.finance_settlement_contract(bigint), peckham.finance_part_contract(bigint),
    peckham.finance_terms_agreed(bigint), peckham.finance_settlement_agreed(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.finance_side(bigint), peckham.finance_terms_contract(bigint),
    peckham.finance_settlement_contract(bigint), peckham.finance_part_contract(bigint),
    peckham.finance_terms_agreed(bigint), peckham.finance_settlement_agreed(bigint)
    TO peckham_app, peckham_worker;
