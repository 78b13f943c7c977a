import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { getMainDefinition, relayStylePagination } from "@apollo/client/utilities";
import { createClient } from "graphql-ws";

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const LISTS = ["search", "where", "status", "orderBy"];

export function connect(url, key) {
  const headers = key ? { "x-api-key": key } : {};
  const http = ApolloLink.from([
    // Queries by their hashes, with GET: a CDN can keep the answers.
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    new HttpLink({ uri: url, headers }),
  ]);
  const websocket = new GraphQLWsLink(createClient({ url: url.replace(/^http/, "ws"), connectionParams: headers }));
  return new ApolloClient({
    link: ApolloLink.split(({ query }) => getMainDefinition(query).operation === "subscription", websocket, http),
    cache: new InMemoryCache({
      possibleTypes: { Node: ["Article", "Image", "Provider", "Topic"] },
      typePolicies: {
        Query: { fields: { articles: relayStylePagination(LISTS) } },
        Topic: { fields: { articles: relayStylePagination(LISTS) } },
        Provider: { fields: { articles: relayStylePagination(LISTS) } },
      },
    }),
  });
}
