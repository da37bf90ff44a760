package planui

import (
	"time"

	"github.com/a-h/templ"

	"parvis/internal/account"
	"parvis/internal/plan"
)

// SharedPage is the plan of a project as it is shown to a partner, on screen and on paper, with the day on which it last changed;
// zero: not known. It leads nowhere else.
func SharedPage(v plan.View, changed time.Time) templ.Component {
	p := planPaper{View: v, Whole: v, Narrow: plan.Narrow{Partner: true}, Shared: true}
	if !changed.IsZero() {
		p.Changed = account.Person{}.At(changed).Today()
	}
	return PlanPrint(p)
}
