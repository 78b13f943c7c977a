import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../../schema/schema.graphql", // or the address of the gateway
  documents: "client.ts",
  importExtension: ".ts",
  generates: {
    "generated/": {
      preset: "client",
      presetConfig: { persistedDocuments: true },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { DateTime: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
