package spaceui

import (
	"encoding/base64"
	"net/http"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/space"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

const (
	mostFile      = 1 << 20 // bytes of a file
	mostConfirmed = 2 << 20 // bytes of the form that holds it, written in letters
)

// importView is what a file would change, and the file itself, which confirming sends again.
type importView struct {
	space.Import
	File  string         // in base64
	Stale bool           // the spaces changed since it was shown
	Held  fault.Problems // why it was not confirmed: the session had ended
}

// submit says what confirming does.
func (v importView) submit() string {
	return "Enregistrer " + french.Spaces(len(v.New)+len(v.Changed))
}

// count says how much of each there is.
func (v importView) count() string {
	return french.Count(len(v.New), "espace nouveau", "espaces nouveaux") + ", " + french.Count(len(v.Changed), "espace modifié", "espaces modifiés") + ", " +
		french.Count(v.Same, "espace inchangé", "espaces inchangés") + ", " + french.Count(len(v.Refused), "point à corriger", "points à corriger") + "."
}

func (h *Handlers) askImport(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(space.MayExchange, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, ImportPage(form.Of(nil)))
}

func (h *Handlers) previewImport(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(space.MayExchange, access.Tie{}); err != nil {
		return err
	}
	f, found := form.Of(nil), space.Import{}
	data, _, err := form.File(r, "fichier", mostFile)
	if err == nil {
		found, err = h.spaces.Preview(r.Context(), serve.By(r), data)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, ImportPage(f))
	}
	if err != nil {
		return err
	}
	return serve.Page(w, r, PreviewPage(importView{Import: found, File: base64.StdEncoding.EncodeToString(data)}))
}

func (h *Handlers) importSpaces(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, space.MayExchange)
	if err != nil {
		return err
	}
	data, _ := base64.StdEncoding.DecodeString(f.Text("contenu")) // what is cut short is judged as it is
	if !f.Valid() {
		found, err := h.spaces.Preview(r.Context(), serve.By(r), data)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, PreviewPage(importView{Import: found, File: f.Text("contenu"), Held: f.Problems()}))
	}
	found, done, err := h.spaces.Import(r.Context(), serve.By(r), data, f.Text("vu"))
	if f.Refuse(err) {
		return serve.Invalid(w, r, ImportPage(f))
	}
	if err != nil {
		return err
	}
	if !done {
		return serve.Conflict(w, r, PreviewPage(importView{Import: found, File: f.Text("contenu"), Stale: true}))
	}
	serve.Flash(r, "L’import est enregistré\u00a0: "+french.Count(len(found.New), "espace créé", "espaces créés")+", "+
		french.Count(len(found.Changed), "espace modifié", "espaces modifiés")+".")
	return serve.Redirect(w, r, urls.Spaces())
}
