// The page at the door: read a code, tap a name, see at once what came of it. Works without a
// network: what is done waits in the queue, and the list is kept on the phone until the event is
// over (store.js, queue.js). door.js knows who is in, shown.js shows it. Without scripts the page
// is a list with buttons.
(() => {
  "use strict";
  const { Door, asCode } = window.loimDoor;
  const SAME_CODE = 3000; // milliseconds in which a code before the camera is read once
  const REFRESH = 60000;
  const app = document.querySelector("[data-check-in]");
  if (!app || !window.indexedDB || !window.isSecureContext) return;
  const part = (name) => app.querySelector(`[data-${name}]`);
  const json = (id) => JSON.parse(document.getElementById(id).textContent);
  const texts = json("check-in-texts");
  const select = document.getElementById("slot");
  const door = new Door(json("check-in-days"));
  const name = `check-in-${app.dataset.checkIn}`;
  // Of one person: nobody sends what another gathered on the same phone.
  const unsent = `loim-unsent:${name}-${app.dataset.person}`;
  let store;
  let queue;
  let chosen = null; // a slot that somebody chose; otherwise today
  let shown = null; // the scan that the result tells of

  const monthAfter = (day) => {
    const later = new Date(`${day}T12:00:00Z`);
    later.setUTCDate(later.getUTCDate() + 30);
    return later.toISOString().slice(0, 10);
  };

  const slotNow = () => {
    const [day, session] = (chosen ?? door.today() ?? select.value).split("/");
    return { day, session: session ? Number(session) : null };
  };

  // ---- what is shown

  const ui = window.loimShown({
    app, texts, door,
    on: {
      checkIn: (person) => checkIn(person),
      undo: (scan, person) => undo(scan, person),
      again: (item, note) => again(item, note),
      forget: async (item) => { await queue.remove(item.scan); await showProblems(); },
    },
  });
  const showList = () => ui.list(slotNow());
  const showProblems = async () => ui.problems(await queue.problems());
  const show = (scan, outcome, about) => { shown = scan; ui.result(outcome, about); };

  // ---- what is done

  // Said at once, so that nobody reads that everything is sent while it is not.
  const sending = () => ui.state("sending", 0);

  const put = async (item) => {
    sending();
    const { day, session } = slotNow();
    const at = new Date().toISOString();
    // A day is said only where it is not today: the platform knows which one that is.
    const about = { at, session, ...(day === door.today() ? {} : { day }) };
    await queue.put({ ...about, ...item });
    return { day, session, at: door.now().toISOString() };
  };

  const later = async () => {
    showList();
    ui.state(navigator.onLine ? "waiting" : "offline", (await queue.waiting()).length);
    await showProblems();
    queue.send();
  };

  const checkIn = async (person) => {
    const slot = slotNow();
    const since = door.since(person.key, slot);
    const scan = crypto.randomUUID();
    if (since) { show(since.scan, "already", { ...person, at: since.at }); return; }
    if (!person.mayComeIn) {
      const form = ui.reasonForm((note) => letIn(person, note));
      show(scan, "no_place", { ...person, actions: [form] });
      return;
    }
    const made = await put({ kind: "check_in", scan, person: person.key, name: person.name });
    door.note({ scan, key: person.key, ...made });
    show(scan, "in", { ...person, actions: [ui.undoButton(() => undo(scan, person))] });
    await later();
  };

  const letIn = async (person, note) => {
    const scan = crypto.randomUUID();
    const made = await put({
      kind: "let_in", scan, person: person.key, note, name: person.name,
    });
    person.mayComeIn = true;
    door.note({ scan, key: person.key, ...made });
    show(scan, "in", person);
    await later();
  };

  const undo = async (scan, person) => {
    sending();
    if (await queue.get(scan)) await queue.remove(scan); // has never left this phone
    // It may be on its way just now: taking back what never came does no harm.
    await queue.put({ kind: "undo", scan });
    door.forget(person.key, slotNow());
    show(scan, "undone", person);
    await later();
  };

  const again = async (item, note) => {
    sending();
    const { problem, message, ...good } = item;
    await queue.put({ ...good, note });
    await later();
  };

  const read = async (text) => {
    const code = asCode(text);
    const person = door.byCode.get(code);
    if (person) { await checkIn(person); return; }
    const scan = crypto.randomUUID();
    // Perhaps they registered after this phone last had the list: the platform knows.
    if (code) await put({ kind: "check_in", scan, code });
    show(scan, "unknown");
    await later();
  };

  // ---- what arrives

  const applyWaiting = async () => {
    for (const item of await queue.waiting()) {
      const day = item.day ?? door.today();
      if (item.person && day) door.note({ ...item, key: item.person, day });
    }
  };

  const take = async (said) => {
    door.take(said);
    await store.put({ key: "list", ...said, results: [] });
    window.loimStore.noteKept(`loim-kept:${name}`, said.erase_after);
    window.loimStore.noteKept(unsent, monthAfter(said.erase_after), { outlives: true });
    await applyWaiting();
    showList();
    await showProblems();
    for (const result of said.results) {
      if (result.scan === shown && result.outcome !== "in") show(result.scan, result.outcome, result);
      else if (result.scan === shown && !ui.isNamed()) {
        show(result.scan, "in", result); // a code that only the platform knew
      }
    }
  };

  const erased = async () => {
    await store.remove("list");
    door.take({ people: [], check_ins: [] });
    showList();
  };

  const tell = (state, number) => {
    if (state === "not_yours") erased();
    ui.state(state, number);
  };

  // ---- the page

  const newcomer = async (event) => {
    event.preventDefault();
    const form = event.target;
    const given = Object.fromEntries(new FormData(form));
    if (!given.name.trim() || !form.elements.namedItem("email").checkValidity()) {
      form.reportValidity();
      form.elements.namedItem(given.name.trim() ? "email" : "name").focus();
      return;
    }
    const scan = crypto.randomUUID();
    await put({ kind: "walk_in", scan, ...given });
    form.reset();
    part("newcomer").open = false;
    show(scan, "in", { name: given.name });
    await later();
  };

  const camera = part("camera");
  let stop = null;
  const switchCamera = async () => {
    const isOn = camera.dataset.camera === "on";
    camera.dataset.camera = isOn ? "off" : "on";
    camera.setAttribute("aria-pressed", String(!isOn));
    part("video").hidden = isOn;
    if (isOn) { stop?.(); stop = null; return; }
    let last = { text: "", at: 0 };
    try {
      stop = await window.loimCamera(part("video"), app.dataset.readerUrl, (text) => {
        const isSame = text === last.text && Date.now() - last.at < SAME_CODE;
        last = { text, at: Date.now() };
        if (!isSame) read(text);
      });
    } catch {
      camera.dataset.camera = "off";
      camera.setAttribute("aria-pressed", "false");
      part("video").hidden = true;
      show(null, "unknown", { message: texts.no_camera });
    }
  };

  const listen = () => {
    camera.addEventListener("click", switchCamera);
    part("search").addEventListener("input", showList);
    part("search").addEventListener("keydown", async (event) => {
      if (event.key !== "Enter") return;
      const found = door.find(event.target.value);
      if (asCode(event.target.value) && !found.length) await read(event.target.value);
      else if (found.length === 1 && event.target.value) await checkIn(found[0]);
      else return;
      event.target.value = "";
      showList();
    });
    part("walk-in").addEventListener("submit", newcomer);
    select.addEventListener("change", () => { chosen = select.value; showList(); });
    window.addEventListener("online", () => queue.send());
    window.addEventListener("offline", async () => {
      ui.state("offline", (await queue.waiting()).length);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") { showList(); queue.send(); }
    });
    setInterval(() => { if (document.visibilityState === "visible") queue.send(); }, REFRESH);
  };

  const offlineToo = async () => {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(app.dataset.workerUrl);
    await navigator.serviceWorker.ready;
    part("ready").textContent = texts.ready;
  };

  const start = async () => {
    store = await window.loimStore.open(`loim-kept:${name}`, "key");
    queue = await window.loimQueue({
      name: unsent, address: app.dataset.syncUrl, tell, take,
    });
    const known = await store.get("list");
    if (known && known.erase_after >= new Intl.DateTimeFormat("sv-SE").format(new Date())) {
      door.take(known);
    }
    const url = new URL(location.href);
    if (url.searchParams.has("slot")) chosen = url.searchParams.get("slot");
    if (chosen && [...select.options].some((option) => option.value === chosen)) select.value = chosen;
    await applyWaiting();
    document.querySelectorAll("[data-without-script]").forEach((element) => element.remove());
    app.hidden = false;
    listen();
    showList();
    await showProblems();
    await queue.send();
    await offlineToo().catch(() => {}); // an address that is not encrypted has no service worker
  };

  start();
})();
