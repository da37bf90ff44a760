// The button of pages made for paper. Without this file, they say where the browser's menu prints.
"use strict";
const button = document.getElementById("imprimer");
button.addEventListener("click", () => window.print());
button.hidden = false;
document.getElementById("menu-imprimer").hidden = true;
