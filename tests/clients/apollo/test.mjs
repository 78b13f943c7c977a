// Apollo Client: pages, the normalized cache, persisted queries with GET, errors, keys, subscriptions.
import assert from "node:assert/strict";
import { CombinedGraphQLErrors, gql } from "@apollo/client";
import { change, keys, soon, url } from "../site.mjs";
import { connect } from "./client.mjs";

const requests = [];
const fetched = globalThis.fetch;
globalThis.fetch = (input, init) => {
  requests.push({ method: init?.method ?? "GET", url: String(input) });
  return fetched(input, init);
};

const STORIES = gql`
  query Stories($after: String) {
    articles(first: 3, after: $after, where: { collection: { eq: "news" } }) {
      edges { cursor node { ...Story } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
  fragment Story on Article { id title provider { id name } }
`;

const client = connect(url);

// The hash alone first, then once with the text, and by the hash from then on.
const first = await client.query({ query: STORIES });
assert.equal(first.data.articles.edges.length, 3);
assert.deepEqual(requests.map(({ method }) => method), ["GET", "POST"]);
await client.query({ query: STORIES, fetchPolicy: "network-only" });
assert.equal(requests.at(-1).method, "GET");
assert.ok(!requests.at(-1).url.includes("articles"), "only the hash is sent");

// Pages grow together.
const watched = client.watchQuery({ query: STORIES });
await watched.result?.();
await watched.fetchMore({ variables: { after: first.data.articles.pageInfo.endCursor } });
const pages = client.readQuery({ query: STORIES });
assert.equal(pages.articles.edges.length, 6);
assert.equal(new Set(pages.articles.edges.map(({ node }) => node.id)).size, 6);

// An article is one object in the cache, wherever it was met; a fragment on Node fits it.
const { id, title } = first.data.articles.edges[0].node;
const NODE = gql`query One($id: ID!) { node(id: $id) { id ... on Article { title } } }`;
assert.equal((await client.query({ query: NODE, variables: { id } })).data.node.title, title);
assert.equal(client.readFragment({ id: `Article:${id}`, fragment: gql`fragment T on Article { title }` }).title, title);
assert.equal(client.readFragment({ id: `Article:${id}`, fragment: gql`fragment N on Node { id }` }).id, id);

// What the caller may not see is an error with a code, and so is a wrong operation.
const PROBLEMS = gql`{ snapshot { problems { code } } }`;
await assert.rejects(client.query({ query: PROBLEMS }), (error) => {
  assert.ok(CombinedGraphQLErrors.is(error));
  assert.equal(error.errors[0].extensions.code, "FORBIDDEN");
  return true;
});
const refused = await client.query({ query: gql`{ articles(first: 9999) { totalCount } }`, errorPolicy: "all" });
assert.equal(refused.error.errors[0].extensions.code, "BAD_USER_INPUT");
const editor = connect(url, keys.editor);
assert.ok((await editor.query({ query: PROBLEMS })).data.snapshot.problems.length > 0);

// Subscribers hear of a change.
const heard = new Promise((resolve, reject) => {
  const changes = client.subscribe({ query: gql`subscription { articleChanged { kind article { id title } } }` });
  changes.subscribe({ next: resolve, error: reject });
});
await new Promise((resolve) => setTimeout(resolve, 500));
await change("Twelve ways to fold a map");
assert.equal((await soon(heard, "a change")).data.articleChanged.article.title, "Twelve ways to fold a map");
process.exit(0);
