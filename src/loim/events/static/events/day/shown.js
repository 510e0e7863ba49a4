// What the page at the door shows: the list, what came of a tap, what could not be counted.
(() => {
  "use strict";
  const { clock } = window.loimDoor;
  const SHOWN = 40; // names at once
  const LOOKS = {
    in: "success", already: "info", undone: "info", no_place: "warning", full: "warning",
    other_day: "danger", unknown: "danger", refused: "danger",
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick" || key === "onsubmit") element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const button = (content, onclick, attributes = {}) => make(
    "button", { type: "button", class: "ds-button", onclick, ...attributes }, content,
  );

  // `on` is what is done when something is pressed.
  window.loimShown = ({ app, texts, door, on }) => {
    const part = (name) => app.querySelector(`[data-${name}]`);

    const row = (person, slot) => {
      const since = door.since(person.key, slot);
      const label = make("span", { class: "check-in-name" }, person.name);
      if (since) {
        label.append(" ", make("span", { class: "ds-tag", "data-color": "success" }, clock(since.at)));
        const back = button(texts.undo, () => on.undo(since.scan, person), { "data-variant": "tertiary" });
        back.append(make("span", { class: "visually-hidden" }, ` ${person.name}`));
        return make("li", { class: "is-in", "data-key": person.key }, label, back);
      }
      const tap = button(label, () => on.checkIn(person), { class: "ds-button check-in-tap" });
      if (!person.mayComeIn) {
        tap.append(make("span", { class: "ds-tag", "data-color": "warning" }, texts.no_place));
      }
      return make("li", { "data-key": person.key }, tap);
    };

    const list = (slot) => {
      const words = part("search").value;
      const found = door.find(words);
      // Whoever goes by keyboard stays where they were.
      const key = document.activeElement?.closest("[data-key]")?.dataset.key;
      part("people").replaceChildren(...found.slice(0, SHOWN).map((person) => row(person, slot)));
      if (key) part("people").querySelector(`[data-key="${key}"] button`)?.focus();
      const more = found.length - SHOWN;
      part("more").textContent = more > 0 ? fill(texts.more, { number: more })
        : words && !found.length ? texts.nobody : "";
      part("here").textContent = fill(
        texts.here, { number: door.count(slot), all: door.people.length },
      );
    };

    const state = (is, number) => {
      const key = typeof is === "string" ? is : null;
      const isSent = key === "sent" && !number;
      part("state").textContent = isSent ? texts.sent
        : is.refusal ?? fill(texts[key === "sent" ? "waiting" : key], { number });
      part("state").dataset.color = isSent ? "success" : "warning";
    };

    const result = (outcome, { name: who = "", at, message, actions = [] } = {}) => {
      const said = message || fill(texts[outcome], { time: at ? clock(at) : "" });
      const box = part("result");
      box.className = "check-in-result ds-alert";
      box.dataset.color = LOOKS[outcome];
      box.replaceChildren(
        ...(who ? [make("strong", { class: "check-in-who" }, who)] : []),
        make("span", {}, said),
        ...actions,
      );
      if (outcome === "in") navigator.vibrate?.(60);
    };

    const reasonForm = (then) => {
      const id = `reason-${crypto.randomUUID()}`;
      const input = make("input", {
        class: "ds-input", id, type: "text", maxlength: "500", required: "", autocomplete: "off",
      });
      return make("form", {
        class: "stack",
        onsubmit: (event) => { event.preventDefault(); if (input.value.trim()) then(input.value); },
      }, make("label", { class: "ds-label", for: id }, texts.reason), input,
      make("button", { class: "ds-button check-in-big", type: "submit" }, texts.let_in));
    };

    let problemsShown = "";
    const problems = (items) => {
      // A reason that is being typed is not taken away.
      const are = items.map((item) => item.scan + item.problem).join();
      if (are === problemsShown && part("problem-list").contains(document.activeElement)) return;
      problemsShown = are;
      part("problems").hidden = !items.length;
      part("problem-list").replaceChildren(...items.map((item) => {
        const forget = button(texts.forget, () => on.forget(item), { "data-variant": "tertiary" });
        const said = item.message || fill(texts[item.problem], { time: clock(item.at) });
        const text = make("span", { class: "check-in-name" }, item.name || item.code || "", " ",
          make("span", { class: "muted" }, said));
        const line = make("li", {}, text, forget);
        if (item.problem === "full") line.append(reasonForm((note) => on.again(item, note)));
        return line;
      }));
    };

    return {
      list, state, result, problems, reasonForm, isNamed: () => part("result").querySelector("strong"),
      undoButton: (then) => button(texts.undo, then, { "data-variant": "tertiary" }),
    };
  };
})();
