package serve

import (
	"net/http"
	"net/url"

	"parvis/internal/fault"
	"parvis/internal/workcal"
	"parvis/web/form"
)

// Form gives the values of a body that form.Read accepts. Only the calendar's settings still ask
// for it; whatever is new reads its form with package form.
func Form(r *http.Request) (url.Values, error) {
	_, err := form.Read(r) // it tidies the values in place
	return r.PostForm, err
}

// ReadDay reads the day typed in a field as form.Day does; like Form, it waits for the calendar.
func ReadDay(p *fault.Problems, notes *[]string, field, typed string, near workcal.Date) workcal.Date {
	f := form.Of(url.Values{field: {typed}})
	day := f.Day(field, near)
	*p = append(*p, f.Problems()...)
	*notes = append(*notes, f.Notes()...)
	return day
}
