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
  const parsed = (html) => copied(
    new DOMParser().parseFromString(html, "text/html").body, document.createElement("div"),
  );
  // Styles and handlers go before anything reads them: the page's policy refuses each, aloud.
  const withoutAttributes = (html) => html
    .replace(/<(script|style)\b[^]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""));
  const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && !["A", "STRONG", "EM", "BR"].includes(node.tagName);
  // The browser's own insertHTML writes styles, which the policy refuses.
  const insert = (area, holder) => {
    const selection = getSelection();
    if (!selection.rangeCount || !area.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    range.deleteContents();
    let nodes = [...holder.childNodes].filter((node) => node.nodeType !== Node.TEXT_NODE || node.data.trim());
    if (nodes.length === 1 && nodes[0].tagName === "P") nodes = [...nodes[0].childNodes];
    let block = range.startContainer;
    while (block !== area && block.parentNode !== area) block = block.parentNode;
    if (block === area || !nodes.some(isBlock)) {
      for (const node of [...nodes].reverse()) range.insertNode(node);
    } else {
      range.setEndAfter(block);
      const tail = range.extractContents();
      block.after(...nodes, ...(tail.textContent.trim() ? tail.childNodes : []));
      if (!block.textContent.trim()) block.remove();
    }
    if (nodes.length) selection.collapse(nodes.at(-1), nodes.at(-1).childNodes.length || nodes.at(-1).length || 0);
  };
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
    const changed = () => {
      area.dispatchEvent(new Event("input", { bubbles: true }));
      mark();
    };
    const run = (command, value) => {
      area.focus();
      document.execCommand(command, false, value);
      changed();
    };
    area.addEventListener("focus", () => document.execCommand("defaultParagraphSeparator", false, "p"));
    area.addEventListener("input", keep);
    document.addEventListener("selectionchange", () => { if (area.contains(document.activeElement)) mark(); });
    area.addEventListener("paste", (event) => {
      const html = event.clipboardData?.getData("text/html");
      if (!html) return; // plain words are pasted as such
      event.preventDefault();
      insert(area, parsed(withoutAttributes(html)));
      changed();
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
      if (!range.collapsed) { run("createLink", to); return; }
      const made = document.createElement("div");
      made.append(Object.assign(document.createElement("a"), { href: to, textContent: to }));
      insert(area, made);
      changed();
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
