// Relay: its compiler takes the schema and the fragments; React shows a list that grows and that is asked for anew.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { transformAsync } from "@babel/core";
import { JSDOM } from "jsdom";
import { url } from "../site.mjs";

const here = new URL(".", import.meta.url);

// Compiled as in a build of a site.
const compiled = spawnSync(process.execPath, ["../node_modules/relay-compiler/cli.js", "relay.config.json"], {
  cwd: here,
  encoding: "utf8",
});
assert.equal(compiled.status, 0, compiled.stdout + compiled.stderr);
const plugins = [["relay", { eagerEsModules: true }], ["@babel/plugin-transform-react-jsx", { runtime: "automatic" }]];
const { code } = await transformAsync(await readFile(new URL("Topic.jsx", here), "utf8"), {
  filename: "relay/Topic.jsx",
  plugins,
  configFile: false,
});
await mkdir(new URL("__generated__", here), { recursive: true });
await writeFile(new URL("__generated__/Topic.js", here), code.replaceAll("./__generated__/", "./"));

// Bundlers find what the compiler made without its suffix.
registerHooks({ resolve: (name, context, next) => next(name.endsWith(".graphql") ? `${name}.js` : name, context) });

// A browser without a screen.
const { window } = new JSDOM("<div id=root></div>");
Object.assign(globalThis, { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: false });
const { createRoot } = await import("react-dom/client");
const { createElement, Suspense } = await import("react");
const { RelayEnvironmentProvider } = await import("react-relay");
const { connect } = await import("./environment.js");
const { Topic } = await import("./__generated__/Topic.js");

const root = createRoot(document.getElementById("root"));
const page = createElement(Suspense, { fallback: "…" }, createElement(Topic, { slug: "clean-energy" }));
root.render(createElement(RelayEnvironmentProvider, { environment: connect(url) }, page));

/** What the list shows, once it shows something that fits. */
async function shown(fits) {
  for (let tries = 0; tries < 200; tries += 1) {
    const titles = [...document.querySelectorAll("li")].map((item) => item.textContent);
    if (fits(titles)) return titles;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`it shows ${document.body.innerHTML}`);
}

function press(name) {
  const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name);
  button.dispatchEvent(new window.MouseEvent("click", { bubbles: true }));
}

const first = await shown((titles) => titles.length === 2);
assert.equal(document.querySelector("h1").textContent, "Clean Energy");
press("More");
const more = await shown((titles) => titles.length === 4);
assert.deepEqual(more.slice(0, 2), first);
assert.equal(new Set(more).size, 4);
press("About wind");
const about = await shown((titles) => titles.length > 0 && titles.length <= 2 && titles.join() !== first.join());
assert.ok(about.every((title) => typeof title === "string"));
process.exit(0);
