-- Names as searchable words. domain/folding.py does the same for what is typed; a test holds the
-- two equal. Written out by code point, so that no database's locale changes what is found. These
-- run with their caller's rights and path: a path of their own costs more than the work they do.
CREATE FUNCTION peckham.fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT trim(' ' FROM regexp_replace(lower(
        replace(replace(replace(replace(replace(replace(replace(replace(translate(
            regexp_replace(normalize(regexp_replace(regexp_replace(words,
                '[''`\u00b4\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]', '''', 'g'),
                '[\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]', '-', 'g'), NFKD),
                '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7'
                '\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u202a-\u202e\u2060-\u206f'
                '\ufe00-\ufe0f\ufeff]', '', 'g'),
            'øØłŁđĐħĦıðÐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЄІ',
            'oollddhhiddαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяєі'),
            'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ß', 'ss'), 'ẞ', 'ss'),
            'þ', 'th'), 'Þ', 'th') COLLATE "C"),
        '[\u0001-\u0026\u0028-\u002c\u002e\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u200a'
        '\u2016-\u2bff\u3000-\u303f\ue000-\uf8ff\U0001f000-\U0001faff\U000e0000-\U000e0fff]+',
        ' ', 'g'))
$$;

-- Most names are one plain word: those take the short way.
CREATE FUNCTION peckham.name_words(name text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    tokens text[];
    words text[];
    token text;
    separator text;
BEGIN
    IF name ~ '^[A-Za-z]{1,40}$' THEN
        RETURN ARRAY[lower(name COLLATE "C")];
    END IF;
    SELECT array_agg(t ORDER BY n) INTO tokens
    FROM string_to_table(peckham.fold(name), ' ') WITH ORDINALITY AS s (t, n)
    WHERE trim('''-' FROM t) <> '';
    IF tokens IS NULL THEN
        RETURN '{}';
    END IF;
    FOREACH token IN ARRAY tokens LOOP
        words := words || translate(token, '''-', '');
    END LOOP;
    FOREACH separator IN ARRAY ARRAY['-', '[''-]'] LOOP
        FOREACH token IN ARRAY tokens LOOP
            words := words || ARRAY(SELECT replace(part, '''', '')
                FROM regexp_split_to_table(token, separator) WITH ORDINALITY AS p (part, n)
                WHERE length(replace(part, '''', '')) > 1 ORDER BY n);
        END LOOP;
    END LOOP;
    IF cardinality(tokens) > 1 THEN
        words := words || translate(array_to_string(tokens, ''), '''-', '');
    END IF;
    RETURN ARRAY(SELECT word FROM (
        SELECT left(w, 40) AS word, min(n) AS place
        FROM unnest(words) WITH ORDINALITY AS u (w, n) GROUP BY 1) AS d ORDER BY place LIMIT 12);
END $$;

-- A word, and the word less each of its letters: two words within one slip share one of these.
CREATE FUNCTION peckham.word_variants(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT DISTINCT v FROM (
        SELECT word AS v UNION ALL
        SELECT left(word, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) AS i
    ) AS d WHERE v <> '')
$$;
