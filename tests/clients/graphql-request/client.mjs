import { GraphQLClient, gql } from "graphql-request";

export function connect(url, key) {
  return new GraphQLClient(url, { headers: key ? { "x-api-key": key } : {} });
}

const PAGE = gql`
  query Page($first: Int!, $after: String) {
    articles(first: $first, after: $after) {
      nodes { path title }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** All articles, page after page. */
export async function* articles(client, first = 20) {
  let after = null;
  do {
    const { articles } = await client.request(PAGE, { first, after });
    yield* articles.nodes;
    after = articles.pageInfo.hasNextPage ? articles.pageInfo.endCursor : null;
  } while (after);
}
