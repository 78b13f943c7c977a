// Asks over HTTP, subscribes over WebSocket, and remembers what was asked last, for the panel that explains it.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { Kind, parse } from "graphql";
import { HTTP, WEBSOCKET } from "./config.js";

const ask = createGraphiQLFetcher({ url: HTTP, subscriptionUrl: WEBSOCKET });

let last = null;
const listeners = new Set();

/** The last operation that a person ran: { request, headers }; null before the first. */
export const lastOperation = {
  get: () => last,
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The request as the text has it now: for half a second after typing GraphiQL names the operation that was there before. */
function brought(request, options) {
  let documentAST;
  try {
    documentAST = parse(request.query);
  } catch {
    return [request, options]; // the server says what is wrong, and where
  }
  const names = documentAST.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).map(({ name }) => name?.value);
  const operationName = names.length > 1 && names.includes(request.operationName) ? request.operationName : names[0];
  return [{ ...request, operationName }, { ...options, documentAST }];
}

export function fetcher(given, options) {
  const [request, current] = brought(given, options);
  if (request.operationName !== "IntrospectionQuery") {
    last = { request, headers: options?.headers ?? {} };
    for (const listener of listeners) listener();
  }
  return ask(request, current);
}
