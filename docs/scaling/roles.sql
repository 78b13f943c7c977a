-- Who may do what, run once by a superuser in the database that is to hold the content:
--
--     LOADER_PASSWORD=… READER_PASSWORD=… REPLICA_PASSWORD=… psql --set ON_ERROR_STOP=1 --file roles.sql gateway
--
-- gateway_loader makes the schemas and fills them (`gateway load`, `gateway serve --watch DIR`), gateway_reader only
-- answers (`gateway serve`), gateway_replica is how a replica copies its primary.
\getenv loader_password LOADER_PASSWORD
\getenv reader_password READER_PASSWORD
\getenv replica_password REPLICA_PASSWORD

CREATE ROLE gateway_loader LOGIN PASSWORD :'loader_password';
CREATE ROLE gateway_reader LOGIN PASSWORD :'reader_password';
CREATE ROLE gateway_replica LOGIN REPLICATION PASSWORD :'replica_password';

GRANT CREATE ON DATABASE :"DBNAME" TO gateway_loader;
ALTER DEFAULT PRIVILEGES FOR ROLE gateway_loader GRANT USAGE ON SCHEMAS TO gateway_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE gateway_loader GRANT SELECT ON TABLES TO gateway_reader;
