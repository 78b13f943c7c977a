#!/bin/sh
# A server that follows the primary: copied from it the first time. Run as the user `postgres`.
set -eu
until [ -s "$PGDATA/PG_VERSION" ]; do
    rm -rf "${PGDATA:?}" && mkdir -p "$PGDATA"
    pg_basebackup --pgdata "$PGDATA" --write-recovery-conf --checkpoint fast --dbname "$PRIMARY" || sleep 1
done
chmod 0700 "$PGDATA"
exec postgres -c hot_standby_feedback=on
