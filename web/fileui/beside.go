package fileui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/thread"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// The fields of files that are chosen with a text: the page has those of the thing's own files too.
const (
	FieldBeside  = "pieces"
	fieldAmounts = "pieces-montants"
)

// Beside is the files of texts, as one person sees them, and what she may add.
type Beside struct {
	MayAdd  bool
	MayMark bool
	lists   map[int64]*View // by the ids of the texts that have some
	most    files.Limits
}

// Beside gives the files of texts about a thing, for the page at path that shows them.
func (h *Handlers) Beside(r *http.Request, kind journal.Kind, id int64, open bool, texts []int64, path string) (Beside, error) {
	by := serve.By(r)
	b := Beside{most: h.files.Limits(), lists: map[int64]*View{}}
	if len(texts) > 0 {
		found, err := h.files.OfMany(r.Context(), by, journal.Text, texts)
		if err != nil {
			return b, err
		}
		for text, list := range found {
			b.lists[text] = &View{Shelf: files.Shelf{Files: list}, Path: path, Today: serve.Today(r)}
		}
	}
	may, err := h.files.MayAdd(r.Context(), by, kind, id)
	b.MayAdd, b.MayMark = open && may, by.Can(account.MaySeeAmounts, access.Tie{})
	return b, err
}

// ReceiveBeside reads a form that may hold files beside a text; one without any is read by whoever reads the form.
func (h *Handlers) ReceiveBeside(r *http.Request, kind journal.Kind, id int64) (arrived []*files.Arrived, problems fault.Problems, err error) {
	if !form.Streams(r) {
		return nil, nil, nil
	}
	may, err := h.files.MayAdd(r.Context(), serve.By(r), kind, id)
	if err == nil && !may {
		err = serve.By(r).Check(files.MayAdd, access.Tie{})
	}
	if err != nil {
		serve.Drop(r)
		return nil, nil, err
	}
	return h.Receive(r, FieldBeside)
}

// Attaching keeps what arrived with a text, as the form says.
func (h *Handlers) Attaching(r *http.Request, f *form.Form, arrived []*files.Arrived) ([]thread.Beside, error) {
	if len(arrived) == 0 {
		return nil, nil
	}
	beside, err := h.files.Beside(r.Context(), serve.By(r), f.Flag(fieldAmounts), arrived)
	return []thread.Beside{beside}, err
}

// field is where files are chosen with a text.
func (b Beside) field(f *form.Form) ui.Field {
	return f.Field(ui.Field{Name: FieldBeside, Label: "Fichiers à joindre au message", Alone: true, Multiple: true, Accept: files.Accepted(),
		Hint: french.Number(files.MostAtOnce) + "\u00a0fichiers à la fois, de " + french.FileSize(b.most.One) + " au plus chacun."})
}

// amounts is the box that says that they tell amounts.
func (b Beside) amounts(f *form.Form) ui.Field {
	return f.Box(ui.Field{Name: fieldAmounts, Label: "Ces fichiers disent des montants", Hint: "Les stagiaires ne les verront nulle part\u00a0; le message, si."})
}
