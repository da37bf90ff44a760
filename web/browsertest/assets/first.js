// What the first screen of a page lacks: its title, or the first line of what the page is for. Ways back, tabs, filters and
// acts only lead there. What is useful: a row of a table, an entry of a list, a field, a fact, a paragraph, a picture.
(() => {
	const main = document.querySelector("main, body.paper");
	const keys = [...document.querySelectorAll(".thumb-nav")].map((e) => e.getBoundingClientRect()).find((box) => box.height > 0 && getComputedStyle(document.querySelector(".thumb-nav")).position === "fixed");
	const end = keys ? keys.top : innerHeight;
	const faults = [];
	const h1 = main.querySelector("h1");
	const box = h1 && h1.getBoundingClientRect();
	if (!box || box.top < 0 || Math.min(box.bottom, box.top + 30) > end) faults.push("its title is not in the first screen");
	const aside = "nav, .top, .tab-line, .filters, .plan-filters, .plan-bar, .dock, .actions, .paper-bar, .paper-choice, .notice, .skip, .on-paper, .folio, .sr-only, .mandatory, details:not([open]) > :not(summary), .guide-parts";
	const useful = [...main.querySelectorAll("tbody tr, li, .field, dl > *, p, svg, summary, .empty, form")].find((e) =>
		!e.closest(aside) && e.checkVisibility() && e.getBoundingClientRect().height > 0 && !(e.matches("p") && e.querySelector(".skip"))) ||
		main.querySelector(":scope .actions :is(a, button)"); // a question has nothing but its answers
	if (!useful) return [...faults, "it has no line"];
	const {top, bottom} = useful.getBoundingClientRect();
	if (Math.min(bottom, top + 24) > end) faults.push(`its first line begins at ${Math.round(top)} of ${Math.round(end)}: « ${useful.textContent.trim().replace(/\s+/g, " ").slice(0, 60)} »`);
	return faults;
})()
