// Completes words under a search field: a combobox with a list (WAI-ARIA, list autocomplete with
// manual selection). Without it the field is a field.
(() => {
  "use strict";
  const WAIT = 120;
  let number = 0;

  const complete = (input) => {
    const list = document.createElement("ul");
    list.id = `suggest-${++number}`;
    list.className = "suggest-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestLabel);
    input.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
      ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
    let chosen = -1, timer, asked = 0;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (index) => {
      const options = [...list.children];
      chosen = options.length ? (index + options.length) % options.length : -1;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
      if (chosen >= 0) input.setAttribute("aria-activedescendant", options[chosen].id);
    };
    const take = (text) => {
      input.value = text;
      close();
      input.form.requestSubmit();
    };
    const show = (texts) => {
      list.replaceChildren(...texts.map((text, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = text;
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(text); });
        return option;
      }));
      chosen = -1;
      list.hidden = !texts.length;
      input.setAttribute("aria-expanded", String(texts.length > 0));
      input.removeAttribute("aria-activedescendant");
    };
    const ask = async () => {
      const text = input.value, turn = ++asked;
      if (text.trim().length < 2) { close(); return; }
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
        if (!answer.ok) return;
        const { suggestions } = await answer.json();
        if (turn === asked && document.activeElement === input) show(suggestions);
      } catch { close(); }
    };

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
    input.addEventListener("blur", () => { clearTimeout(timer); ++asked; close(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
      if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(list.children[chosen].textContent);
      }
    });
  };

  document.querySelectorAll("input[data-suggest]").forEach(complete);
  // Filters are open beside the results, and closed above them on a phone.
  const wide = matchMedia("(min-width: 60rem)");
  document.querySelectorAll("details[data-open-wide]").forEach((each) => { each.open = wide.matches || each.open; });
})();
