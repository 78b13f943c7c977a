SELECT convert_to(
  concat(
    '{"snapshot":',
    coalesce(
      (
        SELECT concat(
          '{"id":',
          coalesce(CAST (to_json(snapshot_1.id) AS TEXT), 'null'),
          ',"articles":',
          coalesce(CAST (0 + snapshot_1.published AS TEXT), 'null'),
          ',"',
          $1::VARCHAR,
          '":',
          coalesce(
            CAST (
              0 + snapshot_1.published + snapshot_1.unpublished + snapshot_1.stubs + snapshot_1.removed AS TEXT
            ),
            'null'
          ),
          ',"',
          $2::VARCHAR,
          '":',
          coalesce(CAST (0 + snapshot_1.unpublished + snapshot_1.removed AS TEXT), 'null'),
          ',"',
          $3::VARCHAR,
          '":',
          coalesce(CAST (to_json(0) AS TEXT), 'null'),
          ',"providers":',
          coalesce(CAST (snapshot_1.providers AS TEXT), 'null'),
          ',"topics":',
          coalesce(CAST (snapshot_1.topics AS TEXT), 'null'),
          ',"images":',
          coalesce(CAST (snapshot_1.images AS TEXT), 'null'),
          '}'
        ) AS json
        FROM snapshot AS snapshot_1
      ),
      'null'
    ),
    '}'
  ),
  'UTF8'
) AS data

/* parameters
$1  'everything'  response key
$2  'hidden'  response key
$3  'nothing'  response key
*/
