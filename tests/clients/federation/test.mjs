// Hive Gateway over two subgraphs, composed from what each says of itself: ours, and comments.
import assert from "node:assert/strict";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { url } from "../site.mjs";
import { serve, typeDefs } from "./comments.mjs";

async function ask(address, query, variables, fetching = fetch) {
  const response = await fetching(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const { data } = await ask(url, "{ _service { sdl } articles(first: 3) { nodes { id title } } topics(first: 1) { nodes { id } } }");
const [first, second] = data.articles.nodes;
const comments = [
  { text: "Well said.", article: first.id },
  { text: "Not at all.", article: second.id },
  { text: "Gone.", article: "a0000000000000000" },
];
const composed = composeServices([
  { name: "content", typeDefs: parse(data._service.sdl), url },
  { name: "comments", typeDefs, url: await serve(comments) },
]);
assert.equal(composed.errors, undefined, JSON.stringify(composed.errors));

const asked = [];
const gateway = createGatewayRuntime({
  supergraph: composed.supergraphSdl,
  logging: false,
  maskedErrors: false,
  fetchAPI: {
    fetch: (input, init) => {
      if (String(input) === url) asked.push(JSON.parse(init.body).query);
      return fetch(input, init);
    },
  },
});
const through = (query, variables) => ask("http://gateway/graphql", query, variables, gateway.fetch);

// From our lists into the other subgraph.
const lists = await through(`{ articles(first: 3) { totalCount nodes { title comments { text } topics { name followers } } } }`);
assert.equal(lists.errors, undefined, JSON.stringify(lists.errors));
assert.deepEqual(lists.data.articles.nodes.map((node) => node.comments.map(({ text }) => text)), [["Well said."], ["Not at all."], []]);
assert.ok(lists.data.articles.nodes.flatMap(({ topics }) => topics).every(({ followers }) => followers === 17));

// From the other subgraph into ours: one request for all entities.
asked.length = 0;
const back = await through(`{ comments { text article { title provider { name } related(first: 1) { totalCount } } } }`);
assert.deepEqual(back.errors.map(({ path }) => path.slice(0, 3)), [["comments", 2, "article"]]); // it is gone
assert.deepEqual(back.data.comments.map(({ article }) => article?.title ?? null), [first.title, second.title, null]);
assert.equal(asked.length, 1);
assert.match(asked[0], /_entities/);

// Arguments, variables and errors pass through.
const page = await through(
  `query Page($where: ArticleFilter) { articles(first: 2, where: $where, orderBy: [{ field: TITLE }]) { nodes { title } } }`,
  { where: { collection: { eq: "news" } } },
);
assert.equal(page.data.articles.nodes.length, 2);
const wrong = await through("{ articles(first: 9999) { totalCount } }");
assert.equal(wrong.errors[0].extensions.code, "BAD_USER_INPUT");
process.exit(0);
