// The page without a network: after the first visit everything that it needs is kept, and comes from there.
//
// The build puts `version` and `needed` in front. A version is whole or not at all, and another one begins only when no
// tab works with this one: an update never changes the code under somebody's hands, least of all in a submit. Whatever
// goes to a testbed, directly or through the relay, never comes by here.

const root = new URL("./", location.href).href;
/** The caches of this place: another Hotplate of the same host has its own. */
const OWN = `hotplate ${root} `;
const KEPT = OWN + version;
const all = new Set(needed.map((name) => root + name));

/**
 * Pages to read, what is fetched only when it is asked for, and the list of testbeds, which whoever serves the page may
 * change at any time: kept once it was used.
 */
const USED = /^((about|checks|embed|gallery|guide|python|python-exact)\/|testbeds\.json$)/;

addEventListener("install", (event) => {
  const requests = needed.map((name) => new Request(root + name, { cache: "no-cache" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(requests)));
});

addEventListener("activate", (event) => {
  const drop = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== KEPT).map((name) => caches.delete(name)));
    // The visit during which the first version came goes on without a network too.
    await clients.claim();
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
    // An answer that cannot be kept is still the answer.
    if (answer.ok) await cache.put(file, answer.clone()).catch(() => {});
    return answer;
  } catch (failure) {
    const seen = await cache.match(file);
    if (seen) return seen;
    throw failure;
  }
}

// A page that has just been opened asks whether it is the only one, and if so may have this version begin.
addEventListener("message", async (event) => {
  if (event.data === "begin") await skipWaiting();
  if (event.data !== "alone?") return;
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  event.ports[0].postMessage(open.length === 1);
});
