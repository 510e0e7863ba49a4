// An enquiry by single keys, as at a till: a letter goes to a group, a number chooses in it,
// Enter saves. Keys work only while the focus is within the entry, and can be switched off
// (WCAG 2.1.4). Without a script it is a plain form.
(() => {
  "use strict";
  const SWITCH = "loim-till-keys";
  const form = document.querySelector("[data-till]");
  if (!form) return;
  const presets = JSON.parse(document.getElementById("till-presets").textContent || "[]") || [];
  const said = form.querySelector("[data-till-said]");
  const save = form.querySelector("[data-till-save]");
  const keySwitch = form.querySelector("[data-till-switch]");
  const favourites = form.querySelector('[data-group="F"]');
  const CHOICES = "input[type=checkbox], input[type=radio]";

  const areKeysOn = () => keySwitch.checked;
  const controls = (name) => [...form.querySelectorAll(`[name="${name}"]`)];

  const start = () => {
    (favourites?.querySelector("a") ?? controls("topics")[0])?.focus({ preventScroll: true });
  };

  const fill = (values) => {
    for (const [name, value] of Object.entries(values)) {
      const wanted = [value].flat().map(String);
      for (const control of controls(name)) {
        if (control.matches(CHOICES)) control.checked = wanted.includes(control.value);
        else control.value = wanted[0] ?? "";
      }
    }
  };

  const mark = (key) => {
    for (const link of favourites?.querySelectorAll("a") ?? []) {
      if (link.dataset.favourite === key) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const apply = (key) => {
    const preset = presets.find((one) => String(one.key) === key);
    if (!preset) return;
    const { key: _key, name, ...values } = preset;
    fill({ minutes_other: "", ...values });
    mark(key);
    said.textContent = name;
    save.focus({ preventScroll: true });
  };

  const goTo = (group) => {
    const closed = group.closest("details:not([open])");
    if (closed) closed.open = true;
    const inside = [...group.querySelectorAll(`a, ${CHOICES}, textarea`)];
    (inside.find((one) => one.type === "radio" && one.checked) ?? inside[0])?.focus();
  };

  const choose = (group, digit) => {
    if (group === favourites) { apply(digit); return; }
    const control = group.querySelectorAll(CHOICES)[digit === "0" ? 9 : Number(digit) - 1];
    if (!control) return;
    control.focus();
    control.click();
    if (control.name === "minutes" && control.value === "other") controls("minutes_other")[0].focus();
  };

  const isTyping = (target) => target.matches(`textarea, select, input:not([type=checkbox], [type=radio])`);

  form.addEventListener("keydown", (event) => {
    const { target, code } = event;
    if (event.key === "Escape") { start(); return; }
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); form.requestSubmit(save); return; }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (isTyping(target) || !areKeysOn()) return;
    const letter = /^Key([A-Z])$/.exec(code)?.[1];
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
    const group = letter ? form.querySelector(`[data-group="${letter}"]`) : null;
    if (group) { event.preventDefault(); goTo(group); }
    if (digit && !event.shiftKey) {
      event.preventDefault();
      choose(target.closest("[data-group]") ?? favourites ?? controls("topics")[0].closest("[data-group]"), digit);
    }
  });

  favourites?.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    apply(link.dataset.favourite);
  });

  const showKeys = () => form.classList.toggle("has-keys", areKeysOn());
  try { keySwitch.checked = localStorage.getItem(SWITCH) !== "off"; } catch { keySwitch.checked = true; }
  keySwitch.addEventListener("change", () => {
    try { localStorage.setItem(SWITCH, areKeysOn() ? "on" : "off"); } catch { /* until the page is left */ }
    showKeys();
  });
  for (const one of form.querySelectorAll("[data-with-script]")) one.hidden = false;
  showKeys();

  window.loimTill = { start, fill, reset: () => { form.reset(); keySwitch.checked = form.classList.contains("has-keys"); mark(""); said.textContent = ""; } };
  if (!document.querySelector(".ds-error-summary") && !location.hash) start();
})();
