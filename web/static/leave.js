// The pages of Jour J that this device keeps are somebody's: they go when she leaves, or when somebody else is here. What she typed and did not
// send yet stays, see day.js.
"use strict";
if ("caches" in window) {
  const leaving = "parvis-sortie";
  const drop = async (but) => {
    for (const name of await caches.keys()) if (/^jour-\d+$/.test(name) && name !== `jour-${but}`) await caches.delete(name);
    if (!but) await caches.delete("jour-moi");
  };
  const here = document.body.dataset.person;
  if (here) drop(here).catch(() => {});
  else if (sessionStorage.getItem(leaving)) drop("").then(() => sessionStorage.removeItem(leaving)).catch(() => {}); // a page that was on its way then
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!/^\/deconnexion/.test(new URL(form.action).pathname) || form.dataset.left) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.left = "oui";
    sessionStorage.setItem(leaving, "oui");
    await Promise.race([drop(""), new Promise((done) => setTimeout(done, 2000))]).catch(() => {});
    form.submit();
  }, true);
}
