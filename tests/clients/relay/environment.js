import { createClient } from "graphql-ws";
import { Environment, Network, Observable, RecordSource, Store } from "relay-runtime";

export function connect(url) {
  const websocket = createClient({ url: url.replace(/^http/, "ws") });

  async function ask({ text }, variables) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: text, variables }),
    });
    return response.json();
  }

  function subscribe({ text, name }, variables) {
    return Observable.create((sink) => websocket.subscribe({ query: text, operationName: name, variables }, sink));
  }

  return new Environment({ network: Network.create(ask, subscribe), store: new Store(new RecordSource()) });
}
