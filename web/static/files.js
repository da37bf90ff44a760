// Files that are pasted or dropped anywhere on a page go to a field of files, beside those that were chosen: that of the form one
// is in, else the first of the page. What it then holds is said. A form with files is sent in the background, and how much of it has
// arrived is drawn and said. Without this file they are chosen, or dropped on the field itself, and the browser sends them.
"use strict";
{
  const kind = 'input[type="file"][multiple]';
  const field = (near) => near?.closest?.("form")?.querySelector(kind) ?? document.querySelector(kind);

  // take adds files to a field: unlike a browser's own chooser, it keeps those that were there.
  function take(to, files) {
    const all = new DataTransfer();
    for (const one of [...to.files, ...files]) all.items.add(one);
    to.files = all.files;
    const folded = to.closest("details");
    if (folded) folded.open = true;
    to.scrollIntoView({block: "nearest", behavior: "instant"});
    to.focus({preventScroll: true});
    tell(to);
  }

  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    const to = field(event.target);
    if (!files?.length || !to) return;
    event.preventDefault();
    take(to, files);
  });

  const carries = (event) => field() && event.dataTransfer?.types.includes("Files") && !event.target.closest('input[type="file"]');
  document.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    take(field(event.target), event.dataTransfer.files);
  });

  document.addEventListener("change", (event) => { if (event.target.matches(kind)) tell(event.target); });

  const size = (bytes) => {
    const [n, unit] = bytes < 1e6 ? [Math.max(1, bytes / 1e3), "Ko"] : [bytes / 1e6, "Mo"];
    return `${n.toLocaleString("fr-FR", {maximumFractionDigits: n < 10 ? 1 : 0})}\u00a0${unit}`;
  };
  const weight = (to) => [...to.files].reduce((all, one) => all + one.size, 0);

  // held says what a field holds: « 3 fichiers, 2,4 Mo ».
  function held(to) {
    const n = to.files.length;
    return `${n}\u00a0${n === 1 ? "fichier" : "fichiers"}, ${size(weight(to))}`;
  }

  function tell(to) {
    if (!to.files.length) return;
    inBackground(to.form);
    say(`À envoyer\u00a0: ${held(to)}.`);
  }

  // inBackground has a form sent by a script, which hears how much of it has arrived. On the page of what the files are attached to,
  // the answer is brought in, and what is being typed elsewhere stays; the form's own page is left once Parvis has kept them.
  function inBackground(form) {
    if (form.hasAttribute("hx-post")) return;
    const attributes = {"hx-post": form.getAttribute("action"), "hx-encoding": "multipart/form-data", "hx-target": "#contenu", "hx-select": "#contenu",
      "hx-swap": "morph", "hx-push-url": "false"};
    if (new URL(form.action).pathname === location.pathname) Object.assign(attributes, {"hx-select-oob": "", "hx-headers": '{"Parvis-Page": "1"}'});
    for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
    htmx.process(form);
  }

  const files = (form) => [...form?.querySelectorAll?.(kind) ?? []].find((one) => one.files.length);

  // However long a slow line takes: Parvis has its own end.
  document.addEventListener("htmx:configRequest", (event) => { if (files(event.detail.elt)) event.detail.timeout = 0; });

  document.addEventListener("htmx:beforeSend", (event) => {
    const to = files(event.detail.elt);
    if (!to) return;
    begin(event.detail.elt);
    say(`Envoi en cours\u00a0: ${held(to)}. Gardez cette page ouverte…`);
  });
  document.addEventListener("submit", (event) => {
    const to = files(event.target);
    if (to && !event.defaultPrevented) say(`Envoi en cours\u00a0: ${held(to)}. Gardez cette page ouverte…`);
  });

  // begin draws the bar, at nothing.
  function begin(form) {
    form.querySelector(".sending")?.remove();
    const place = document.createElement("div");
    place.className = "sending";
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", "Envoi des fichiers");
    const text = document.createElement("p");
    text.className = "soft";
    text.textContent = "0\u00a0%";
    place.append(bar, text);
    form.querySelector(".actions").before(place);
    for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = true;
  }

  // The whole is more than the files; the answer comes by the same event, and is less. Each quarter is said, and the end.
  document.addEventListener("htmx:xhr:progress", (event) => {
    const to = files(event.target);
    const place = event.target.querySelector?.(".sending");
    const {lengthComputable, loaded, total} = event.detail;
    if (!to || !place || !lengthComputable || total < weight(to)) return;
    const bar = place.querySelector("progress");
    const percent = Math.min(100, Math.floor(100 * loaded / total));
    const quarter = Math.floor(percent / 25);
    const before = Math.floor(bar.value / 25);
    bar.value = percent;
    const whole = percent === 100;
    place.querySelector("p").textContent = whole ? "Tout est arrivé. Parvis regarde les fichiers…" : `${percent}\u00a0%, ${size(loaded)} sur ${size(total)}`;
    if (whole && before < 4) say("Tout est arrivé. Parvis regarde les fichiers…");
    else if (quarter > before) say(`Envoi\u00a0: ${percent}\u00a0%.`);
  });

  // What was not kept can be sent again.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!form.querySelector?.(".sending")) return;
    const {xhr} = event.detail;
    if (xhr.status >= 200 && xhr.status < 300) return; // the page is being left
    form.querySelector(".sending").remove();
    for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
  });
}
