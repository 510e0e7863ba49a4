// Makes recording quicker; the page works without it.
(() => {
  "use strict";

  // A kind brings along what the person chose for it last time, until a field is touched.
  const fillByKind = (form) => {
    const defaults = document.getElementById("kind-defaults");
    const kind = form.querySelector("#id_kind");
    if (!defaults || !kind) return;
    const byKind = JSON.parse(defaults.textContent);
    const touched = new Set();
    form.addEventListener("input", (event) => touched.add(event.target.name));
    form.addEventListener("draft-restored", () => {
      for (const field of form.elements) touched.add(field.name);
    });
    const place = form.querySelector("#id_place");
    const title = form.querySelector("#id_title");
    const suggest = () => {
      const words = kind.selectedOptions[0]?.textContent.trim() ?? "";
      title.placeholder = place.value ? `${words}, ${place.value}` : words;
    };
    kind.addEventListener("change", () => {
      for (const [name, value] of Object.entries(byKind[kind.value] ?? {})) {
        const field = form.elements.namedItem(name);
        if (field && !touched.has(name)) field.value = value ?? "";
      }
      suggest();
    });
    place.addEventListener("input", suggest);
    form.addEventListener("draft-restored", suggest);
    suggest();
  };

  // A number of people ticks its municipality; a county says how many are ticked.
  const countTicks = (form) => {
    const count = (county) => {
      const ticked = county.querySelectorAll("input[type=checkbox]:checked").length;
      county.querySelector("[data-county-count]").textContent = ticked || "";
    };
    form.addEventListener("input", (event) => {
      const county = event.target.closest(".county");
      if (!county) return;
      if (event.target.type === "number" && Number(event.target.value) > 0) {
        event.target.closest(".municipality").querySelector("input[type=checkbox]").checked = true;
      }
      if (event.target.type === "checkbox" && !event.target.checked) {
        event.target.closest(".municipality").querySelector("input[type=number]").value = "";
      }
      count(county);
    });
    form.addEventListener("draft-restored", () => form.querySelectorAll(".county").forEach(count));
  };

  // The server takes a form once however often it is sent; this only saves a second wait.
  const sendOnce = (form) => {
    const button = form.querySelector("button[type=submit]");
    form.addEventListener("submit", () => setTimeout(() => { button.disabled = true; }));
    window.addEventListener("pageshow", () => { button.disabled = false; });
  };

  const form = document.querySelector(".record-form");
  if (!form) return;
  fillByKind(form);
  countTicks(form);
  if ("sendOnce" in form.dataset) sendOnce(form);
})();
