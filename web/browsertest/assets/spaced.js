// Lines, letters and words as far apart as WCAG 2.2, 1.4.12 asks a page to stand.
(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`
		* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
		p { margin-bottom: 2em !important; }
	`);
	document.adoptedStyleSheets = [sheet];
})()
