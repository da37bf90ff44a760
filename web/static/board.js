// The board of a project's partners: a card may be dragged to a stage, which presses the button that is there without this file.
"use strict";
{
  const board = () => document.getElementById("tableau");
  const box = (card) => card.querySelector('input[name="p[]"]');

  let dragged = null; // the card
  const cell = (event) => dragged && event.target.closest?.("#tableau td[data-stage]");
  const mark = (here) => { for (const one of board().querySelectorAll("td[data-over]")) if (one !== here) one.removeAttribute("data-over"); here?.setAttribute("data-over", ""); };

  function ready() {
    if (!board()) return;
    for (const card of board().querySelectorAll(".chip")) card.draggable = true;
  }
  document.addEventListener("dragstart", (event) => { dragged = event.target.closest?.("#tableau .chip") ?? null; });
  document.addEventListener("dragend", () => { dragged = null; if (board()) mark(null); });
  document.addEventListener("dragover", (event) => { const here = cell(event); if (here) { event.preventDefault(); mark(here); } });
  document.addEventListener("drop", (event) => {
    const here = cell(event);
    if (!here) return;
    event.preventDefault();
    mark(null);
    // A card that is chosen takes the others that are along; another one goes alone.
    if (!box(dragged).checked) for (const one of chosenBoxes()) one.checked = one === box(dragged);
    if (dragged.closest("td") === here) return countChosen();
    document.querySelector(".chosen [name=etape]").value = here.dataset.stage;
    board().requestSubmit(document.querySelector('.chosen button[type=submit]:not([formaction])'));
  });
  document.addEventListener("htmx:afterSettle", ready);
  window.addEventListener("pageshow", ready);
}
