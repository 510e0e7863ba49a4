// Keeps the page on which enquiries are written without a network. It holds nobody's data: what
// is written waits sealed in the browser's database, which the page itself looks after.
"use strict";
const CACHE = "loim-kept:enquiries-away";
const PAGE = "{% url 'enquiry-away' %}";
const ENTRY = "{% url 'enquiry-new' %}"; // without a network its place is taken by the other
const FILES = [
  "{% static 'vendor/inter.css' %}", "{% static 'vendor/inter-latin.woff2' %}",
  "{% static 'vendor/inter-latin-ext.woff2' %}", "{% static 'vendor/inter-cyrillic.woff2' %}",
  {% for sheet in sheets %}"{% static sheet %}", {% endfor %}
  "{% static 'common/logo.svg' %}", "{% static 'vendor/htmx.min.js' %}",
  "{% static 'common/suggest.js' %}", "{% static 'common/sign_out.js' %}",
  "{% static 'events/day/store.js' %}", "{% static 'casework/guarded_text.css' %}",
  "{% static 'casework/guarded_text.js' %}", "{% static 'casework/enquiries/till.css' %}",
  "{% static 'casework/enquiries/till.js' %}", "{% static 'casework/enquiries/device_seal.js' %}",
  "{% static 'casework/enquiries/away.js' %}",
];
const PATIENCE = 4000; // milliseconds: a network that hangs is no network

const keep = async (address) => {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-cache" });
  // A page to sign in is not the page that was asked for.
  if (!answer.ok || answer.redirected) throw new Error(address);
  await (await caches.open(CACHE)).put(address, answer);
};

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([...FILES, PAGE].map(keep)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });

const fromNetwork = (request) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error("late")), PATIENCE);
  fetch(request).then(resolve, reject).finally(() => clearTimeout(late));
});

const kept = async (address) => (await caches.open(CACHE)).match(address);

const page = async (request) => {
  try {
    const answer = await fromNetwork(request);
    // Topics and favourites of today, for when there is no network.
    if (answer.ok && new URL(request.url).pathname === PAGE) {
      await (await caches.open(CACHE)).put(PAGE, answer.clone());
    }
    return answer;
  } catch (error) {
    const shell = await kept(PAGE);
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
    if ([PAGE, ENTRY].includes(address.pathname)) event.respondWith(page(request));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(file(request, event));
  }
});
