// Jour J without network. What is counted, ticked or noted is kept on this device first, in the order in which it was done, and goes from there: one
// at a time, each under a key made here. Only an answer that names the key takes it off the device; one that refuses it leaves it « à régler ». What
// somebody typed is hers: another person's session neither sends nor shows it. What is counted through the link of a door is that link's, in the same
// way. Every page works online without this file.
"use strict";
{
  const place = document.getElementById("jour");
  const {dataset: here} = place;
  const door = Number(here.lien); // the link by which one counts here without an account; NaN: with one
  const mine = door ? `porte-${door}` : Number(document.body.dataset.person);
  const base = door ? "/porte" : "/jour";
  const project = Number(here.projet);
  const count = (n, one, many) => `${n}\u00a0${n < 2 ? one : many}`;
  const clock = (at) => { // as clocks of Paris show it, wherever the device believes it is
    const [hour, minutes] = new Date(at).toLocaleTimeString("fr-FR", {timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit"}).split(":");
    return `${Number(hour)}\u00a0h\u00a0${minutes}`;
  };

  // By how much the clock of the service is ahead of this device's: of pages that were kept, the last one that came tells.
  const skewKey = "parvis-jour-ecart", toldKey = "parvis-jour-heure", awayKey = "parvis-jour-hors-reseau";
  if (Number(here.maintenant) > Number(localStorage.getItem(toldKey))) note(Number(here.maintenant));
  function note(at) {
    localStorage.setItem(toldKey, String(at));
    localStorage.setItem(skewKey, String(at - Date.now()));
  }
  const moment = (at) => Math.round(at + Number(localStorage.getItem(skewKey)));
  const now = () => moment(Date.now());

  // The queue.
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("parvis-jour", 1);
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
  const all = () => rows("readonly", (store) => store.getAll());
  const put = (row) => rows("readwrite", (store) => store.put(row));
  const own = (list, state) => list.filter((row) => row.personne === mine && (!state || row.etat === state));
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(20)), (b) => (b % 32).toString(32)).join("") + Date.now().toString(36);

  // enqueue keeps things on this device; it fails when the device cannot, and then nothing on the page has changed.
  async function enqueue(...sent) {
    const kept = [];
    for (const {body, said, photo, written} of sent) {
      const cle = body.cle ?? newKey();
      const whose = door ? {lien: door} : {personne: mine};
      const row = {cle, personne: mine, prenom: door ? here.lienNom : document.body.dataset.name, etat: "attend", dit: said, quand: now(), garde: Date.now(), photo, corps: {cle, ...whose, projet: project, jour: here.jour, ...body}};
      if (!photo) row.corps.quand = row.quand;
      await put(row);
      written?.();
      kept.push(row);
    }
    navigator.storage?.persist?.().catch(() => {});
    await draw();
    flush();
    return kept;
  }

  // Sending: one window of this device at a time.
  let wait = 0, timer = 0, why = "";
  const flush = () => navigator.locks.request("parvis-jour", {ifAvailable: true}, async (lock) => {
    if (!lock) return later();
    let sent = false;
    for (const row of own(await all(), "attend")) {
      const done = await send(row);
      if (done === "stop") { await draw(); return later(); }
      sent ||= done;
    }
    wait = 0;
    await draw();
    if (sent) keepPages([location.href]);
  }).catch(later);
  function later() {
    wait = Math.min(Math.max(2 * wait, 2), 60);
    clearTimeout(timer);
    timer = setTimeout(flush, wait * 1000);
  }

  // send gives true once the server says that it has the row, false when it refuses it for good, "stop" when it has to wait.
  async function send(row) {
    const form = row.photo && new FormData();
    if (form) {
      for (const [name, value] of Object.entries(row.corps)) form.append(name, value);
      form.append("photo", row.photo, row.photo.name || "photo.jpg");
    }
    let answer, text = "";
    try {
      answer = await fetch(`${door ? here.porte : base}/saisies${row.photo ? "/photo" : ""}`, {method: "POST", redirect: "manual", credentials: "same-origin",
        headers: row.photo ? {"Accept": "application/json"} : {"Content-Type": "application/json"}, body: form || JSON.stringify(row.corps), signal: AbortSignal.timeout(row.photo ? 300000 : 20000)});
      text = await answer.text();
    } catch {
      why = "reseau";
      if (!localStorage.getItem(awayKey)) localStorage.setItem(awayKey, String(Date.now()));
      return "stop";
    }
    let said = null;
    try { said = JSON.parse(text); } catch { /* another program's page, or the login */ }
    if (answer.type === "opaqueredirect" || answer.status === 401) why = "session";
    else if (said?.cle !== row.cle) why = "reponse";
    else if (said.autre) why = "autre";
    else if (said.fait || said.refus) {
      why = "";
      localStorage.removeItem(awayKey);
      if (said.maintenant) note(said.maintenant);
      if (said.fait) {
        learn(row, said);
        await rows("readwrite", (store) => store.delete(row.n));
        return true;
      }
      await put({...row, etat: "refusee", pourquoi: said.refus});
      return false;
    } else why = "reponse";
    return "stop";
  }

  // learn takes what the server counted for what the page showed.
  function learn(row, said) {
    for (const [audience, n] of Object.entries(said.comptes ?? {})) for (const out of outputs(row.corps.seance, audience)) out.dataset.base = n;
    if (row.corps.genre === "compte") sentTaps.set(row.cle, row.corps);
  }
  const writing = new Map(); // taps on their way to the disk, by slot and audience
  const slotOf = (out) => `${out.dataset.seance}/${out.dataset.public}`;
  const sentTaps = new Map(); // of this page, so that the last one can still be taken back
  const outputs = (slot, audience) => [...place.querySelectorAll(`output[data-seance="${slot}"][data-public="${audience}"]`)];

  // Drawing: numbers, ticks, the band, the list of what waits.
  async function draw() {
    const list = await all();
    const waiting = own(list, "attend");
    for (const out of place.querySelectorAll("output[data-public]")) {
      const taps = waiting.filter(({corps}) => corps.genre === "compte" && corps.seance === Number(out.dataset.seance) && String(corps.public || "absent") === out.dataset.public);
      out.textContent = String(Number(out.dataset.base) + taps.reduce((sum, {corps}) => sum + (corps.nombre ?? 0), 0) + (writing.get(slotOf(out)) ?? 0));
    }
    for (const {corps} of waiting.filter(({corps}) => corps.genre === "coche")) mark(corps.ligne, Boolean(corps.fait));
    band(list, waiting);
    queueList(own(list).filter((row) => row.etat !== "ecartee"));
  }
  function mark(line, done) {
    for (const button of place.querySelectorAll('button[name="ligne"]')) {
      if (button.dataset.ligne !== line) continue;
      button.setAttribute("aria-pressed", String(done));
      button.value = `${done ? "0" : "1"}${line}`;
    }
  }
  let telling = 0;
  const of = (name) => /^lien\s/.test(name) ? `du ${name}` : /^[aeiouyhâàéèêëîïôöûüœ]/i.test(name) ? `d’${name}` : `de ${name}`;
  function band(list, waiting) {
    const refused = own(list, "refusee").length;
    const others = new Map();
    for (const row of list) if (row.personne !== mine && row.etat === "attend") others.set(row.prenom, (others.get(row.prenom) ?? 0) + 1);
    const away = Number(localStorage.getItem(awayKey));
    const said = [];
    // What is on its way while there is network is not told: a band that came and went under the thumb would be worse.
    if (waiting.length && !why && waiting.every((row) => Date.now() - row.garde < 2000)) {
      clearTimeout(telling);
      telling = setTimeout(draw, 2100);
    } else if (waiting.length) {
      const reasons = {reseau: `Hors réseau depuis ${clock(moment(away || Date.now()))}.`, session: door ? "Le code de ce lien est à redonner." : "Votre session est fermée.", autre: "Une autre personne est connectée sur ce téléphone.", reponse: "Parvis ne répond pas."};
      said.push([reasons[why] ?? "", `${count(waiting.length, "saisie attend", "saisies attendent")} sur ce téléphone.`]);
    } else if (away) said.push([`Hors réseau depuis ${clock(moment(away))}.`, "Ce que vous saisissez attendra sur ce téléphone."]);
    if (refused) said.push(["À régler\u00a0:", `${count(refused, "saisie n’a pas été acceptée", "saisies n’ont pas été acceptées")}.`]);
    for (const [name, theirs] of others) said.push(["", `${count(theirs, "saisie", "saisies")} ${of(name)} ${theirs < 2 ? "attend" : "attendent"}.`]);
    const box = document.getElementById("bande");
    box.className = said.length ? "wait" : "";
    const lines = said.map(([strong, rest]) => {
      const p = document.createElement("p");
      if (strong) p.append(Object.assign(document.createElement("strong"), {textContent: strong}), " ");
      p.append(rest);
      return p;
    });
    if (why === "session") lines.push(door ? link(here.porte, "Donner le code") : link(`/connexion?suite=${encodeURIComponent(location.pathname + location.search)}`, "Se connecter pour envoyer"));
    if (said.length && (waiting.length || refused)) lines.push(link("#attente", "Les voir"));
    if (box.textContent !== lines.map((one) => one.textContent).join("")) box.replaceChildren(...lines);
  }
  const link = (href, textContent) => Object.assign(document.createElement("a"), {href, textContent});

  function queueList(list) {
    const box = document.getElementById("attente");
    box.hidden = list.length === 0;
    const lines = box.querySelector("ul"), stamp = JSON.stringify(list.map(({n, etat, pourquoi}) => [n, etat, pourquoi]));
    if (lines.dataset.tel === stamp) return; // what is drawn already keeps the focus that it has
    lines.dataset.tel = stamp;
    const row = (one) => {
      const li = document.createElement("li");
      li.append(Object.assign(document.createElement("p"), {textContent: `${clock(one.quand)}\u00a0: ${one.dit}`}));
      li.append(Object.assign(document.createElement("p"), {className: "soft", textContent: one.etat === "refusee" ? `À régler\u00a0: ${one.pourquoi}` : "Attend le réseau."}));
      if (one.etat === "refusee") {
        const acts = Object.assign(document.createElement("p"), {className: "actions"});
        acts.append(button("Renvoyer", one, async () => { await put({...one, etat: "attend", pourquoi: ""}); flush(); }), " ",
          button("Copier le texte", one, () => navigator.clipboard.writeText(`${one.dit}\n${JSON.stringify(one.corps)}`)), " ",
          button("Écarter", one, async () => { if (confirm("Cette saisie ne sera pas envoyée. Elle reste gardée sur ce téléphone. L’écarter ?")) { await put({...one, etat: "ecartee"}); draw(); } }));
        li.append(" ", acts);
      }
      return li;
    };
    lines.replaceChildren(...list.map(row));
  }
  function button(label, one, act) {
    const b = Object.assign(document.createElement("button"), {type: "button", className: "button small", textContent: label});
    b.append(Object.assign(document.createElement("span"), {className: "sr-only", textContent: `\u00a0: ${one.dit}`}));
    b.addEventListener("click", act);
    return b;
  }
  function say(text) {
    const p = Object.assign(document.createElement("p"), {className: "flash", textContent: text});
    document.getElementById("annonce").replaceChildren(p);
  }
  const failed = () => say("Ce téléphone n’a pas pu garder votre saisie\u00a0: il manque peut-être de place. Recommencez, ou envoyez-la quand vous avez du réseau.");

  // What the forms do: each is sent as it is where this file is not.
  const kinds = {compte: tap, coche: tick, note: write, grille: observe};
  document.addEventListener("submit", (event) => {
    const form = event.target, act = kinds[form.dataset.genre];
    if (!act) return;
    event.preventDefault();
    Promise.resolve(act(form, event.submitter)).catch(failed);
  });

  async function tap(form, pressed) {
    const slot = Number(form.dataset.seance);
    if (pressed.name === "annuler") return inTurn(() => back(slot, pressed));
    if (pressed.name === "personne") return nobody(form, pressed);
    const absent = pressed.value === "absent";
    const name = pressed.closest(".count-line").dataset.nom;
    const n = pressed.name === "plus" ? 1 : -1;
    const shown = pressed.closest(".count-line").querySelector("output"), key = slotOf(shown);
    if (n < 0 && Number(shown.textContent) <= 0) return say("Personne n’est encore compté ici.");
    shown.textContent = String(Number(shown.textContent) + n); // a thumb is faster than a disk
    writing.set(key, (writing.get(key) ?? 0) + n);
    const body = {genre: "compte", seance: slot, mesure: absent ? "absent" : "present", nombre: n};
    if (!absent) body.public = Number(pressed.value);
    let open = true;
    const written = () => { if (open) writing.set(key, writing.get(key) - n); open = false; };
    form.querySelector('button[name="annuler"]').disabled = false;
    const kept = enqueue({body, said: `${n > 0 ? "+" : "−"}1, ${name}, ${form.dataset.nom}`, written}).catch(async (cause) => { written(); await draw(); throw cause; });
    kept.catch(() => {}); // it is told in its turn
    return inTurn(async () => taken(form, (await kept)[0]));
  }

  // inTurn offers taps, and takes them back, in the order in which they were pressed: what is taken back is the last one, however slow the disk.
  let last = Promise.resolve();
  const inTurn = (job) => {
    const done = last.then(job);
    last = done.catch(() => {});
    return done;
  };

  // nobody notes that nobody came, which is not the same as saying nothing.
  async function nobody(form, pressed) {
    const [row] = await enqueue({body: {genre: "compte", seance: Number(form.dataset.seance), mesure: "present", public: Number(pressed.value)}, said: `Personne n’est venu, ${form.dataset.nom}`});
    taken(form, row);
    say("C’est noté\u00a0: personne n’est venu.");
  }

  // taken offers to take back what was just tapped.
  function taken(form, row) {
    sentTaps.set(row.cle, row.corps);
    const undo = form.querySelector('button[name="annuler"]');
    undo.value = row.cle;
    undo.disabled = false;
  }

  // back takes back the last tap of this page, then the one before it; before those, the one that the server told of.
  async function back(slot, pressed) {
    const cle = pressed.value;
    const was = sentTaps.get(cle) ?? JSON.parse(pressed.dataset.saisie || "null");
    if (!cle || !was) return say("Il n’y a rien à annuler.");
    const n = was.nombre ?? 0;
    const body = {genre: "compte", seance: slot, mesure: was.mesure, nombre: -n || 0, annule: cle};
    if (was.public) body.public = was.public;
    await enqueue({body, said: `Annulation de ${n < 0 ? "−" : "+"}${Math.abs(n)}, ${pressed.form.dataset.nom}`});
    sentTaps.delete(cle);
    const before = [...sentTaps].filter(([, one]) => one.seance === slot && !one.annule).at(-1);
    pressed.value = before ? before[0] : "";
    pressed.dataset.saisie = "";
    pressed.disabled = !before;
    say("La dernière saisie est annulée.");
  }

  async function tick(form, pressed) {
    const done = pressed.getAttribute("aria-pressed") !== "true", ligne = pressed.dataset.ligne;
    await enqueue({body: {genre: "coche", ligne, ...(done && {fait: true})}, said: `${done ? "Fait" : "À refaire"}\u00a0: ${pressed.dataset.nom}`});
    mark(ligne, done);
  }

  async function write(form) {
    const typed = new FormData(form);
    const text = (name) => String(typed.get(name) ?? "").trim();
    const body = {genre: "note", type: text("type"), lieu: text("lieu"), texte: text("texte"), suite: text("conduite"), seance: Number(text("seance")), minutes: Number(text("minutes")), clos: Boolean(text("clos"))};
    const late = body.type === "delay";
    if (!late) body.minutes = 0;
    if (body.type !== "incident") body.clos = false;
    if (!late && !body.texte || late && (!body.seance || !(body.minutes >= 0 && body.minutes <= 600 && Number.isInteger(body.minutes)))) {
      say(late ? "Dites quelle séance est en retard, et de combien de minutes." : "Écrivez ce qui se passe.");
      return form.querySelector(late ? '[name="seance"]' : '[name="texte"]').focus();
    }
    for (const name of ["lieu", "texte", "suite", "seance", "minutes", "clos"]) if (!body[name]) delete body[name];
    const cle = newKey();
    const file = typed.get("photo");
    const sent = [{body: {...body, cle}, said: `${{incident: "Incident", delay: "Retard", message: "Message"}[body.type] ?? "Note"}\u00a0: ${(body.texte || `${body.minutes ?? 0} min`).slice(0, 200)}`}];
    if (file instanceof File && file.size) sent.push({body: {genre: "photo", note: cle}, said: `Photo\u00a0: ${file.name}`, photo: file});
    await enqueue(...sent);
    form.reset();
    say("C’est noté. Si le réseau manque, la note attend sur ce téléphone.");
  }

  // A grid is answered a page at a time where this file is not: here all of it stands on the page, so that it needs nobody until it is sent.
  const whole = document.getElementById("grille-entiere");
  let ask = null;
  if (whole) {
    const plain = place.querySelector(".grid-plain");
    plain.replaceChildren(whole.content);
    whole.remove();
    const form = plain.querySelector("form");
    ask = asking(form);
    const draw = () => { for (const question of ask.all()) question.hidden = !ask.shown(question); };
    form.addEventListener("change", draw);
    form.addEventListener("reset", () => setTimeout(draw));
    draw();
  }
  const dayOf = (text) => { // as 2025-06-13; "" for what is none
    const [, d, m, y] = /^\s*(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})\s*$/.exec(text) ?? [];
    const at = new Date(Date.UTC(y, m - 1, d));
    return y && at.getUTCDate() === Number(d) && at.getUTCMonth() === m - 1 ? at.toISOString().slice(0, 10) : "";
  };
  const parisDay = (at) => new Intl.DateTimeFormat("en-CA", {timeZone: "Europe/Paris"}).format(new Date(at));
  async function observe(form) {
    if (ask.lacks(ask.all(), form.dataset.requis)) return;
    const {value} = form.elements.jour, day = value.trim() && dayOf(value);
    if (day === "" && value.trim() || day > parisDay(now())) {
      return ask.problem(form.elements.jour.parentElement, day ? "Ce jour est à venir\u00a0: une observation se note le jour même ou après." : "Écrivez le jour ainsi\u00a0: 13/06/2025.");
    }
    const hidden = new Set(ask.all().filter((one) => !ask.shown(one)).flatMap((one) => [...one.querySelectorAll("[name]")].map((field) => field.name)));
    const champs = [["langue", "fr"], ["jour", day ? value.trim() : parisDay(now()).split("-").reverse().join("/")], ...ask.given().filter(([name]) => !hidden.has(name))];
    await enqueue({body: {genre: "grille", seance: Number(form.dataset.seance), questionnaire: Number(form.dataset.grille), numero: Number(form.dataset.numero), champs}, said: `Observation\u00a0: ${form.dataset.nom}`});
    form.reset();
    scrollTo(0, 0);
    say("L’observation est notée. Si le réseau manque, elle attend sur ce téléphone.");
  }

  // What is kept for when there is no network: this page, those of the keys, sheets of what is done elsewhere, where one counts, and what they are drawn with.
  function keepPages(pages, files = [], counted = "") {
    navigator.serviceWorker?.ready.then(({active}) => active?.postMessage({pages, files, count: counted})).catch(() => {});
  }
  async function online() {
    try {
      const answer = await fetch(`${base}/veille.js`, {method: "HEAD", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(8000)});
      return answer.type === "opaqueredirect" || answer.headers.get("Parvis") === "1"; // an ended session is told by what is sent
    } catch { return false; }
  }
  async function look() {
    if (await online()) localStorage.removeItem(awayKey);
    else if (!localStorage.getItem(awayKey)) localStorage.setItem(awayKey, String(Date.now()));
    if (localStorage.getItem(awayKey)) why ||= "reseau";
    else if (why === "reseau") why = "";
    await draw();
    await flush();
  }
  async function begin() {
    await draw();
    look();
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(`${base}/veille.js`, {scope: door ? "/porte/" : "/jour"});
    const used = [...document.querySelectorAll("link[href^='/static/'], script[src^='/static/']")].map((one) => one.href || one.src);
    const fonts = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.includes("/static/"));
    const keys = [...document.querySelectorAll(".day-keys a, a[data-fiche]")].map((one) => one.href);
    keepPages([location.href, ...keys].map((one) => one.split("#")[0]), [...new Set([...used, ...fonts])], here.compter);
  }
  for (const name of ["online", "pageshow", "offline"]) window.addEventListener(name, (event) => { if (name !== "pageshow" || event.persisted) look(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  begin().catch(() => {});
}
