// Warns while somebody types a personal code, an address or a telephone number into a free text
// (the same rules as logic/free_text.py, which hold whatever the browser does).
(() => {
  "use strict";
  const MASK = "•".repeat(11);
  const BETWEEN = /[\s\-‐-―.·,_/\u00ad\u200b-\u200d\u2060\ufeff]{0,3}/y;
  const EMAIL = /[^\s@<>,;]+@[^\s@<>,;]+\.\p{L}{2,}/u;
  const PHONE = /(?:\+|\b00)(?:[\s\-().]{0,2}\d){7,15}\b|\b(?:5\d|[3467]\d)(?:[ -]?\d){5,6}\b/;
  const WEIGHTS = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 1], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]];
  const isDigit = (character) => character >= "0" && character <= "9";

  const isCode = (digits) => {
    if (digits.length !== 11) return false;
    const n = [...digits].map(Number);
    if (n[0] < 1 || n[0] > 8) return false;
    const year = 1800 + 100 * Math.floor((n[0] - 1) / 2) + 10 * n[1] + n[2];
    const [month, day] = [10 * n[3] + n[4], 10 * n[5] + n[6]];
    const real = new Date(Date.UTC(year, month - 1, day));
    if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return false;
    const rests = WEIGHTS.map((w) => w.reduce((sum, weight, i) => sum + weight * n[i], 0) % 11);
    return n[10] === (rests.find((rest) => rest < 10) ?? 0);
  };

  const eleven = (text, start) => {
    let [digits, end, at] = ["", start, start];
    while (at < text.length && isDigit(text[at]) && digits.length < 11) {
      digits += text[at];
      end = at + 1;
      BETWEEN.lastIndex = end;
      at = end + BETWEEN.exec(text)[0].length;
    }
    return { digits, end };
  };

  const masked = (text) => {
    let [safe, done] = ["", 0];
    for (let start = 0; start < text.length; start += 1) {
      if (!isDigit(text[start]) || (start && isDigit(text[start - 1]))) continue;
      const { digits, end } = eleven(text, start);
      if (isDigit(text[end] ?? "") || !isCode(digits)) continue;
      if (start >= done) safe += text.slice(done, start) + MASK;
      done = Math.max(done, end);
    }
    return safe + text.slice(done);
  };

  const hasContact = (text) => EMAIL.test(text) || PHONE.test(masked(text));

  let numbered = 0;
  const warningOf = (field) => {
    const known = document.getElementById(field.dataset.warnedBy ?? "");
    if (known) return known;
    const warning = document.createElement("p");
    numbered += 1;
    warning.id = field.dataset.warnedBy = `guarded-warning-${numbered}`;
    warning.className = "guarded-warning";
    warning.setAttribute("role", "status");
    field.after(warning);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${warning.id}`.trim());
    return warning;
  };

  const look = (field) => {
    const { codeWarning, contactWarning } = field.dataset;
    const said = [
      masked(field.value) === field.value ? "" : codeWarning,
      hasContact(field.value) ? contactWarning : "",
    ].filter(Boolean).join(" ");
    if (!said && !field.dataset.warnedBy) return;
    const warning = warningOf(field);
    if (warning.textContent !== said) warning.textContent = said;
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-guarded-text]")) look(event.target);
  });
  window.loimFreeText = { masked, hasContact };
})();
