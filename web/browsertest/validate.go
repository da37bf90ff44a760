package browsertest

import (
	"context"
	_ "embed"
	"fmt"
	"sync"

	"github.com/chromedp/chromedp"
)

//go:embed assets/html-validate.min.js
var validatorSource string

// validatorConfig takes html-validate's recommended and accessibility rules,
// and leaves out its matters of taste: ways of writing that HTML allows and
// that mean the same. Inline style stays forbidden: our pages' policy blocks it.
const validatorConfig = `{
	extends: ["html-validate:recommended", "html-validate:a11y"],
	rules: {
		"form-dup-name": ["error", { shared: ["radio", "button", "reset", "submit", "checkbox"], allowArrayBrackets: false }],
		"attribute-boolean-style": "off",
		"attribute-empty-style": "off",
		"attr-quotes": "off",
		"doctype-style": "off",
		"void-style": "off",
		"long-title": "off",
		"no-trailing-whitespace": "off",
		"no-implicit-input-type": "off",
		"prefer-tbody": "off",
		"tel-non-breaking": "off",
		"aria-label-misuse": ["error", {allowAnyNamable: true}],
		"no-raw-characters": ["error", {relaxed: true}],
		"valid-id": ["error", {relaxed: true}],
	},
}`

// Mistake is one place where HTML breaks a rule.
type Mistake struct {
	Rule     string `json:"rule"` // html-validate's name, "no-dup-id"
	Message  string `json:"message"`
	Selector string `json:"selector"`
	Line     int    `json:"line"`   // from 1
	Column   int    `json:"column"` // from 1
}

func (m Mistake) String() string {
	return fmt.Sprintf("line %d, column %d: %s (%s) %s", m.Line, m.Column, m.Message, m.Rule, m.Selector)
}

// validator is a blank tab in which html-validate is loaded.
type validator struct {
	mu  sync.Mutex // a tab does one thing at a time
	ctx context.Context
}

func (b *browser) openValidator() (*validator, error) {
	b.validatorOnce.Do(func() {
		ctx, _ := chromedp.NewContext(b.ctx) // closed with the browser
		v := &validator{ctx: ctx}
		if b.validatorErr = chromedp.Do(ctx); b.validatorErr != nil {
			return
		}
		if _, b.validatorErr = evaluate[any](ctx, 0, validatorSource+"\n;null"); b.validatorErr == nil {
			b.validator = v
		}
	})
	return b.validator, b.validatorErr
}

// Validate checks a whole HTML document with html-validate, in a tab of its
// own. Give it Source: the document as sent, not as the browser mended it.
func (p *Page) Validate(html string) []Mistake {
	p.t.Helper()
	v, err := p.browser.openValidator()
	if err != nil {
		p.t.Fatalf("browsertest: loading html-validate: %v", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	mistakes, err := evaluate[[]Mistake](ctx, 0,
		"htmlvalidate.validateString("+quoted(html)+", "+validatorConfig+")")
	if err != nil {
		p.t.Fatalf("browsertest: running html-validate: %v", err)
	}
	return mistakes
}
