-- Pricing activity and drawing statements of a month, all providers at once, and who reads them.

-- What one event comes to: rounded to the penny, half to even. A weight counts ten-thousandths.
CREATE FUNCTION peckham.finance_price(unit_pence bigint, weight_parts bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT unit_pence * weight_parts / 10000
        + CASE WHEN unit_pence * weight_parts % 10000 > 5000
            OR unit_pence * weight_parts % 10000 = 5000
                AND unit_pence * weight_parts / 10000 % 2 = 1 THEN 1 ELSE 0 END
$$;

CREATE FUNCTION peckham.finance_begin_run(run bigint, steps integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_check_job();
    UPDATE finance_statementrun r SET state = 'working', steps_done = 0, steps_all = steps
    WHERE r.id = run AND r.state IN ('waiting', 'working');
    RETURN FOUND;
END $$;

CREATE FUNCTION peckham.finance_say_run(run bigint, done integer, steps integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_check_job();
    UPDATE finance_statementrun r SET steps_done = done, steps_all = steps
    WHERE r.id = run AND r.state = 'working';
END $$;

CREATE FUNCTION peckham.finance_end_run(run bigint, refused text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_check_job();
    UPDATE finance_statementrun r
    SET state = CASE WHEN refused = '' THEN 'done' ELSE 'failed' END, refusal = refused,
        ended_at = peckham.scope_at()
    WHERE r.id = run AND r.state IN ('waiting', 'working');
END $$;

-- Draw the next version of each provider's statement whose lines are other than those of the last;
-- `rates` say what a service costs on which days, of a provider that has its own or of the others.
CREATE FUNCTION peckham.finance_draw(run bigint, rates jsonb)
RETURNS TABLE (statement_id bigint)
-- Nobody knows beforehand how many rows a WITH has; looping over one for each row of another takes
-- for ever where there are a million.
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
    one finance_statementrun;
    until date;
BEGIN
    PERFORM peckham.finance_check_job();
    SELECT r.* INTO one FROM finance_statementrun r WHERE r.id = run;
    PERFORM peckham.finance_lock(one.contract_id);
    until := one.month + interval '1 month';
    RETURN QUERY
    WITH rate AS MATERIALIZED (
        SELECT row_number() OVER () AS n, r.* FROM jsonb_to_recordset(rates) AS r (
            provider_id bigint, service_id smallint, from_on date, until_on date, standing text,
            payer_id bigint, prices_id bigint, pence bigint)
    ), counted AS MATERIALIZED (
        SELECT e.provider_id, e.service_id, e.occurred_on, e.weight_parts, count(*) AS events
        FROM finance_activityevent e
        WHERE e.contract_id = one.contract_id
          AND e.occurred_on >= one.month AND e.occurred_on < until AND NOT e.is_withdrawn
          AND NOT EXISTS (SELECT FROM finance_activityevent l WHERE l.supersedes_id = e.id)
        GROUP BY 1, 2, 3, 4
    ), day AS MATERIALIZED (
        SELECT d.*, r.n
        FROM (SELECT DISTINCT c.provider_id, c.service_id, c.occurred_on FROM counted c) AS d
        LEFT JOIN LATERAL (SELECT r.n FROM rate r
            WHERE r.service_id = d.service_id
              AND d.occurred_on >= r.from_on AND d.occurred_on < r.until_on
              AND (r.provider_id = d.provider_id OR r.provider_id IS NULL)
            ORDER BY r.provider_id NULLS LAST LIMIT 1) AS r ON true
    ), line AS MATERIALIZED (
        SELECT c.provider_id, c.service_id, coalesce(r.standing, 'counted') AS standing,
            r.payer_id, r.prices_id, coalesce(r.from_on, one.month) AS from_on,
            coalesce(r.until_on, until) AS until_on, r.pence AS unit_price_pence,
            sum(c.events)::bigint AS events,
            sum(c.events * c.weight_parts)::bigint AS weight_parts,
            sum(c.events * peckham.finance_price(r.pence, c.weight_parts))::bigint AS pence
        FROM counted c
        JOIN day d ON (d.provider_id, d.service_id, d.occurred_on)
            = (c.provider_id, c.service_id, c.occurred_on)
        LEFT JOIN rate r ON r.n = d.n
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ), last AS MATERIALIZED (
        SELECT DISTINCT ON (s.provider_id) s.id, s.provider_id, s.version FROM finance_statement s
        WHERE s.contract_id = one.contract_id AND s.month = one.month
        ORDER BY s.provider_id, s.version DESC
    ), stated AS MATERIALIZED (
        SELECT s.provider_id, l.service_id, l.standing, l.payer_id, l.prices_id, l.from_on,
            l.until_on, l.unit_price_pence, l.events, l.weight_parts, l.pence
        FROM last s JOIN finance_statementline l ON l.statement_id = s.id
    ), other AS (
        SELECT x.provider_id FROM (SELECT * FROM line EXCEPT SELECT * FROM stated) AS x
        UNION SELECT y.provider_id FROM (SELECT * FROM stated EXCEPT SELECT * FROM line) AS y
    ), drawn AS (
        INSERT INTO finance_statement (public_id, run_id, contract_id, provider_id, month, version,
            events, weight_parts, pence, payable_pence, unpriced)
        SELECT gen_random_uuid(), run, one.contract_id, o.provider_id, one.month,
            coalesce(s.version, 0) + 1, coalesce(sum(l.events), 0),
            coalesce(sum(l.weight_parts), 0), coalesce(sum(l.pence), 0),
            coalesce(sum(l.pence) FILTER (WHERE l.standing = 'payable'), 0),
            coalesce(sum(l.events) FILTER (WHERE l.pence IS NULL), 0)
        FROM other o LEFT JOIN last s ON s.provider_id = o.provider_id
        LEFT JOIN line l ON l.provider_id = o.provider_id
        GROUP BY o.provider_id, s.version
        ORDER BY o.provider_id
        RETURNING id, provider_id
    ), written AS (
        INSERT INTO finance_statementline (statement_id, number, service_id, standing, payer_id,
            prices_id, from_on, until_on, unit_price_pence, events, weight_parts, pence)
        SELECT d.id, row_number() OVER (PARTITION BY d.id
                ORDER BY c.code, l.from_on, l.standing, l.payer_id),
            l.service_id, l.standing, l.payer_id, l.prices_id, l.from_on, l.until_on,
            l.unit_price_pence, l.events, l.weight_parts, l.pence
        FROM drawn d JOIN line l ON l.provider_id = d.provider_id
        JOIN finance_activitycode c ON c.id = l.service_id
    )
    SELECT d.id FROM drawn d;
END $$;

-- Write down which journal says what is due under a statement, or takes back what an earlier one said.
CREATE FUNCTION peckham.finance_note_journal(statement bigint, books bigint, journal bigint,
    takes_back bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.finance_check_job();
    INSERT INTO finance_statementjournal (statement_id, books_id, journal_id, takes_back_id)
    VALUES (statement, books, journal, takes_back);
END $$;

-- A statement is for the parties to its contract and for the provider that it is of.
CREATE FUNCTION peckham.finance_shows(contract bigint, provider bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.finance_party(contract)
        OR coalesce(provider = peckham.finance_provider_of('read_ledger'), false)
$$;
CREATE FUNCTION peckham.finance_shows_statement(statement bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM finance_statement s
        WHERE s.id = statement AND peckham.finance_shows(s.contract_id, s.provider_id))
$$;
-- Prices are for the parties, and those of a subcontract for whoever does the work too.
CREATE FUNCTION peckham.finance_shows_prices(prices bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM finance_pricelist p
        LEFT JOIN contracts_subcontract s ON s.id = p.subcontract_id
        WHERE p.id = prices AND peckham.finance_shows(p.contract_id, s.subcontractor_id))
$$;

ALTER TABLE finance_pricelist ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_party ON finance_pricelist FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.finance_party(contract_id) OR peckham.finance_shows_prices(id));
CREATE POLICY by_a_party ON finance_pricelist FOR INSERT TO peckham_app
    WITH CHECK (peckham.finance_acts(contract_id, 'run_payments'));
ALTER TABLE finance_unitprice ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_list ON finance_unitprice FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.finance_shows_prices(prices_id));
CREATE POLICY by_a_party ON finance_unitprice FOR INSERT TO peckham_app
    WITH CHECK (EXISTS (SELECT FROM finance_pricelist p WHERE p.id = prices_id
        AND peckham.finance_acts(p.contract_id, 'run_payments')));
ALTER TABLE finance_statementrun ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_party ON finance_statementrun FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.finance_party(contract_id));
CREATE POLICY by_a_party ON finance_statementrun FOR INSERT TO peckham_app
    WITH CHECK (peckham.finance_acts(contract_id, 'run_payments'));
ALTER TABLE finance_statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_party ON finance_statement FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.finance_shows(contract_id, provider_id));
ALTER TABLE finance_statementline ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_statement ON finance_statementline FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.finance_shows_statement(statement_id));
ALTER TABLE finance_statementjournal ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_ones_books ON finance_statementjournal FOR SELECT TO peckham_app, peckham_worker
    USING (books_id = (SELECT peckham.ledger_books_read())
        OR (SELECT peckham.scope_actor_kind()) = 'system');

DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['pricelist', 'unitprice', 'statementrun', 'statement',
        'statementline', 'statementjournal'] LOOP
        EXECUTE format('GRANT SELECT ON finance_%s TO peckham_app, peckham_worker', written);
    END LOOP;
    FOREACH written IN ARRAY ARRAY['pricelist', 'unitprice', 'statementrun'] LOOP
        EXECUTE format('GRANT INSERT ON finance_%s TO peckham_app', written);
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.finance_begin_run(bigint, integer),
    peckham.finance_say_run(bigint, integer, integer), peckham.finance_end_run(bigint, text),
    peckham.finance_draw(bigint, jsonb), peckham.finance_shows(bigint, bigint),
    peckham.finance_note_journal(bigint, bigint, bigint, bigint),
    peckham.finance_shows_statement(bigint), peckham.finance_shows_prices(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.finance_begin_run(bigint, integer),
    peckham.finance_say_run(bigint, integer, integer), peckham.finance_end_run(bigint, text),
    peckham.finance_draw(bigint, jsonb),
    peckham.finance_note_journal(bigint, bigint, bigint, bigint) TO peckham_worker;
GRANT EXECUTE ON FUNCTION peckham.finance_shows(bigint, bigint),
    peckham.finance_shows_statement(bigint), peckham.finance_shows_prices(bigint)
    TO peckham_app, peckham_worker;
