-- Person search. Names are fuzzy-matched against the small vocabulary of distinct words, and then
-- looked up exactly: under row policies an index that fuzzy-matches people themselves is not used
-- at all (3.2 s at 2.5 million rows, measured), and even without them it takes 0.3 s.

-- Who may trace anybody, as the front door must, rather than only those whose record they may open.
-- What is given is enough to tell people apart; opening a record still needs a relationship.
CREATE FUNCTION peckham.may_trace_anybody() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.scope_actor_kind() = 'system'
        OR (peckham.scope_actor_kind() = 'staff'
            AND peckham.scope_role() IN ('navigator', 'clinician', 'manager'))
$$;

-- Words of the vocabulary that may be meant by each typed word, and how sure that is (0 to 1).
CREATE FUNCTION peckham.words_meant(typed text[])
RETURNS TABLE (place int, word text, weight real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    q text;
    n int := 0;
BEGIN
    FOREACH q IN ARRAY typed LOOP
        n := n + 1;
        CONTINUE WHEN length(q) < 2;
        RETURN QUERY SELECT n, q, 1.0::real;
        RETURN QUERY
            SELECT n, v.word, (0.8 + 0.1 * (left(v.word, 1) = left(q, 1))::int
                + 0.05 * (right(v.word, 1) = right(q, 1))::int)::real
            FROM people_nameword v
            WHERE v.variants && peckham.word_variants(q) AND v.word <> q
            ORDER BY similarity(v.word, q) DESC, v.word LIMIT 60;
        IF length(q) >= 3 THEN
            RETURN QUERY
                SELECT n, v.word, 0.7::real FROM people_nameword v
                WHERE v.word > q AND v.word < q || U&'\FFFF' AND length(v.word) > length(q) + 1
                ORDER BY length(v.word), v.word LIMIT 20;
        END IF;
    END LOOP;
END $$;

-- The same, further off, for a typed word of which nothing nearer was found.
CREATE FUNCTION peckham.words_perhaps_meant(typed text[])
RETURNS TABLE (place int, word text, weight real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT q.place::int, v.word, (0.7 * v.near)::real
    FROM unnest(typed) WITH ORDINALITY AS q (word, place),
    LATERAL (
        SELECT n.word, similarity(n.word, q.word) AS near FROM people_nameword n
        WHERE n.word % q.word ORDER BY near DESC, n.word LIMIT 20) AS v
    WHERE length(q.word) >= 4
$$;

-- People found by names: a family word and a given word of one name, in either order.
CREATE FUNCTION peckham.people_by_names(
    meant_places int[], meant_words text[], meant_weights real[], initials text[],
    near_dates date[], districts text
) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    families text[];
    givens text[];
    found bigint[];
BEGIN
    -- One slip at a time: at least one of the two words is as typed. Each pair both ways round.
    SELECT array_agg(family), array_agg(given) INTO families, givens FROM (
        SELECT DISTINCT a.word AS family, b.word AS given
        FROM unnest(meant_places, meant_words, meant_weights) AS a (place, word, weight)
        JOIN unnest(meant_places, meant_words, meant_weights) AS b (place, word, weight)
            ON a.place <> b.place AND (a.weight = 1 OR b.weight = 1)) AS pair;
    IF families IS NULL THEN
        -- One word and the initial of the other: a short stretch of either index.
        SELECT array_agg(DISTINCT w.person_id) INTO found
        FROM unnest(meant_words, meant_weights) AS m (word, weight)
        CROSS JOIN unnest(initials) AS i (letter), LATERAL (
            (SELECT s.person_id FROM people_searchpair s WHERE s.family_word = m.word
                AND s.given_word >= i.letter AND s.given_word < i.letter || U&'\FFFF' LIMIT 2000)
            UNION ALL
            (SELECT s.person_id FROM people_searchpair s WHERE s.given_word = m.word
                AND s.family_word >= i.letter AND s.family_word < i.letter || U&'\FFFF' LIMIT 2000)
        ) AS w WHERE m.weight = 1;
        IF found IS NOT NULL THEN
            RETURN QUERY SELECT unnest(found);
            RETURN;
        END IF;
        -- One word only: a family word or a given word.
        RETURN QUERY
            SELECT w.person_id FROM unnest(meant_words, meant_weights) AS m (word, weight),
            LATERAL (
                (SELECT s.person_id FROM people_searchpair s WHERE s.family_word = m.word LIMIT 200)
                UNION ALL
                (SELECT s.person_id FROM people_searchpair s WHERE s.given_word = m.word LIMIT 200)
            ) AS w ORDER BY m.weight DESC LIMIT 500;
        RETURN;
    END IF;
    IF cardinality(near_dates) > 0 OR districts <> '' THEN
        SELECT array_agg(DISTINCT s.person_id) INTO found
        FROM unnest(families, givens) AS m (family, given)
        JOIN people_searchpair s ON s.family_word = m.family AND s.given_word = m.given
        JOIN people_searchentry e ON e.person_id = s.person_id
        WHERE e.birth_date = ANY (near_dates) OR (districts <> '' AND e.postcode LIKE districts);
        IF found IS NOT NULL THEN
            RETURN QUERY SELECT unnest(found);
            RETURN;
        END IF;
    END IF;
    SELECT array_agg(DISTINCT person_id) INTO found FROM (
        SELECT s.person_id FROM unnest(families, givens) AS m (family, given)
        JOIN people_searchpair s ON s.family_word = m.family AND s.given_word = m.given
        LIMIT 2000) AS f;
    IF coalesce(cardinality(found), 0) < 10 THEN
        -- Nearly nobody: both words may have a slip.
        SELECT found || array_agg(DISTINCT person_id) INTO found FROM (
            SELECT s.person_id
            FROM (SELECT u.* FROM unnest(meant_places, meant_words, meant_weights) AS u (place, word, weight)
                ORDER BY u.weight DESC LIMIT 60) AS a
            JOIN (SELECT u.* FROM unnest(meant_places, meant_words, meant_weights) AS u (place, word, weight)
                ORDER BY u.weight DESC LIMIT 60) AS b ON a.place <> b.place
            JOIN people_searchpair s ON s.family_word = a.word AND s.given_word = b.word
            LIMIT 500) AS f;
    END IF;
    RETURN QUERY SELECT DISTINCT unnest(found);
END $$;

-- How well each of some people fits what was typed; whoever fits no typed name is left out. Where
-- those live who are withheld counts for nothing.
CREATE FUNCTION peckham.rank_people(
    people bigint[], typed text[], meant_places int[], meant_words text[], meant_weights real[],
    birth_dates date[], near_dates date[], birth_years int[], lives_in text, lives_near text,
    withheld bigint[]
) RETURNS TABLE (person_id bigint, score real, matched text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH entry AS MATERIALIZED (
        SELECT e.* FROM people_searchentry e WHERE e.person_id = ANY (people)
    ), named AS (
        SELECT best.person_id, sum(best.weight) AS score FROM (
            SELECT e.person_id, m.place, max(m.weight) AS weight
            FROM entry e CROSS JOIN LATERAL unnest(e.words) AS had (word)
            JOIN unnest(meant_places, meant_words, meant_weights) AS m (place, word, weight) ON m.word = had.word
            GROUP BY e.person_id, m.place) AS best
        GROUP BY best.person_id
    ), initials AS (
        SELECT e.person_id, 0.4 * count(DISTINCT q.word) AS score
        FROM entry e CROSS JOIN LATERAL unnest(e.words) AS had (word)
        JOIN unnest(typed) AS q (word) ON length(q.word) = 1 AND left(had.word, 1) = q.word
        GROUP BY e.person_id
    ), fit AS (
        SELECT e.person_id, coalesce(n.score, 0) + coalesce(i.score, 0) AS names,
            CASE WHEN e.birth_date = ANY (birth_dates) THEN 3
                 WHEN e.birth_date = ANY (near_dates) THEN 1.5
                 WHEN date_part('year', e.birth_date)::int = ANY (birth_years) THEN 1
                 ELSE 0 END AS born,
            CASE WHEN lives_in = '' OR e.postcode = '' OR e.person_id = ANY (withheld) THEN 0
                 WHEN e.postcode = lives_in THEN 3
                 WHEN e.postcode LIKE lives_in || '%' THEN 1.5
                 WHEN lives_near <> '' AND e.postcode ~ lives_near THEN 1.5
                 WHEN length(lives_in) >= 5 AND length(e.postcode) >= 5
                     AND left(e.postcode, -3) = left(lives_in, -3) THEN 0.75
                 ELSE 0 END AS lives
        FROM entry e LEFT JOIN named n ON n.person_id = e.person_id
        LEFT JOIN initials i ON i.person_id = e.person_id
    )
    SELECT f.person_id, (f.names + f.born + f.lives)::real,
        array_remove(ARRAY[CASE WHEN f.names > 0 THEN 'name' END,
            CASE WHEN f.born >= 3 THEN 'date of birth' WHEN f.born > 0 THEN 'near date of birth' END,
            CASE WHEN f.lives >= 3 THEN 'postcode' WHEN f.lives > 0 THEN 'near postcode' END], NULL)
    FROM fit f
    WHERE cardinality(typed) = 0 OR f.names >= 0.3 OR (f.born >= 3 AND f.lives >= 3);
END $$;
