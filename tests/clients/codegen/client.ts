import type { CardFragment, TypedDocumentString } from "./generated/graphql.ts";
import { graphql, useFragment as read } from "./generated/index.ts";

const Card = graphql(`
  fragment Card on Article {
    path
    title
    status
    publishedDateTime
    provider {
      name
    }
  }
`);

const Stories = graphql(`
  query Stories($first: Int!, $where: ArticleFilter) {
    articles(first: $first, where: $where) {
      totalCount
      nodes {
        ...Card
      }
    }
  }
`);

export async function ask<Result, Variables>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Result; errors?: { message: string }[] };
  if (!data) throw new Error(errors?.map(({ message }) => message).join("\n"));
  return data;
}

/** The newest stories of a collection. */
export async function newest(url: string, collection: string): Promise<readonly CardFragment[]> {
  const { articles } = await ask(url, Stories, { first: 3, where: { collection: { eq: collection } } });
  return articles.nodes.map((node) => read(Card, node));
}
