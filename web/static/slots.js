// The grid of a project's slots: a card may be dragged to an hour and a place, which sends the form that is there without this file.
"use strict";
{
  const half = 30; // minutes of a row
  const form = () => document.getElementById("seances-choisies");
  const box = (card) => card.querySelector('input[name="p[]"]');

  let dragged = null; // the card
  const cell = (event) => dragged && event.target.closest?.("#seances-choisies td[data-from]");
  const mark = (here) => { for (const one of form().querySelectorAll("td[data-over]")) if (one !== here) one.removeAttribute("data-over"); here?.setAttribute("data-over", ""); };

  // The hour of a place of a cell that is several rows high is that of the row that the pointer is over.
  function hour(here, event) {
    const {top, height} = here.getBoundingClientRect();
    const rows = here.rowSpan;
    return Number(here.dataset.from) + half * Math.min(rows - 1, Math.max(0, Math.floor((event.clientY - top) / (height / rows))));
  }

  function hidden(name, value) {
    const field = document.createElement("input");
    Object.assign(field, {type: "hidden", name, value, className: "dragged"});
    form().append(field);
  }

  function ready() {
    if (!form()) return;
    for (const card of form().querySelectorAll(".slot:has(input)")) card.draggable = true;
  }
  document.addEventListener("dragstart", (event) => { dragged = event.target.closest?.("#seances-choisies .slot") ?? null; });
  document.addEventListener("dragend", () => { dragged = null; if (form()) mark(null); });
  document.addEventListener("dragover", (event) => { const here = cell(event); if (here) { event.preventDefault(); mark(here); } });
  document.addEventListener("drop", (event) => {
    const here = cell(event);
    if (!here) return;
    event.preventDefault();
    mark(null);
    const minutes = hour(here, event) - (Number(dragged.dataset.from) - Number(dragged.dataset.from) % half);
    const space = here.dataset.space === dragged.dataset.space ? "" : here.dataset.space === "0" ? "a-preciser" : here.dataset.space;
    if (minutes === 0 && space === "") return;
    // A card that is chosen takes the others that are along; another one goes alone.
    if (!box(dragged).checked) for (const one of chosenBoxes()) one.checked = one === box(dragged);
    for (const old of form().querySelectorAll(".dragged")) old.remove();
    hidden("pret", "oui");
    hidden("minutes", minutes === 0 ? "" : `${minutes} min`);
    hidden("espace", space);
    document.getElementById("acte").value = "deplacer";
    form().requestSubmit();
  });
  document.addEventListener("htmx:afterSettle", ready);
  window.addEventListener("pageshow", ready);
}
