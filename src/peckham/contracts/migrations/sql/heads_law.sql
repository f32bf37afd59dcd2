-- The law of contracts, whoever writes: gates in order, shares that sum to 1, years that sum to the
-- total, holders of a kind that may, one contract within a tier, no variation before it is agreed.

-- The provision of a part that stands on a day; with no day, the latest that was agreed.
CREATE FUNCTION peckham.contracts_standing(contract bigint, part text, day date) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.id FROM contracts_provision p
    LEFT JOIN contracts_variation v ON v.id = p.variation_id
    LEFT JOIN contracts_variationoutcome o ON o.variation_id = v.id
    WHERE p.contract_id = contract AND p.part = $2
      AND (p.variation_id IS NULL OR o.is_agreed AND (day IS NULL OR v.from_on <= day))
    ORDER BY v.from_on DESC NULLS LAST, p.number DESC LIMIT 1
$$;

-- A contract stands once its first gate is passed, or where it stood before it was written down.
CREATE FUNCTION peckham.contracts_stands(contract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM contracts_gatepassage g WHERE g.contract_id = contract)
        OR EXISTS (SELECT FROM contracts_contract c
            WHERE c.id = contract AND c.entered_on IS NOT NULL)
$$;

-- The days on which a contract is active: its term, without suspensions, until it is terminated.
CREATE FUNCTION peckham.contracts_active_days(contract bigint) RETURNS datemultirange
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH change AS (
        SELECT s.what, s.from_on,
            (SELECT min(r.from_on) FROM contracts_standingchange r
             WHERE r.contract_id = contract AND r.what = 'resumed' AND r.id > s.id) AS resumed_on
        FROM contracts_standingchange s WHERE s.contract_id = contract)
    SELECT datemultirange(daterange(t.starts_on, t.ends_on)) - coalesce((
        SELECT range_agg(daterange(c.from_on,
            CASE c.what WHEN 'suspended' THEN greatest(c.from_on, c.resumed_on) END))
        FROM change c WHERE c.what IN ('suspended', 'terminated')), '{}'::datemultirange)
    FROM contracts_terms t
    WHERE t.provision_id = peckham.contracts_standing(contract, 'terms', NULL)
$$;

