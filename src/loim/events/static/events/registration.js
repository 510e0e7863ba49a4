// Makes registering easier; the page works without it.
(() => {
  "use strict";
  const DAY = 24 * 60 * 60 * 1000;
  const PREFIX = "loim-registration:";

  const read = (key) => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };
  const write = (key, draft) => {
    try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* full or forbidden */ }
  };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } };
  const dropOld = () => {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(PREFIX) && !(Date.now() - read(key)?.at < DAY)) drop(key);
      }
    } catch { /* no storage, no drafts */ }
  };

  // A question with a condition is shown when its answer is chosen; the server decides the same.
  const showAsked = (form) => {
    const isChosen = (name, value) => [...form.querySelectorAll(`[name="${name}"]`)].some(
      (field) => field.value === value && (field.checked || field.tagName === "SELECT")
        && !field.closest(".asked[hidden]"),
    );
    for (const asked of form.querySelectorAll("[data-only-if]")) {
      asked.hidden = !isChosen(asked.dataset.onlyIf, asked.dataset.onlyIfValue);
    }
  };

  // What is typed, kept in this browser for a day. Rows are numbered anew, as a fresh page does.
  const SKIPPED = new Set(["csrfmiddlewaretoken", "leave_empty", "row", "is_group", "version", "step"]);
  const fields = (form) => [...form.elements].filter(
    (field) => field.name && !SKIPPED.has(field.name) && field.type !== "submit",
  );
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const rowsOf = (form) => [...form.querySelectorAll("[name=row]")].map((row) => row.value);

  const keep = (form, key) => {
    const rows = rowsOf(form);
    const plain = (name) => name.replace(/^p(\d+)-/, (whole, row) => `p${rows.indexOf(row)}-`);
    const values = {};
    for (const field of fields(form)) {
      const name = plain(field.name);
      values[name] ??= [];
      if (!isChoice(field) || field.checked) values[name].push(field.value);
    }
    write(key, { at: Date.now(), people: rows.length, isGroup: form.elements.is_group.value, values });
  };

  const fill = (form, values) => {
    for (const field of fields(form)) {
      const given = values[field.name];
      if (!given) continue;
      if (isChoice(field)) field.checked = given.includes(field.value);
      else if (given.length) field.value = given[0];
    }
  };

  const restore = (form, key) => {
    const draft = read(key);
    if (!draft || "draftNew" in form.dataset) return;
    if (draft.isGroup === "1" && draft.people !== rowsOf(form).length && !location.search) {
      location.replace(`?people=${Math.max(draft.people, 2)}`);
      return;
    }
    fill(form, draft.values);
    form.querySelector("[data-draft-notice]").hidden = false;
  };

  const ask = (form) => {
    for (const hint of form.querySelectorAll("[data-without-script]")) hint.hidden = true;
    showAsked(form);
    form.addEventListener("input", () => showAsked(form));
  };

  const start = (form) => {
    const key = PREFIX + form.dataset.registrationDraft;
    restore(form, key);
    ask(form);
    form.querySelector("[data-draft-discard]").addEventListener("click", () => {
      drop(key);
      location.assign(location.pathname);
    });
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => keep(form, key), 300);
    });
    // The server takes a form once however often it is sent; this only saves a second wait.
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      keep(form, key);
      setTimeout(() => { for (const b of form.querySelectorAll("button[type=submit]")) b.disabled = true; });
    });
    window.addEventListener("pageshow", () => {
      for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    dropOld();
    const done = document.querySelector("[data-registered]");
    if (done) drop(PREFIX + done.dataset.registered);
    const form = document.querySelector("[data-registration-draft]");
    if (form) start(form);
    const asking = document.querySelector("[data-registration-asking]");
    if (asking) ask(asking);
  });
})();
