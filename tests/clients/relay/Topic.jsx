import { graphql, useLazyLoadQuery, usePaginationFragment } from "react-relay";

export function Topic({ slug }) {
  const { topic } = useLazyLoadQuery(
    graphql`
      query TopicQuery($slug: String!) {
        topic(by: { slug: $slug }) {
          name
          ...Topic_stories
        }
      }
    `,
    { slug },
  );
  return (
    <main>
      <h1>{topic.name}</h1>
      <Stories topic={topic} />
    </main>
  );
}

function Stories({ topic }) {
  const { data, hasNext, loadNext, refetch } = usePaginationFragment(
    graphql`
      fragment Topic_stories on Topic
      @refetchable(queryName: "TopicStoriesQuery")
      @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }, words: { type: "String" }) {
        articles(first: $first, after: $after, search: $words) @connection(key: "Topic_articles", filters: ["search"]) {
          edges {
            node {
              id
              title
            }
          }
        }
      }
    `,
    topic,
  );
  return (
    <>
      <ul>
        {data.articles.edges.map(({ node }) => (
          <li key={node.id}>{node.title}</li>
        ))}
      </ul>
      {hasNext && <button onClick={() => loadNext(2)}>More</button>}
      <button onClick={() => refetch({ words: "wind" })}>About wind</button>
    </>
  );
}
