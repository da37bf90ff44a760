package actui

import (
	"context"
	"net/http"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// The fields by which the page of what would follow answers.
const (
	fieldSeen   = "vu"
	fieldRevise = "revoir"
)

// Revising tells whether somebody saw what would follow and goes back to the form, with what she typed.
func Revising(f *form.Form) bool { return f.Text(fieldRevise) != "" }

// Foretelling tells what an act would change: plan.Room does.
type Foretelling interface {
	Rehearse(ctx context.Context, by account.By, do func(context.Context) error) (plan.Consequences, error)
}

// Ahead is what an act is called on the page that asks before it is done.
type Ahead struct {
	Section ui.Section
	Title   string // « Déplacer la Nuit des étoiles ? »
	Lead    string // from which days to which
	Save    string // the button that does it
	Crumbs  []ui.Crumb
}

// Before answers with the page of what an act would change in the plans; false, and nothing is answered, when it would change
// nothing there or its author has seen it. A failure is that of do, which is only tried.
func Before(w http.ResponseWriter, r *http.Request, f *form.Form, plans Foretelling, a Ahead, do func(context.Context) error) (answered bool, err error) {
	if f.Text(fieldSeen) != "" {
		return false, nil
	}
	would, err := plans.Rehearse(r.Context(), serve.By(r), do)
	if err != nil || !would.Any() {
		return false, err
	}
	var typed []ui.Hidden
	for _, h := range f.Again(f.Version()) {
		if h.Name != fieldRevise {
			typed = append(typed, h)
		}
	}
	return true, serve.Page(w, r, BeforePage(before{Ahead: a, URL: r.URL.Path, Typed: typed, Effects: Effects(would)}))
}

// before is the page of what would follow.
type before struct {
	Ahead
	URL     string
	Typed   []ui.Hidden
	Effects []ui.Effect
}
