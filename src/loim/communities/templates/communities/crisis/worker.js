// Keeps the page of one crisis plan, so that it opens without a network. It looks after this address
// alone; signing out, and losing the right to the plan, empty it (crisis.js, common/sign_out.js).
"use strict";
const CACHE = "loim-kept:crisis-plan-{{ pk }}";
const PAGE = "{% url 'crisis-read' pk %}";
const FILES = [
  "{% static 'vendor/inter.css' %}", "{% static 'vendor/inter-latin.woff2' %}",
  "{% static 'vendor/inter-latin-ext.woff2' %}", "{% static 'vendor/inter-cyrillic.woff2' %}",
  {% for sheet in sheets %}"{% static sheet %}", {% endfor %}
  "{% static 'common/logo.svg' %}", "{% static 'vendor/htmx.min.js' %}",
  "{% static 'common/suggest.js' %}", "{% static 'common/sign_out.js' %}",
  "{% static 'events/day/store.js' %}", "{% static 'communities/crisis.js' %}",
];
const PATIENCE = 4000; // milliseconds: a network that hangs is no network

const keep = async (address) => {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-cache" });
  // A page to sign in is not the page that was asked for.
  if (!answer.ok || answer.redirected) throw new Error(address);
  await (await caches.open(CACHE)).put(address, answer);
};

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all(FILES.map(keep)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });

const fromNetwork = (request) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error("late")), PATIENCE);
  fetch(request).then(resolve, reject).finally(() => clearTimeout(late));
});

// What was forgotten meanwhile is not kept again.
const renew = async (address, answer) => {
  if (await caches.has(CACHE)) await (await caches.open(CACHE)).put(address, answer);
};

const kept = async (address) => {
  if (await caches.has(CACHE)) return (await caches.open(CACHE)).match(address);
  return undefined;
};

// Whoever is not let in any more keeps nothing: 403 after leaving, 404 where there is no plan.
const forget = async () => {
  await caches.delete(CACHE);
  await self.registration.unregister();
};

const page = async (request) => {
  let answer;
  try {
    answer = await fromNetwork(request);
  } catch (error) {
    const shell = await kept(PAGE);
    if (shell) return shell;
    throw error;
  }
  if ([401, 403, 404].includes(answer.status)) await forget();
  else if (answer.ok && !new URL(request.url).search) {
    await renew(PAGE, answer.clone());
  }
  return answer;
};

const file = async (request, event) => {
  const found = await kept(request.url);
  if (!found) return fetch(request);
  event.waitUntil(fetch(request.url, { cache: "no-cache" })
    .then((answer) => (answer.ok ? renew(request.url, answer) : null)).catch(() => {}));
  return found;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname === PAGE) event.respondWith(page(request));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(file(request, event));
  }
});
