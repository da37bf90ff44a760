// Only a whole answer of Parvis changes the page. Anything else (another program's page, half a page, no
// answer, an answer to nothing that is shown here) leaves the page and what is typed as they are, and a
// sentence says so. Parvis signs its answers with a header of its own, see web/middleware.go.
"use strict";
{
  const foreign = "Un autre programme a répondu à la place de Parvis. Rien n’a changé sur cette page, et ce que vous avez écrit y est toujours. Recommencez dans un instant\u00a0; si cela continue, prévenez la personne qui administre Parvis.";
  const silent = "Parvis n’a pas répondu. Rien n’a changé sur cette page, et ce que vous avez écrit y est toujours. Vérifiez votre connexion, puis recommencez.";
  const partial = "La réponse de Parvis n’est pas arrivée entière. Ce que vous avez écrit est toujours sur cette page. Rechargez-la pour voir ce qui est enregistré, après avoir copié ce qui ne l’est pas.";

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const {xhr, requestConfig} = event.detail;
    const refuse = (sentence) => { event.preventDefault(); alarm(sentence); };
    if (xhr.getResponseHeader("Parvis") !== "1") return refuse(foreign);
    const elsewhere = xhr.getResponseHeader("HX-Redirect");
    if (elsewhere) {
      event.preventDefault();
      requestConfig.elt.reset?.(); // a browser that reloads a page gives back what was typed
      return goTo(elsewhere);
    }
    if (!xhr.getResponseHeader("Content-Type")?.startsWith("text/html")) return refuse(foreign);
    if (!xhr.responseText.trimEnd().endsWith("</html>")) return refuse(partial);

    const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const sent = requestConfig.elt;
    const written = [...sent.elements ?? []].some((one) => one.matches("input:not([type=hidden]), select, textarea"));
    if (xhr.status >= 400 && !(written && (xhr.status === 422 || xhr.status === 409))) {
      const says = ["#contenu .summary li", "#contenu .lead", "#contenu h1"].map((one) => answer.querySelector(one)).find(Boolean);
      return refuse(says?.textContent.trim() || foreign);
    }
    const wanted = xhr.status >= 400 ? "#contenu" : sent.closest("[hx-select]")?.getAttribute("hx-select");
    if (wanted && !answer.querySelector(wanted)) return refuse(partial);
    quiet();
    if (xhr.status < 400 && beside(xhr)) {
      // What is swapped in would take away the thing pressed beside it, whose own answer is on its way.
      event.preventDefault();
      missed.add(waiting.get(xhr).target.id);
      const said = answer.getElementById("annonce")?.firstElementChild;
      if (said) document.getElementById("annonce").replaceChildren(said);
    }
  });

  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
    document.addEventListener(name, () => alarm(silent));
  }

  // While an answer is awaited, its place says so; a slow one is said in words. Once the last one of a place has
  // come, what others of before did not show is read anew: no answer knows of what was still under way.
  const waiting = new Map(); // by request: what was pressed, and its place
  const missed = new Set(); // ids of places
  const beside = (xhr) => {
    const {target} = waiting.get(xhr) ?? {};
    return target?.id && [...waiting].some(([other, one]) => other !== xhr && (one.target === target || target.contains(one.elt)));
  };
  document.addEventListener("htmx:beforeSend", (event) => {
    const {elt, target, xhr} = event.detail;
    target.setAttribute("aria-busy", "true");
    const told = elt.querySelector?.('input[type="file"]')?.files.length; // files say by themselves how far they are
    waiting.set(xhr, {elt, target, slow: told ? 0 : setTimeout(() => note("status", "Parvis travaille encore…"), 1500)});
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const {xhr} = event.detail;
    const one = waiting.get(xhr);
    if (!one) return;
    waiting.delete(xhr);
    clearTimeout(one.slow);
    if ([...waiting.values()].some(({target}) => target === one.target)) return;
    one.target.removeAttribute("aria-busy");
    document.querySelector(".alarm[role=status]")?.remove();
    for (const id of missed) {
      if (!document.getElementById(id) || [...waiting.values()].some(({target}) => target.id === id)) continue;
      missed.delete(id);
      htmx.ajax("GET", location.pathname + location.search, {source: `#${id}`, target: `#${id}`, select: `#${id}`, swap: "morph"}).catch(() => {});
    }
  });

  // A form opened in place is sent in the background too: its page is left once Parvis has kept it.
  document.addEventListener("htmx:afterSwap", (event) => {
    const form = event.detail.target?.classList.contains("in-place") && event.detail.target.querySelector("form[method=post]:not([hx-post])");
    if (!form) return;
    const attributes = {"hx-post": form.getAttribute("action"), "hx-target": "#contenu", "hx-select": "#contenu", "hx-swap": "morph",
      "hx-select-oob": "", "hx-push-url": "false", "hx-headers": '{"Parvis-Page": "1"}',
      "hx-trigger": "submit consume"}; // the form may stand in that of a list, which is not sent with it
    for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
    htmx.process(form);
  });

  function goTo(address) {
    const to = new URL(address, location.href);
    const here = to.pathname + to.search === location.pathname + location.search;
    location.assign(to);
    if (here && to.hash) location.reload(); // an address that differs by its fragment loads nothing
  }

  function alarm(sentence) {
    const close = document.createElement("button");
    close.className = "button small";
    close.type = "button";
    close.textContent = "Fermer";
    close.addEventListener("click", quiet);
    note("alert", sentence, close);
  }

  function note(role, sentence, ...acts) {
    quiet();
    const said = document.createElement("p");
    said.textContent = sentence;
    const place = document.createElement("div");
    place.className = "alarm";
    place.setAttribute("role", role);
    document.body.append(place);
    place.append(said, ...acts);
  }

  function quiet() {
    document.querySelector(".alarm:not([data-kept])")?.remove();
  }
}
