// The worker of a tablet: it keeps the page of one form, and what that page needs, for when there is no network. `version` is written before this file.
"use strict";

const kept = `borne-${version}`;
const own = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const page = await caches.match(own); // of before: without network there is no other
  for (const name of await caches.keys()) {
    if (!name.startsWith("borne-") || name === kept) continue;
    if (page && !await (await caches.open(kept)).match(own)) continue; // its page is still needed
    await caches.delete(name);
  }
  await self.clients.claim();
})()));

const ours = (answer) => answer.ok && answer.headers.get("Parvis") === "1" && !answer.redirected;

async function page(request) {
  try {
    const answer = await fetch(request);
    if (ours(answer)) await (await caches.open(kept)).put(own, answer.clone());
    if (answer.status < 500) return answer;
    return await caches.match(own) ?? answer;
  } catch {
    return await caches.match(own) ?? new Response("Hors réseau", {status: 503, headers: {"Content-Type": "text/plain; charset=utf-8"}});
  }
}

async function file(request) {
  const known = await caches.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(kept)).put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const {request} = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (url.pathname === own) event.respondWith(page(request));
});

self.addEventListener("message", (event) => {
  const {page: address = "", files = []} = event.data ?? {};
  event.waitUntil((async () => {
    for (const one of new Set(files)) await file(new Request(one)).catch(() => {});
    if (address) await page(new Request(address, {credentials: "omit"}));
  })());
});
