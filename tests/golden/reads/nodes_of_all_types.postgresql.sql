SELECT convert_to(
  concat(
    '{"nodes":',
    (
      SELECT concat(
        '[',
        string_agg(
          coalesce(
            (
              SELECT concat(
                '{"__typename":"Article","id":',
                coalesce('"a' || lpad(to_hex(article_1.id), 16, '0') || '"', 'null'),
                ',"path":',
                coalesce(CAST (to_json(article_1.path) AS TEXT), 'null'),
                ',"title":',
                coalesce(CAST (to_json(article_1.title) AS TEXT), 'null'),
                '}'
              ) AS json
              FROM article AS article_1
              WHERE article_1.id = CAST
              (given.value ->> 'a' AS BIGINT)
              AND article_1.status != 3
            ),
            (
              SELECT concat(
                '{"__typename":"Image","id":',
                coalesce('"i' || lpad(to_hex(image_1.id), 16, '0') || '"', 'null'),
                ',"url":',
                coalesce(CAST (to_json(image_1.url) AS TEXT), 'null'),
                ',"width":',
                coalesce(CAST (image_1.width AS TEXT), 'null'),
                '}'
              ) AS json
              FROM image AS image_1
              WHERE image_1.id = CAST (given.value ->> 'i' AS BIGINT)
            ),
            (
              SELECT concat(
                '{"__typename":"Provider","id":',
                coalesce('"p' || lpad(to_hex(provider_1.id), 16, '0') || '"', 'null'),
                ',"name":',
                coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
                ',"domain":',
                coalesce(CAST (to_json(provider_1.domain) AS TEXT), 'null'),
                '}'
              ) AS json
              FROM provider AS provider_1
              WHERE provider_1.id = CAST (given.value ->> 'p' AS BIGINT)
            ),
            (
              SELECT concat(
                '{"__typename":"Topic","id":',
                coalesce('"t' || lpad(to_hex(topic_1.id), 16, '0') || '"', 'null'),
                ',"name":',
                coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
                ',"slug":',
                coalesce(CAST (to_json(topic_1.slug) AS TEXT), 'null'),
                '}'
              ) AS json
              FROM topic AS topic_1
              WHERE topic_1.id = CAST (given.value ->> 't' AS BIGINT)
            ),
            'null'
          ),
          ','
        ),
        ']'
      ) AS json
      FROM (
        SELECT value AS value
        FROM json_array_elements($1::JSON) WITH ORDINALITY AS listed(value, key)
        ORDER BY key
      ) AS given
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  '[{"a": 5404146649910777572}, {"p": 2871796673041391824}, {"t": 7234449841042081647}, {"i": 2853188683617750054}, {"a": 5404081661958729065}, {"a": 0}, {}, {}, {"a": 5404146649910777572}]'  $ids
*/
