// The page without a network: after the first visit everything that it needs is kept, and comes from there.
//
// The build puts `version` and `needed` in front. A version is whole or not at all, and another one begins only when no
// tab works with this one: an update never changes the code under somebody's hands, least of all in a submit. Whatever
// goes to a testbed, directly or through the relay, never comes by here.

const KEPT = `hotplate-${version}`;
const root = new URL("./", location.href).href;
const all = new Set(needed.map((name) => root + name));

/** Pages to read, and what is fetched only when it is asked for: kept once it was used. */
const USED = /^(about|checks|embed|gallery|guide|python)\//;

addEventListener("install", (event) => {
  const requests = needed.map((name) => new Request(root + name, { cache: "no-cache" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(requests)));
});

addEventListener("activate", (event) => {
  const drop = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("hotplate-") && name !== KEPT).map((name) => caches.delete(name)));
  };
  event.waitUntil(drop());
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const address = url.split(/[?#]/)[0];
  if (method !== "GET" || !address.startsWith(root)) return;
  const file = address === root ? `${root}index.html` : address.replace(/\/$/, "/index.html");
  if (all.has(file)) event.respondWith(kept(file, event.request));
  else if (USED.test(file.slice(root.length))) event.respondWith(used(file, event.request));
});

async function kept(file, request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(file)) ?? fetch(request);
}

/** The network's, which may be newer; without one, what was seen last. */
async function used(file, request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(file, answer.clone());
    return answer;
  } catch (failure) {
    const seen = await cache.match(file);
    if (seen) return seen;
    throw failure;
  }
}

// A page that has just been opened asks for this version; it gets it if no other tab is there.
addEventListener("message", async (event) => {
  if (event.data !== "begin") return;
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length === 1) await skipWaiting();
  else event.ports[0].postMessage("others");
});
