// Builds the page into a folder: `node build.mjs FOLDER`. All names but index.html have hashes, so that browsers can keep them for ever.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);

const COMMON = {
  bundle: true,
  minify: true,
  metafile: true,
  logLevel: "warning",
  legalComments: "none", // LICENSES.txt has them all
  outdir: folder,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".ttf": "file" },
  define: { "process.env.NODE_ENV": '"production"' },
};

// What the editors do in threads of their own, by the names that Monaco asks for them with.
const WORKERS = {
  editor: "monaco-editor/esm/vs/editor/editor.worker.js",
  json: "monaco-editor/esm/vs/language/json/json.worker.js",
  graphql: "monaco-graphql/esm/graphql.worker.js",
};

/** The name of the file that an entry point became. */
function built(result, suffix, entry) {
  const outputs = Object.entries(result.metafile.outputs);
  return basename(outputs.find(([file, { entryPoint }]) => file.endsWith(suffix) && (entryPoint ?? "").endsWith(entry))[0]);
}

/** The licenses of all packages that some of the page is from. */
async function licenses(results) {
  const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
  const roots = new Set(inputs.map((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]).filter(Boolean));
  const parts = [...roots].sort().map(async (root) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const file = (await readdir(root)).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${file ? await readFile(join(root, file), "utf8") : ""}`;
  });
  return (await Promise.all(parts)).join(`\n${"-".repeat(80)}\n`);
}

await rm(folder, { recursive: true, force: true });
const workers = await build({ ...COMMON, format: "iife", entryPoints: WORKERS });
const files = Object.fromEntries(Object.entries(WORKERS).map(([name, entry]) => [name, built(workers, ".js", entry)]));
const page = await build({
  ...COMMON,
  format: "esm",
  splitting: true,
  jsx: "automatic",
  entryPoints: { playground: "src/main.jsx" },
  define: { ...COMMON.define, WORKERS: JSON.stringify(files) },
});
const script = built(page, ".js", "src/main.jsx");
const style = basename(page.metafile.outputs[Object.keys(page.metafile.outputs).find((file) => basename(file) === script)].cssBundle);
const template = await readFile("src/index.html", "utf8");
await writeFile(join(folder, "index.html"), template.replace("SCRIPT", script).replace("STYLE", style));
await writeFile(join(folder, "LICENSES.txt"), await licenses([workers, page]));
