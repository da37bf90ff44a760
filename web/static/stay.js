// What a reader did in place leaves her where she was: what is brought up to date around her does not
// scroll the page, fold what she had opened, take the focus, or drop what she was typing elsewhere.
// An answer is morphed into the page: what did not change is not touched.
// The style sheet keeps the browser from choosing what to hold still (overflow-anchor).
"use strict";
{
  const ticks = "button.tick, button[name=faite], button[name=a-faire], .tap";
  let before = null; // what stood where, while an answer is swapped in
  let answered = null; // what stood where when a question was answered, until the page has settled
  let asked = null; // where the box stood that was pressed last: a question about it is answered at the foot

  // All of a list's boxes are buttons of one form, and a script sends one thing at a time for each form: each box is
  // sent by itself, so that none waits for another, or is dropped. Pressed again before its answer, it is sent once.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.matches(ticks)) return;
    event.preventDefault();
    event.stopPropagation();
    if (button.classList.contains("htmx-request")) return;
    htmx.ajax("POST", event.target.getAttribute("action"), {source: button, event}).catch(() => {}); // answers.js says what failed
  }, true);

  // What somebody unfolded, opened in place, typed or chose is hers; the rest is the answer's.
  Idiomorph.defaults.callbacks.beforeNodeMorphed = (old, anew) => {
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    if (old.classList.contains("in-place") && old.firstElementChild) return false;
    if (old.classList.contains("editing")) return false;
    if (old.localName === "tr" && old.hidden) anew.hidden = true;
    if (old.localName === "details") anew.toggleAttribute("open", old.open);
    // A box that is chosen is its own task's: one that comes to stand in its place is not.
    if (old.type === "checkbox" && (old.name !== anew.name || old.value !== anew.value)) return true;
    if (old.form && changed(old)) return false;
    return !old.isEqualNode(anew);
  };

  Idiomorph.defaults.callbacks.beforeNodeRemoved = (old) =>
    !(old.nodeType === Node.ELEMENT_NODE && (old.classList.contains("editing") || old.classList.contains("in-place") && old.firstElementChild));

  document.addEventListener("htmx:beforeSwap", (event) => {
    const {target, shouldSwap, requestConfig} = event.detail;
    if (!shouldSwap || !target) return before = null;
    const elt = requestConfig?.triggeringEvent?.submitter ?? requestConfig?.elt;
    const row = elt?.closest("tr, li");
    // A form that was sent is done with; a tick sends its list's as it is: what else is chosen there stays chosen.
    // A row in edition is put away, or mended, by its own script.
    if (requestConfig?.verb === "post" && requestConfig.elt.localName === "form" && !requestConfig.elt.matches(".editing") && !elt.matches(ticks)) requestConfig.elt.reset();
    const shown = [...document.querySelectorAll(ticks)].filter(drawn);
    const place = {
      row: row?.id || row?.querySelector("[id]")?.id,
      nth: shown.findIndex((one) => row?.contains(one)),
      pressed: elt?.localName === "button" && elt.value ? `button[value="${CSS.escape(elt.value)}"]` : "",
    };
    if (elt?.matches(ticks)) asked = place;
    const answers = Boolean(asked && elt?.name && elt.closest("#annonce")); // what is said next takes the place of the question
    before = {
      ...(answers ? asked : place), answers,
      landmarks: elt && target.contains(elt) && !elt.closest(".in-place") ? landmarks(target, elt) : [],
      focus: !answers && target.contains(document.activeElement) ? document.activeElement : null,
    };
  });

  document.addEventListener("htmx:afterSwap", ({detail}) => {
    if (!before) return;
    const {landmarks} = before;
    const left = landmarks.find(({id}) => { const one = document.getElementById(id); return one && drawn(one); });
    if (left) window.scrollBy({top: document.getElementById(left.id).getBoundingClientRect().top - left.top, behavior: "instant"});
    refocus();
    if (before.answers) answered = {...before, xhr: detail.xhr};
    before = null;
  });
  // Where a question was, what was done may be taken back: the focus is not there, whatever takes it while the page settles.
  // An answer of before may settle after the swap of this one.
  document.addEventListener("htmx:afterSettle", ({detail}) => {
    if (!answered || detail.xhr !== answered.xhr) return;
    before = answered;
    answered = null;
    refocus();
    before = null;
  });

  // What was pressed may have left the page, or be folded away: the focus stays on it, else in its row, else
  // on the box that took its place.
  function refocus() {
    const {focus, row, nth, pressed, answers} = before;
    const there = (one) => one?.isConnected && drawn(one);
    if (document.querySelector("#contenu [autofocus]") || !answers && there(document.activeElement) && document.activeElement !== document.body) return;
    const shown = [...document.querySelectorAll(ticks)].filter(there);
    const next = [focus, focus?.id && document.getElementById(focus.id), pressed && document.querySelector(pressed),
      row && document.getElementById(row)?.closest("tr, li")?.querySelector("button, a"),
      nth >= 0 ? shown[Math.min(nth, shown.length - 1)] : null, document.getElementById("contenu")].find(there);
    next?.focus({preventScroll: true});
  }

  // landmarks are what is drawn around the thing that was pressed, the nearest above it first: what was
  // pressed may move, or leave the page.
  function landmarks(target, elt) {
    const all = [...target.querySelectorAll("[id]")].filter((one) => !one.contains(elt) && drawn(one))
      .map((one) => ({id: one.id, top: one.getBoundingClientRect().top, above: !elt.contains(one) && one.compareDocumentPosition(elt) & Node.DOCUMENT_POSITION_FOLLOWING}));
    return [...all.filter((one) => one.above).reverse(), ...all.filter((one) => !one.above)];
  }
}
