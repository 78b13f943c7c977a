// The rules that graphql-eslint recommends for schemas and for operations, and those for Relay. Exceptions have reasons.
import graphql from "@graphql-eslint/eslint-plugin";

const SCHEMA = "schema/schema.graphql";
const CONFIG = { schema: SCHEMA, documents: "seeds/operations/*.graphql" };

const common = {
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: CONFIG } },
  plugins: { "@graphql-eslint": graphql },
};

export default [
  {
    ...common,
    files: ["**/schema/schema.graphql"],
    rules: {
      ...graphql.configs["flat/schema-recommended"].rules,
      ...graphql.configs["flat/schema-relay"].rules,
      // Connections have `nodes` beside `edges`; problems, facets and short lists are plain lists.
      "@graphql-eslint/relay-edge-types": ["error", { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false }],
      // Only what can be asked for again has an id.
      "@graphql-eslint/strict-id-in-types": [
        "error",
        {
          exceptions: {
            types: ["ArticleFacets", "LoadReport", "PageInfo", "Problem", "Secured"],
            suffixes: ["Connection", "Edge", "Count"],
          },
        },
      ],
      // @oneOf is of the GraphQL specification, which describes it.
      "@graphql-eslint/require-description": ["error", { types: true, rootField: true }],
    },
  },
  {
    ...common,
    files: ["**/seeds/operations/*.graphql"],
    rules: graphql.configs["flat/operations-recommended"].rules,
  },
];
