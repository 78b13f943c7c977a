import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";

// A subgraph of its own: comments on stories, and how many follow a topic. It knows them by their ids alone.
export const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

  type Query {
    comments: [Comment!]!
  }

  type Comment {
    text: String!
    article: Article
  }

  type Article @key(fields: "id") {
    id: ID!
    comments: [Comment!]!
  }

  type Topic @key(fields: "id") {
    id: ID!
    followers: Int!
  }
`);

/** Serves it on a port of this machine, over some comments: `{ text, article: id }`. */
export function serve(comments) {
  const schema = buildSubgraphSchema([{
    typeDefs,
    resolvers: {
      Query: { comments: () => comments },
      Comment: { article: ({ article }) => ({ __typename: "Article", id: article }) },
      Article: { comments: ({ id }) => comments.filter(({ article }) => article === id) },
      Topic: { followers: ({ id }) => id.length },
    },
  }]);
  const server = createServer(async (request, response) => {
    const body = await new Response(request).json();
    const result = await graphql({ schema, source: body.query, variableValues: body.variables });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(result));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}/graphql`));
  });
}
