-- The People book's law, held against raw SQL as app and as migrator: definer's rights and a fixed
-- search_path, so that what the one who writes may see does not decide what is checked.

-- An NHS number: ten digits, the last the modulus 11 check of the others (NHS Data Dictionary).
CREATE FUNCTION peckham.is_nhs_number(number text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN number ~ '^[0-9]{10}$' THEN
        (11 - (substr(number, 1, 1)::int * 10 + substr(number, 2, 1)::int * 9
             + substr(number, 3, 1)::int * 8 + substr(number, 4, 1)::int * 7
             + substr(number, 5, 1)::int * 6 + substr(number, 6, 1)::int * 5
             + substr(number, 7, 1)::int * 4 + substr(number, 8, 1)::int * 3
             + substr(number, 9, 1)::int * 2) % 11) % 11 = substr(number, 10, 1)::int
    ELSE false END
$$;
ALTER TABLE people_identifier ADD CONSTRAINT people_nhs_number_checks CHECK (
    system <> 'nhs_number' OR peckham.is_nhs_number(value)
    OR (value = '' AND superseded_at IS NOT NULL));

-- Nobody is recorded before being born. The day is London's.
ALTER TABLE people_person ADD CONSTRAINT people_not_born_after_being_recorded CHECK (
    birth_date <= (recorded_at AT TIME ZONE 'Europe/London')::date);
ALTER TABLE people_person ADD CONSTRAINT people_no_death_before_birth CHECK (
    deceased_on >= birth_date);

-- Words that code branches on are the ones it knows.
ALTER TABLE people_person ADD CONSTRAINT people_sex_known CHECK (
    sex IN ('male', 'female', 'other', 'unknown'));
ALTER TABLE people_contactpoint ADD CONSTRAINT people_contact_mode_known CHECK (
    mode IN ('phone', 'mobile', 'email', 'post'));
ALTER TABLE people_proxy ADD CONSTRAINT people_authority_known CHECK (authority IN
    ('none', 'consent', 'parental_responsibility', 'power_of_attorney', 'court_deputy'));

-- Everything that must hold of one person at commit. Locks her row, so that two writers cannot each
-- see half; a snapshot that is older than the lock would not show the other's half and is refused.
CREATE FUNCTION peckham.check_person(whom bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    person people_person%ROWTYPE;
    days datemultirange;
    listed datemultirange;
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'People are written at read committed or serializable.'
            USING ERRCODE = '23514';
    END IF;
    SELECT * INTO person FROM people_person WHERE id = whom FOR NO KEY UPDATE;
    SELECT range_agg(during) INTO days FROM people_addressspell
    WHERE person_id = whom AND superseded_at IS NULL;
    SELECT range_agg(during) INTO listed FROM people_registration
    WHERE person_id = whom AND superseded_at IS NULL;
    IF days IS NULL AND NOT person.is_deceased AND person.merged_into_id IS NULL
       AND person.erased_at IS NULL THEN
        RAISE EXCEPTION 'Person % lives nowhere: a resident has an address spell from arrival.', whom
            USING ERRCODE = '23514', CONSTRAINT = 'people_lives_somewhere';
    END IF;
    IF (SELECT count(*) FROM unnest(days)) > 1 THEN
        RAISE EXCEPTION 'The address spells of person % have a gap: %.', whom, days
            USING ERRCODE = '23514', CONSTRAINT = 'people_spells_have_no_gap';
    END IF;
    IF person.is_deceased AND (upper_inf(days) OR upper_inf(listed)
        OR upper(days) > person.deceased_on + 1 OR upper(listed) > person.deceased_on + 1) THEN
        RAISE EXCEPTION 'Person % has died, and still lives or is registered somewhere.', whom
            USING ERRCODE = '23514', CONSTRAINT = 'people_dead_live_nowhere';
    END IF;
    IF person.merged_into_id IS DISTINCT FROM (
        SELECT survivor_id FROM people_merge WHERE duplicate_id = whom AND unmerged_at IS NULL) THEN
        RAISE EXCEPTION 'Person % is merged without its merge, or the other way round.', whom
            USING ERRCODE = '23514', CONSTRAINT = 'people_merge_has_its_reason';
    END IF;
END $$;

CREATE FUNCTION peckham.check_person_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.check_person(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION peckham.check_person_of_fact() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.check_person(NEW.person_id);
    RETURN NULL;
END $$;
CREATE FUNCTION peckham.check_person_of_merge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.check_person(NEW.duplicate_id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER person_law AFTER INSERT OR UPDATE ON people_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peckham.check_person_row();
CREATE CONSTRAINT TRIGGER spell_law AFTER INSERT OR UPDATE ON people_addressspell
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peckham.check_person_of_fact();
CREATE CONSTRAINT TRIGGER registration_law AFTER INSERT OR UPDATE ON people_registration
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peckham.check_person_of_fact();
CREATE CONSTRAINT TRIGGER merge_law AFTER INSERT OR UPDATE ON people_merge
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peckham.check_person_of_merge();

-- The same law over everybody at once, for bulk loads, which switch the row triggers off.
CREATE FUNCTION peckham.check_everybody() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE broken bigint;
BEGIN
    WITH lived AS (
        SELECT person_id, range_agg(during) AS days FROM people_addressspell
        WHERE superseded_at IS NULL GROUP BY person_id
    ), listed AS (
        SELECT person_id, max(coalesce(upper(during), 'infinity')) AS until FROM people_registration
        WHERE superseded_at IS NULL GROUP BY person_id
    )
    SELECT p.id INTO broken
    FROM people_person p LEFT JOIN lived ON lived.person_id = p.id
    LEFT JOIN listed ON listed.person_id = p.id
    LEFT JOIN people_merge m ON m.duplicate_id = p.id AND m.unmerged_at IS NULL
    WHERE (lived.days IS NULL AND NOT p.is_deceased AND p.merged_into_id IS NULL AND p.erased_at IS NULL)
       OR lived.days <> datemultirange(range_merge(lived.days))
       OR (p.is_deceased AND (upper_inf(lived.days) OR upper(lived.days) > p.deceased_on + 1
           OR listed.until = 'infinity' OR listed.until > p.deceased_on + 1))
       OR p.merged_into_id IS DISTINCT FROM m.survivor_id
    LIMIT 1;
    IF broken IS NOT NULL THEN
        PERFORM peckham.check_person(broken);
        RAISE EXCEPTION 'Person % breaks the law of the People book.', broken
            USING ERRCODE = '23514';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION peckham.check_person(bigint), peckham.check_everybody() FROM PUBLIC;
