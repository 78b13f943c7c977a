// What every test program gets: where the site is served, its folder, and keys; and a change that subscribers hear of.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const { url, folder, keys } = JSON.parse(process.argv[2]);

export const websocket = url.replace(/^http/, "ws");

const STORY = "_news/2025-02-25-ten-ways-to-fold-a-map-of-the-harbour.md";

/** Gives a story another title, and has it loaded. */
export async function change(title) {
  const file = join(folder, STORY);
  await writeFile(file, (await readFile(file, "utf8")).replace(/^title: .*$/m, `title: ${JSON.stringify(title)}`));
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": keys.admin },
    body: JSON.stringify({ query: "mutation { reload { changed } }" }),
  });
  const { data } = await response.json();
  if (data?.reload.changed !== 1) throw new Error(`not loaded: ${JSON.stringify(data)}`);
}

/** Waits for something that is about to happen. */
export function soon(promise, what, milliseconds = 10_000) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error(`${what}: nothing came`)), milliseconds).unref());
  return Promise.race([promise, late]);
}
