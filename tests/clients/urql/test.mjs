// urql: pages put together in Graphcache, persisted queries, errors, keys, subscriptions.
import assert from "node:assert/strict";
import { gql } from "@urql/core";
import { change, keys, soon, url } from "../site.mjs";
import { connect } from "./client.mjs";

const requests = [];
const fetched = globalThis.fetch;
globalThis.fetch = (input, init) => {
  requests.push({ method: init?.method ?? "GET", isWhole: String(input).includes("query=") });
  return fetched(input, init);
};

const STORIES = gql`
  query Stories($after: String) {
    articles(first: 3, after: $after, where: { collection: { eq: "news" } }) {
      edges { cursor node { id title } }
      nodes { id }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

const client = connect(url);
const first = await client.query(STORIES, {}).toPromise();
assert.equal(first.error, undefined);
assert.deepEqual(requests, [{ method: "GET", isWhole: false }, { method: "GET", isWhole: true }]);
const again = await client.query(STORIES, {}, { requestPolicy: "network-only" }).toPromise();
assert.equal(again.error, undefined);
assert.deepEqual(requests.at(-1), { method: "GET", isWhole: false });

await client.query(STORIES, { after: first.data.articles.pageInfo.endCursor }).toPromise();
const pages = client.readQuery(STORIES, { after: first.data.articles.pageInfo.endCursor });
assert.equal(pages.data.articles.edges.length, 6);
assert.equal(new Set(pages.data.articles.nodes.map(({ id }) => id)).size, 6);

const PROBLEMS = gql`{ snapshot { id problems { code } } }`;
const refused = await client.query(PROBLEMS, {}).toPromise();
assert.equal(refused.error.graphQLErrors[0].extensions.code, "FORBIDDEN");
assert.equal(refused.data.snapshot.problems, null);
const wrong = await client.query(gql`{ articles(first: 9999) { totalCount } }`, {}).toPromise();
assert.equal(wrong.error.graphQLErrors[0].extensions.code, "BAD_USER_INPUT");
const allowed = await connect(url, keys.editor).query(PROBLEMS, {}).toPromise();
assert.ok(allowed.data.snapshot.problems.length > 0);

const heard = new Promise((resolve) => {
  client.subscription(gql`subscription { articleChanged { kind article { id title } } }`, {}).subscribe(resolve);
});
await new Promise((resolve) => setTimeout(resolve, 500));
await change("Thirteen ways to fold a map");
assert.equal((await soon(heard, "a change")).data.articleChanged.article.title, "Thirteen ways to fold a map");
process.exit(0);
