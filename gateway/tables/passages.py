"""How PostgreSQL cuts a passage out of a text: a function of SQL that gives what FTS5's `snippet` gives.

The rules are FTS5's ("FTS5", section 5.1.3, The snippet() Function). A window of so many words may begin at each hit of
a term, and then is moved so that the hits are in the middle, or at the beginning of a hit's sentence. Each term in a
window counts 1000, each further hit 1; the beginning of a text 120, that of another sentence 100. The first of the best
wins. Hits that overlap are marked as one, and none that begins before the window.
"""

from typing import Final

__all__ = ["PASSAGE_FUNCTION"]

PASSAGE_FUNCTION: Final = r"""CREATE FUNCTION passage(
    texts text[], words text, terms text, size integer, opening text, closing text, cut text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    WITH term AS MATERIALIZED (
        SELECT number, string_to_array(rtrim(said, '*'), ' ') AS words, right(said, 1) = '*' AS is_beginning
        FROM unnest(string_to_array(terms, '|')) WITH ORDINALITY AS asked (said, number)
    ),
    asked AS MATERIALIZED (
        SELECT term.number, cardinality(term.words) AS length, place, word,
            term.is_beginning AND place = cardinality(term.words) AS is_beginning
        FROM term, unnest(term.words) WITH ORDINALITY AS part (word, place)
    ),
    word AS MATERIALIZED (
        SELECT line.number AS text, place, word
        FROM unnest(string_to_array(words, E'\n')) WITH ORDINALITY AS line (words, number),
            unnest(string_to_array(btrim(line.words, ' '), ' ')) WITH ORDINALITY AS part (word, place)
    ),
    found AS (
        SELECT word.text, word.place - asked.place AS start, asked.number, asked.length
        FROM word JOIN asked ON word.word = asked.word AND NOT asked.is_beginning
        UNION ALL
        SELECT word.text, word.place - asked.place, asked.number, asked.length
        FROM word JOIN asked ON starts_with(word.word, asked.word) AND asked.is_beginning
    ),
    hit AS MATERIALIZED (
        SELECT text, start, number, min(length) AS length
        FROM found GROUP BY text, start, number HAVING count(*) = min(length)
    ),
    piece AS MATERIALIZED (
        SELECT line.number AS text, (place - 1) / 2 AS word, place % 2 = 0 AS is_word, piece
        FROM unnest(texts) WITH ORDINALITY AS line (text, number),
            unnest(string_to_array(line.text, E'\x1d')) WITH ORDINALITY AS part (piece, place)
        WHERE line.number IN (SELECT text FROM hit)
    ),
    length AS MATERIALIZED (
        SELECT text, count(*) FILTER (WHERE is_word) AS words FROM piece GROUP BY text
    ),
    sentence AS MATERIALIZED (
        SELECT text, word AS start FROM piece JOIN length USING (text)
        WHERE NOT is_word AND length.words > size
            AND (word = 0 OR (word < length.words AND (piece LIKE '%. ' OR piece LIKE '%: ')))
    ),
    start AS (
        SELECT text, start, count(number) AS hits, bool_or(number IS NULL) AS is_sentence,
            coalesce(bit_or(1::bigint << number::integer), 0) AS terms,
            max(start * 1024 + length) FILTER (WHERE number = last) AS last
        FROM (
            SELECT text, start, number, length, max(number) OVER (PARTITION BY text, start) AS last FROM hit
            UNION ALL
            SELECT text, start, NULL, NULL, NULL FROM sentence
        ) AS each GROUP BY text, start
    ),
    scored AS MATERIALIZED (
        SELECT text, start, hits > 0 AS is_hit,
            sum(hits) OVER ahead + 999 * bit_count((bit_or(terms) OVER ahead)::bit(64)) AS score,
            max(last) OVER ahead AS last,
            max(start) FILTER (WHERE is_sentence) OVER (PARTITION BY text ORDER BY start) AS sentence
        FROM start WINDOW ahead AS (
            PARTITION BY text ORDER BY start RANGE BETWEEN CURRENT ROW AND (size - 1)::bigint FOLLOWING
        )
    ),
    candidate AS (
        SELECT text, start AS hit, 0 AS kind, score,
            greatest(0, least(start - (size - (last / 1024 + last % 1024 - start)) / 2, words - size)) AS start
        FROM scored JOIN length USING (text) WHERE is_hit
        UNION ALL
        SELECT text, scored.start, 1, ahead.score + CASE scored.sentence WHEN 0 THEN 120 ELSE 100 END, ahead.start
        FROM scored JOIN scored AS ahead USING (text)
        WHERE scored.is_hit AND ahead.start = scored.sentence AND scored.sentence < scored.start
    ),
    best AS MATERIALIZED (
        SELECT text, start, start + size - 1 AS last, words
        FROM (SELECT text, start FROM candidate ORDER BY score DESC, text, hit, kind LIMIT 1) AS first
        JOIN length USING (text)
    ),
    mark AS MATERIALIZED (
        SELECT min(start) AS first, max(start + length - 1) AS last
        FROM (
            SELECT start, length, sum(is_apart::integer) OVER (ORDER BY start, number) AS run
            FROM (
                SELECT hit.start, length, number, hit.start > coalesce(max(hit.start + length - 1) OVER (
                    ORDER BY hit.start, number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), -1) AS is_apart
                FROM hit JOIN best USING (text)
            ) AS each
        ) AS run GROUP BY run
    )
    SELECT CASE WHEN min(best.start) > 0 THEN cut ELSE '' END
        || string_agg(
            CASE WHEN is_word AND word = mark.first THEN opening ELSE '' END
            || piece
            || CASE WHEN is_word AND word IN (mark.last, best.last) AND mark.first <= word THEN closing ELSE '' END,
            '' ORDER BY word, is_word
        )
        || CASE WHEN min(best.last) < min(words) - 1 THEN cut ELSE '' END
    FROM best JOIN piece USING (text)
    LEFT JOIN mark ON mark.first >= best.start AND word BETWEEN mark.first AND mark.last
    WHERE word BETWEEN best.start AND best.last AND (is_word OR word > best.start OR word = 0)
        OR word = words AND best.last >= words - 1
)"""
