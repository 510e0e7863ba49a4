// A list works without this: boxes to print. With it, what is ticked off is kept on this device,
// or, for whoever keeps the list in an account, there at once.
(() => {
  "use strict";
  const list = document.querySelector("[data-journey]");
  if (!list) return;
  const KEY = `loim-journey:${list.dataset.journey}`;
  const boxes = [...list.querySelectorAll(".journey-tick")];
  const isKept = "kept" in list.dataset;

  const read = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
  };
  const write = (done) => {
    try { localStorage.setItem(KEY, JSON.stringify(done)); } catch { /* full or forbidden */ }
  };
  const forget = () => { try { localStorage.removeItem(KEY); } catch { /* as above */ } };

  const show = () => {
    for (const box of boxes) box.closest(".journey-step").classList.toggle("is-done", box.checked);
    const progress = list.querySelector("[data-progress]");
    const done = boxes.filter((box) => box.checked).length;
    progress.textContent = progress.dataset.progress
      .replace("{done}", done).replace("{all}", boxes.length);
  };
  // What other answers hid stays ticked for when it is shown again.
  const keepHere = () => {
    const shown = new Set(boxes.map((box) => box.value));
    const others = read().filter((step) => !shown.has(step));
    write([...others, ...boxes.filter((box) => box.checked).map((box) => box.value)]);
  };
  const keepThere = async () => {
    const form = document.getElementById("ticks");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      return answer.ok || answer.type === "opaqueredirect";
    } catch { return false; } // the button below still sends it
  };

  const here = new Set(read());
  for (const box of boxes) box.checked = (isKept && box.defaultChecked) || here.has(box.value);
  show();
  if (isKept && here.size) {
    keepThere().then((arrived) => { if (arrived) forget(); });
  }
  for (const box of boxes) {
    box.addEventListener("change", () => {
      show();
      if (isKept) keepThere(); else keepHere();
    });
  }
})();
