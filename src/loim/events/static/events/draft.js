// Keeps what is typed until it is saved: in this browser alone, for a week.
// A draft carries the form's submission token, so sending it again never makes a second event.
(() => {
  "use strict";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const PREFIX = "loim-draft:";

  const read = (key) => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };
  const write = (key, draft) => {
    try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* full or forbidden */ }
  };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } };

  const dropWhere = (isOver) => {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(PREFIX) && isOver(read(key))) drop(key);
      }
    } catch { /* no storage, no drafts */ }
  };

  const fields = (form) => [...form.elements].filter(
    (field) => field.name && field.name !== "csrfmiddlewaretoken" && !["submit", "file"].includes(field.type),
  );
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

  // Several boxes may bear one name: of those the values that are ticked, in a list.
  const valuesOf = (form) => {
    const values = {};
    for (const field of fields(form)) {
      if (!isChoice(field)) values[field.name] = field.value;
      else if (field.checked) values[field.name] = [...(values[field.name] ?? []), field.value];
    }
    return values;
  };

  const fill = (form, values) => {
    for (const field of fields(form)) {
      if (isChoice(field)) field.checked = [values[field.name]].flat().includes(field.value);
      else if (field.name in values) field.value = values[field.name];
      field.closest("details")?.toggleAttribute(
        "open", field.closest("details").open || (field.checked ?? false),
      );
    }
  };

  // htmx has the lines read as they are typed; it may begin to listen only after this page is up.
  const readLines = (form) => {
    const lines = form.querySelector("#id_lines");
    const typed = () => lines.dispatchEvent(new Event("input", { bubbles: true }));
    if (!lines) return;
    if (lines.closest("[data-htmx-powered]")) typed();
    else document.addEventListener("htmx:after:process", typed, { once: true });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const saved = document.querySelector("[data-saved-submission]");
    dropWhere((draft) => !draft || Date.now() - draft.at > WEEK
      || (saved && draft.values.submission === saved.dataset.savedSubmission));

    const form = document.querySelector("form[data-draft]");
    if (!form) return;
    const key = PREFIX + form.dataset.draft;
    const notice = form.querySelector("[data-draft-notice]");
    const draft = read(key);
    if (draft && !("draftNew" in form.dataset)) {
      fill(form, draft.values);
      notice.hidden = false;
      form.dispatchEvent(new CustomEvent("draft-restored"));
      readLines(form);
    }
    notice.querySelector("[data-draft-discard]").addEventListener("click", () => {
      drop(key);
      location.assign(location.pathname);
    });
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => write(key, { at: Date.now(), values: valuesOf(form) }), 300);
    });
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      write(key, { at: Date.now(), values: valuesOf(form) });
    });
  });
})();
