// The worker that opens the page where there is no internet. It answers for the neutral address
// alone, keeps nothing of anybody, and is there only on devices whose owner asked for a copy.

const CACHE = "kept";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  const orElse = (name) => () =>
    caches.open(CACHE).then((cache) => cache.match(name)).then((kept) => kept ?? Response.error());
  if (request.mode === "navigate" && pathname === "/p") {
    event.respondWith(fetch(request).catch(orElse("/p/shell")));
  } else if (pathname.startsWith("/assets/")) {
    event.respondWith(fetch(request).catch(orElse(pathname)));
  }
});