CREATE FUNCTION peckham.contracts_shares_are_whole(contract bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    share record;
    above numeric := 0;
    below numeric := 1;
    leads integer := 0;
BEGIN
    FOR share IN SELECT s.numerator, s.denominator, s.co_ordinates FROM contracts_commissionershare s
        WHERE s.provision_id = peckham.contracts_standing(contract, 'commissioners', NULL) LOOP
        above := above * share.denominator + share.numerator * below;
        below := below * share.denominator;
        leads := leads + share.co_ordinates::integer;
    END LOOP;
    RETURN coalesce(above = below, false) AND leads = 1;
END $$;

CREATE FUNCTION peckham.contracts_values_are_whole(contract bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT NOT EXISTS (
        SELECT FROM contracts_terms t
        WHERE t.provision_id = peckham.contracts_standing(contract, 'terms', NULL)
          AND (t.total_pence IS DISTINCT FROM
                (SELECT sum(y.pence) FROM contracts_yearvalue y WHERE y.terms_id = t.id)
            OR EXISTS (SELECT FROM contracts_yearvalue y WHERE y.terms_id = t.id
                AND NOT daterange(t.starts_on, t.ends_on) @> y.from_on)
            OR EXISTS (SELECT FROM contracts_breakpoint b WHERE b.terms_id = t.id
                AND (b.notice_by < t.starts_on OR b.breaks_on >= t.ends_on))))
$$;

-- Another contract of the same tier, or of one that either shuts out, for the same service, people
-- and days (rule 7); nesting is not overlap.
CREATE FUNCTION peckham.contracts_overlapped(contract bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT other.reference
    FROM contracts_contract mine JOIN contracts_kindofcontract k ON k.code = mine.kind_id
    JOIN contracts_terms t
        ON t.provision_id = peckham.contracts_standing(mine.id, 'terms', NULL)
    JOIN contracts_contract other ON other.id <> mine.id AND peckham.contracts_stands(other.id)
    JOIN contracts_kindofcontract ok ON ok.code = other.kind_id
    JOIN contracts_terms ot
        ON ot.provision_id = peckham.contracts_standing(other.id, 'terms', NULL)
    WHERE mine.id = contract
      AND t.parent_id IS DISTINCT FROM other.id AND ot.parent_id IS DISTINCT FROM mine.id
      AND k.tier <> '' AND ok.tier <> ''
      AND (k.tier = ok.tier OR ok.tier = ANY (k.excludes_tiers) OR k.tier = ANY (ok.excludes_tiers))
      AND peckham.contracts_active_days(mine.id) && peckham.contracts_active_days(other.id)
      AND EXISTS (SELECT s.service FROM contracts_scopeline s
            WHERE s.provision_id = peckham.contracts_standing(mine.id, 'scope', NULL)
              AND s.status = 'in'
            INTERSECT SELECT s.service FROM contracts_scopeline s
            WHERE s.provision_id = peckham.contracts_standing(other.id, 'scope', NULL)
              AND s.status = 'in')
      AND EXISTS (SELECT p.code FROM contracts_coveredpeople p
            WHERE p.provision_id = peckham.contracts_standing(mine.id, 'people', NULL)
            INTERSECT SELECT p.code FROM contracts_coveredpeople p
            WHERE p.provision_id = peckham.contracts_standing(other.id, 'people', NULL))
    LIMIT 1
$$;

CREATE FUNCTION peckham.contracts_check_law(contract bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    overlapped text;
BEGIN
    IF NOT peckham.contracts_stands(contract) THEN
        RETURN;
    END IF;
    -- Of two contracts that begin to stand together, the second sees the first.
    PERFORM pg_advisory_xact_lock(hashtext('contracts.tier'));
    IF NOT peckham.contracts_shares_are_whole(contract) THEN
        RAISE EXCEPTION 'Commissioners'' shares sum to 1, and exactly one co-ordinates (rule 4).'
            USING ERRCODE = 'PK105';
    END IF;
    IF NOT peckham.contracts_values_are_whole(contract) THEN
        RAISE EXCEPTION 'Years sum to the total, and each break lies with its notice within the'
            ' term (rule 66).' USING ERRCODE = 'PK106';
    END IF;
    overlapped := peckham.contracts_overlapped(contract);
    IF overlapped IS NOT NULL THEN
        RAISE EXCEPTION '% covers the same service for the same people and days (rule 7).',
            overlapped USING ERRCODE = 'PK107';
    END IF;
END $$;

CREATE FUNCTION peckham.contracts_law() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.contracts_check_law(peckham.contracts_of(TG_TABLE_NAME, to_jsonb(NEW)));
    RETURN NULL;
END $$;
DO $$
DECLARE
    written text;
BEGIN
    FOREACH written IN ARRAY ARRAY['gatepassage', 'variationoutcome', 'provision',
        'standingchange'] LOOP
        EXECUTE format('CREATE CONSTRAINT TRIGGER law AFTER INSERT ON contracts_%s DEFERRABLE '
            'INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peckham.contracts_law()', written);
    END LOOP;
END $$;

-- What each commissioner's committee said last, and on which assessment.
CREATE FUNCTION peckham.contracts_each_decided(contract bigint, what text, changed bigint)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(bool_and(EXISTS (
        SELECT FROM (SELECT d.* FROM contracts_committeedecision d
            WHERE d.contract_id = contract AND d.about = what AND d.commissioner = s.name
              AND d.variation_id IS NOT DISTINCT FROM changed
            ORDER BY d.on_day DESC, d.recorded_at DESC, d.id DESC LIMIT 1) latest
        WHERE latest.outcome <> 'refused' AND (what <> 'award' OR EXISTS (
            SELECT FROM contracts_equalityassessment e
            WHERE e.contract_id = contract AND e.reference = ANY (latest.considered)
              AND greatest(e.on_day, (e.recorded_at AT TIME ZONE 'Europe/London')::date)
                <= latest.on_day
              AND e.recorded_at <= latest.recorded_at)))), false)
    FROM contracts_commissionershare s
    WHERE s.provision_id = peckham.contracts_standing(contract, 'commissioners', NULL)
$$;

CREATE FUNCTION peckham.contracts_check_gate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    gates text[] := ARRAY['approved', 'procuring', 'preferred', 'awarded', 'signed', 'live'];
    passed integer := (SELECT count(*) FROM contracts_gatepassage g
        WHERE g.contract_id = NEW.contract_id);
    needs boolean := (SELECT k.needs_committees FROM contracts_contract c
        JOIN contracts_kindofcontract k ON k.code = c.kind_id WHERE c.id = NEW.contract_id);
BEGIN
    PERFORM FROM contracts_contract c WHERE c.id = NEW.contract_id FOR UPDATE;
    IF NEW.gate IS DISTINCT FROM gates[passed + 1] OR NEW.position <> passed + 1
       OR EXISTS (SELECT FROM contracts_contract c
            WHERE c.id = NEW.contract_id AND c.entered_on IS NOT NULL)
       OR EXISTS (SELECT FROM contracts_standingchange s
            WHERE s.contract_id = NEW.contract_id AND s.what = 'terminated') THEN
        RAISE EXCEPTION 'Gates are passed in their order, each once; the next is %.',
            coalesce(gates[passed + 1], 'none') USING ERRCODE = 'PK108';
    END IF;
    IF NEW.on_day <> (NEW.recorded_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'A gate is passed on the day on which it is written down.'
            USING ERRCODE = 'PK101';
    END IF;
    IF needs AND (NEW.gate = 'approved'
            AND NOT peckham.contracts_each_decided(NEW.contract_id, 'approval', NULL)
        OR NEW.gate = 'awarded'
            AND NOT peckham.contracts_each_decided(NEW.contract_id, 'award', NULL)) THEN
        RAISE EXCEPTION 'Each commissioner''s committee decides first, on the award with the finished'
            ' equality assessment before it (rules 1 and 2).' USING ERRCODE = 'PK109';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_order BEFORE INSERT ON contracts_gatepassage
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_gate();

-- A contract that committees decide on is not written down as one that stood before (rule 1).
CREATE FUNCTION peckham.contracts_check_stood_before() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.entered_on IS NOT NULL AND (NEW.entered_on > NEW.recorded_at::date
        OR (SELECT k.needs_committees FROM contracts_kindofcontract k WHERE k.code = NEW.kind_id))
    THEN
        RAISE EXCEPTION 'A contract of this kind passes its gates here (rule 1).'
            USING ERRCODE = 'PK108';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stood_before BEFORE INSERT ON contracts_contract
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_stood_before();

-- A draft's parts are kept by its commissioners; afterwards a variation alone brings provisions,
-- together with itself.
CREATE FUNCTION peckham.contracts_check_provision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- A gate that is passed meanwhile, and a provision of the draft, see one another.
    PERFORM FROM contracts_contract c WHERE c.id = NEW.contract_id FOR UPDATE;
    IF NEW.variation_id IS NULL AND EXISTS (SELECT FROM contracts_gatepassage g
            WHERE g.contract_id = NEW.contract_id)
       OR NEW.variation_id IS NOT NULL AND NOT EXISTS (SELECT FROM contracts_variation v
            WHERE v.id = NEW.variation_id AND v.contract_id = NEW.contract_id
              AND v.recorded_at = NEW.recorded_at) THEN
        RAISE EXCEPTION 'What a contract says changes by a variation, which brings its parts with it.'
            USING ERRCODE = 'PK110';
    END IF;
    IF NEW.variation_id IS NULL AND coalesce(current_setting('peckham.actor', true), '') <> ''
       AND peckham.scope_actor_kind() <> 'system'
       AND NOT (peckham.scope_may('keep_contracts')
            AND peckham.contracts_commissions(NEW.contract_id)) THEN
        RAISE EXCEPTION 'Only a commissioner keeps the parts of a draft.' USING ERRCODE = 'PK103';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER by_variation BEFORE INSERT ON contracts_provision
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_provision();

-- A variation is agreed when each commissioner agreed, and from a day that has not gone by (65).
CREATE FUNCTION peckham.contracts_check_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    varied contracts_variation := (SELECT v FROM contracts_variation v WHERE v.id = NEW.variation_id);
BEGIN
    IF NEW.is_agreed AND (varied.from_on < (NEW.recorded_at AT TIME ZONE 'Europe/London')::date
       OR NOT peckham.contracts_each_decided(varied.contract_id, 'variation', varied.id)) THEN
        RAISE EXCEPTION 'Each commissioner decides on a variation before its first day (rule 65).'
            USING ERRCODE = 'PK109';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decided BEFORE INSERT ON contracts_variationoutcome
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_outcome();

-- Who holds, and who controls the holder, is of a kind that may, at every step (rules 22 and 60).
CREATE FUNCTION peckham.contracts_check_holder() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    allowed text[] := (SELECT k.holders FROM contracts_contract c
        JOIN contracts_kindofcontract k ON k.code = c.kind_id WHERE c.id = NEW.contract_id);
BEGIN
    IF NOT 'any' = ANY (allowed) AND NOT (NEW.kind = ANY (allowed)
        AND (NEW.controlled_by IS NULL OR NEW.controlled_by = ANY (allowed))) THEN
        RAISE EXCEPTION 'A contract of this kind is held by: % (rules 22 and 60).',
            array_to_string(allowed, ', ') USING ERRCODE = 'PK111';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER may_hold BEFORE INSERT ON contracts_holderstep
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_holder();

CREATE FUNCTION peckham.contracts_check_standing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.from_on < (NEW.recorded_at AT TIME ZONE 'Europe/London')::date
       OR NOT peckham.contracts_stands(NEW.contract_id)
       OR EXISTS (SELECT FROM contracts_standingchange s
            WHERE s.contract_id = NEW.contract_id AND s.what = 'terminated') THEN
        RAISE EXCEPTION 'A contract that stands is suspended, resumed or ended from today or later.'
            USING ERRCODE = 'PK112';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_order BEFORE INSERT ON contracts_standingchange
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_standing();

-- A risk run is one that its organisation made, for that purpose and on that day (rule 61).
CREATE FUNCTION peckham.contracts_check_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM sharing_run r WHERE r.public_id = NEW.run
            AND r.receiver_id = NEW.runs_for_id AND r.purpose = NEW.purpose
            AND r.categories = NEW.categories
            AND (r.at AT TIME ZONE 'Europe/London')::date = NEW.on_day) THEN
        RAISE EXCEPTION 'No such run was made that day (rule 61).' USING ERRCODE = 'PK113';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER was_made BEFORE INSERT ON contracts_riskrun
    FOR EACH ROW EXECUTE FUNCTION peckham.contracts_check_run();

REVOKE EXECUTE ON FUNCTION peckham.contracts_standing(bigint, text, date),
    peckham.contracts_stands(bigint), peckham.contracts_active_days(bigint),
    peckham.contracts_shares_are_whole(bigint), peckham.contracts_values_are_whole(bigint),
    peckham.contracts_overlapped(bigint), peckham.contracts_check_law(bigint),
    peckham.contracts_each_decided(bigint, text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.contracts_standing(bigint, text, date),
    peckham.contracts_stands(bigint) TO peckham_app, peckham_worker;
