SELECT convert_to(
  concat(
    '{"providers":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"name":',
            coalesce(CAST (to_json(provider_1.name) AS TEXT), 'null'),
            ',"domain":',
            coalesce(CAST (to_json(provider_1.domain) AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT provider_1.name AS name,
        provider_1.domain AS domain
        FROM provider AS provider_1
        WHERE (
          provider_1.domain IS NULL
          OR strpos(casefold(provider_1.name COLLATE pg_unicode_fast), $1) > 0
        )
        ORDER BY provider_1.name,
        provider_1.name,
        coalesce(provider_1.domain, '􏿿'),
        provider_1.id
        LIMIT 25 OFFSET 0
      ) AS provider_1
    ),
    ',"topics":',
    (
      SELECT concat(
        '{"nodes":[',
        string_agg(
          concat(
            '{"name":',
            coalesce(CAST (to_json(topic_1.name) AS TEXT), 'null'),
            ',"source":',
            coalesce(CAST (to_json(topic_1.source) AS TEXT), 'null'),
            '}'
          ),
          ','
        ),
        ']}'
      ) AS json
      FROM (
        SELECT topic_1.name AS name,
        topic_1.source AS source
        FROM topic AS topic_1
        WHERE (NOT (strpos(topic_1.name, $2) > 0) AND topic_1.is_defined = 0)
        ORDER BY coalesce(topic_1.file_name, '􏿿'),
        topic_1.name,
        topic_1.source,
        topic_1.id
        LIMIT 25 OFFSET 0
      ) AS topic_1
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'lark'  "LARK"
$2  's'  "s"
*/
