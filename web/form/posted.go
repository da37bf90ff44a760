package form

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"parvis/internal/fault"
	"parvis/web/ui"
)

// secrets are the fields that never go back to a page, whatever happens to the form.
var secrets = []string{"password", "current", "new", "again"}

// unseen are the fields that nobody fills: a form carries them, some for a keeper of passwords.
var unseen = []string{fieldKey, fieldVersion, "retour", "ancien", "suite", "username", "acte"}

// Posted gives what a request sent, as a browser sent it, reading its body unless that was done. Of a
// body over Most it gives the beginning, and a failure; of one that is no form, nothing.
func Posted(r *http.Request) (url.Values, error) {
	if r.PostForm != nil {
		return r.PostForm, nil
	}
	if r.Body == nil || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return url.Values{}, nil
	}
	body, err := io.ReadAll(r.Body)
	text := string(body)
	_, long := errors.AsType[*http.MaxBytesError](err)
	if err != nil && !long {
		return url.Values{}, unreadable(err)
	}
	if cut := strings.LastIndexByte(text, '%'); long && cut >= len(text)-2 && cut >= 0 {
		text = text[:cut]
	}
	values, malformed := url.ParseQuery(text)
	r.PostForm, r.Form = values, values
	switch {
	case long:
		return values, tooLong(err)
	case malformed != nil:
		return values, unreadable(malformed)
	}
	return values, nil
}

// Again is what somebody typed, or chose, in a form that could not be kept, and what the form carried
// without showing it, for sending it again; passwords are in neither.
type Again struct {
	Typed  []ui.Hidden // texts, by the names of their fields
	Hidden []ui.Hidden
}

// Any tells whether something was typed or chosen.
func (a Again) Any() bool {
	return len(a.Typed) > 0 || slices.ContainsFunc(a.Hidden, func(s ui.Hidden) bool { return !slices.Contains(unseen, s.Name) })
}

// AgainOf gives what values hold. What holds no letter (a number, an id) is carried and not shown.
func AgainOf(values url.Values) Again {
	var a Again
	for name, list := range values {
		for _, v := range list {
			switch {
			case v == "" || !isText(name) || !isText(v) || slices.Contains(secrets, name):
			case slices.Contains(unseen, name) || len(list) > 1 || v == "oui" || !strings.ContainsFunc(v, unicode.IsLetter):
				a.Hidden = append(a.Hidden, ui.Hidden{Name: name, Value: v})
			default:
				a.Typed = append(a.Typed, ui.Hidden{Name: name, Value: v})
			}
		}
	}
	byName := func(a, b ui.Hidden) int { return strings.Compare(a.Name, b.Name) }
	slices.SortStableFunc(a.Typed, byName)
	slices.SortStableFunc(a.Hidden, byName)
	return a
}

// Keepable gives what may be kept of a form for later: all but its secrets.
func Keepable(values url.Values) url.Values {
	kept := url.Values{}
	for name, list := range values {
		if !slices.Contains(secrets, name) {
			kept[name] = list
		}
	}
	return kept
}

// isTrial notes that a form is only shown again, and is to be sent by whoever reads it.
func (f *Form) isTrial(refusal *fault.Error) {
	if refusal != nil {
		f.problems.Add("", refusal.Sentence)
	}
}
