// Apollo Client and urql with `@defer` and `@stream`, in all forms that they know.
import assert from "node:assert/strict";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { Defer20220824Handler, GraphQL17Alpha9Handler } from "@apollo/client/incremental";
import { Client, fetchExchange } from "@urql/core";
import { url } from "../site.mjs";

const types = [];
const fetched = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const response = await fetched(input, init);
  types.push(response.headers.get("content-type"));
  return response;
};

const STORIES = `
  query Stories {
    articles(first: 3, where: { collection: { eq: "news" } }) {
      nodes { id title ...More @defer(label: "more") }
    }
    topics(first: 4) { nodes @stream(initialCount: 1) { id name } }
  }
  fragment More on Article { excerpt provider { id name } }
`;
const whole = (await (await fetched(url, {
  method: "POST",
  headers: { "content-type": "application/json", accept: "application/json" },
  body: JSON.stringify({ query: STORIES }),
})).json()).data;

/** Without the names of types, which clients ask for besides. */
const bare = (value) => JSON.parse(JSON.stringify(value, (key, part) => (key === "__typename" ? undefined : part)));

for (const [Handler, form] of [[Defer20220824Handler, "deferSpec=20220824"], [GraphQL17Alpha9Handler, "incrementalSpec=v0.2"]]) {
  const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache(), incrementalHandler: new Handler() });
  const results = [];
  await new Promise((resolve, reject) => {
    client.watchQuery({ query: gql(STORIES) }).subscribe({
      next: (result) => {
        results.push(result);
        if (result.dataState === "complete") resolve();
      },
      error: reject,
    });
  });
  assert.ok(types.at(-1).startsWith("multipart/mixed") && types.at(-1).includes(form), types.at(-1));
  assert.ok(results.some(({ dataState }) => dataState === "streaming"), "it shows what is there before the rest comes");
  assert.deepEqual(bare(results.at(-1).data), whole);
  assert.equal(results.at(-1).error, undefined);
  client.stop();
}

const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
const shown = [];
await new Promise((resolve) => {
  client.query(STORIES, {}).subscribe((result) => {
    shown.push(structuredClone({ data: result.data, hasNext: result.hasNext, error: result.error?.message }));
    if (!result.hasNext) resolve();
  });
});
assert.ok(types.at(-1).startsWith("multipart/mixed"));
assert.equal(shown[0].data.articles.nodes[0].excerpt, undefined);
assert.equal(shown[0].data.topics.nodes.length, 1);
assert.deepEqual(bare(shown.at(-1).data), whole);
assert.equal(shown.at(-1).error, undefined);
process.exit(0);
