// The texts of a page as their computed styles have them: see Texts.
globalThis.written = (selector) => {
  const channels = (text) => { const n = text.match(/[\d.]+/g).map(Number); return {rgb: n.slice(0, 3), alpha: n.length > 3 ? n[3] : 1}; };
  const light = (rgb) => { const [r, g, b] = rgb.map((c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (one) => {
    for (; one; one = one.parentElement) { const {rgb, alpha} = channels(getComputedStyle(one).backgroundColor); if (alpha === 1) return rgb; }
    return matchMedia("(prefers-color-scheme: dark)").matches && getComputedStyle(document.documentElement).colorScheme !== "light" ? [18, 18, 18] : [255, 255, 255];
  };
  const seen = [];
  for (const root of document.querySelectorAll(selector)) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
      const one = node.parentElement, text = node.data.trim();
      if (!text || !one.checkVisibility() || !one.getClientRects().length || one.closest("noscript, script, style, template")) continue;
      const style = getComputedStyle(one), size = parseFloat(style.fontSize);
      if (style.clipPath.startsWith("inset(50%")) continue;
      const ink = light(channels(style.color).rgb), paper = light(behind(one));
      const start = style.direction === "rtl" ? "right" : "left";
      seen.push({text, tag: one.localName, size, spacing: parseFloat(style.lineHeight) / size, contrast: (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05), dark: ink < paper,
        align: style.textAlign === start || style.textAlign === "start" ? "start" : style.textAlign, italic: style.fontStyle !== "normal", capitals: style.textTransform === "uppercase",
        underline: style.textDecorationLine.includes("underline"), act: Boolean(one.closest("button, a")), family: style.fontFamily});
    }
  }
  return seen;
};
