// Files that are pasted or dropped anywhere on a page go to its field of files, beside those that were chosen; what it then
// holds is said, and that it is being sent. Without this file they are chosen, or dropped on the field itself.
"use strict";
{
  const field = () => document.querySelector('input[type="file"][multiple]');

  // take adds files to the field: unlike a browser's own chooser, it keeps those that were there.
  function take(files) {
    const to = field();
    const all = new DataTransfer();
    for (const one of [...to.files, ...files]) all.items.add(one);
    to.files = all.files;
    const folded = to.closest("details");
    if (folded) folded.open = true;
    to.scrollIntoView({block: "nearest", behavior: "instant"});
    to.focus({preventScroll: true});
    tell(to);
  }

  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    if (!files?.length || !field()) return;
    event.preventDefault();
    take(files);
  });

  const carries = (event) => field() && event.dataTransfer?.types.includes("Files") && !event.target.closest('input[type="file"]');
  document.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });

  document.addEventListener("change", (event) => { if (event.target === field()) tell(event.target); });

  const size = (bytes) => {
    const [n, unit] = bytes < 1e6 ? [Math.max(1, bytes / 1e3), "Ko"] : [bytes / 1e6, "Mo"];
    return `${n.toLocaleString("fr-FR", {maximumFractionDigits: n < 10 ? 1 : 0})}\u00a0${unit}`;
  };

  // held says what a field holds: « 3 fichiers, 2,4 Mo ».
  function held(to) {
    const n = to.files.length;
    return `${n}\u00a0${n === 1 ? "fichier" : "fichiers"}, ${size([...to.files].reduce((all, one) => all + one.size, 0))}`;
  }

  function tell(to) {
    if (to.files.length) say(`À envoyer\u00a0: ${held(to)}.`);
  }

  document.addEventListener("submit", (event) => {
    const to = event.target.querySelector('input[type="file"]');
    if (!event.defaultPrevented && to?.files.length) say(`Envoi en cours\u00a0: ${held(to)}. Gardez cette page ouverte…`);
  });
}
