// The panel: how the last operation is answered, as `gateway explain` tells it.
import { useEffect, useState, useSyncExternalStore } from "react";
import { EXPLAIN, config } from "./config.js";
import { lastOperation } from "./fetcher.js";

/** Asks how an operation is answered; gives { explanation } or { error }. */
async function explain({ request, headers }, signal) {
  const response = await fetch(EXPLAIN, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });
  const body = await response.json();
  return body.errors ? { error: body.errors[0] } : { explanation: body };
}

function useExplanation(operation) {
  const [found, setFound] = useState({});
  useEffect(() => {
    if (!operation) return undefined;
    const asking = new AbortController();
    explain(operation, asking.signal).then(setFound, (error) => {
      if (!asking.signal.aborted) setFound({ error: { message: String(error) } });
    });
    return () => asking.abort();
  }, [operation]);
  return found;
}

function Part({ title, children }) {
  return (
    <section>
      <h3>{title}</h3>
      <pre tabIndex={0}>{children}</pre>
    </section>
  );
}

function Figures({ cost, rows, bytes, milliseconds }) {
  return (
    <dl className="explain-figures">
      <div><dt>cost at most</dt><dd>{cost}</dd></div>
      <div><dt>rows</dt><dd>{rows}</dd></div>
      <div><dt>bytes</dt><dd>{bytes}</dd></div>
      <div><dt>milliseconds</dt><dd>{milliseconds.toFixed(1)}</dd></div>
    </dl>
  );
}

function Refusal({ error }) {
  const isForbidden = error.extensions?.code === "FORBIDDEN";
  return (
    <div role="alert">
      <p>{error.message}</p>
      {isForbidden && !config.isOpen && (
        <p>
          Put a key with the scope <code>editor</code> under Headers, such as <code>{'{"x-api-key": "…"}'}</code>, or start the server
          with <code>--dev</code>.
        </p>
      )}
    </div>
  );
}

function Explain() {
  const operation = useSyncExternalStore(lastOperation.subscribe, lastOperation.get);
  const { explanation, error } = useExplanation(operation);
  return (
    <div className="explain">
      <h2 className="graphiql-doc-explorer-title">How it is answered</h2>
      {!operation && <p>Run an operation: its plan, its SQL and its time stand here then.</p>}
      {error && <Refusal error={error} />}
      {explanation && !error && (
        <>
          {explanation.milliseconds !== null && <Figures {...explanation} />}
          <Part title="Plan">{explanation.plan}</Part>
          <Part title="SQL">{explanation.sql}</Part>
          <Part title="Parameters">{explanation.parameters || "none"}</Part>
          <Part title="EXPLAIN of the database">{explanation.databasePlan}</Part>
        </>
      )}
    </div>
  );
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <ellipse cx="12" cy="5.5" rx="7.5" ry="3" />
      <path d="M4.5 5.5v13c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-13M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3" />
    </svg>
  );
}

export const explainPlugin = { title: "How it is answered", icon: Icon, content: Explain };
