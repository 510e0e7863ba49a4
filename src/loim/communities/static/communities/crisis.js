// The published plan on this device: kept when its reader asks for it, shown with its version and
// the day on which it was kept, gone when they sign out or a month later.
(() => {
  "use strict";
  const app = document.querySelector("[data-crisis-plan]");
  if (!app || !navigator.serviceWorker || !window.caches || !window.isSecureContext) return;
  const { pk, workerUrl } = app.dataset;
  const CACHE = `loim-kept:crisis-plan-${pk}`;
  const PAGE = window.location.pathname;
  const part = (name) => app.querySelector(`[data-${name}]`);
  const texts = JSON.parse(document.getElementById("crisis-texts").textContent);
  const monthAhead = () => new Date(Date.now() + 30 * 86400000).toISOString().slice(0, 10);
  const button = part("keep");
  const stop = part("forget");

  const isKept = async () => Boolean(await caches.has(CACHE) && await (await caches.open(CACHE)).match(PAGE));

  const show = async () => {
    const here = await isKept();
    part("kept-box").hidden = false;
    button.hidden = here;
    stop.hidden = !here;
    part("kept-state").textContent = here ? texts.kept : "";
  };

  // As it is now, so that the copy tells the version it was kept with.
  const keep = async () => {
    try {
      await navigator.serviceWorker.register(workerUrl);
      await navigator.serviceWorker.ready;
      const answer = await fetch(PAGE, { credentials: "same-origin", cache: "no-cache" });
      if (!answer.ok || answer.redirected) throw new Error(PAGE);
      await (await caches.open(CACHE)).put(PAGE, answer);
      window.loimStore.noteKept(CACHE, monthAhead());
      await show();
    } catch {
      part("kept-state").textContent = texts.not_kept;
    }
  };

  const forget = async () => {
    await caches.delete(CACHE);
    const worker = await navigator.serviceWorker.getRegistration(workerUrl);
    if (worker) await worker.unregister();
    await show();
  };

  button.addEventListener("click", keep);
  stop.addEventListener("click", forget);
  const tellNetwork = () => { part("offline").hidden = navigator.onLine; };
  window.addEventListener("online", tellNetwork);
  window.addEventListener("offline", tellNetwork);
  tellNetwork();
  // A newer version takes the place of the kept one by itself; the month begins anew.
  isKept().then((here) => { if (here && navigator.onLine) window.loimStore.noteKept(CACHE, monthAhead()); });
  show();
})();
