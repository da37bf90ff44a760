// The board of who holds the slots: what is chosen is counted. What is done with it works without this file.
"use strict";
{
  const boxes = () => [...document.querySelectorAll('#postes-choisis input[type="checkbox"]')];

  function count() {
    const place = document.querySelector(".chosen");
    if (!place || !document.getElementById("postes-choisis")) return;
    const n = boxes().filter((one) => one.checked).length;
    place.toggleAttribute("data-chosen", n > 0);
    const said = place.querySelector("[data-one]");
    said.textContent = n === 0 ? "Postes choisis" : `${n}\u00a0${n === 1 ? said.dataset.one : said.dataset.many}`;
    place.querySelector(".actions").hidden = n === 0;
  }

  document.addEventListener("change", (event) => { if (event.target.matches('#postes-choisis input[type="checkbox"]')) count(); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".chosen [data-choose=none]") || boxes().length === 0) return;
    for (const one of boxes()) one.checked = false;
    count();
    boxes()[0].focus({preventScroll: true});
  });
  document.addEventListener("htmx:afterSettle", count);
  window.addEventListener("pageshow", count);
}
