// Keeps the check-in page of one event, so that it opens without a network. Nobody's name is in
// here: the list lies in the browser's database, which the page itself looks after.
"use strict";
const CACHE = "loim-kept:check-in-{{ pk }}";
const PAGE = "{% url 'event-check-in' pk %}";
const SHELL = PAGE + "?shell";
const FILES = [
  "{% static 'vendor/inter.css' %}", "{% static 'vendor/inter-latin.woff2' %}",
  "{% static 'vendor/inter-latin-ext.woff2' %}", "{% static 'vendor/inter-cyrillic.woff2' %}",
  "{% static 'common/elements.css' %}", "{% static 'vendor/designsystemet.css' %}",
  "{% static 'common/theme.css' %}", "{% static 'common/tokens.css' %}",
  "{% static 'common/frame.css' %}", "{% static 'common/header.css' %}",
  "{% static 'common/layout.css' %}", "{% static 'common/components.css' %}",
  "{% static 'common/forms.css' %}", "{% static 'common/pages.css' %}",
  "{% static 'common/chart.css' %}", "{% static 'common/print.css' %}",
  "{% static 'common/logo.svg' %}", "{% static 'vendor/htmx.min.js' %}",
  "{% static 'common/sign_out.js' %}", "{% static 'vendor/jsqr.js' %}",
  "{% static 'events/day/check_in.css' %}", "{% static 'events/day/store.js' %}",
  "{% static 'events/day/queue.js' %}", "{% static 'events/day/camera.js' %}",
  "{% static 'events/day/door.js' %}", "{% static 'events/day/shown.js' %}",
  "{% static 'events/day/check_in.js' %}",
];
const PATIENCE = 4000; // milliseconds: a network that hangs is no network

const keep = async (address) => {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-cache" });
  // A page to sign in is not the page that was asked for.
  if (!answer.ok || answer.redirected) throw new Error(address);
  const cache = await caches.open(CACHE);
  await cache.put(address, answer);
};

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([...FILES, SHELL].map(keep)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });

const fromNetwork = (request) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error("late")), PATIENCE);
  fetch(request).then(resolve, reject).finally(() => clearTimeout(late));
});

const kept = async (address) => (await caches.open(CACHE)).match(address);

const page = async (request) => {
  try {
    return await fromNetwork(request);
  } catch (error) {
    const shell = await kept(SHELL);
    if (shell) return shell;
    throw error;
  }
};

const file = async (request, event) => {
  const found = await kept(request.url);
  if (!found) return fetch(request);
  event.waitUntil(keep(request.url).catch(() => {}));
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
