// A copy that opens without the internet: the page itself, kept by a worker of this browser. The
// pages lie locked on the device as ever; what the worker keeps is the same for everybody.

import { along } from "./views.js";

const WORKER = "/p/worker";
const SHELL = "/p/shell";
const CACHE = "kept";

/** Keeps the page as it is now, or drops it. @param {boolean} isWanted @param {string} age */
export async function keepShell(isWanted, age) {
  if (!("serviceWorker" in navigator)) return !isWanted;
  if (!isWanted) {
    const worker = await navigator.serviceWorker.getRegistration("/p");
    await worker?.unregister();
    await caches.delete(CACHE);
    return true;
  }
  const cache = await caches.open(CACHE);
  await cache.add(new Request(SHELL, { cache: "reload" }));
  const html = await (await cache.match(SHELL))?.text() ?? "";
  const shell = new DOMParser().parseFromString(html, "text/html");
  const parts = [...shell.querySelectorAll("link[rel=stylesheet], script[src]")];
  const files = parts.map((part) => part.getAttribute("href") ?? part.getAttribute("src") ?? "");
  const assets = [age, along, ...files.filter((file) => file.startsWith("/assets/"))];
  await cache.addAll(assets.map((file) => new Request(file, { cache: "reload" })));
  const wanted = [SHELL, ...assets];
  for (const old of await cache.keys()) {
    if (!wanted.includes(new URL(old.url).pathname)) await cache.delete(old);
  }
  await navigator.serviceWorker.register(WORKER, { scope: "/p" });
  return true;
}
