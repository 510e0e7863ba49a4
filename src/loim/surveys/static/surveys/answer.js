// The questionnaire works without this. With it, questions that do not apply step aside, and what
// is answered is kept: a named survey's on the server, an anonymous one's in this browser alone.
(() => {
  "use strict";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const SENT = "loim-survey-sent";
  const form = document.querySelector("form[data-answer]");
  if (document.querySelector("[data-answer-sent]")) {
    // It has arrived: this browser forgets it, too.
    try { localStorage.removeItem(sessionStorage.getItem(SENT)); } catch { /* nothing is kept */ }
  }
  if (!form) return;

  const showWhatApplies = () => {
    for (const asked of form.querySelectorAll("[data-only-if]")) {
      const [name, value] = asked.dataset.onlyIf.split("=");
      const fields = [...form.querySelectorAll(`[name="${name}"]`)];
      if (!fields.length) continue; // on another page: the server has looked
      asked.hidden = fields.some((field) => field.closest("[data-only-if][hidden]"))
        || !fields.some((field) => field.checked && field.value === value);
    }
    for (const words of form.querySelectorAll(".only-if")) words.hidden = true;
  };

  const isKept = (field) => field.name && field.type !== "submit" && field.type !== "hidden";
  const values = () => {
    const found = {};
    for (const field of [...form.elements].filter(isKept)) {
      if (field.type !== "checkbox" && field.type !== "radio") found[field.name] = field.value;
      else if (field.checked) found[field.name] = [...(found[field.name] ?? []), field.value];
    }
    return found;
  };
  const fill = (kept) => {
    for (const field of [...form.elements].filter(isKept)) {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = [kept[field.name]].flat().includes(field.value);
      } else if (field.name in kept) field.value = kept[field.name];
    }
  };

  const keepHere = (key) => {
    const notice = form.querySelector("[data-kept-notice]");
    const drop = () => { try { localStorage.removeItem(key); } catch { /* nothing is kept */ } };
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      if (kept && Date.now() - kept.at > WEEK) drop();
      else if (kept && !("answerBound" in form.dataset)) { fill(kept.values); notice.hidden = false; }
    } catch { /* nothing is kept */ }
    form.querySelector("[data-kept-discard]").addEventListener("click", () => {
      drop();
      location.assign(location.pathname);
    });
    form.addEventListener("input", () => {
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values() })); } catch { /* full */ }
    });
    form.addEventListener("submit", () => {
      try { sessionStorage.setItem(SENT, key); } catch { /* as above */ }
    });
  };

  const saveOften = () => {
    const notice = form.querySelector("[data-saved-notice]");
    const changed = form.querySelector("[data-changed-notice]");
    let waiting, isSaving = false, isLeaving = false;
    const saveSoon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, 2500);
    };
    const save = async () => {
      if (isLeaving) return;
      if (isSaving) { saveSoon(); return; } // else what was written meanwhile stays unsaved
      isSaving = true;
      const data = new FormData(form);
      data.set("by_script", "1");
      try {
        const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
        const said = answer.ok ? await answer.json() : {};
        if (said.saved && !isLeaving) {
          form.elements.version.value = said.version;
          form.elements.seen.value = said.seen;
          notice.textContent = said.text;
          if (said.replaced) changed.hidden = false;
        }
      } catch { /* the page's own button saves it */ }
      isSaving = false;
    };
    form.addEventListener("input", () => {
      notice.textContent = "";
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
  };

  if (form.dataset.keepHere) keepHere(`loim-survey:${form.dataset.keepHere}`);
  if ("saveOften" in form.dataset) saveOften();
  form.addEventListener("change", showWhatApplies);
  showWhatApplies();
})();
