SELECT CAST (
  json_object(
    'snapshot', (
      SELECT json_object(
        'id', snapshot_1.id,
        'articles', 0 + snapshot_1.published,
        ?, 0 + snapshot_1.published + snapshot_1.unpublished + snapshot_1.stubs + snapshot_1.removed,
        ?, 0 + snapshot_1.unpublished + snapshot_1.removed,
        ?, 0,
        'providers', snapshot_1.providers,
        'topics', snapshot_1.topics,
        'images', snapshot_1.images
      ) AS json
      FROM snapshot AS snapshot_1
    )
  ) AS BLOB
) AS data

/* parameters
?1  'everything'  response key
?2  'hidden'  response key
?3  'nothing'  response key
*/
