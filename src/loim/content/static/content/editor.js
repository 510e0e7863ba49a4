// The editor works without this. With it, what is written is kept as a draft while one writes.
(() => {
  "use strict";
  const WAIT = 2500;
  const form = document.querySelector("form[data-text-editor]");
  if (!form) return;
  const place = form.querySelector("[data-saved]");
  const words = form.dataset;
  let waiting, isSaving = false, isLeaving = false, isDirty = false, isStopped = false;

  const saveSoon = () => {
    clearTimeout(waiting);
    if (!isStopped) waiting = setTimeout(save, WAIT);
  };
  const save = async () => {
    if (isLeaving || isStopped || !isDirty) return;
    if (isSaving) { saveSoon(); return; } // else what was written meanwhile stays unsaved
    isSaving = true;
    isDirty = false;
    place.textContent = words.saving;
    const data = new FormData(form);
    data.set("by_script", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      if (said.saved) {
        form.elements.revision.value = said.revision;
        form.elements.current.value = said.current ?? "";
      }
      isStopped = Boolean(said.conflict); // the page's own button shows both texts
      place.textContent = said.source_moved ? `${said.text}. ${words.moved}` : said.text;
    } catch {
      isDirty = true;
      place.textContent = words.trouble;
      saveSoon();
    }
    isSaving = false;
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "radio") return;
    isDirty = true;
    saveSoon();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (isSaving) { // else this page would meet its own saving and take it for a colleague's
      event.preventDefault();
      const again = () => (isSaving ? setTimeout(again, 50) : form.requestSubmit(event.submitter));
      again();
      return;
    }
    isLeaving = true;
  });
  addEventListener("pageshow", () => { isLeaving = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
})();
