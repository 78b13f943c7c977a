// The reference clients of both protocols: graphql-ws, and graphql-sse in both of its modes.
import assert from "node:assert/strict";
import { createClient as createEvents } from "graphql-sse";
import { createClient as createSocket } from "graphql-ws";
import { change, keys, soon, url, websocket } from "../site.mjs";

const CHANGES = "subscription { articleChanged { kind article { title } } }";

const modes = {
  "graphql-ws": (headers) => createSocket({ url: websocket, connectionParams: headers, retryAttempts: 0 }),
  "graphql-sse, distinct": (headers) => createEvents({ url, headers, retryAttempts: 0 }),
  "graphql-sse, single": (headers) => createEvents({ url, headers, singleConnection: true, retryAttempts: 0 }),
};

for (const [mode, connect] of Object.entries(modes)) {
  const client = connect({});
  const ask = async (asking, query) => {
    const results = [];
    for await (const result of asking.iterate({ query })) results.push(result);
    return results;
  };

  // A query has one result, and the stream goes on or ends without a word.
  assert.deepEqual(await ask(client, "{ __typename }"), [{ data: { __typename: "Query" } }], mode);
  assert.deepEqual(await Promise.all([ask(client, "{ a: __typename }"), ask(client, "{ b: __typename }")]), [
    [{ data: { a: "Query" } }],
    [{ data: { b: "Query" } }],
  ]);

  // A field that the caller may not see is an error beside the data.
  const [partial] = await ask(client, "{ snapshot { problems { code } } }");
  assert.equal(partial.errors[0].extensions.code, "FORBIDDEN", mode);
  assert.equal(partial.data.snapshot.problems, null);

  // Who has a key may.
  const editor = connect({ "x-api-key": keys.editor });
  const [whole] = await ask(editor, "{ snapshot { problems { code } } }");
  assert.ok(whole.data.snapshot.problems.length > 0, mode);
  editor.dispose();

  // What is no operation is told, and hurts no other.
  const told = await ask(client, "{ nothing }").then(
    ([result]) => JSON.stringify(result),
    (error) => JSON.stringify(error) + String(error.message ?? ""),
  );
  assert.match(told, /nothing|Bad Request|400/, mode);

  // A subscription is told of a change, and ended by its client.
  const title = `A map folded with ${mode}`;
  const changes = client.iterate({ query: CHANGES });
  const next = changes.next();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await change(title);
  assert.equal((await soon(next, mode)).value.data.articleChanged.article.title, title);
  await changes.return();
  assert.deepEqual(await ask(client, "{ __typename }"), [{ data: { __typename: "Query" } }], mode);
  client.dispose();
}

// A wrong key is refused: 4403, which the client takes as final, and 401.
const closed = await new Promise((resolve) => {
  const wrong = createSocket({ url: websocket, connectionParams: { "x-api-key": "wrong" }, retryAttempts: 0 });
  wrong.subscribe({ query: "{ __typename }" }, { next() {}, complete() {}, error: resolve });
});
assert.equal(closed.code, 4403);
const refused = createEvents({ url, headers: { "x-api-key": "wrong" }, retryAttempts: 0 }).iterate({ query: "{ __typename }" });
await assert.rejects(refused.next(), (error) => error.response.status === 401);
process.exit(0);
