// Erases what pages kept on this device: when its reader signs out, and when its day has passed.
// `loim-kept` in the browser's storage names each database and cache with its last day, and
// says of what is still to be sent that it outlives signing out.
(() => {
  "use strict";
  const KEPT = "loim-kept";
  const PATIENCE = 3000;

  const kept = () => {
    try { return JSON.parse(localStorage.getItem(KEPT) ?? "{}"); } catch { return {}; }
  };

  const gone = (name) => new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });

  const eraseWhere = async (isDue) => {
    const due = Object.entries(kept()).filter(([, about]) => isDue(about)).map(([name]) => name);
    if (!due.length) return;
    await Promise.all(due.flatMap((name) => [gone(name), window.caches?.delete(name)]));
    const left = Object.entries(kept()).filter(([name]) => !due.includes(name));
    localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(left)));
    if (left.some(([, about]) => !about.outlives) || !navigator.serviceWorker) return;
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
  };

  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Tallinn" }).format(new Date());
  eraseWhere((about) => about.until < today);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("signsOut" in form.dataset) || !Object.keys(kept()).length) return;
    event.preventDefault();
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    Promise.race([eraseWhere((about) => !about.outlives), late]).finally(() => form.submit());
  });
})();
