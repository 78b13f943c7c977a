SELECT CAST (
  json_object(
    'nodes', (
      SELECT json_group_array(
        json(
          coalesce(
            (
              SELECT json_object(
                '__typename', 'Article',
                'id', printf('a%016x', article_1.id),
                'path', article_1.path,
                'title', article_1.title
              ) AS json
              FROM article AS article_1
              WHERE article_1.id = json_extract
              (given.value, '$.a')
              AND article_1.status != 3
            ),
            (
              SELECT json_object(
                '__typename', 'Image',
                'id', printf('i%016x', image_1.id),
                'url', image_1.url,
                'width', image_1.width
              ) AS json
              FROM image AS image_1
              WHERE image_1.id = json_extract(given.value, '$.i')
            ),
            (
              SELECT json_object(
                '__typename', 'Provider',
                'id', printf('p%016x', provider_1.id),
                'name', provider_1.name,
                'domain', provider_1.domain
              ) AS json
              FROM provider AS provider_1
              WHERE provider_1.id = json_extract(given.value, '$.p')
            ),
            (
              SELECT json_object(
                '__typename', 'Topic',
                'id', printf('t%016x', topic_1.id),
                'name', topic_1.name,
                'slug', topic_1.slug
              ) AS json
              FROM topic AS topic_1
              WHERE topic_1.id = json_extract(given.value, '$.t')
            ),
            'null'
          )
        )
      ) AS json
      FROM (SELECT value AS value FROM json_each(?) ORDER BY key) AS given
    )
  ) AS BLOB
) AS data

/* parameters
?1  '[{"a": 5404146649910777572}, {"p": 2871796673041391824}, {"t": 7234449841042081647}, {"i": 2853188683617750054}, {"a": 5404081661958729065}, {"a": 0}, {}, {}, {"a": 5404146649910777572}]'  $ids
*/
