// What is chosen in the list of a page is counted at its foot, beside what may be done with it. Without this file the boxes are sent with their form.
"use strict";

const chosenPlace = () => document.querySelector(".chosen[data-form]");

function chosenBoxes() {
  const place = chosenPlace();
  return place ? [...document.querySelectorAll(`#${place.dataset.form} input[type="checkbox"][name$="[]"]`)] : [];
}

function countChosen() {
  const place = chosenPlace();
  if (!place) return;
  const chosen = chosenBoxes().filter((one) => one.checked), n = chosen.length;
  place.toggleAttribute("data-chosen", n > 0);
  const said = place.querySelector("[data-one]");
  said.textContent = n === 0 ? said.dataset.none : `${n}\u00a0${n === 1 ? said.dataset.one : said.dataset.many}`;
  place.querySelector(".choice").hidden = n === 0;
  for (const act of place.querySelectorAll("[data-of]")) act.hidden = !chosen.some((one) => one.name === act.dataset.of); // what is done with other boxes only
}

document.addEventListener("change", (event) => { if (chosenBoxes().includes(event.target)) countChosen(); });
document.addEventListener("click", (event) => {
  const how = event.target.closest(".chosen [data-choose]")?.dataset.choose;
  if (!how) return;
  const shown = new Set(how === "all" ? chosenBoxes().filter(drawn) : []); // all looked at before any changes: the page is laid out once
  for (const one of chosenBoxes()) one.checked = shown.has(one);
  countChosen();
  if (how === "none") chosenBoxes()[0]?.focus({preventScroll: true});
});
document.addEventListener("reset", () => setTimeout(countChosen));
document.addEventListener("htmx:afterSettle", countChosen);
window.addEventListener("pageshow", countChosen);
