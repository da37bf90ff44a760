// What a page owes whoever reads it without seeing it, and that axe-core does not look for: a list of
// sentences, empty when nothing is wrong.
(() => {
	const faults = [];
	const all = (selector, root = document) => [...root.querySelectorAll(selector)];
	const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
	const heard = (element) => {
		const copy = element.cloneNode(true);
		for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
		return text(copy);
	};
	const named = (element) => (element.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)).filter(Boolean).map(text).join(" ");
	const name = (element) => (named(element) || element.getAttribute("aria-label") || heard(element)).replace(/\s+/g, " ").trim();
	const seen = (element) => element.checkVisibility({visibilityProperty: true});

	// On paper nothing can be pressed; a box, or a line that ticks, is drawn as one to tick.
	if (matchMedia("print").matches) {
		return all("button:not(.tick, .tap), .button, .task-acts *").filter(seen).map((button) => `« ${name(button)} » is printed`);
	}

	// Headings go down one level at a time.
	let level = 0;
	for (const h of all("h1, h2, h3, h4, h5, h6")) {
		const now = Number(h.localName[1]);
		if (now > level + 1) faults.push(`« ${text(h)} » is an ${h.localName} under an h${level}`);
		level = now;
	}

	// Forms that are sent: the browser's own bubbles stay away, and what is compulsory is said before it is asked.
	for (const form of all("form[method=post]")) {
		const fields = all("input:not([type=hidden], [hidden]), select, textarea", form);
		const where = form.getAttribute("action");
		if (fields.length && !form.noValidate) faults.push(`the form ${where} leaves its errors to the browser`);
		const said = form.querySelector(".mandatory");
		for (const field of fields.filter((f) => f.required)) {
			const label = field.labels[0] ? text(field.type === "radio" ? field.closest("fieldset").querySelector("legend") : field.labels[0]) : "";
			if (!said && !label.includes("(obligatoire)")) faults.push(`the form ${where} does not say that « ${label} » is compulsory`);
			if (label.includes("(facultatif)") || label.includes("(si ")) faults.push(`« ${label} » is required, and says that it is not`);
		}
		for (const field of fields.filter((f) => said && !f.required && f.type !== "checkbox" && f.type !== "radio")) {
			if (!/\((facultatif|si )/.test(text(field.labels[0]))) faults.push(`« ${text(field.labels[0])} » is not required, and does not say so`);
		}
		if (said && !fields.some((f) => f.required)) faults.push(`the form ${where} asks for nothing, and says that it does`);
	}

	// A group of buttons is described by its problem, each button is marked.
	for (const group of all("fieldset:has(> .problem)")) {
		const problem = group.querySelector(":scope > .problem");
		const described = (element) => (element.getAttribute("aria-describedby") || "").split(" ").includes(problem.id);
		const fields = all("input", group);
		if (!described(group) && !fields.every(described)) faults.push(`« ${text(group.querySelector("legend"))} » is not described by its problem`);
		if (!fields.every((f) => f.getAttribute("aria-invalid") === "true")) faults.push(`« ${text(group.querySelector("legend"))} » does not mark its buttons as wrong`);
	}
	for (const link of all('.summary a[href^="#"]')) {
		const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
		if (!field || field.tabIndex < 0) faults.push(`« ${text(link)} » leads to nothing that takes the focus`);
	}

	// What is announced is filled, never replaced.
	const live = (element) => element.matches("[role=status], [role=alert], [aria-live]");
	for (const element of all("[hx-select-oob]")) {
		for (const swap of element.getAttribute("hx-select-oob").split(",").filter(Boolean)) {
			const [target, how] = swap.trim().split(":");
			const place = document.querySelector(target);
			if (place && live(place) && how !== "innerHTML") faults.push(`${target} is announced, and ${how || "outerHTML"} replaces it`);
		}
	}
	// A whole page that takes the place of another is read as one that a link leads to.
	for (const element of all("[hx-target^='#']:not([hx-target='#contenu'])[hx-swap^=outerHTML]")) {
		const place = document.querySelector(element.getAttribute("hx-target"));
		if (place && all("*", place).some((e) => live(e) && !e.matches("[role=alert]"))) faults.push(`a swap of ${element.getAttribute("hx-target")} replaces what is announced`);
	}

	// Names that tell one thing from another.
	for (const element of all("[aria-current]")) {
		if (!element.getAttribute("aria-current")) faults.push(`« ${name(element)} » has an empty aria-current`);
	}
	// Two links of one name lead to one place, or stand in lines that tell them apart.
	const links = new Map();
	for (const link of all("a[href]").filter(seen)) {
		const line = link.closest("li, tr") || link.closest("p, dd");
		const key = `${name(link)} | ${line ? text(line) : ""}`;
		if (links.has(key) && links.get(key) !== link.getAttribute("href")) faults.push(`two links are called « ${name(link)} »`);
		links.set(key, link.getAttribute("href"));
		if (link.target) faults.push(`« ${name(link)} » opens another window`);
	}
	for (const link of all(".who-link")) {
		if (!name(link).startsWith("Mon compte")) faults.push(`« ${name(link)} » leads to the account, and does not say so`);
	}
	for (const link of all("a[aria-expanded]")) {
		const open = Boolean(document.querySelector(link.getAttribute("hx-target"))?.firstElementChild);
		if (link.getAttribute("aria-expanded") !== String(open)) faults.push(`« ${name(link)} » does not say whether its form is open`);
	}
	for (const tabs of all(".tabs")) {
		if (all("[aria-current]", tabs).length !== 1) faults.push(`of the tabs « ${name(tabs)} », not one is current`);
	}
	const buttons = new Map();
	for (const button of all("form button, summary")) {
		const does = button.form ? `${button.form.getAttribute("action")} ${button.name} ${button.value}` : "folded";
		const key = `${button.localName} ${name(button)}`;
		if (!name(button)) faults.push("a button has no text");
		if (buttons.has(key) && (buttons.get(key) !== does || does === "folded")) faults.push(`two buttons are called « ${name(button)} »`);
		buttons.set(key, does);
	}
	// A form that a script sends leaves its links to the browser, which gives the page that they lead to its own address.
	for (const link of all("[hx-boost=true] a[href]:not([hx-get])")) {
		if (!link.closest("[hx-boost]").matches("[hx-disinherit~=hx-boost]")) faults.push(`« ${name(link)} » is followed by a script`);
	}
	const labels = new Map();
	for (const field of all("main form:not([method=get]) input:not([type=hidden], [hidden], [type=radio], [type=checkbox]), main form:not([method=get]) select")) {
		if (!field.labels.length) continue;
		const group = field.closest("fieldset")?.querySelector("legend");
		const key = `${group ? text(group) : ""} / ${text(field.labels[0])}`;
		if (labels.has(key)) faults.push(`two fields are called « ${key} »`);
		labels.set(key, field);
	}
	// A long list is in groups, and so are buttons of which one is chosen.
	for (const list of all("select")) {
		if (all(":scope > option", list).length > 15) faults.push(`the choices of « ${text(list.labels[0])} » stand in no groups`);
	}
	for (const radio of all("input[type=radio]")) {
		if (!radio.closest("fieldset")) faults.push(`« ${text(radio.labels[0])} » belongs to no group`);
	}
	// A field stands below its question or beside it, and says what of one's own it asks for.
	for (const field of all("main form :is(input:not([type=hidden], [hidden]), select, textarea)").filter(seen)) {
		const [from, to] = [field.labels[0], field].map((e) => e?.getBoundingClientRect());
		if (!from || from.width < 2 || field.labels[0].contains(field)) continue;
		const beside = Math.min(from.bottom, to.bottom) > Math.max(from.top, to.top) && (Math.abs(from.left - to.right) < 40 || Math.abs(to.left - from.right) < 40);
		const below = to.top >= from.bottom - 1 && to.top - from.bottom < 160 && Math.abs(to.left - from.left) < 40;
		if (!beside && !below) faults.push(`« ${text(field.labels[0])} » stands apart from its field`);
		if (/^(email|password)$/.test(field.type) && !field.autocomplete) faults.push(`« ${text(field.labels[0])} » does not say what it asks for`);
	}
	// The mark of a kind has a text, or its title begins with it; it is said once.
	for (const mark of all(".kind")) {
		const said = mark.querySelector(".sr-only");
		const line = text(mark.closest("h1, li, tr, p, span:not(.kind)"));
		if (mark.getAttribute("aria-hidden") ? !line.includes(mark.title) : !said || text(said) !== `${mark.title} :`) faults.push(`the mark « ${text(mark)} » says no kind`);
		if (said && line.includes(`${text(said)} ${mark.title}`)) faults.push(`« ${mark.title} » is said twice`);
	}
	const pictures = new Map();
	for (const picture of all("svg[role=img].gantt")) {
		if (pictures.has(name(picture))) faults.push(`two pictures are called « ${name(picture)} »`);
		pictures.set(name(picture), picture);
	}
	for (const picture of all("main svg[role=img], main svg.progress")) {
		for (const shape of all("rect, path", picture)) {
			if (!shape.closest("[fill]")) faults.push(`without the style sheet, a ${shape.getAttribute("class") || shape.localName} of a picture is black`);
		}
	}
	for (const id of all("[id]").map((e) => e.id).filter((id, at, list) => list.indexOf(id) !== at)) faults.push(`two elements have the id ${id}`);

	// Tables: each row has its heading, and the head holds nothing but headings.
	for (const table of all("table")) {
		const title = table.caption ? text(table.caption) : text(document.getElementById(table.getAttribute("aria-labelledby")) || document.createElement("p"));
		if (!title) faults.push("a table has no name");
		if (table.querySelector("thead td, tbody th[scope=rowgroup]")) faults.push(`the table « ${title} » holds a cell in its head, or a heading among its rows`);
		for (const row of table.tBodies) for (const line of row.rows) {
			if (!line.querySelector("th[scope=row]")) { faults.push(`a row of « ${title} » has no heading: ${text(line)}`); break; }
		}
	}

	// A row that folds into a card says what each of its cells is.
	for (const cell of all("table.folding tbody td")) {
		if (!cell.dataset.label) faults.push(`« ${text(cell)} » is the cell of a card that says nothing of it`);
	}

	// The style sheet draws the page; what is drawn tells links from text, and closes the frame of a progress bar.
	for (const element of all("center, font, big, tt, b, i, u, strike, basefont, marquee, blink, :not(svg, svg *, img)[width], :not(svg, svg *, img)[height], [align], [bgcolor], [border], [style]")) {
		faults.push(`${element.localName}.${element.className} is drawn by its own HTML`);
	}
	for (const link of all("main a[href]:not(.button)").filter((a) => seen(a) && !a.closest("nav"))) {
		if (document.styleSheets.length && !/underline/.test(getComputedStyle(link).textDecorationLine) && !document.body.classList.contains("paper")) faults.push(`the link « ${name(link)} » is drawn as text`);
	}
	for (const bar of all(".progress")) {
		const drawn = getComputedStyle(bar);
		if (document.styleSheets.length && ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(drawn[`border${side}Width`]) < 1)) faults.push("a progress bar has no whole outline");
		if (all("[stroke]", bar).length) faults.push("a progress bar draws its outline where it is stretched");
	}

	// Read as text, two words that stand apart on the page stand apart too.
	const inline = /^(span|a|strong|em|code|time|button|summary|label|del|ins)$/;
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let before = null;
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		if (!node.data.trim()) { if (node.data) before = null; continue; }
		const parent = node.parentElement;
		if (parent.closest("svg, script, .tick-text, [aria-hidden=true]")) { before = null; continue; }
		if (before && inline.test(parent.localName) && inline.test(before.parentElement.localName) && parent !== before.parentElement &&
			/[\p{L}\p{N}»)]$/u.test(before.data) && /^[\p{L}\p{N}«(]/u.test(node.data) &&
			block(parent) === block(before.parentElement)) {
			faults.push(`glued in text: « ${before.data.trim().slice(-20)}${node.data.trim().slice(0, 20)} »`);
		}
		before = node;
	}
	function block(element) {
		let e = element;
		while (e && inline.test(e.localName)) e = e.parentElement;
		return e;
	}

	// Whoever answers a form has no way into the service, and is offered none.
	if (!document.body.classList.contains("paper") && !document.documentElement.classList.contains("asked-document") && !document.querySelector("footer a[href='/plan-du-site']")) faults.push("no way to the site map");
	return [...new Set(faults)];
})()
