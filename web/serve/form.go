package serve

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"parvis/internal/fault"
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
