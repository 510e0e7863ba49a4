// Saves each part of an application, or points, while one writes. Without it a button does the same.
(() => {
  "use strict";
  const WAIT = 900;

  const say = (form, text, isTrouble) => {
    const place = form.querySelector("[data-save-state]");
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("warned", isTrouble);
  };

  // Of two tabs that write the same part, the second is told and shown what is there.
  const conflict = (form, answer) => {
    const shown = form.querySelector("[data-stored]");
    const seen = form.elements.namedItem("seen");
    if (shown && answer.stored !== undefined) {
      shown.hidden = false;
      shown.querySelector("[data-stored-text]").textContent = answer.stored || "–";
      if (seen) seen.value = answer.stored;
    }
  };

  const watch = (form) => {
    let timer, running = false, again = false;
    const words = form.dataset;
    const save = async () => {
      if (running) { again = true; return; }
      running = true;
      say(form, words.saving, false);
      const body = new FormData(form);
      const sent = body.get("text");
      try {
        const response = await fetch(form.action, {
          method: "POST", body, headers: { Accept: "application/json" },
        });
        const answer = await response.json();
        if (response.ok) {
          const seen = form.elements.namedItem("seen");
          if (seen && sent !== null) seen.value = answer.kept ?? sent;
          say(form, words.saved, false);
        } else {
          conflict(form, answer);
          say(form, answer.message ?? words.trouble, true);
        }
      } catch {
        say(form, words.trouble, true);
      }
      running = false;
      if (again) { again = false; save(); }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
      const count = form.querySelector("[data-count]");
      if (count) count.textContent = form.elements.namedItem("text").value.length;
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  };

  document.querySelectorAll("form[data-autosave]").forEach(watch);
})();
