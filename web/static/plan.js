// The list of a plan as a sheet: tasks are chosen in ranges, and a row is edited where it stands. Without this file
// the boxes are sent with their form, and a task is edited on its page.
"use strict";
{
  const list = () => document.getElementById("liste");
  const boxes = () => [...list().querySelectorAll('input[name="t[]"]')];
  const seen = drawn;

  let last = null; // the box that a range begins with
  document.addEventListener("click", (event) => { // what is chosen is counted as it changes, just after
    const box = event.target.closest('#liste input[name="t[]"]');
    if (!box) return;
    const shown = boxes().filter(seen);
    const [from, to] = [shown.indexOf(last), shown.indexOf(box)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) for (const one of shown.slice(from, to + 1)) one.checked = box.checked;
    last = box;
  });
  // What is typed on a box of a chosen task goes where it is meant for: a number to the days, a letter to the people. Enter
  // then does what the field beside the button is for.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const group = event.target.closest(".chosen .group");
    if (group && event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
      return group.querySelector("button").click();
    }
    if (!event.target.matches('#liste input[name="t[]"]:checked')) return;
    const days = document.querySelector(".chosen [name=jours]"), who = document.querySelector(".chosen [name=a]");
    if (/^[-0-9]$/.test(event.key) && days && seen(days)) days.focus({preventScroll: true}); // which then takes the key
    else if (/^\p{L}$/u.test(event.key) && who && seen(who)) {
      const begins = [...who.options].filter((one) => one.value && fold(one.text).startsWith(fold(event.key)));
      if (begins.length === 0) return;
      event.preventDefault();
      who.value = begins[0].value;
      who.focus({preventScroll: true});
    }
  });
  document.addEventListener("keypress", (event) => { // the list is one form, whose own button Enter would press too
    if (event.key === "Enter" && event.target.matches(".chosen .group :is(input, select)")) event.preventDefault();
  });
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // A row that moves in the list takes its choice along, and one that comes to stand in its place does not get it.
  let kept = new Set();
  document.addEventListener("htmx:beforeSwap", () => { kept = new Set(list() ? boxes().filter((box) => box.checked).map((box) => box.value) : []); });
  document.addEventListener("htmx:afterSwap", () => { if (list()) for (const box of boxes()) box.checked = kept.has(box.value); });

  // A row is edited by the page that edits it alone, whose row takes its place here.
  let open = null; // {row, column, address}
  let trying = 0, trial = null; // the wait before what is typed is tried, and the last trial
  const drafts = new Map(); // what was typed in rows that were closed, by address
  const form = () => document.getElementById("ligne");
  const edition = () => document.getElementById("edition");
  const values = () => Object.fromEntries(fields().map((one) => [one.name, one.value]));
  const fields = () => [...form()?.elements ?? []].filter((one) => one.name && one.type !== "hidden" && one.type !== "submit");

  // read gets a page of which only a row is shown: what waits to be said is not for it.
  async function read(address) {
    const answer = await fetch(address, {headers: {"HX-Request": "true", "HX-Current-URL": location.href, "Parvis-Aside": "1"}});
    const text = await answer.text();
    if (answer.headers.get("Parvis") !== "1" || !answer.ok && answer.status !== 422) throw new Error(address);
    return new DOMParser().parseFromString(text, "text/html");
  }

  async function edit(row, column) {
    const link = row.querySelector("th a");
    const address = `${link.getAttribute("href")}/ligne`;
    const busy = [...document.querySelectorAll(".in-place")].find(typedIn);
    if (busy) return guard(busy);
    if (open && !leave()) return;
    const asked = open = {row, column, address};
    let page;
    try {
      page = await read(`${address}?retour=${encodeURIComponent(list().elements.retour.value)}`);
    } catch {
      return location.assign(address);
    }
    if (open !== asked || !page.getElementById("edition")) return;
    document.querySelectorAll(".in-place").forEach((one) => one.replaceChildren()); // no id stands twice
    tellOpen();
    const shell = page.getElementById("ligne");
    shell.classList.add("editing");
    for (const [name, value] of Object.entries({"hx-boost": "true", "hx-disabled-elt": "this"})) shell.setAttribute(name, value);
    list().after(shell);
    place(page);
    row.hidden = true;
    htmx.process(shell);
    const kept = drafts.get(address);
    if (kept) {
      for (const one of fields()) if (kept[one.name] !== undefined) one.value = kept[one.name];
      preview();
    }
    focus(column);
  }

  // place puts the rows of a page in edition after the row that they stand for.
  function place(page) {
    document.querySelectorAll("#edition, #edition-dit").forEach((one) => one.remove());
    for (const id of ["edition-dit", "edition"]) {
      const one = document.importNode(page.getElementById(id), true);
      one.classList.add("editing");
      for (const field of one.querySelectorAll("input")) field.autocomplete = "off"; // its arrows lead to the rows around it
      open.row.after(one);
    }
  }

  function focus(column) {
    const field = edition().cells[column]?.querySelector("input, select") ?? edition().querySelector("input, select");
    field?.focus();
    field?.select?.();
  }

  const typed = () => fields().some(changed);

  function close() {
    if (!open) return;
    const {row, address} = open;
    if (typed()) drafts.set(address, values());
    else drafts.delete(address);
    open = null;
    clearTimeout(trying);
    form()?.remove();
    document.querySelectorAll("#edition, #edition-dit").forEach((one) => one.remove());
    row.hidden = false;
    return row;
  }

  // leave closes a row in which nothing was typed; else it stays until it is kept or given up.
  function leave() {
    if (!typed()) return close(), true;
    say("Enregistrez d’abord ce que vous êtes en train d’écrire (Entrée), ou abandonnez-le (Échap).");
    focus(open.column);
    return false;
  }

  // A form opened in place takes the row's place, as another row does.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (open && event.detail.target.classList.contains("in-place") && !leave()) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const cell = event.target.closest("#liste .plan td, #liste .plan th");
    if (cell && !event.target.closest("a, button, input, select, label") && getSelection().isCollapsed) {
      const row = cell.parentElement;
      if (row.closest("tbody") && !row.matches(".editing, .note") && row.querySelector('input[name="t[]"], button[name=faite]')) edit(row, cell.cellIndex);
    }
    const cancel = event.target.closest("#edition-dit a.cancel");
    if (cancel) {
      event.preventDefault();
      close()?.querySelector("th a").focus({preventScroll: true});
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest("#liste .plan tbody tr");
    if (!row) return;
    if (!row.matches(".editing")) {
      if (event.key === "F2" && row.querySelector('input[name="t[]"], button[name=faite]')) event.preventDefault(), edit(row, 1);
      return;
    }
    const step = {ArrowUp: -1, ArrowDown: 1}[event.key];
    if (event.key === "Escape") {
      const kept = typed();
      close()?.querySelector("th a").focus({preventScroll: true});
      if (kept) say("Rien n’est enregistré. Ce que vous aviez écrit revient si vous rouvrez la ligne.");
    } else if (event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
      send();
    } else if (step && event.target.matches("input")) {
      event.preventDefault();
      const rows = [...list().querySelectorAll(".plan tbody tr:not(.editing, .note)")].filter((one) => one === open.row || seen(one));
      const next = rows[rows.indexOf(open.row) + step];
      const column = event.target.closest("td, th").cellIndex;
      if (!next) return;
      if (!typed()) return edit(next, column);
      open.then = {title: next.querySelector("th").id, column};
      send();
    }
  });

  // send keeps a row; what is to mend comes back in it.
  let sent = null;
  function send() {
    sent = open;
    form().requestSubmit();
  }
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.id === "ligne" && open) open.sent = values();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const {requestConfig, xhr} = event.detail;
    if (requestConfig?.elt?.id !== "ligne" || !open) return;
    sent = open;
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    if (xhr.status === 422 && page.getElementById("edition")) {
      event.detail.shouldSwap = false;
      const column = document.activeElement.closest("td, th")?.cellIndex ?? open.column;
      const now = values();
      place(page);
      for (const one of fields()) if (now[one.name] !== open.sent[one.name]) one.value = now[one.name]; // typed since
      const wrong = document.querySelector("#edition [aria-invalid]");
      if (wrong) wrong.focus();
      else focus(column);
      return;
    }
    if (xhr.status >= 400 && xhr.status !== 409) return;
    // The row is kept, or a page of its own shows the two texts.
    drafts.delete(open.address);
    clearTimeout(trying);
    document.querySelectorAll(".editing").forEach((one) => one.classList.remove("editing"));
    open.row.hidden = false;
    open = null;
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (!sent || open) return;
    const {row, then} = sent;
    sent = null;
    const title = then?.title ?? row.querySelector("th")?.id;
    const next = document.getElementById(title)?.closest("tr");
    if (then && next) edit(next, then.column);
    else next?.querySelector("th a").focus({preventScroll: true});
  });

  // What is typed is tried as it is typed: the day that it is, and what it changes.
  document.addEventListener("input", (event) => {
    if (event.target.closest("#edition, #edition-dit")) {
      clearTimeout(trying);
      trying = setTimeout(preview, 200);
    }
  });

  async function preview() {
    const mine = trial = {};
    const asked = new URLSearchParams(new FormData(form()));
    try {
      const page = await read(`${open.address}?${asked}`);
      if (trial !== mine || !open) return;
      const [was, now] = [edition(), page.getElementById("edition")];
      for (let i = 0; i < now.cells.length; i++) {
        const [old, cell] = [was.cells[i], now.cells[i]];
        if (!old.querySelector("input, select")) old.replaceChildren(...cell.childNodes);
        else {
          old.querySelectorAll(".problem").forEach((one) => one.remove());
          cell.querySelectorAll(".problem").forEach((one) => old.append(one));
          for (const field of old.querySelectorAll("input, select")) {
            const other = page.getElementById(field.id);
            for (const name of ["aria-invalid", "aria-describedby"]) {
              if (other?.hasAttribute(name)) field.setAttribute(name, other.getAttribute(name));
              else field.removeAttribute(name);
            }
          }
        }
      }
      const why = page.querySelector("#edition-dit .edit-why");
      const there = document.querySelector("#edition-dit .edit-why");
      if (why && !there) document.getElementById("dit").before(why);
      else if (!why) there?.remove();
      document.getElementById("dit").replaceChildren(...page.getElementById("dit").childNodes);
    } catch { /* it is tried again at the next letter */ }
  }
}
