-- Who reads activity: rows only with the permission for it, for a party to the contract or the
-- provider itself; everybody else who reads the money of the contract reads counts.

CREATE FUNCTION peckham.finance_contracts_of(permission text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN peckham.scope_may(permission) THEN coalesce((
        SELECT array_agg(c.id) FROM contracts_contract c
        WHERE peckham.contracts_commissions(c.id) OR peckham.contracts_holds(c.id)), '{}')
    ELSE '{}' END
$$;

-- The organisation acted for, with the permission; or NULL.
CREATE FUNCTION peckham.finance_provider_of(permission text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN peckham.scope_may(permission) THEN peckham.scope_organisation_id() END
$$;

-- Counts of what was known at a moment to have happened on some days, for the parties.
CREATE FUNCTION peckham.finance_activity_counts(contract bigint, from_on date, until_on date,
    known_at timestamptz)
RETURNS TABLE (service text, band text, neighbourhood text, events bigint, weight_parts bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT peckham.finance_party(contract) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH counted AS (
        SELECT e.service_id, e.band_id, e.neighbourhood_id, count(*) AS events,
            sum(e.weight_parts)::bigint AS weight_parts
        FROM finance_activityevent e
        WHERE e.contract_id = contract AND e.known_at <= finance_activity_counts.known_at
          AND e.occurred_on >= from_on AND e.occurred_on < until_on
          AND NOT e.is_withdrawn
          AND NOT EXISTS (SELECT FROM finance_activityevent l
            WHERE l.supersedes_id = e.id AND l.known_at <= finance_activity_counts.known_at)
        GROUP BY 1, 2, 3)
    SELECT s.code, g.code, n.code, c.events, c.weight_parts FROM counted c
    JOIN finance_activitycode s ON s.id = c.service_id
    JOIN finance_activitycode g ON g.id = c.band_id
    JOIN finance_activitycode n ON n.id = c.neighbourhood_id;
END $$;

ALTER TABLE finance_pseudonymkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY nobody ON finance_pseudonymkey USING (false) WITH CHECK (false);

ALTER TABLE finance_activityevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_party ON finance_activityevent FOR SELECT TO peckham_app USING (
    contract_id = ANY ((SELECT peckham.finance_contracts_of('read_activity'))::bigint[])
    OR provider_id = (SELECT peckham.finance_provider_of('read_activity')));

ALTER TABLE finance_activitybatch ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_party ON finance_activitybatch FOR SELECT TO peckham_app, peckham_worker
    USING (peckham.finance_party(contract_id));
CREATE POLICY by_a_party ON finance_activitybatch FOR INSERT TO peckham_app
    WITH CHECK (peckham.finance_acts(contract_id, 'run_payments'));

ALTER TABLE finance_activityfile ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_batch ON finance_activityfile FOR INSERT TO peckham_app
    WITH CHECK (EXISTS (SELECT FROM finance_activitybatch b WHERE b.id = batch_id
        AND b.state = 'waiting' AND b.month IS NULL AND peckham.finance_acts(b.contract_id, 'run_payments')));

GRANT SELECT ON finance_activitycode TO peckham_app, peckham_worker;
GRANT SELECT ON finance_activityevent TO peckham_app;
GRANT SELECT ON finance_activitybatch TO peckham_app, peckham_worker;
GRANT INSERT ON finance_activitybatch, finance_activityfile TO peckham_app;

REVOKE EXECUTE ON FUNCTION peckham.finance_contracts_of(text), peckham.finance_provider_of(text),
    peckham.finance_activity_counts(bigint, date, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.finance_contracts_of(text), peckham.finance_provider_of(text),
    peckham.finance_activity_counts(bigint, date, date, timestamptz)
    TO peckham_app, peckham_worker;
