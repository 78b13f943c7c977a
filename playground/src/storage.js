// What the page keeps in the browser: all that GraphiQL does, but for headers, which hold keys of callers. Its history has them otherwise.

function withoutHeaders(text) {
  try {
    return JSON.stringify(JSON.parse(text, (name, value) => (name === "headers" ? undefined : value)));
  } catch {
    return text; // no JSON: a query, a size, a theme
  }
}

export const storage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, withoutHeaders(value)),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  get length() {
    return localStorage.length;
  },
};
