// Typing sheets of paper: Enter goes to the next field, and from the last one to the button. Without this file, Enter sends the sheet.
"use strict";
{
  const form = document.querySelector("form[data-saisie]");
  const fields = () => [...form.querySelectorAll('input[name^="s."], textarea[name^="s."]')];
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || !event.target.matches("input, textarea, select")) return;
    const list = fields(), next = list[list.indexOf(event.target) + 1] ?? form.querySelector("button[type=submit]");
    event.preventDefault();
    next.focus();
    next.select?.();
  });
  if (!document.querySelector(".summary")) (form.querySelector("[aria-invalid]") ?? fields()[0])?.focus();
}
