// What htmx does not do by itself. Every page works without this file.

// A form opened in place: one at a time, so that no id stands twice; the first field has the focus;
// « Annuler » and Escape close it and give the focus back to the link that opened it.
document.addEventListener("htmx:afterSwap", (event) => {
  const place = event.detail.target;
  if (!place.classList.contains("in-place")) return;
  for (const other of document.querySelectorAll(".in-place")) {
    if (other !== place) other.replaceChildren();
  }
  place.opener = event.detail.requestConfig?.elt;
  place.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});

function close(place) {
  place.replaceChildren();
  place.opener?.focus();
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
  if (place) close(place);
});
