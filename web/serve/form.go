package serve

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"parvis/internal/fault"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// MaxForm is the largest form accepted, in bytes.
const MaxForm = 1 << 20

// Form reads the body of a form. Line ends become "\n" and the spaces around values go.
// A body over MaxForm is TooLarge; one that is not a form, or holds text that no keyboard
// produces, is Invalid.
func Form(r *http.Request) (url.Values, error) {
	if err := r.ParseForm(); err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return nil, fault.New(fault.TooLarge, "Votre envoi dépasse 1 Mo. Raccourcissez le texte, "+
				"puis recommencez : rien n’a été enregistré.", err)
		}
		return nil, fault.New(fault.Invalid, "Le formulaire reçu est illisible. Revenez à la page précédente et recommencez.", err)
	}
	for name, values := range r.PostForm {
		for i, v := range values {
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				return nil, fault.New(fault.Invalid, "Le texte contient un caractère qui ne peut pas être enregistré. "+
					"Revenez à la page précédente et retirez-le.", errors.New("field "+name+" is not text"))
			}
			values[i] = strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n"))
		}
	}
	return r.PostForm, nil
}

// ReadDay reads the day typed in a field, as people write it; an empty field is no day. What cannot
// be read becomes a problem of the field, in the reader's own words. Where the year is missing, the
// day is the one nearest to near, and notes says so.
func ReadDay(p *fault.Problems, notes *[]string, field, typed string, near workcal.Date) workcal.Date {
	if typed == "" {
		return 0
	}
	d, note, err := written.Date(typed, near)
	if err != nil {
		p.Add(field, err.Error())
	}
	if note != "" {
		*notes = append(*notes, note)
	}
	return d
}
