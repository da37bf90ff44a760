// The tablet at the exit: one visitor answers, all of it is cleared, the next one begins. Answers are kept on this device first and go from there, one at a time,
// each under a key made here; only an answer that names the key takes one off. Nothing tells when, or in which order, people answered: a day, and no more.
"use strict";
{
  const place = document.getElementById("borne");
  const {lien, envoi, veille, portee} = place.dataset;
  const idle = Number(place.dataset.inactivite) * 1000, warn = Number(place.dataset.delai) * 1000;
  const [begin, holder, end, warning, waits, whole] = ["accueil", "reponse", "fin", "attention", "attente", "plein-ecran"].map((one) => document.getElementById(one));
  const inFrench = (n, one, many) => `${n}\u00a0${n < 2 ? one : many}`;

  // The queue. Its shape is that of Jour J: rows under a key, each with what it belongs to.
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("parvis-borne", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("saisies", {keyPath: "n", autoIncrement: true}).createIndex("cle", "cle", {unique: true});
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  async function rows(mode, act) {
    const db = await opened;
    return new Promise((resolve, reject) => {
      const moved = db.transaction("saisies", mode, mode === "readwrite" ? {durability: "strict"} : {});
      const asked = act(moved.objectStore("saisies"));
      moved.oncomplete = () => resolve(asked.result);
      moved.onabort = moved.onerror = () => reject(moved.error);
    });
  }
  const mine = async () => (await rows("readonly", (store) => store.getAll())).filter((row) => row.lien === lien);
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(26)), (b) => (b % 32).toString(32)).join("");
  const today = () => new Intl.DateTimeFormat("en-CA", {timeZone: "Europe/Paris"}).format(new Date());

  // Sending: one window of this device at a time, with waits that double up to a minute.
  let wait = 0, timer = 0;
  const flush = () => navigator.locks.request("parvis-borne", {ifAvailable: true}, async (lock) => {
    if (!lock) return later();
    for (const row of (await mine()).filter((one) => one.etat === "attend")) {
      if (!await send(row)) { await told(); return later(); }
    }
    wait = 0;
    await told();
  }).catch(later);
  function later() {
    wait = Math.min(Math.max(2 * wait, 2), 60);
    clearTimeout(timer);
    timer = setTimeout(flush, wait * 1000);
  }
  // send gives true once the server has the row, or refuses it for good; false when it has to wait.
  async function send(row) {
    let said = null;
    try {
      const answer = await fetch(envoi, {method: "POST", redirect: "manual", credentials: "omit", headers: {"Accept": "application/json"}, body: new URLSearchParams(row.corps), signal: AbortSignal.timeout(20000)});
      said = await answer.json();
    } catch { return false; }
    if (said?.cle !== row.cle) return false;
    if (said.fait) await rows("readwrite", (store) => store.delete(row.n));
    else if (said.refus) await rows("readwrite", (store) => store.put({...row, etat: "refusee", pourquoi: said.refus}));
    else return false;
    return true;
  }
  async function told() {
    const list = await mine();
    const waiting = list.filter((row) => row.etat === "attend").length, refused = list.length - waiting;
    const said = [];
    if (waiting) said.push(`${inFrench(waiting, "réponse attend", "réponses attendent")} sur cette tablette et ${waiting < 2 ? "partira" : "partiront"} avec le réseau.`);
    if (refused) said.push(`${inFrench(refused, "réponse n’a pas été acceptée", "réponses n’ont pas été acceptées")}.`);
    waits.textContent = said.join(" ");
  }

  // One visitor.
  let form = null, ask = null, pages = [], at = 0, endless = false, clock = 0;
  const template = (kind, langue) => place.querySelector(`template[data-${kind}="${langue}"]`).content.cloneNode(true);
  function show(one) {
    for (const part of [begin, holder, end]) part.hidden = part !== one;
    warning.hidden = true;
    warning.replaceChildren();
  }
  // clear leaves nothing of whoever was here: the form itself goes, with whatever was typed in it.
  function clear() {
    form = null;
    holder.replaceChildren();
    end.replaceChildren();
    endless = false;
    clearTimeout(clock);
    document.documentElement.lang = "fr";
    document.documentElement.dir = "ltr";
    show(begin);
    scrollTo(0, 0);
  }
  function open(langue) {
    clear();
    holder.append(template("langue", langue));
    form = holder.querySelector("form");
    ask = asking(form);
    document.documentElement.lang = langue;
    document.documentElement.dir = form.dir;
    pages = [...form.querySelectorAll("[data-page]")];
    at = -1;
    form.addEventListener("submit", (event) => { event.preventDefault(); forward(); });
    form.querySelector("[data-retour]").addEventListener("click", () => move(-1));
    form.querySelector("[data-effacer]").addEventListener("click", clear);
    for (const button of form.querySelectorAll("[data-parler]")) button.addEventListener("click", () => speak(button.dataset.parler));
    form.addEventListener("change", draw);
    show(holder);
    move(1);
    touch(); // also for somebody who begins, and walks away
  }

  // speak shows the same page in another language, with whatever was answered so far.
  function speak(langue) {
    const given = ask.given(), page = at, timeless = endless;
    open(langue);
    ask.fill(given);
    at = page;
    endless = timeless;
    draw();
    form.querySelector("[data-parler]").focus({preventScroll: true});
    touch();
  }

  
  const questions = (page) => [...page.querySelectorAll("[data-question]")];
  const hasSomething = (page) => questions(page).length === 0 || questions(page).some(ask.shown);
  function next(step) {
    for (let i = at + step; i >= 0 && i < pages.length; i += step) if (hasSomething(pages[i])) return i;
    return -1;
  }
  function move(step) {
    const to = next(step);
    if (to < 0) return;
    at = to;
    draw();
    scrollTo(0, 0);
    pages[at].querySelector("[data-question], fieldset")?.focus({preventScroll: true});
  }
  function draw() {
    if (!form) return;
    pages.forEach((page, i) => { page.hidden = i !== at; });
    for (const question of questions(pages[at])) question.hidden = !ask.shown(question);
    const last = next(1) < 0, button = form.querySelector("[type=submit]");
    button.textContent = last ? button.dataset.envoyer : button.dataset.suite;
    form.querySelector("[data-retour]").hidden = next(-1) < 0;
    const where = form.querySelector("[data-ou]");
    where.textContent = pages.length > 1 ? where.dataset.ou.replace("@1", at + 1).replace("@2", pages.length) : "";
  }
  let keeping = false;
  async function forward() {
    if (keeping || ask.lacks(questions(pages[at]), form.dataset.requis)) return;
    if (next(1) >= 0) return move(1);
    const cle = newKey();
    for (const question of form.querySelectorAll("[data-question]")) if (!ask.shown(question)) for (const field of question.querySelectorAll("input, select, textarea")) field.disabled = true;
    const corps = [...new FormData(form)].filter(([, value]) => value !== "");
    corps.push(["cle", cle], ["jour", today()]);
    keeping = true;
    try {
      await rows("readwrite", (store) => store.add({cle, lien, etat: "attend", corps}));
    } catch {
      const p = Object.assign(document.createElement("p"), {className: "problem", textContent: form.dataset.perdu});
      p.setAttribute("role", "alert");
      form.prepend(p);
      for (const field of form.querySelectorAll(":disabled")) field.disabled = false;
      return;
    } finally { keeping = false; }
    navigator.storage?.persist?.().catch(() => {});
    const langue = form.lang;
    form = null;
    holder.replaceChildren();
    end.append(template("fin", langue));
    end.querySelector("[data-suivante]").addEventListener("click", clear);
    show(end);
    end.querySelector("[data-suivante]").focus();
    touch();
    await told();
    flush();
  }

  // Whoever walks away leaves nothing behind. Somebody who needs time says so, once or for the whole form.
  function touch() {
    clearTimeout(clock);
    if (begin.hidden === false || endless) return;
    clock = setTimeout(form ? warnOf : clear, form ? idle : Math.min(idle, 20000));
  }
  function warnOf() {
    warning.replaceChildren(template("attention", form.lang));
    warning.hidden = false;
    warning.querySelector("[data-continuer]").addEventListener("click", goOn);
    warning.querySelector("[data-sans-fin]").addEventListener("click", () => { endless = true; goOn(); });
    warning.querySelector("[data-continuer]").focus();
    clearTimeout(clock);
    clock = setTimeout(clear, warn);
  }
  function goOn() {
    warning.hidden = true;
    warning.replaceChildren();
    touch();
  }
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(kind, () => { if (warning.hidden) touch(); }, {passive: true, capture: true});

  for (const button of begin.querySelectorAll("[data-commencer]")) button.addEventListener("click", () => open(button.dataset.commencer));
  if (document.fullscreenEnabled) {
    whole.hidden = false;
    whole.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
    document.addEventListener("fullscreenchange", () => { whole.hidden = Boolean(document.fullscreenElement); });
  }
  // A page that the browser kept and shows again is somebody else's now.
  addEventListener("pageshow", (event) => { if (event.persisted) clear(); });
  addEventListener("pagehide", clear);
  addEventListener("online", flush);
  clear();
  told();
  flush();
  setInterval(() => { if (!wait) flush(); }, 60000);

  // Without network, the worker shows this page and what it needs.
  navigator.serviceWorker?.register(veille, {scope: portee}).then(() => navigator.serviceWorker.ready).then((one) => {
    const files = [...document.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]')].map((e) => e.href || e.src);
    one.active.postMessage({page: location.href, files: [...files, ...performance.getEntriesByType("resource").map((e) => e.name).filter((name) => name.includes("/static/"))]});
  }).catch(() => {});
}
