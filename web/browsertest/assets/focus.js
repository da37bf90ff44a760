// Two functions for the walk with the Tab key: prepare notes how everything
// looks without the focus, look tells where the focus is and how that shows.
globalThis.focusWalk = (() => {
	const marks = new Map();
	let last = null;
	const visited = new Set();

	// What a focus indicator is drawn with. An outline no one can see is none.
	const look = (element) => {
		const s = getComputedStyle(element);
		const outlined = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 &&
			!/^(transparent|rgba\(.*, 0\))$/.test(s.outlineColor);
		return [
			outlined ? `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}` : "none",
			s.boxShadow, s.borderColor, s.borderWidth, s.backgroundColor, s.textDecorationLine,
			s.textDecorationThickness,
		].join("|");
	};
	// A styled checkbox shows its focus on the label beside it.
	const around = (element) =>
		[element, element.parentElement, element.nextElementSibling, ...(element.labels ?? [])].filter(Boolean);

	const settle = () => {
		for (const a of document.getAnimations()) {
			try { a.finish(); } catch { a.cancel(); } // one that never ends is stopped
		}
	};

	const selector = (element) => {
		if (element.id) return `${element.localName}#${element.id}`;
		for (const a of ["name", "href", "action", "value"]) {
			const v = element.getAttribute(a);
			if (v) return `${element.localName}[${a}="${v}"]`;
		}
		return element.localName + [...element.classList].map((c) => "." + c).join("");
	};
	const name = (element) => {
		const text = element.getAttribute("aria-label") || [...(element.labels ?? [])].map((l) => l.innerText).join(" ") ||
			element.innerText || element.value || element.title || "";
		return text.trim().replace(/\s+/g, " ").slice(0, 80);
	};

	// Covered: no point of the element can be seen in the window.
	const obscured = (element) => {
		const box = element.getBoundingClientRect();
		const mine = (hit) => hit && (element.contains(hit) || hit.contains(element) && hit !== document.body &&
			hit !== document.documentElement || [...(element.labels ?? [])].some((l) => l.contains(hit)));
		for (const fx of [0.5, 0.05, 0.95]) {
			for (const fy of [0.5, 0.1, 0.9]) {
				const x = box.left + box.width * fx, y = box.top + box.height * fy;
				if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
				if (mine(document.elementFromPoint(x, y))) return false;
			}
		}
		return true;
	};

	return {
		prepare() {
			document.activeElement?.blur();
			settle();
			for (const element of document.querySelectorAll("*")) marks.set(element, look(element));
		},
		look(until) {
			const element = document.activeElement;
			if (!element || element === document.body || element === document.documentElement) return null;
			// A date field has several stops of its own.
			const same = element === last;
			const again = !same && visited.has(element);
			visited.add(last = element);
			settle();
			return {
				selector: selector(element),
				name: name(element),
				visible: around(element).some((e) => look(e) !== marks.get(e)),
				obscured: obscured(element),
				again,
				same,
				found: until !== "" && element.matches(until),
			};
		},
	};
})()
