"""DuckDB's co-engagement network, as one would ask for it: the earliest event
per account and post, then a self-join on post and time bucket (a bucket is a
window wide, so a partner is in the same bucket or in the next).

    duckdb_network.py FILE WINDOW MIN OUT
"""
import sys

try:
    import duckdb
except ImportError:
    print("skipped: the Python package duckdb is not here")
    sys.exit(0)

QUERY = """
COPY (
WITH event AS (
    SELECT actor, object, min(time) AS time
    FROM read_csv('{file}', header = true,
                  columns = {{'actor': 'VARCHAR', 'object': 'VARCHAR',
                             'time': 'BIGINT'}})
    GROUP BY actor, object),
bucketed AS (SELECT *, time // {window} AS bucket FROM event),
near AS (
    SELECT *, bucket AS meets FROM bucketed
    UNION ALL SELECT *, bucket + 1 FROM bucketed
    UNION ALL SELECT *, bucket - 1 FROM bucketed)
SELECT a.actor AS account_a, b.actor AS account_b, count(*) AS weight,
       avg(abs(a.time - b.time)) AS mean_delta_s
FROM bucketed a JOIN near b
  ON a.object = b.object AND a.bucket = b.meets AND a.actor < b.actor
 AND abs(a.time - b.time) <= {window}
GROUP BY a.actor, b.actor
HAVING count(*) >= {least}
ORDER BY account_a, account_b
) TO '{out}' (HEADER, DELIMITER ',')
"""

path, window, least, out = sys.argv[1:5]
connection = duckdb.connect()
connection.execute("SET threads TO 1")
connection.execute(QUERY.format(file=path, window=int(window),
                                least=int(least), out=out))
