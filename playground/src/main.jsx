// The page: GraphiQL with the explorer, the history, the site's own operations as tabs, and a panel that explains the last one.
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./playground.css";
import { config } from "./config.js";
import { explainPlugin } from "./explain.jsx";
import { fetcher } from "./fetcher.js";
import { storage } from "./storage.js";

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(WORKERS[label] ?? WORKERS.editor, import.meta.url)),
};

// Stories have typographic quotes and letters of all scripts: they are not to be marked as suspicious.
import("monaco-graphql/esm/monaco-editor.js").then(({ editor }) =>
  editor.onDidCreateEditor((created) =>
    created.updateOptions({ unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false } }),
  ),
);

const WELCOME = `# The newest stories. Ctrl-Enter runs this,
# Ctrl-Space shows what else there is.
query Newest {
  articles(first: 5) {
    nodes {
      title
      publishedDateTime
      provider {
        name
      }
      topics {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const tabs = [WELCOME, ...config.examples].map((query) => ({ query }));
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false }), explainPlugin];

createRoot(document.getElementById("playground")).render(
  // Headers hold keys of callers: they must not stay in the browser's storage.
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={tabs}
    storage={storage}
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
    defaultEditorToolsVisibility
  >
    <GraphiQL.Logo>Content gateway</GraphiQL.Logo>
  </GraphiQL>,
);
