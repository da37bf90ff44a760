// What a reader did in place leaves her where she was: what is brought up to date around her does not
// scroll the page, fold what she had opened, take the focus, or drop what she was typing elsewhere.
// The style sheet keeps the browser from choosing what to hold still (overflow-anchor).
{
  let before = null; // what stood where, while an answer is swapped in

  document.addEventListener("htmx:beforeSwap", (event) => {
    const {target, shouldSwap, requestConfig} = event.detail;
    const elt = requestConfig?.elt;
    before = shouldSwap && target ? {
      landmarks: elt && target.contains(elt) && !elt.closest(".in-place") ? landmarks(target, elt) : [],
      opened: [...target.querySelectorAll("details")].map((one) => ({name: nameOf(one), open: one.open})),
      typed: [...target.querySelectorAll("form")].filter((form) => form !== elt && !form.closest("[hx-preserve]") && typedIn(form))
        .map((form) => ({form, id: form.querySelector("input[id], select[id], textarea[id]")?.id})),
      focus: target.contains(document.activeElement) ? document.activeElement.id : elt?.querySelector("button[id]")?.id,
    } : null;
  });

  document.addEventListener("htmx:afterSwap", () => {
    if (!before) return;
    const {landmarks, opened, typed, focus} = before;
    before = null;
    for (const {form, id} of typed) {
      const anew = id && document.getElementById(id)?.form;
      if (!anew || anew === form) continue;
      anew.replaceWith(form);
      htmx.process(form);
    }
    const names = new Map(opened.map(({name, open}) => [name, open]));
    for (const one of document.querySelectorAll("details")) {
      const open = names.get(nameOf(one));
      if (open !== undefined) one.open = open;
    }
    const left = landmarks.find(({id}) => document.getElementById(id)?.getClientRects().length);
    if (left) window.scrollBy({top: document.getElementById(left.id).getBoundingClientRect().top - left.top, behavior: "instant"});
    const held = focus && document.getElementById(focus);
    if (held && !document.querySelector("#contenu [autofocus]") && document.activeElement !== held) held.focus({preventScroll: true});
  });

  // landmarks are what is drawn around the thing that was pressed, the nearest above it first: what was
  // pressed may move, or leave the page.
  function landmarks(target, elt) {
    const all = [...target.querySelectorAll("[id]")].filter((one) => !one.contains(elt) && one.getClientRects().length)
      .map((one) => ({id: one.id, top: one.getBoundingClientRect().top, above: !elt.contains(one) && one.compareDocumentPosition(elt) & Node.DOCUMENT_POSITION_FOLLOWING}));
    return [...all.filter((one) => one.above).reverse(), ...all.filter((one) => !one.above)];
  }

  // nameOf says which details this is, on this page and on the one that replaces it.
  function nameOf(details) {
    const inside = details.id || details.querySelector("[id]")?.id;
    if (inside) return inside;
    const around = details.closest("[id]");
    return `${around?.id}/${[...around?.querySelectorAll("details") ?? []].indexOf(details)}`;
  }
}
