// What was typed has been sent: the copy in this browser goes (draft.js keeps it until then).
(() => {
  "use strict";
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("loim-draft:feedback-")) localStorage.removeItem(key);
    }
  } catch { /* no storage, no copy */ }
})();
