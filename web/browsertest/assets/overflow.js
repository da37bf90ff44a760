// The elements that stick out of the window on the right, outermost first.
// Content that scrolls or is clipped inside its own box does not count.
(() => {
	const root = document.documentElement;
	const limit = root.clientWidth + 1;
	const name = (element) => {
		let s = element.localName;
		if (element.id) s += "#" + element.id;
		for (const c of element.classList) s += "." + c;
		return s;
	};
	const edge = (element) => {
		const box = element.getBoundingClientRect();
		let right = box.width > 1 ? box.right : 0;
		for (const child of element.childNodes) {
			if (child.nodeType !== Node.TEXT_NODE || !child.data.trim()) continue;
			const range = document.createRange();
			range.selectNodeContents(child);
			for (const r of range.getClientRects()) if (r.width > 1) right = Math.max(right, r.right);
		}
		return right + window.scrollX;
	};
	const contained = (element) => {
		for (let e = element; e && e !== document.body && e !== root; e = e.parentElement) {
			const box = e.getBoundingClientRect();
			if (getComputedStyle(e).overflowX !== "visible" && box.right + window.scrollX <= limit) return true;
		}
		return false;
	};
	const out = [];
	const seen = new Set();
	for (const element of document.body.querySelectorAll("*")) {
		if (seen.has(element.parentElement)) {
			seen.add(element);
			continue;
		}
		if (!element.checkVisibility({visibilityProperty: true})) continue;
		const right = edge(element);
		if (right <= limit || contained(element)) continue;
		seen.add(element);
		const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
		out.push(`${name(element)} reaches ${Math.round(right)} px of ${root.clientWidth}: “${text}”`);
	}
	if (out.length === 0 && root.scrollWidth > limit) {
		out.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
	}
	return out.slice(0, 20);
})()
