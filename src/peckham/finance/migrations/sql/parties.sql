-- Who reads the money of a contract: whoever commissions or holds it, with the permission to read
-- books, and the programs of the house. Every policy of finance asks this, and nothing else.
CREATE FUNCTION peckham.finance_party(contract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.scope_actor_kind() = 'system'
        OR coalesce(peckham.scope_may('read_ledger'), false)
            AND (peckham.contracts_commissions(contract) OR peckham.contracts_holds(contract))
$$;

-- Whether the scope acts for whoever commissions a contract, with a permission.
CREATE FUNCTION peckham.finance_commissions(contract bigint, permission text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(peckham.scope_may(permission), false)
        AND peckham.contracts_commissions(contract)
$$;

-- Whether the scope acts for a party to it, with a permission.
CREATE FUNCTION peckham.finance_acts(contract bigint, permission text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(peckham.scope_may(permission), false)
        AND (peckham.contracts_commissions(contract) OR peckham.contracts_holds(contract))
$$;

REVOKE EXECUTE ON FUNCTION peckham.finance_party(bigint),
    peckham.finance_commissions(bigint, text), peckham.finance_acts(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.finance_party(bigint),
    peckham.finance_commissions(bigint, text), peckham.finance_acts(bigint, text)
    TO peckham_app, peckham_worker;
