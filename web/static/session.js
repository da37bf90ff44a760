// A session that is about to end says so, with one button to go on. Every page tells in how many seconds
// its session ends; other windows of the same person may have made it last longer.
"use strict";
{
  const soon = 10 * 60 * 1000;
  const key = "parvis-fin";
  const secondsIn = (text) => Number(/<body data-closes="(\d+)"/.exec(text)?.[1] ?? 0);
  const endsIn = (seconds) => { if (seconds) localStorage.setItem(key, String(Date.now() + seconds * 1000)); };

  const look = () => {
    const left = Number(localStorage.getItem(key)) - Date.now();
    const shown = document.querySelector(".alarm[data-kept]");
    if (left > soon) return shown?.remove();
    if (shown?.dataset.kept === (left > 0 ? "soon" : "over")) return;
    shown?.remove();
    warn(left);
  };

  function warn(left) {
    const said = document.createElement("p");
    const place = document.createElement("div");
    place.className = "alarm";
    place.setAttribute("role", "alert");
    place.dataset.kept = left > 0 ? "soon" : "over";
    document.body.append(place);
    place.append(said);
    if (left <= 0) {
      said.textContent = "Votre session s’est fermée. Un formulaire que vous envoyez maintenant est gardé jusqu’à ce que vous vous soyez connecté de nouveau.";
      return;
    }
    const at = new Date(Date.now() + left);
    const ends = `Votre session se ferme à ${at.getHours()}\u00a0h\u00a0${String(at.getMinutes()).padStart(2, "0")}.`;
    said.textContent = ends;
    const goOn = document.createElement("button");
    goOn.className = "button primary small";
    goOn.type = "button";
    goOn.textContent = "Rester connecté";
    goOn.addEventListener("click", async () => {
      const seconds = await fetch(document.querySelector(".who-link").href, {headers: {"HX-Request": "true", "Parvis-Aside": "1"}})
        .then((answer) => answer.headers.get("Parvis") === "1" && answer.ok ? answer.text() : "").then(secondsIn, () => 0);
      endsIn(seconds);
      if (seconds * 1000 > soon) return place.remove();
      said.textContent = seconds ? `${ends} Elle ne peut pas durer davantage\u00a0: enregistrez ce que vous écrivez, puis connectez-vous de nouveau.`
        : `${ends} Parvis n’a pas répondu\u00a0: réessayez dans un instant.`;
    });
    place.append(goOn);
  }

  if (document.body.dataset.closes) {
    endsIn(Number(document.body.dataset.closes));
    document.addEventListener("htmx:afterOnLoad", (event) => endsIn(secondsIn(event.detail.xhr.responseText)));
    setInterval(look, 15 * 1000);
    look();
  }
}
