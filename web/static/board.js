// The board of a project's partners: what is chosen is counted, and a card may be dragged to a stage. Both press the button that is
// there without this file.
"use strict";
{
  const board = () => document.getElementById("tableau");
  const boxes = () => [...board().querySelectorAll('input[name="p[]"]')];
  const box = (card) => card.querySelector('input[name="p[]"]');

  function count() {
    const place = document.querySelector(".chosen");
    if (!place || !board()) return;
    const n = boxes().filter((one) => one.checked).length;
    place.toggleAttribute("data-chosen", n > 0);
    const said = place.querySelector("[data-one]");
    said.textContent = n === 0 ? "Structures choisies" : `${n}\u00a0${n === 1 ? said.dataset.one : said.dataset.many}`;
    place.querySelector(".actions").hidden = n === 0;
  }

  let dragged = null; // the card
  const cell = (event) => dragged && event.target.closest?.("#tableau td[data-stage]");
  const mark = (here) => { for (const one of board().querySelectorAll("td[data-over]")) if (one !== here) one.removeAttribute("data-over"); here?.setAttribute("data-over", ""); };

  function ready() {
    if (!board()) return;
    for (const card of board().querySelectorAll(".chip")) card.draggable = true;
    count();
  }
  document.addEventListener("change", (event) => { if (event.target.matches('#tableau input[name="p[]"]')) count(); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".chosen [data-choose=none]")) return;
    for (const one of boxes()) one.checked = false;
    count();
    boxes()[0]?.focus({preventScroll: true});
  });
  document.addEventListener("dragstart", (event) => { dragged = event.target.closest?.("#tableau .chip") ?? null; });
  document.addEventListener("dragend", () => { dragged = null; if (board()) mark(null); });
  document.addEventListener("dragover", (event) => { const here = cell(event); if (here) { event.preventDefault(); mark(here); } });
  document.addEventListener("drop", (event) => {
    const here = cell(event);
    if (!here) return;
    event.preventDefault();
    mark(null);
    // A card that is chosen takes the others that are along; another one goes alone.
    if (!box(dragged).checked) for (const one of boxes()) one.checked = one === box(dragged);
    if (dragged.closest("td") === here) return count();
    document.querySelector(".chosen [name=etape]").value = here.dataset.stage;
    board().requestSubmit(document.querySelector('.chosen button[type=submit]:not([formaction])'));
  });
  document.addEventListener("htmx:afterSettle", ready);
  window.addEventListener("pageshow", ready);
}
