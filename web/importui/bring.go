package importui

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

const (
	fieldFile    = "fichier"
	fieldContent = "contenu" // a file that is given back, in base64
	fieldName    = "nom"     // and what it is called

	mostGivenBack = 700_000 // bytes of such a file: in letters it is a field of a form
)

// bringView is the page that asks for a file.
type bringView struct {
	Door
	ID   int64
	Into journal.Subject
	Form *form.Form
	// What was sent after its session had ended.
	Content, Name string
}

// accepted names the files that a browser proposes.
func (d Door) accepted() string {
	const sheets = ".xlsx,.xlsm,.csv,.txt,.tsv"
	if d.Accept == "" {
		return sheets
	}
	return sheets + "," + d.Accept
}

func (h *Handlers) door(r *http.Request) (bringView, error) {
	door, known := h.doors[r.PathValue("kind")]
	if !known {
		return bringView{}, fault.Missing(nil)
	}
	id, err := intoID(r)
	if err != nil {
		return bringView{}, err
	}
	into, err := h.imports.Into(r.Context(), serve.By(r), door.Kind, id)
	return bringView{Door: door, ID: id, Into: into}, err
}

// intoID is the thing that the path names, or 0 for the service.
func intoID(r *http.Request) (int64, error) {
	if r.PathValue("thing") == "0" {
		return 0, nil
	}
	return serve.ID(r, "thing")
}

func (h *Handlers) ask(w http.ResponseWriter, r *http.Request) error {
	v, err := h.door(r)
	if err != nil {
		return err
	}
	v.Form = form.Of(nil).Keyed(serve.NewKey())
	return serve.Page(w, r, BringPage(v))
}

func (h *Handlers) bring(w http.ResponseWriter, r *http.Request) error {
	v, err := h.door(r)
	if err != nil {
		return err
	}
	v.Form = form.Of(nil).Keyed(serve.NewKey())
	data, name, err := form.File(r, fieldFile, imports.MostBytes)
	if f, unreadable := form.Read(r); unreadable == nil && (err == nil || fault.Is(err, fault.Invalid)) {
		v.Form = f
		if err != nil && f.Text(fieldContent) != "" { // the file that an earlier page gave back
			name = f.Text(fieldName)
			data, err = base64.StdEncoding.DecodeString(f.Text(fieldContent))
		}
	}
	if err == nil {
		sum := sha256.Sum256(data)
		var id int64
		id, err = h.imports.Bring(r.Context(), serve.By(r), v.Kind, v.ID, name, data, fieldFile, v.Form.Beside(string(sum[:])).Sending())
		if again, ok := fault.TwiceOf(err); err == nil || ok && again.Same {
			return serve.Redirect(w, r, urls.Import(id))
		}
	}
	if v.Form.Refuse(err) {
		v.Form.Keyed(serve.NewKey())
		if fault.TrialOf(r.Context()) != nil && len(data) > 0 && len(data) <= mostGivenBack {
			v.Content, v.Name = base64.StdEncoding.EncodeToString(data), name
		}
		return serve.Invalid(w, r, BringPage(v))
	}
	return err
}

// listView is the files that somebody brought.
type listView struct {
	Imports []imports.Import
	doors   map[string]Door
}

func (h *Handlers) list(w http.ResponseWriter, r *http.Request) error {
	mine, err := h.imports.Mine(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(listView{Imports: mine, doors: h.doors}))
}

// state says how far an import is.
func (v listView) state(i imports.Import) string {
	switch {
	case i.State == imports.Done:
		return "importé"
	case i.Running():
		return "en cours"
	case i.Interrupted():
		return "interrompu, rien n’est enregistré"
	}
	return "pas encore importé"
}
