// What htmx does not do by itself. Every page works without this file.
"use strict";

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
  const field = firstField(place);
  if (!field) return;
  field.focus({preventScroll: true});
  const {top, bottom} = field.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) field.scrollIntoView({block: "nearest", behavior: "instant"}); // else what is read stays where it is
});

const firstField = (place) => place.querySelector("input:not([type=hidden]), select, textarea");

function typedIn(place) {
  return [...place.querySelectorAll("input, select, textarea")].some(changed);
}

// drawn tells whether an element can be seen: what is folded away has a place too.
const drawn = (one) => one.getClientRects().length > 0 && (one.checkVisibility?.() ?? !one.closest("details:not([open])"));

// changed tells whether a field holds something else than what it was drawn with.
function changed(field) {
  return field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked :
    field.localName === "select" ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected)) :
    field.localName === "button" || field.type === "hidden" ? false : field.value !== field.defaultValue;
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

// A menu that hangs over the page closes when one turns away from it: elsewhere with the mouse or the focus, or Escape.
for (const moment of ["click", "focusin", "keydown"]) {
  document.addEventListener(moment, (event) => {
    for (const menu of document.querySelectorAll("details.drop[open]")) {
      const inside = menu.contains(event.target);
      if (moment === "keydown" ? event.key !== "Escape" : inside) continue;
      menu.open = false;
      if (moment === "keydown" && inside) menu.querySelector("summary").focus();
    }
  });
}

// A link that opens a form in place says whether that form is open. Without this file it leads to a page.
const tellOpen = () => {
  for (const link of document.querySelectorAll("a[hx-get][hx-target^='#']")) {
    const place = document.querySelector(link.getAttribute("hx-target"));
    if (place?.classList.contains("in-place")) link.setAttribute("aria-expanded", String(Boolean(place.firstElementChild)));
  }
};

tellOpen();
for (const moment of ["htmx:afterSettle", "click", "keydown"]) {
  document.addEventListener(moment, () => setTimeout(tellOpen)); // after what closes the form
}
