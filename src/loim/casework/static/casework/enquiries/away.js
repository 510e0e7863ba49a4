// Enquiries without a network: sealed at once, kept in the browser's database, handed over when
// the platform answers. Each has a submission of its own, so that sending it twice counts it once.
(() => {
  "use strict";
  const AT_ONCE = 50;
  const REFRESH = 60000;
  const CLOCK = "loim-clock-error";
  const app = document.querySelector("[data-away]");
  if (!app || !window.indexedDB || !window.isSecureContext || !window.loimTill) return;
  const { person, organisation, publicKey, syncUrl, workerUrl } = app.dataset;
  const part = (name) => app.querySelector(`[data-${name}]`);
  const texts = JSON.parse(document.getElementById("away-texts").textContent);
  const say = (text, values = {}) => Object.entries(values)
    .reduce((said, [name, value]) => said.replace(`%(${name})s`, value), text);
  const form = part("away-form");
  const field = (name) => form.elements.namedItem(name);
  const unsent = `loim-unsent:enquiries-${person}`;
  const written = new Map(); // what was written since the page was opened: submission -> summary
  const asked = new Map(); // what came back to be looked at: submission -> answer
  const tabs = window.BroadcastChannel ? new BroadcastChannel(unsent) : null;
  let store;
  let correcting = null;
  let sending = null;

  const daysAhead = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
  const cookie = (name) => document.cookie.split("; ")
    .find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  // ---- what is written

  const entryOf = () => {
    const given = new FormData(form);
    const at = given.get("held_at");
    let error = null;
    try { error = JSON.parse(localStorage.getItem(CLOCK)); } catch { /* nobody knows */ }
    const names = ["channel", "language", "minutes", "minutes_other", "outcome", "target_group", "municipality"];
    return {
      ...Object.fromEntries(names.map((name) => [name, given.get(name) ?? ""])),
      topics: given.getAll("topics"),
      note: window.loimFreeText.masked(given.get("note") ?? ""),
      organisation,
      held_at: at || new Date().toISOString(),
      by_hand: Boolean(at),
      clock_error_ms: error,
    };
  };

  const labelOf = (name, value) => [...form.querySelectorAll(`[name="${name}"]`)]
    .find((control) => control.value === value)?.parentElement.querySelector("span")?.textContent ?? value;

  const summaryOf = (entry) => [
    entry.topics.map((topic) => labelOf("topics", topic)).join(", "),
    labelOf("channel", entry.channel), labelOf("language", entry.language),
    `${entry.minutes === "other" ? entry.minutes_other : entry.minutes} min`,
  ].join(" · ");

  const complain = (text, control) => {
    part("till-said").textContent = text;
    control.focus();
  };

  const keep = async (event) => {
    event.preventDefault();
    const entry = entryOf();
    if (!entry.topics.length) { complain(texts.no_topic, form.querySelector("[name=topics]")); return; }
    if (entry.minutes === "other" && !field("minutes_other").value) {
      complain(texts.no_minutes, field("minutes_other"));
      return;
    }
    const submission = correcting ?? crypto.randomUUID();
    const box = await window.loimSeal(entry, { publicKey, binding: `${person}:${submission}` });
    await store.put({ submission, box, made: Date.now() });
    window.loimStore.noteKept(unsent, daysAhead(60), { outlives: true });
    written.set(submission, { summary: summaryOf(entry), state: texts.waits });
    asked.delete(submission);
    const kept = correcting ? texts.corrected : texts.kept;
    correcting = null;
    window.loimTill.reset();
    part("till-said").textContent = kept;
    part("till-more").open = false;
    window.loimTill.start();
    await show();
    send();
  };

  // ---- handing over

  const post = (items) => fetch(syncUrl, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
    body: JSON.stringify({
      sent_at: new Date().toISOString(),
      items: items.map(({ submission, box }) => ({ submission, box })),
    }),
  });

  const settle = async (result) => {
    const { submission, outcome, moved } = result;
    if (outcome === "ask") { asked.set(submission, result); return; }
    await store.remove(submission);
    asked.delete(submission);
    const states = { kept: moved ? texts.clock_moved : texts.handed_over, already: texts.already };
    if (written.has(submission)) written.get(submission).state = states[outcome];
  };

  const sendOnce = async (items) => {
    if (!navigator.onLine) return "offline";
    let answer;
    try { answer = await post(items); } catch { return "offline"; }
    if (answer.type === "opaqueredirect") return "sign_in";
    if (answer.status === 403) return "not_yours";
    if (!answer.ok) return "not_sent";
    const given = await answer.json();
    try { localStorage.setItem(CLOCK, String(Date.parse(given.now) - Date.now())); } catch { /* unknown */ }
    for (const result of given.results) await settle(result);
    return "sent";
  };

  // All that waits, in parts; with nothing waiting, only the clocks are compared.
  const handOver = async () => {
    const waiting = await all();
    let state = "sent";
    for (let from = 0; state === "sent" && from < Math.max(waiting.length, 1); from += AT_ONCE) {
      state = await sendOnce(waiting.slice(from, from + AT_ONCE));
    }
    await tell(state);
    tabs?.postMessage("changed");
  };

  // Two tabs of one device do not send at once; if they did, the platform would count once.
  const alone = (work) => (navigator.locks ? navigator.locks.request(unsent, work) : work());
  const send = () => { sending = (sending ?? Promise.resolve()).then(() => alone(handOver)); return sending; };

  const all = async () => (await store.all()).sort((one, other) => one.made - other.made);

  // ---- what is shown

  const tell = async (state) => {
    const waiting = (await all()).filter(({ submission }) => !asked.has(submission));
    part("state").textContent = say(texts[state], { number: waiting.length });
    part("sign-in").hidden = state !== "sign_in";
    await show();
  };

  const time = (made) => new Date(made).toLocaleTimeString("et-EE", { hour: "2-digit", minute: "2-digit" });

  const show = async () => {
    const waiting = new Map((await all()).map((item) => [item.submission, item]));
    const lines = [...written].map(([, { summary, state }]) => [summary, state]);
    for (const { submission, made } of waiting.values()) {
      if (!written.has(submission) && !asked.has(submission)) lines.push([say(texts.at, { time: time(made) }), texts.waits]);
    }
    part("written").replaceChildren(...lines.reverse().map(([summary, state]) => {
      const line = document.createElement("li");
      line.append(element("span", summary), element("span", state, { class: "muted" }));
      return line;
    }));
    const problems = [...asked.values()].filter(({ submission }) => waiting.has(submission));
    part("problems").hidden = !problems.length;
    part("problem-list").replaceChildren(...problems.map((one) => problem(one, waiting.get(one.submission))));
  };

  const problem = (answer, item) => {
    const card = element("div", "", { class: "ds-card away-problem" });
    const buttons = element("div", "", { class: "button-row" });
    card.append(element("strong", say(texts.at, { time: time(item.made) })), element("p", answer.message), buttons);
    if (answer.entry) {
      const look = element("button", texts.look, { class: "ds-button", type: "button" });
      look.addEventListener("click", () => correct(answer));
      buttons.append(look);
    }
    const forget = element("button", texts.forget, { class: "ds-button", type: "button", "data-variant": "tertiary" });
    forget.addEventListener("click", async () => {
      if (!window.confirm(texts.forget_sure)) return;
      await store.remove(answer.submission);
      asked.delete(answer.submission);
      written.delete(answer.submission);
      await show();
    });
    buttons.append(forget);
    return card;
  };

  const correct = ({ submission, entry, why }) => {
    correcting = submission;
    window.loimTill.reset();
    window.loimTill.fill(entry);
    part("till-more").open = true;
    if (why === "time") field("held_at").focus();
    else form.querySelector("[name=topics]").focus();
  };

  // ---- the page

  const offlineToo = async () => {
    await navigator.serviceWorker.register(workerUrl);
    await navigator.serviceWorker.ready;
    window.loimStore.noteKept("loim-kept:enquiries-away", daysAhead(30));
    part("ready").textContent = texts.ready;
  };

  const begin = async () => {
    store = await window.loimStore.open(unsent, "submission");
    form.hidden = false;
    window.loimTill.start();
    form.addEventListener("submit", keep);
    tabs?.addEventListener("message", show);
    window.addEventListener("online", send);
    window.addEventListener("offline", () => tell("offline"));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") send(); });
    setInterval(() => { if (document.visibilityState === "visible") send(); }, REFRESH);
    await show();
    await send();
    await offlineToo().catch(() => { part("ready").textContent = texts.not_ready; });
  };

  begin();
})();
