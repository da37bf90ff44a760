import { HtmlValidate, StaticConfigLoader } from "html-validate/browser";

// Each call makes its own validator: a configuration is a plain object, and
// nothing is kept between two documents.
export function validateString(html, config) {
	const loader = new StaticConfigLoader(config);
	const report = new HtmlValidate(loader).validateStringSync(html, "page.html");
	return report.results.flatMap((r) =>
		r.messages.map((m) => ({
			rule: m.ruleId,
			severity: m.severity === 2 ? "error" : "warning",
			line: m.line,
			column: m.column,
			message: m.message,
			selector: m.selector ?? "",
		})),
	);
}
