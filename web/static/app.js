// What htmx does not do by itself. Every page works without this file.

// A form opened in place: one at a time, so that no id stands twice; the first field has the focus;
// « Annuler » and Escape close it and give the focus back to the link that opened it. A form in
// which something was typed makes way neither for another nor for Escape.
document.addEventListener("htmx:beforeRequest", (event) => {
  const place = event.detail.target;
  if (!place.classList.contains("in-place")) return;
  const busy = [...document.querySelectorAll(".in-place")].find(typedIn);
  if (!busy) return;
  event.preventDefault();
  guard(busy);
});

// guard keeps a form in which something was typed until whoever types says what to do with it.
function guard(busy) {
  say("Enregistrez ou annulez d’abord ce que vous êtes en train d’écrire.");
  if (!busy.contains(document.activeElement)) firstField(busy).focus();
}

document.addEventListener("htmx:afterSwap", (event) => {
  const place = event.detail.target;
  if (!place?.classList.contains("in-place")) return;
  for (const other of document.querySelectorAll(".in-place")) {
    if (other !== place) other.replaceChildren();
  }
  firstField(place)?.focus();
});

const firstField = (place) => place.querySelector("input:not([type=hidden]), select, textarea");

function typedIn(place) {
  return [...place.querySelectorAll("input, select, textarea")].some((field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked :
    field.localName === "select" ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected)) :
    field.value !== field.defaultValue);
}

function say(sentence) {
  const said = document.createElement("p");
  said.className = "flash";
  said.textContent = sentence;
  document.getElementById("annonce").replaceChildren(said);
}

function close(place) {
  place.replaceChildren();
  document.querySelector(`[hx-target="#${place.id}"]`)?.focus();
}

document.addEventListener("click", (event) => {
  const cancel = event.target.closest(".in-place a.cancel");
  if (!cancel || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  close(cancel.closest(".in-place"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const place = event.target.closest(".in-place");
  if (place && typedIn(place)) guard(place);
  else if (place) close(place);
});

// What was pressed may be gone from the page that comes back: an arrow because its row now stands
// first or last, a box because its task has left the list. The focus stays in the row, or goes to
// the box that took its place.
let pressed = 0; // which box, from the top

document.addEventListener("htmx:beforeRequest", (event) => {
  const row = event.detail.elt.closest("li");
  pressed = [...document.querySelectorAll("button.tick")].findIndex((box) => row?.contains(box));
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement !== document.body) return;
  const row = event.detail.requestConfig?.elt.closest("li");
  if (!row) return;
  const left = document.querySelectorAll("button.tick");
  const next = row.id && document.getElementById(row.id)?.querySelector(".task-acts button, .tick, a")
    || left[Math.min(Math.max(pressed, 0), left.length - 1)]
    || document.getElementById("contenu");
  next.focus({preventScroll: true});
});

// A link that opens a form in place says whether that form is open.
const tellOpen = () => {
  for (const link of document.querySelectorAll("a[aria-expanded][hx-target]")) {
    const open = Boolean(document.querySelector(link.getAttribute("hx-target"))?.firstElementChild);
    link.setAttribute("aria-expanded", String(open));
  }
};

for (const moment of ["htmx:afterSettle", "click", "keydown"]) {
  document.addEventListener(moment, () => setTimeout(tellOpen)); // after what closes the form
}
