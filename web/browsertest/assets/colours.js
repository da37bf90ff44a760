// Each way in which the page writes, once: colours of letters and of what is under them, size, weight, and how a link stands out.
(() => {
	const grounds = new Map();
	const ground = (element) => {
		if (!element) return "";
		if (grounds.has(element)) return grounds.get(element);
		const s = getComputedStyle(element);
		const colour = s.backgroundColor;
		const clear = colour === "rgba(0, 0, 0, 0)" && s.backgroundImage === "none" && s.opacity === "1" && s.filter === "none" && s.mixBlendMode === "normal";
		const whole = /^rgb\(/.test(colour) && s.backgroundImage === "none" && s.opacity === "1" && s.filter === "none" && s.mixBlendMode === "normal";
		let text = "";
		if (clear) text = ground(element.parentElement);
		else {
			text = [colour, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode].join(" ");
			if (!whole) text += " on " + ground(element.parentElement);
		}
		grounds.set(element, text);
		return text;
	};
	// What axe-core does not look at is not noted either: another page may show it.
	const shown = (element) => {
		if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
		const box = element.getBoundingClientRect();
		return box.width > 1 && box.height > 1 && box.right + window.scrollX > 0 && box.bottom + window.scrollY > 0;
	};
	const ways = new Set();
	const note = (element) => {
		const s = getComputedStyle(element);
		const way = [s.color, ground(element), Math.round(parseFloat(s.fontSize) * 10) / 10, s.fontWeight, s.textShadow, element.matches(":disabled") ? "disabled" : ""];
		const link = element.closest("a");
		if (link) {
			const l = getComputedStyle(link);
			const beside = link.parentElement ? getComputedStyle(link.parentElement) : l;
			way.push("link", l.textDecorationLine, l.borderBottomStyle, l.fontWeight, l.backgroundColor, l.display, beside.color, beside.fontWeight, beside.display,
				link.parentElement ? link.parentElement.textContent.trim() === link.textContent.trim() : true);
		}
		ways.add(way.join("|"));
	};
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const done = new Set();
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const element = node.parentElement;
		if (!node.data.trim() || done.has(element)) continue;
		done.add(element);
		if (shown(element)) note(element);
	}
	for (const field of document.body.querySelectorAll("input, select, textarea")) {
		if (!shown(field)) continue;
		note(field);
		if (field.placeholder) ways.add("placeholder|" + getComputedStyle(field, "::placeholder").color + "|" + ground(field));
	}
	return [...ways];
})()
