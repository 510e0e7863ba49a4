// What the check-in page keeps on the phone, in two databases of the browser: the list of names,
// which goes when the event is over or its reader signs out (common/sign_out.js), and what is
// still to be sent, which stays until it has been, a month at most.
(() => {
  "use strict";
  const STORE = "things";

  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const open = async (name, keyPath) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath });
    const database = await asked(request);
    // Whoever wants to erase it need not wait for this page.
    database.onversionchange = () => database.close();
    const within = (mode) => database.transaction(STORE, mode).objectStore(STORE);
    return {
      get: (key) => asked(within("readonly").get(key)),
      all: () => asked(within("readonly").getAll()),
      put: (thing) => asked(within("readwrite").put(thing)),
      remove: (key) => asked(within("readwrite").delete(key)),
      close: () => database.close(),
    };
  };

  // Says until when something is kept, so that any page can erase it afterwards.
  const KEPT = "loim-kept";
  const noteKept = (name, until, { outlives = false } = {}) => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
      localStorage.setItem(KEPT, JSON.stringify({ ...kept, [name]: { until, outlives } }));
    } catch { /* no storage: then nothing is kept either */ }
  };

  window.loimStore = { open, noteKept };
})();
