-- The law of sharing risk, whoever writes: an order names each of the nine factors once, with an
-- owner (rules 69 and 70); a settlement's parts are in that order, sum to the difference to the penny
-- and are worked out from inputs that are kept; nothing is posted before both sides agreed.

-- The side on which the scope acts: whoever keeps a contract signs for its commissioners, whoever
-- holds it for the provider; nobody signs for the other.
CREATE FUNCTION peckham.finance_side(contract bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN NOT coalesce(peckham.scope_may('settle_years'), false) THEN NULL
        WHEN peckham.contracts_keeps(contract) THEN 'commissioner'
        WHEN peckham.contracts_holds(contract) THEN 'provider'
    END
$$;

CREATE FUNCTION peckham.finance_terms_contract(terms bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT t.contract_id FROM finance_riskterms t WHERE t.id = terms
$$;
CREATE FUNCTION peckham.finance_settlement_contract(settlement bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.contract_id FROM finance_settlement s WHERE s.id = settlement
$$;
CREATE FUNCTION peckham.finance_part_contract(part bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.contract_id FROM finance_settlementpart p
    JOIN finance_settlement s ON s.id = p.settlement_id WHERE p.id = part
$$;

-- Both sides' last answers agree; a side that has not answered has not agreed.
CREATE FUNCTION peckham.finance_terms_agreed(terms bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FILTER (WHERE latest.agrees) = 2 FROM (
        SELECT DISTINCT ON (a.side) a.agrees FROM finance_termsanswer a WHERE a.terms_id = terms
        ORDER BY a.side, a.id DESC) AS latest
$$;
CREATE FUNCTION peckham.finance_settlement_agreed(settlement bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FILTER (WHERE latest.agrees) = 2 FROM (
        SELECT DISTINCT ON (a.side) a.agrees FROM finance_settlementanswer a
        WHERE a.settlement_id = settlement ORDER BY a.side, a.id DESC) AS latest
$$;

-- Within a scope, for whom a row is written follows from who acts.
CREATE FUNCTION peckham.finance_write_side() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    told jsonb := to_jsonb(NEW);
    contract bigint := coalesce((told ->> 'contract_id')::bigint,
        peckham.finance_terms_contract((told ->> 'terms_id')::bigint),
        peckham.finance_settlement_contract((told ->> 'settlement_id')::bigint));
    acts text;
BEGIN
    IF coalesce(current_setting('peckham.actor', true), '') = '' THEN
        RETURN NEW;
    END IF;
    acts := peckham.finance_side(contract);
    IF acts IS NULL THEN
        RAISE EXCEPTION 'Only whoever keeps a contract, or holds it, settles its years.'
            USING ERRCODE = 'PK293';
    END IF;
    NEW := jsonb_populate_record(NEW, jsonb_build_object('side', acts,
        TG_ARGV[0], peckham.scope_organisation_id()));
    RETURN NEW;
END $$;

-- An order names each of the nine factors once: a tenth row has neither place nor factor left.
CREATE FUNCTION peckham.finance_check_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(f, ', ') INTO missing FROM unnest(ARRAY['size', 'age_mix', 'price_national',
        'rate', 'pattern', 'case_mix', 'price_local', 'efficiency', 'quality']) AS f
    WHERE NOT EXISTS (SELECT FROM finance_riskterm t WHERE t.terms_id = NEW.id AND t.factor = f);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'The contract''s order leaves out: % (rule 70).', missing
            USING ERRCODE = 'PK290';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION peckham.finance_check_terms() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM contracts_contract c WHERE c.id = NEW.contract_id FOR UPDATE;
    IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(t.number), 0) + 1 FROM finance_riskterms t
            WHERE t.contract_id = NEW.contract_id) THEN
        RAISE EXCEPTION 'Somebody proposed other terms meanwhile.' USING ERRCODE = 'PK298';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_settlement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    terms finance_riskterms := (SELECT t FROM finance_riskterms t WHERE t.id = NEW.terms_id);
    band numeric := terms.dead_band * greatest(NEW.paid_pence, 0);
    part numeric := CASE WHEN NEW.result_pence < 0
        THEN CASE WHEN NEW.is_gate_reached THEN terms.loss_share ELSE 0 END
        ELSE CASE WHEN NEW.is_gate_reached THEN terms.gain_share ELSE 1 END END;
    exact numeric := -sign(NEW.result_pence) * least(part * greatest(abs(NEW.result_pence) - band, 0),
        terms.cap * greatest(NEW.paid_pence, 0));
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    PERFORM FROM contracts_contract c WHERE c.id = NEW.contract_id FOR UPDATE;
    IF terms.contract_id IS DISTINCT FROM NEW.contract_id OR terms.from_on > lower(NEW.year)
       OR NOT peckham.finance_terms_agreed(terms.id) THEN
        RAISE EXCEPTION 'A year is settled by terms of its contract that both sides agreed to, from'
            ' its first day or before (rule 70).' USING ERRCODE = 'PK295';
    END IF;
    IF upper(NEW.year) > (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'A year is settled once it is over.' USING ERRCODE = 'PK298';
    END IF;
    IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(s.number), 0) + 1 FROM finance_settlement s
            WHERE s.contract_id = NEW.contract_id AND s.year = NEW.year) THEN
        RAISE EXCEPTION 'Somebody proposed another settlement meanwhile.' USING ERRCODE = 'PK298';
    END IF;
    IF EXISTS (SELECT FROM finance_settlement s WHERE s.contract_id = NEW.contract_id
            AND s.year && NEW.year AND s.year <> NEW.year) THEN
        RAISE EXCEPTION 'Some of these days belong to another year that was settled.'
            USING ERRCODE = 'PK298';
    END IF;
    IF NEW.inputs_sha256 IS DISTINCT FROM peckham.sha256_of(NEW.inputs) THEN
        RAISE EXCEPTION 'The inputs do not come to their hash.' USING ERRCODE = 'PK296';
    END IF;
    IF abs(NEW.shared_pence - exact) > 0.5 THEN
        RAISE EXCEPTION 'By its terms % pence would be shared, not %.', round(exact),
            NEW.shared_pence USING ERRCODE = 'PK292';
    END IF;
    RETURN NEW;
END $$;

-- What belongs to a settlement is written with it.
CREATE FUNCTION peckham.finance_check_part() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    told jsonb := to_jsonb(NEW);
    written bigint := (SELECT s.transaction_id FROM finance_settlement s
        WHERE s.id = coalesce((told ->> 'settlement_id')::bigint, (SELECT p.settlement_id
            FROM finance_settlementpart p WHERE p.id = (told ->> 'part_id')::bigint)));
BEGIN
    IF written IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
        RAISE EXCEPTION 'A settlement is closed: its parts were written with it.'
            USING ERRCODE = 'PK297';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_closure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
    IF EXISTS (SELECT FROM (SELECT t.place, t.factor, t.owner FROM finance_riskterm t
            WHERE t.terms_id = NEW.terms_id) AS said
        FULL JOIN (SELECT p.place, p.factor, p.owner FROM finance_settlementpart p
            WHERE p.settlement_id = NEW.id) AS found USING (place)
        WHERE (said.factor, said.owner) IS DISTINCT FROM (found.factor, found.owner)) THEN
        RAISE EXCEPTION 'The parts are not those of the contract''s order, each with its owner'
            ' (rule 70).' USING ERRCODE = 'PK291';
    END IF;
    IF (SELECT (coalesce(sum(p.pence), 0), coalesce(sum(p.pence)
                FILTER (WHERE p.owner = 'commissioner'), 0))
            FROM finance_settlementpart p WHERE p.settlement_id = NEW.id)
        IS DISTINCT FROM ((NEW.actual_pence - NEW.expected_pence)::numeric,
            NEW.commissioner_pence::numeric) THEN
        RAISE EXCEPTION 'The parts do not sum to the difference (rules 69 and 70).'
            USING ERRCODE = 'PK291';
    END IF;
    SELECT p.factor INTO wrong FROM finance_settlementpart p WHERE p.settlement_id = NEW.id
        AND p.pence IS DISTINCT FROM (SELECT sum(l.pence) FROM finance_settlementlocalpart l
            WHERE l.part_id = p.id) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The neighbourhoods'' parts of % do not sum to the whole.', wrong
            USING ERRCODE = 'PK291';
    END IF;
    RETURN NULL;
END $$;

-- A side posts to its own books what both agreed to, and no more of it than once.
CREATE FUNCTION peckham.finance_check_settlement_posting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    settled finance_settlement := (SELECT s FROM finance_settlement s WHERE s.id = NEW.settlement_id);
    account text := CASE NEW.side WHEN 'commissioner' THEN '5900' ELSE '4900' END;
    moved bigint := CASE NEW.side WHEN 'commissioner' THEN 1 ELSE -1 END * settled.shared_pence;
BEGIN
    PERFORM FROM contracts_contract c WHERE c.id = settled.contract_id FOR UPDATE;
    IF NOT peckham.finance_settlement_agreed(settled.id) OR EXISTS (
            SELECT FROM finance_settlement later WHERE later.contract_id = settled.contract_id
            AND later.year = settled.year AND later.number > settled.number
            AND peckham.finance_settlement_agreed(later.id)) THEN
        RAISE EXCEPTION 'A settlement is posted once both sides agreed to it, unless they agreed to'
            ' a later one.' USING ERRCODE = 'PK294';
    END IF;
    IF NOT EXISTS (SELECT FROM ledger_journal j
            JOIN ledger_journaloutcome o ON o.journal_id = j.id AND o.what = 'posted'
            JOIN ledger_posting p ON p.journal_id = j.id
            JOIN ledger_account a ON a.id = p.account_id AND a.code = account
            WHERE j.id = NEW.journal_id AND j.books_id = NEW.posted_for_id AND j.reverses_id IS NULL
            GROUP BY j.id HAVING sum(p.pence) = moved) THEN
        RAISE EXCEPTION 'The journal does not move % pence in %.', moved, account
            USING ERRCODE = 'PK299';
    END IF;
    IF EXISTS (SELECT FROM finance_settlementposting p
            JOIN finance_settlement s ON s.id = p.settlement_id AND s.contract_id = settled.contract_id
                AND s.year = settled.year AND s.number < settled.number
            WHERE p.side = NEW.side AND NOT EXISTS (SELECT FROM ledger_journal r
                WHERE r.reverses_id = p.journal_id)) THEN
        RAISE EXCEPTION 'What was posted for the earlier settlement is reversed first.'
            USING ERRCODE = 'PK299';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION peckham.finance_check_exposure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM contracts_contract c WHERE c.id = NEW.contract_id FOR UPDATE;
    IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(e.number), 0) + 1 FROM finance_exposure e
            WHERE e.contract_id = NEW.contract_id) THEN
        RAISE EXCEPTION 'Somebody kept another exposure meanwhile.' USING ERRCODE = 'PK298';
    END IF;
    IF NEW.inputs_sha256 IS DISTINCT FROM peckham.sha256_of(NEW.inputs) THEN
        RAISE EXCEPTION 'The inputs do not come to their hash.' USING ERRCODE = 'PK296';
    END IF;
    IF coalesce(current_setting('peckham.actor', true), '') <> '' THEN
        NEW.kept_for_id := peckham.scope_organisation_id();
    END IF;
    RETURN NEW;
END $$;
