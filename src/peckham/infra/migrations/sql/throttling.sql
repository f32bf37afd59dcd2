-- Failures to sign in, counted here so that every web process counts the same. Account and address
-- are keyed digests: the table names nobody. Nobody is locked out for long by a stranger's guesses:
-- what is shut for a quarter of an hour is one account from one address; the whole account and the
-- whole address wait a minute, and not where that account has signed in from before.
CREATE FUNCTION peckham.sign_in_waits_until(asked_account text, asked_address text)
RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    now_at timestamptz := peckham.scope_at();
    since timestamptz := now_at - interval '15 minutes';
    known boolean;
    until timestamptz;
BEGIN
    -- Two guesses at once are judged one after the other.
    PERFORM pg_advisory_xact_lock(hashtextextended('sign in ' || asked_account, 0));
    SELECT max(t.at) + interval '15 minutes' INTO until FROM infra_signintry t
    WHERE t.account = asked_account AND t.address = asked_address AND NOT t.succeeded
      AND t.at > greatest(since, (SELECT max(s.at) FROM infra_signintry s
        WHERE s.account = asked_account AND s.address = asked_address AND s.succeeded))
    HAVING count(*) >= 5;
    IF until > now_at THEN
        RETURN until;
    END IF;
    SELECT EXISTS (SELECT FROM infra_signintry s WHERE s.account = asked_account
        AND s.address = asked_address AND s.succeeded) INTO known;
    IF known THEN
        RETURN NULL;
    END IF;
    SELECT max(w.until) INTO until FROM (
        SELECT max(t.at) + interval '1 minute' AS until FROM infra_signintry t
        WHERE t.account = asked_account AND NOT t.succeeded AND t.at > since
        HAVING count(*) >= 20
        UNION ALL
        SELECT max(t.at) + interval '1 minute' FROM infra_signintry t
        WHERE t.address = asked_address AND NOT t.succeeded AND t.at > since
        HAVING count(*) >= 50) AS w;
    RETURN CASE WHEN until > now_at THEN until END;
END $$;

CREATE FUNCTION peckham.note_sign_in(asked_account text, asked_address text, succeeded boolean)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO infra_signintry (account, address, at, succeeded)
    VALUES (asked_account, asked_address, peckham.scope_at(), succeeded)
$$;

-- Failures are kept a day, successes three months: for so long an address is known to an account.
CREATE FUNCTION peckham.forget_sign_ins(before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE forgotten bigint;
BEGIN
    DELETE FROM infra_signintry t
    WHERE t.at < before - CASE WHEN t.succeeded THEN interval '90 days' ELSE interval '1 day' END;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.sign_in_waits_until(text, text),
    peckham.note_sign_in(text, text, boolean), peckham.forget_sign_ins(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.sign_in_waits_until(text, text),
    peckham.note_sign_in(text, text, boolean) TO peckham_app;
GRANT EXECUTE ON FUNCTION peckham.forget_sign_ins(timestamptz) TO peckham_worker;
