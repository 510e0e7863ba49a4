// What was done at the door waits here until the platform has it. Everything carries a UUID made
// here, so that sending it twice counts it once.
(() => {
  "use strict";
  const AT_ONCE = 200;

  const cookie = (name) => document.cookie.split("; ")
    .find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

  // `tell(state)` is told how sending goes; `take(answer)` gets each answer of the platform.
  window.loimQueue = async ({ name, address, tell, take }) => {
    const store = await window.loimStore.open(name, "scan");
    let sending = null;

    const waiting = async () => (await store.all())
      .filter((item) => !item.problem)
      .sort((one, other) => one.made - other.made);
    const problems = async () => (await store.all()).filter((item) => item.problem);

    const post = async (items) => {
      const body = JSON.stringify({
        sent_at: new Date().toISOString(),
        items: items.map(({ made, problem, message, ...item }) => item),
      });
      const headers = { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") };
      return fetch(address, { method: "POST", body, headers, redirect: "manual" });
    };

    const settle = async (results) => {
      for (const result of results) {
        const item = await store.get(result.scan);
        // Taken back while it was on its way: that is still to be sent.
        if (!item || item.kind === "undo") continue;
        if (["in", "already", "undone"].includes(result.outcome)) await store.remove(result.scan);
        else {
          const { outcome, message } = result;
          await store.put({ ...item, name: item.name || result.name, problem: outcome, message });
        }
      }
    };

    const sendOnce = async (items) => {
      if (!navigator.onLine) return "offline";
      let answer;
      try { answer = await post(items); } catch { return "offline"; }
      if (answer.type === "opaqueredirect") return "sign_in";
      if (answer.status === 403) return "not_yours";
      const said = await answer.json().catch(() => ({}));
      if (answer.status === 409 || answer.status === 400) return { refusal: said.refusal };
      if (!answer.ok) return "not_sent";
      await settle(said.results);
      for (const item of items) if (item.kind === "undo") await store.remove(item.scan);
      await take(said);
      return "sent";
    };

    // All that waits, in parts; with nothing waiting, the list alone is fetched.
    const send = async () => {
      let state = "sent";
      do {
        const items = (await waiting()).slice(0, AT_ONCE);
        state = await sendOnce(items);
      } while (state === "sent" && (await waiting()).length);
      tell(state, (await waiting()).length);
    };

    return {
      waiting,
      problems,
      put: (item) => store.put({ made: Date.now(), ...item }),
      remove: (scan) => store.remove(scan),
      get: (scan) => store.get(scan),
      send: () => { sending = (sending ?? Promise.resolve()).then(send, send); return sending; },
    };
  };
})();
