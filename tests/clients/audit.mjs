// The audit suite of graphql-http against one address: prints each audit with what became of it, as JSON.
import { auditServer } from "graphql-http";

const [url] = process.argv.slice(2);
const results = await auditServer({ url, fetchFn: fetch });
console.log(JSON.stringify(results.map(({ status, id, name, reason }) => ({ status, id, name, reason })), null, 1));
