package ui

// Dash stands where there is nothing to say.
const Dash = "—"

// OrDash is a text, or a dash where it is empty.
func OrDash(text string) string {
	if text == "" {
		return Dash
	}
	return text
}
