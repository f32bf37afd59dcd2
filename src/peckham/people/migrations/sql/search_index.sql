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

-- Any two words of a name that somebody may type together: a family word and a given word, or two
-- words of one part ("Garcia Lopez"). A missing part is ''.
CREATE FUNCTION peckham.pairs_of(family_name text, given_name text)
RETURNS TABLE (family_word text, given_word text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH part (place, words) AS (
        VALUES (1, peckham.name_words(family_name)), (2, peckham.name_words(given_name))
    ), word AS (
        SELECT place, word, n FROM part, unnest(words) WITH ORDINALITY AS w (word, n)
        UNION ALL
        SELECT place, '', 0 FROM part WHERE words = '{}'
    )
    SELECT a.word, b.word FROM word a JOIN word b
        ON a.place < b.place OR (a.place = b.place AND a.n < b.n)
    WHERE a.word <> '' OR b.word <> ''
$$;

CREATE FUNCTION peckham.sorted_words(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT DISTINCT word COLLATE "C" FROM unnest(words) AS word
        WHERE word <> '' ORDER BY 1)
$$;

CREATE FUNCTION peckham.refresh_search(person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
        SELECT peckham.sorted_words(array_agg(s.family_word) || array_agg(s.given_word)) AS words
        FROM people_searchpair s WHERE s.person_id = person) AS w ON true
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
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET work_mem = '128MB' SET maintenance_work_mem = '256MB' AS $$
DECLARE
    definition text;
    definitions text[];
BEGIN
    SELECT array_agg(pg_get_indexdef(i.indexrelid)) INTO definitions FROM pg_index i
    WHERE i.indrelid IN ('people_searchentry'::regclass, 'people_searchpair'::regclass,
        'people_nameword'::regclass) AND NOT i.indisprimary;
    FOR definition IN SELECT i.indexrelid::regclass::text FROM pg_index i
        WHERE pg_get_indexdef(i.indexrelid) = ANY (definitions) LOOP
        EXECUTE 'DROP INDEX ' || definition;
    END LOOP;
    TRUNCATE people_searchentry, people_searchpair, people_nameword;
    -- Nearly everybody has one name of two plain words: those are made without a call a person.
    INSERT INTO people_searchpair (person_id, family_word, given_word)
    SELECT person_id, lower(family_name COLLATE "C"), lower(given_name COLLATE "C")
    FROM peckham.search_names
    WHERE family_name ~ '^[A-Za-z]{1,40}$' AND given_name ~ '^[A-Za-z]{1,40}$';
    INSERT INTO people_searchpair (person_id, family_word, given_word)
    SELECT n.person_id, pair.family_word, pair.given_word
    FROM peckham.search_names n, peckham.pairs_of(n.family_name, n.given_name) AS pair
    WHERE NOT (family_name ~ '^[A-Za-z]{1,40}$' AND given_name ~ '^[A-Za-z]{1,40}$');
    DELETE FROM people_searchpair s USING people_searchpair earlier
    WHERE s.person_id IN (SELECT person_id FROM peckham.search_names GROUP BY 1 HAVING count(*) > 1)
        AND earlier.person_id = s.person_id AND earlier.id < s.id
        AND (earlier.family_word, earlier.given_word) = (s.family_word, s.given_word);
    INSERT INTO people_searchentry (person_id, words, birth_date, postcode)
    SELECT p.id, coalesce(w.words, '{}'), p.birth_date, coalesce(c.postcode, '')
    FROM people_person p
    LEFT JOIN (
        SELECT s.person_id, CASE
            WHEN count(*) = 1 AND min(s.family_word) < min(s.given_word) AND min(s.family_word) <> ''
                THEN ARRAY[min(s.family_word), min(s.given_word)]
            WHEN count(*) = 1 AND min(s.given_word) < min(s.family_word) AND min(s.given_word) <> ''
                THEN ARRAY[min(s.given_word), min(s.family_word)]
            ELSE peckham.sorted_words(array_agg(s.family_word) || array_agg(s.given_word)) END
            AS words
        FROM people_searchpair s GROUP BY s.person_id) AS w ON w.person_id = p.id
    LEFT JOIN peckham.search_postcodes c ON c.person_id = p.id
    WHERE p.erased_at IS NULL;
    -- The same as word_variants, over every word at once.
    INSERT INTO people_nameword (word, variants)
    SELECT word, array_agg(DISTINCT variant) FROM (
        SELECT w.word, CASE i WHEN 0 THEN w.word
            ELSE left(w.word, i - 1) || substr(w.word, i + 1) END AS variant
        FROM (SELECT family_word AS word FROM people_searchpair
            UNION SELECT given_word FROM people_searchpair) AS w,
        generate_series(0, length(w.word)) AS i WHERE w.word <> '') AS v
    WHERE variant <> '' GROUP BY word;
    FOREACH definition IN ARRAY definitions LOOP
        EXECUTE definition;
    END LOOP;
    ANALYZE people_searchentry, people_searchpair, people_nameword;
END $$;
REVOKE EXECUTE ON FUNCTION peckham.refresh_search(bigint), peckham.rebuild_search() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.refresh_search(bigint) TO peckham_app, peckham_worker;
