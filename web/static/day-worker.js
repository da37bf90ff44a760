// The worker of Jour J: it keeps the pages of the day on this device, for the person whose they are, and shows them when there is no network.
// What is typed does not go through it: see day.js. `version` and `base` are written before this file by web/static: under another base it is the
// worker of the doors, whose pages are those of whoever has their address.
"use strict";

const doors = base === "/porte";
const doorPages = "porte-pages";
const mostDoorPages = 60;
const statics = doors ? "porte-statique-" : "jour-statique-";
const assets = statics + version;
const me = "jour-moi"; // whose pages are shown without network
const pagesOf = (person) => `jour-${person}`;
const isPages = (name) => /^jour-\d+$/.test(name);

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(statics) && name !== assets) await caches.delete(name);
  await self.clients.claim();
})()));

async function whose() {
  const kept = await (await caches.open(me)).match("/jour/moi");
  return kept ? kept.text() : "";
}

// keep puts a page of the day where its person's are; those of anybody else go.
async function keep(request, answer) {
  const person = answer.headers.get("Parvis-Jour");
  if (!person || !answer.ok || answer.redirected) return;
  if (doors) return keepDoor(request, answer);
  if (await whose() !== person) {
    for (const name of await caches.keys()) if (isPages(name) && name !== pagesOf(person)) await caches.delete(name);
    await (await caches.open(me)).put("/jour/moi", new Response(person));
  }
  await (await caches.open(pagesOf(person))).put(bare(request.url), answer);
}

// keepDoor keeps a page of a door, the last ones of this device.
async function keepDoor(request, answer) {
  const pages = await caches.open(doorPages);
  await pages.delete(bare(request.url)); // it is the newest again
  await pages.put(bare(request.url), answer);
  for (const old of (await pages.keys()).slice(0, -mostDoorPages)) await pages.delete(old);
}

const rootOf = (address) => /^\/porte\/[^/]+/.exec(new URL(address).pathname)?.[0] ?? "";

// forget lets the pages of a door go: its link opens nothing any more.
async function forget(address) {
  const pages = await caches.open(doorPages);
  for (const one of await pages.keys()) if (rootOf(one.url) === rootOf(address)) await pages.delete(one);
}

async function keptDoor(request) {
  const pages = await caches.open(doorPages);
  const exact = await pages.match(bare(request.url)) ?? await pages.match(bare(request.url), {ignoreSearch: true});
  return exact || request.mode !== "navigate" ? exact : pages.match(rootOf(request.url));
}

// bare is the address without what forms add to it.
function bare(address) {
  const url = new URL(address);
  url.searchParams.delete("envoi");
  url.hash = "";
  return url.href;
}

const ours = (answer) => answer.headers.get("Parvis") === "1" && answer.status < 500;

async function page(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.type === "opaqueredirect" || ours(answer)) { // a page that leads elsewhere: to the login, to the day of today
      if (answer.headers.get("Parvis-Jour")) event.waitUntil(keep(event.request, answer.clone()).catch(() => {}));
      if (doors && answer.status === 404) event.waitUntil(forget(event.request.url).catch(() => {}));
      return answer;
    }
    return await kept(event.request) ?? answer;
  } catch {
    return await kept(event.request) ?? new Response(nothing, {status: 503, headers: {"Content-Type": "text/html; charset=utf-8"}});
  }
}

const nothing = `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Hors réseau · Parvis</title></head>
<body><main><h1>Hors réseau</h1><p>Cette page n’est pas gardée sur ce téléphone. Ce que vous avez saisi y est toujours, et partira quand le réseau reviendra.</p>${doors ? "" : '<p><a href="/jour">Revenir à Jour J</a></p>'}</main></body></html>`;

// kept is the page that is asked for, of whoever's pages are here; else the same one of another day, else the day itself.
async function kept(request) {
  if (doors) return keptDoor(request);
  const person = await whose();
  if (!person || !await caches.has(pagesOf(person))) return undefined;
  const pages = await caches.open(pagesOf(person));
  const exact = await pages.match(bare(request.url)) ?? await pages.match(bare(request.url), {ignoreSearch: true});
  if (exact || request.mode !== "navigate") return exact;
  const days = (await pages.keys()).filter((one) => /^\/jour\/projet\/\d+$/.test(new URL(one.url).pathname));
  return days.length ? pages.match(days.at(-1)) : undefined;
}

async function asset(request) {
  const cache = await caches.open(assets);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) return event.respondWith(asset(request));
  if ((url.pathname === base || url.pathname.startsWith(`${base}/`)) && url.pathname !== `${base}/veille.js`) event.respondWith(page(event));
});

// A page of the day says what is to be kept beside it.
self.addEventListener("message", (event) => {
  const {pages = [], files = [], count = ""} = event.data ?? {};
  event.waitUntil((async () => {
    for (const file of files) await asset(new Request(file)).catch(() => {});
    for (const address of pages) await take(address);
    if (count) for (const address of countersIn(await take(count, true))) await take(address);
  })().catch(() => {}));
});

async function take(address, read = false) {
  const request = new Request(address, {credentials: "same-origin"});
  const answer = await fetch(request);
  const copy = read ? await answer.clone().text() : "";
  if (ours(answer)) await keep(request, answer);
  return copy;
}

// countersIn are the addresses of the first slots to count at, in the order of their list: those that run, then those that come.
const mostCounters = 30;
const countersIn = (html) => [...html.matchAll(/data-garder href="([^"]+)"/g)].slice(0, mostCounters).map((found) => found[1].replaceAll("&amp;", "&"));
