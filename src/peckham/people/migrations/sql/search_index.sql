-- The search index is derived state. `refresh_search` keeps one person's part after an action;
-- `rebuild_search` makes all of it, set-wise, after a bulk load. A test compares the two.
CREATE VIEW peckham.search_names AS
    SELECT id AS person_id, family_name, given_name FROM people_person WHERE erased_at IS NULL
    UNION ALL
    SELECT id, family_name, preferred_name FROM people_person
    WHERE erased_at IS NULL AND preferred_name <> ''
    UNION ALL
    SELECT person_id, family_name, given_name FROM people_othername WHERE superseded_at IS NULL;

-- The postcode of the last spell: where she lives, or lived last, or will move to.
CREATE VIEW peckham.search_postcodes AS
    SELECT DISTINCT ON (person_id) person_id, replace(postcode, ' ', '') AS postcode
    FROM people_addressspell WHERE superseded_at IS NULL AND postcode <> ''
    ORDER BY person_id, lower(during) DESC;

CREATE FUNCTION peckham.pairs_of(family_name text, given_name text)
RETURNS TABLE (family_word text, given_word text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT family, given
    FROM unnest(CASE family_name WHEN '' THEN ARRAY[''] ELSE peckham.name_words(family_name) END)
        AS family,
    unnest(CASE given_name WHEN '' THEN ARRAY[''] ELSE peckham.name_words(given_name) END) AS given
    WHERE family <> '' OR given <> ''
$$;

CREATE FUNCTION peckham.refresh_search(person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE left_over text[];
BEGIN
    SELECT array_agg(DISTINCT word) INTO left_over FROM (
        SELECT family_word AS word FROM people_searchpair WHERE person_id = person
        UNION SELECT given_word FROM people_searchpair WHERE person_id = person) AS had;
    DELETE FROM people_searchpair WHERE person_id = person;
    INSERT INTO people_searchpair (person_id, family_word, given_word)
    SELECT DISTINCT person, pair.family_word, pair.given_word
    FROM peckham.search_names n, peckham.pairs_of(n.family_name, n.given_name) AS pair
    WHERE n.person_id = person;

    DELETE FROM people_searchentry WHERE person_id = person;
    INSERT INTO people_searchentry (person_id, words, birth_date, postcode)
    SELECT person, coalesce(words, '{}'), p.birth_date, coalesce(c.postcode, '')
    FROM people_person p
    LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT word ORDER BY word) AS words FROM people_searchpair s,
            unnest(ARRAY[s.family_word, s.given_word]) AS word
        WHERE s.person_id = person AND word <> '') AS w ON true
    LEFT JOIN peckham.search_postcodes c ON c.person_id = person
    WHERE p.id = person AND p.erased_at IS NULL;

    INSERT INTO people_nameword (word, variants)
    SELECT word, peckham.word_variants(word) FROM people_searchentry e, unnest(e.words) AS word
    WHERE e.person_id = person ORDER BY word
    ON CONFLICT (word) DO NOTHING;
    -- A rare name is personal: the vocabulary forgets it with the last person who has it.
    DELETE FROM people_nameword v WHERE v.word = ANY (left_over)
        AND NOT EXISTS (SELECT FROM people_searchpair s WHERE s.family_word = v.word)
        AND NOT EXISTS (SELECT FROM people_searchpair s WHERE s.given_word = v.word);
END $$;

CREATE FUNCTION peckham.rebuild_search() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    DROP INDEX IF EXISTS people_pair_family_given, people_pair_given_family,
        people_search_birth_date, people_search_postcode, people_word_variants,
        people_word_trigrams;
    TRUNCATE people_searchentry, people_searchpair, people_nameword;
    INSERT INTO people_searchpair (person_id, family_word, given_word)
    SELECT DISTINCT n.person_id, pair.family_word, pair.given_word
    FROM peckham.search_names n, peckham.pairs_of(n.family_name, n.given_name) AS pair;
    INSERT INTO people_searchentry (person_id, words, birth_date, postcode)
    SELECT p.id, coalesce(w.words, '{}'), p.birth_date, coalesce(c.postcode, '')
    FROM people_person p
    LEFT JOIN (
        SELECT s.person_id, array_agg(DISTINCT word ORDER BY word) AS words
        FROM people_searchpair s, unnest(ARRAY[s.family_word, s.given_word]) AS word
        WHERE word <> '' GROUP BY s.person_id) AS w ON w.person_id = p.id
    LEFT JOIN peckham.search_postcodes c ON c.person_id = p.id
    WHERE p.erased_at IS NULL;
    INSERT INTO people_nameword (word, variants)
    SELECT word, peckham.word_variants(word) FROM (
        SELECT family_word AS word FROM people_searchpair
        UNION SELECT given_word FROM people_searchpair) AS w WHERE word <> '';
    CREATE INDEX people_pair_family_given ON people_searchpair (family_word, given_word);
    CREATE INDEX people_pair_given_family ON people_searchpair (given_word, family_word);
    CREATE INDEX people_search_birth_date ON people_searchentry (birth_date);
    CREATE INDEX people_search_postcode ON people_searchentry (postcode);
    CREATE INDEX people_word_variants ON people_nameword USING gin (variants)
        WITH (fastupdate = off);
    CREATE INDEX people_word_trigrams ON people_nameword USING gin (word gin_trgm_ops)
        WITH (fastupdate = off);
END $$;
REVOKE EXECUTE ON FUNCTION peckham.refresh_search(bigint), peckham.rebuild_search() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.refresh_search(bigint) TO peckham_app, peckham_worker;
