// The form works without this. With it, what is typed is kept on this device alone until it is
// sent, for a week at most; and a file that is too large is refused before it is on its way.
(() => {
  "use strict";
  const KEY = "loim-library-draft";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const drop = () => { try { localStorage.removeItem(KEY); } catch { /* nothing is kept */ } };
  if (document.querySelector("[data-library-sent]")) drop();

  for (const part of document.querySelectorAll("[data-most-bytes]")) {
    const field = part.querySelector("input[type=file]");
    const trouble = part.querySelector("[data-file-trouble]");
    field.addEventListener("change", () => {
      const isTooLarge = [...field.files].some((file) => file.size > Number(part.dataset.mostBytes));
      trouble.hidden = !isTooLarge;
      trouble.textContent = isTooLarge ? part.dataset.tooLarge : "";
      if (isTooLarge) field.value = "";
    });
  }

  const form = document.querySelector("form[data-library-draft]");
  if (!form) return;
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const SKIPPED = new Set(["csrfmiddlewaretoken", "leave_empty", "staged", "seen"]);
  const fields = () => [...form.elements].filter(
    (field) => field.name && !SKIPPED.has(field.name) && !["submit", "button", "file"].includes(field.type),
  );
  const values = () => {
    const found = {};
    for (const field of fields()) {
      if (!isChoice(field)) found[field.name] = field.value;
      else if (field.checked) found[field.name] = [...(found[field.name] ?? []), field.value];
    }
    return found;
  };
  const fill = (kept) => {
    for (const field of fields()) {
      if (isChoice(field)) field.checked = [kept[field.name]].flat().includes(field.value);
      else if (field.name in kept) field.value = kept[field.name];
    }
  };
  const notice = form.querySelector("[data-draft-notice]");
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (kept && Date.now() - kept.at > WEEK) drop();
    else if (kept && form.dataset.libraryDraft === "fresh") { fill(kept.values); notice.hidden = false; }
  } catch { /* nothing is kept */ }
  form.querySelector("[data-draft-drop]").addEventListener("click", () => {
    drop();
    location.assign(location.pathname);
  });
  form.addEventListener("input", () => {
    try { localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), values: values() })); } catch { /* full or forbidden */ }
  });
})();
