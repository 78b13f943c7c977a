// graphql-request: a walk through all pages, errors with their codes, keys.
import assert from "node:assert/strict";
import { ClientError, gql } from "graphql-request";
import { keys, url } from "../site.mjs";
import { articles, connect } from "./client.mjs";

const client = connect(url);
const { snapshot } = await client.request(gql`{ snapshot { articles } }`);
const paths = [];
for await (const { path } of articles(client, 7)) paths.push(path);
assert.equal(paths.length, snapshot.articles);
assert.equal(new Set(paths).size, paths.length);

for (const [query, code] of [
  ["{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
  ["{ articles(first: -1) { totalCount } }", "BAD_USER_INPUT"],
  ["{ snapshot { problems { code } } }", "FORBIDDEN"],
]) {
  await assert.rejects(client.request(query), (error) => {
    assert.ok(error instanceof ClientError);
    assert.equal(error.response.errors[0].extensions.code, code);
    return true;
  });
}
const allowed = await connect(url, keys.editor).request("{ snapshot { problems { code } } }");
assert.ok(allowed.snapshot.problems.length > 0);
