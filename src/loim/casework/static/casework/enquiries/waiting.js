// Says on the entry page that something still waits on this device to be handed over.
(async () => {
  "use strict";
  const notice = document.querySelector("[data-waits-here]");
  if (!notice || !window.indexedDB || !window.loimStore) return;
  const name = `loim-unsent:enquiries-${notice.dataset.waitsHere}`;
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem("loim-kept") ?? "{}"); } catch { /* nothing is kept */ }
  if (!kept[name]) return;
  const store = await window.loimStore.open(name, "submission");
  notice.hidden = !(await store.all()).length;
  store.close();
})();
