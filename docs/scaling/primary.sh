#!/bin/sh
# What the image `postgres` runs once, when it makes a new database: roles, and leave for replicas to copy it.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file /roles.sql
echo "host replication gateway_replica all scram-sha-256" >> "$PGDATA/pg_hba.conf"
