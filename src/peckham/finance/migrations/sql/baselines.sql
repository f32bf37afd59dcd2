-- The law of baselines: the parties propose, the commissioner decides (rule 65); whoever writes, what
-- is adopted sums to the penny, agrees with the ledger, is set against an allocation, and is followed
-- by another only under a rule (rule 68).

-- What the commissioners' books say that each service line cost in some days, posted. With no
-- contracts named, whatever it was paid under counts.
CREATE FUNCTION peckham.finance_ledger_outturn(
    contract bigint, from_on date, until_on date, under text[])
RETURNS TABLE (service text, pence bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.service_line, sum(p.pence)::bigint
    FROM ledger_journal j
    JOIN ledger_journaloutcome o ON o.journal_id = j.id AND o.what = 'posted'
    JOIN ledger_posting p ON p.journal_id = j.id AND p.service_line <> ''
    JOIN ledger_account a ON a.id = p.account_id AND a.kind = 'expense'
    WHERE j.occurred_on >= from_on AND j.occurred_on < until_on
      AND (under = '{}' OR p.contract = ANY (under))
      AND j.books_id IN (
        SELECT c.kept_by_id FROM contracts_contract c WHERE c.id = $1
        UNION SELECT s.organisation_id FROM contracts_commissionershare s
        WHERE s.provision_id = peckham.contracts_standing($1, 'commissioners', NULL))
    GROUP BY p.service_line
$$;

-- The same, for the parties to the contract alone: sums by line, no journal of anybody's books.
CREATE FUNCTION peckham.finance_outturn(contract bigint, from_on date, until_on date, under text[])
RETURNS TABLE (service text, pence bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.* FROM peckham.finance_ledger_outturn(contract, from_on, until_on, under) l
    WHERE peckham.finance_party(contract)
$$;

-- Of a version, the lines whose outturn is neither what the ledger says nor explained to the penny.
CREATE FUNCTION peckham.finance_unexplained(version bigint)
RETURNS TABLE (service text, pence bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH said AS (SELECT v.contract_id, v.inputs -> 'outturn' AS told
        FROM finance_baselineversion v WHERE v.id = version),
    parts AS (
        SELECT f.service, f.pence FROM finance_baselinefigure f
        WHERE f.version_id = version AND f.basis = 'outturn'
        UNION ALL SELECT e.service, -e.pence FROM finance_differenceexplained e
        WHERE e.version_id = version
        UNION ALL SELECT l.service, -l.pence FROM said, peckham.finance_ledger_outturn(
            said.contract_id, (said.told ->> 'from')::date, (said.told ->> 'until')::date,
            ARRAY(SELECT jsonb_array_elements_text(said.told -> 'contracts'))) l
        -- A line of the ledger that is none of the contract's is none of the baseline's.
        WHERE EXISTS (SELECT FROM finance_baselinefigure f
            WHERE f.version_id = version AND f.service = l.service))
    SELECT parts.service, sum(parts.pence)::bigint FROM parts
    GROUP BY parts.service HAVING sum(parts.pence) <> 0
$$;

-- On which side whoever proposes stands: the provider's is who holds the contract last.
CREATE FUNCTION peckham.finance_side(proposal finance_proposal) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN proposal.proposed_for_id = (SELECT h.organisation_id FROM contracts_holderstep h
            WHERE h.contract_id = proposal.contract_id ORDER BY h.on_day DESC, h.id DESC LIMIT 1)
        THEN 'provider' ELSE 'commissioner' END
$$;

-- A version comes with its proposal, in the same transaction; its number follows the last.
CREATE FUNCTION peckham.finance_check_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    proposal finance_proposal := (SELECT p FROM finance_proposal p WHERE p.id = NEW.proposal_id);
BEGIN
    PERFORM FROM contracts_contract c WHERE c.id = NEW.contract_id FOR UPDATE;
    IF proposal.contract_id IS DISTINCT FROM NEW.contract_id OR proposal.kind <> 'baseline'
       OR proposal.recorded_at <> NEW.recorded_at OR proposal.recorded_by <> NEW.recorded_by THEN
        RAISE EXCEPTION 'A version of a baseline is written down with its proposal (rule 65).'
            USING ERRCODE = 'PK262';
    END IF;
    IF NEW.rebase_id IS NOT NULL AND NOT EXISTS (SELECT FROM finance_rebaserule r
            WHERE r.id = NEW.rebase_id AND r.contract_id = NEW.contract_id
              AND r.from_on <= NEW.counts_from
              AND r.asked_by IN ('either', peckham.finance_side(proposal))) THEN
        RAISE EXCEPTION 'No rule of rebasing is in force on that day by which the % may ask (rule 68).',
            peckham.finance_side(proposal) USING ERRCODE = 'PK265';
    END IF;
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    NEW.number := (SELECT coalesce(max(v.number), 0) + 1 FROM finance_baselineversion v
        WHERE v.contract_id = NEW.contract_id);
    RETURN NEW;
END $$;
CREATE TRIGGER with_its_proposal BEFORE INSERT ON finance_baselineversion
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_version();

CREATE FUNCTION peckham.finance_check_whole_baseline() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.value_pence IS DISTINCT FROM (SELECT sum(f.pence) FROM finance_baselinefigure f
            WHERE f.version_id = NEW.id AND f.basis = 'value')
       OR (SELECT coalesce(jsonb_object_agg(f.service, f.pence), '{}') FROM finance_baselinefigure f
            WHERE f.version_id = NEW.id AND f.basis = 'outturn')
            IS DISTINCT FROM NEW.inputs -> 'outturn' -> 'lines' THEN
        RAISE EXCEPTION 'The lines of a baseline sum to its value, and its outturn is that of its'
            ' inputs (rule 68).' USING ERRCODE = 'PK263';
    END IF;
    IF (SELECT count(DISTINCT f.basis) FROM finance_baselinefigure f WHERE f.version_id = NEW.id
            AND f.basis IN ('historical', 'demographic', 'benchmark')) < 2 THEN
        RAISE EXCEPTION 'At least two methods stand side by side (rule 68).'
            USING ERRCODE = 'PK263';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON finance_baselineversion
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_whole_baseline();

-- A figure is written with its version; a difference is explained until it is decided.
CREATE FUNCTION peckham.finance_check_figure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM finance_baselineversion v
            WHERE v.id = NEW.version_id
              AND v.transaction_id = pg_current_xact_id()::text::bigint) THEN
        RAISE EXCEPTION 'This is closed: what belongs to a version was written with it.'
            USING ERRCODE = 'PK262';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER with_its_version BEFORE INSERT ON finance_baselinefigure
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_figure();

CREATE FUNCTION peckham.finance_contract_of(version bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT v.contract_id FROM finance_baselineversion v WHERE v.id = version
$$;
CREATE FUNCTION peckham.finance_contract_proposed(proposal bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.contract_id FROM finance_proposal p WHERE p.id = proposal
$$;

CREATE FUNCTION peckham.finance_check_explained() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM finance_baselineversion v
            JOIN finance_proposaldecision d ON d.proposal_id = v.proposal_id
            WHERE v.id = NEW.version_id) THEN
        RAISE EXCEPTION 'It is decided: propose another version.' USING ERRCODE = 'PK262';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER still_open AFTER INSERT ON finance_differenceexplained
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_explained();

-- What may be adopted. The proposer does not decide; the day is not one to come, nor before it was
-- proposed; what concerns a baseline alone is asked below. It is asked after the row's policy, so that
-- nobody learns by a refusal what is not for them.
CREATE FUNCTION peckham.finance_check_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    proposal finance_proposal := (SELECT p FROM finance_proposal p WHERE p.id = NEW.proposal_id);
    written_on date := (NEW.recorded_at AT TIME ZONE 'Europe/London')::date;
BEGIN
    PERFORM FROM contracts_contract c WHERE c.id = proposal.contract_id FOR UPDATE;
    IF NEW.recorded_by = proposal.recorded_by THEN
        RAISE EXCEPTION 'Whoever proposed it does not decide on it (rule 65).'
            USING ERRCODE = 'PK260';
    END IF;
    IF NEW.decided_on > written_on
       OR NEW.decided_on < (proposal.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'It is decided after it was proposed, and by the day it is written down.'
            USING ERRCODE = 'PK266';
    END IF;
    IF NEW.outcome = 'shadow' AND proposal.kind <> 'baseline' THEN
        RAISE EXCEPTION 'A baseline alone is run in shadow.' USING ERRCODE = 'PK266';
    END IF;
    IF NEW.outcome <> 'refused' AND proposal.kind = 'baseline' THEN
        PERFORM peckham.finance_check_adoption(
            (SELECT v FROM finance_baselineversion v WHERE v.proposal_id = proposal.id),
            NEW.outcome, NEW.over_allocation, written_on);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.finance_check_adoption(
    version finance_baselineversion, outcome text, over_allocation text, written_on date)
RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    open record;
    allocated bigint;
BEGIN
    SELECT u.service, u.pence INTO open FROM peckham.finance_unexplained(version.id) u LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The outturn of % and the ledger differ by % pence that nobody explained'
            ' (rule 68).', open.service, open.pence USING ERRCODE = 'PK264';
    END IF;
    IF outcome = 'shadow' THEN
        RETURN;
    END IF;
    SELECT a.pence INTO allocated FROM finance_allocation a
    WHERE a.contract_id = version.contract_id AND a.year_from = lower(version.year)
    ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1;
    IF allocated IS NULL THEN
        RAISE EXCEPTION 'No allocation is recorded for the year from %: what is missing is not'
            ' enough.', lower(version.year) USING ERRCODE = 'PK267';
    END IF;
    IF version.value_pence > allocated AND over_allocation = '' THEN
        RAISE EXCEPTION 'It is worth % pence more than the allocation, and nobody says who bears'
            ' that.', version.value_pence - allocated USING ERRCODE = 'PK267';
    END IF;
    IF EXISTS (SELECT FROM finance_baselineversion v JOIN finance_proposaldecision d
            ON d.proposal_id = v.proposal_id AND d.outcome = 'adopted'
            WHERE v.contract_id = version.contract_id AND v.id <> version.id
              AND v.year && version.year)
       AND (version.rebase_id IS NULL OR version.counts_from < written_on) THEN
        RAISE EXCEPTION 'A year that has a baseline is given another only under a rule of rebasing,'
            ' and from today or later (rule 68).' USING ERRCODE = 'PK265';
    END IF;
END $$;
CREATE TRIGGER may_be AFTER INSERT ON finance_proposaldecision
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_decision();

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['proposal', 'proposaldecision', 'rebaserule', 'allocation',
        'baselineversion', 'differenceexplained'] LOOP
        -- First of all by its name: what follows reads the times that it sets.
        EXECUTE format('CREATE TRIGGER a_written_down BEFORE INSERT ON finance_%s FOR EACH ROW '
            'EXECUTE FUNCTION peckham.write_down()', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['proposal', 'proposaldecision', 'rebaserule', 'allocation',
        'baselineversion', 'baselinefigure', 'differenceexplained'] LOOP
        EXECUTE format('CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change()', written);
        EXECUTE format('GRANT SELECT, INSERT ON finance_%s TO peckham_app', written);
        EXECUTE format('GRANT SELECT ON finance_%s TO peckham_worker', written);
        EXECUTE format('ALTER TABLE finance_%s ENABLE ROW LEVEL SECURITY', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['proposal', 'rebaserule', 'allocation', 'baselineversion'] LOOP
        EXECUTE format('CREATE POLICY of_the_parties ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker USING (peckham.finance_party(contract_id))', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['baselinefigure', 'differenceexplained'] LOOP
        EXECUTE format('CREATE POLICY of_the_parties ON finance_%s FOR SELECT '
            'TO peckham_app, peckham_worker '
            'USING (peckham.finance_party(peckham.finance_contract_of(version_id)))', written);
        EXECUTE format('CREATE POLICY by_a_party ON finance_%s FOR INSERT TO peckham_app '
            'WITH CHECK (peckham.finance_acts('
            'peckham.finance_contract_of(version_id), %L))', written, 'propose_baselines');
    END LOOP;
    FOREACH written IN ARRAY ARRAY['rebaserule', 'allocation'] LOOP
        EXECUTE format('CREATE POLICY by_the_commissioner ON finance_%s FOR INSERT TO peckham_app '
            'WITH CHECK (peckham.finance_commissions(contract_id, %L))', written,
            'adopt_baselines');
    END LOOP;
END $$;
CREATE POLICY by_a_party ON finance_proposal FOR INSERT TO peckham_app
    WITH CHECK (peckham.may_for(proposed_for_id, 'propose_baselines')
        AND peckham.finance_acts(contract_id, 'propose_baselines'));
CREATE POLICY by_a_party ON finance_baselineversion FOR INSERT TO peckham_app
    WITH CHECK (peckham.finance_acts(contract_id, 'propose_baselines'));
CREATE POLICY by_the_commissioner ON finance_proposaldecision FOR INSERT TO peckham_app
    WITH CHECK (peckham.finance_commissions(
        peckham.finance_contract_proposed(proposal_id), 'adopt_baselines'));
CREATE POLICY of_the_parties ON finance_proposaldecision FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.finance_party(peckham.finance_contract_proposed(proposal_id)));

REVOKE EXECUTE ON FUNCTION
    peckham.finance_ledger_outturn(bigint, date, date, text[]),
    peckham.finance_outturn(bigint, date, date, text[]),
    peckham.finance_unexplained(bigint), peckham.finance_contract_of(bigint),
    peckham.finance_contract_proposed(bigint), peckham.finance_side(finance_proposal),
    peckham.finance_check_adoption(finance_baselineversion, text, text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.finance_outturn(bigint, date, date, text[]),
    peckham.finance_contract_of(bigint), peckham.finance_contract_proposed(bigint)
    TO peckham_app, peckham_worker;
