package programmeui

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/fault"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/ui"
)

// reading gathers the values of a form and what cannot be read in them.
type reading struct {
	values   url.Values
	problems fault.Problems
	notes    []string // what had to be assumed, to be said once the form is kept
}

func (r *reading) text(name string) string { return r.values.Get(name) }

// day reads a day as people write it; without a year, it is the one nearest to near.
func (r *reading) day(name string, near workcal.Date) workcal.Date {
	return serve.ReadDay(&r.problems, &r.notes, name, r.values.Get(name), near)
}

// days reads a first and a last day; without a year, the last is the one nearest to the first.
func (r *reading) days(firstField, lastField string, near workcal.Date) (first, last workcal.Date) {
	first = r.day(firstField, near)
	return first, r.day(lastField, cmp.Or(first, near))
}

// require notes a problem with a field unless something else was already wrong with it.
func (r *reading) require(name, sentence string) {
	if r.problems.For(name) == "" {
		r.problems.Add(name, sentence)
	}
}

// number reads a whole number; an empty field is 0.
func (r *reading) number(name string) int {
	typed := r.values.Get(name)
	if typed == "" {
		return 0
	}
	n, err := strconv.ParseInt(typed, 10, 32)
	if err != nil {
		r.problems.Add(name, "Veuillez donner un nombre entier, en chiffres.")
	}
	return int(n)
}

// id reads the id of something chosen in a list; what is not one is -1, which nothing has.
func (r *reading) id(name string) int64 {
	typed := r.values.Get(name)
	if typed == "" {
		return 0
	}
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// version reads the version that was edited; what is not one matches no version.
func version(values url.Values) int {
	n, err := strconv.ParseInt(values.Get("version"), 10, 32)
	if err != nil {
		return -1
	}
	return int(n)
}

// gather puts together what could not be read and what breaks a rule: one sentence a field, in
// the order of the form.
func gather(unread, broken fault.Problems, order []string) fault.Problems {
	all := slices.Clone(unread)
	for _, p := range broken {
		if all.For(p.Field) == "" {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b fault.Problem) int {
		return cmp.Compare(slices.Index(order, a.Field), slices.Index(order, b.Field))
	})
	return all
}

// hidden carries a form's values on to the next page, with the version they would now replace.
func hidden(values url.Values, names []string, version int) []ui.Hidden {
	var out []ui.Hidden
	for _, name := range names {
		if values.Has(name) {
			out = append(out, ui.Hidden{Name: name, Value: values.Get(name)})
		}
	}
	return append(out, ui.Hidden{Name: "version", Value: strconv.Itoa(version)})
}

func chooseID(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

func typedNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
