// A small editor over a field of HTML. Without it the field itself is written in; what is kept of
// any of it the server decides (logic/rich_text.py), this only spares people the tags.
(() => {
  "use strict";
  const KEPT = new Set(["P", "H2", "H3", "H4", "UL", "OL", "LI", "A", "STRONG", "EM", "BR",
    "BLOCKQUOTE", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD"]);
  const OTHERS = { B: "strong", I: "em", H1: "h2", H5: "h4", H6: "h4", DIV: "p" };
  const DROPPED = new Set(["SCRIPT", "STYLE", "TITLE", "META", "LINK", "XML", "TEMPLATE"]);
  const tools = document.getElementById("rich-text-tools");
  if (!tools) return;

  const copied = (from, to) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName)) continue;
      const name = OTHERS[node.tagName] ?? (KEPT.has(node.tagName) ? node.tagName.toLowerCase() : "");
      if (!name) { copied(node, to); continue; }
      const made = document.createElement(name);
      const address = node.getAttribute("href") ?? "";
      if (name === "a" && /^(https?:|mailto:|tel:|\/|#|\?)/i.test(address)) made.setAttribute("href", address);
      copied(node, made);
      to.append(made);
    }
    return to;
  };
  // Styles go before anything reads them: the page's policy refuses each, aloud.
  const parsed = (html) => copied(
    new DOMParser().parseFromString(html.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""), "text/html").body,
    document.createElement("div"),
  );
  const asHtml = (area) => (area.textContent.trim() ? copied(area, document.createElement("div")).innerHTML : "");

  const enhance = (field) => {
    const editor = document.createElement("div");
    editor.className = "rich-editor";
    const bar = tools.content.firstElementChild.cloneNode(true);
    const area = document.createElement("div");
    area.className = "rich-area";
    area.contentEditable = "true";
    const label = document.querySelector(`label[for="${field.id}"]`);
    const said = { role: "textbox", "aria-multiline": "true", lang: field.lang, "aria-label": label?.textContent.trim() ?? "" };
    for (const name of ["aria-describedby", "aria-invalid"]) if (field.getAttribute(name)) said[name] = field.getAttribute(name);
    for (const [name, value] of Object.entries(said)) area.setAttribute(name, value);
    area.replaceChildren(...parsed(field.value).childNodes);
    field.before(editor);
    editor.append(bar, area, field);
    field.hidden = true;
    label?.addEventListener("click", () => area.focus());

    const keep = () => { field.value = asHtml(area); };
    const mark = () => {
      for (const button of bar.querySelectorAll("[data-command]")) {
        const { command, value } = button.dataset;
        if (command === "undo" || command === "redo" || command === "unlink") continue;
        const isOn = value ? document.queryCommandValue(command).toLowerCase() === value : document.queryCommandState(command);
        button.setAttribute("aria-pressed", String(isOn));
      }
    };
    const run = (command, value) => {
      area.focus();
      document.execCommand(command, false, value);
      keep();
      area.dispatchEvent(new Event("input", { bubbles: true }));
      mark();
    };
    area.addEventListener("focus", () => document.execCommand("defaultParagraphSeparator", false, "p"));
    area.addEventListener("input", keep);
    document.addEventListener("selectionchange", () => { if (area.contains(document.activeElement)) mark(); });
    area.addEventListener("paste", (event) => {
      const html = event.clipboardData?.getData("text/html");
      if (!html) return; // plain words are pasted as such
      event.preventDefault();
      run("insertHTML", parsed(html).innerHTML);
    });
    area.addEventListener("drop", (event) => event.preventDefault());
    for (const button of bar.querySelectorAll("[data-command]")) {
      button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
      button.addEventListener("click", () => run(button.dataset.command, button.dataset.value));
    }

    const linking = bar.querySelector(".rich-link");
    const address = linking.querySelector("input");
    let range = null;
    const leave = () => { linking.hidden = true; area.focus(); };
    bar.querySelector("[data-link]").addEventListener("click", () => {
      const selection = getSelection();
      range = selection.rangeCount && area.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
      address.value = selection.anchorNode?.parentElement?.closest("a")?.getAttribute("href") ?? "";
      linking.hidden = false;
      address.focus();
    });
    const set = () => {
      const to = address.value.trim();
      leave();
      if (range) { getSelection().removeAllRanges(); getSelection().addRange(range); }
      if (!to || !range) return;
      if (range.collapsed) run("insertHTML", Object.assign(document.createElement("a"), { href: to, textContent: to }).outerHTML);
      else run("createLink", to);
    };
    linking.querySelector("[data-link-set]").addEventListener("click", set);
    linking.querySelector("[data-link-leave]").addEventListener("click", leave);
    address.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); set(); }
      if (event.key === "Escape") leave();
    });
    address.addEventListener("input", (event) => event.stopPropagation());

    const source = bar.querySelector("[data-source]");
    source.addEventListener("click", () => {
      const showsSource = field.hidden;
      field.hidden = !showsSource;
      area.hidden = showsSource;
      source.setAttribute("aria-pressed", String(showsSource));
      if (!showsSource) area.replaceChildren(...parsed(field.value).childNodes);
      (showsSource ? field : area).focus();
    });
  };

  document.querySelectorAll("textarea[data-rich-text]").forEach(enhance);
})();
