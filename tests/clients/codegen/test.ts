// GraphQL Code Generator's client preset: types that a strict compiler takes, and that answers keep.
import assert from "node:assert/strict";
import { newest } from "./client.ts";

const { url } = JSON.parse(process.argv[2] ?? "{}") as { url: string };

const stories = await newest(url, "news");
assert.equal(stories.length, 3);
for (const { path, status, publishedDateTime, provider } of stories) {
  assert.ok(path.startsWith("news/"));
  const published: "PUBLISHED" | "UNPUBLISHED" | "REMOVED" | "STUB" = status;
  assert.equal(published, "PUBLISHED");
  assert.ok(publishedDateTime !== null && !Number.isNaN(Date.parse(publishedDateTime)));
  assert.equal(typeof provider?.name, "string");
}

// @ts-expect-error - a number is no collection
const wrong: Promise<unknown> = newest(url, 5).catch(() => null);
await wrong;
