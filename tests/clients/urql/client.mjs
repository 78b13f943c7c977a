import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { persistedExchange } from "@urql/exchange-persisted";
import { createClient } from "graphql-ws";

export function connect(url, key) {
  const headers = key ? { "x-api-key": key } : {};
  const websocket = createClient({ url: url.replace(/^http/, "ws"), connectionParams: headers });
  return new Client({
    url,
    fetchOptions: { headers },
    exchanges: [
      cacheExchange({
        keys: {
          ArticleFacets: () => null,
          Snapshot: ({ id }) => id,
        },
        resolvers: {
          Query: { articles: relayPagination() },
          Topic: { articles: relayPagination() },
          Provider: { articles: relayPagination() },
        },
      }),
      persistedExchange({ preferGetForPersistedQueries: true }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({ unsubscribe: websocket.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
}
