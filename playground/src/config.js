// What the server has to say to the page: { examples: documents of the site, isOpen: whether all may see how operations are answered }.
export const config = JSON.parse(document.getElementById("config").textContent);

const address = new URL(location.href.split(/[?#]/)[0]);

export const HTTP = address.href;
export const WEBSOCKET = address.href.replace(/^http/, "ws");
export const EXPLAIN = `${address.href.replace(/\/$/, "")}/explain`;
