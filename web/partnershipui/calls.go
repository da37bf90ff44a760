package partnershipui

import (
	"net/http"
	"parvis/internal/french"
	"slices"
	"strings"

	"parvis/internal/partnership"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// callPage is the calls to make, on paper.
type callPage struct {
	partnership.List
	Form *form.Form
	IDs  string // of those that were chosen; "": all that wait

	People map[int64][]partnership.Reachable // whom to ask for, by partner
}

// mostPeople is how many people a row of the sheet names.
const mostPeople = 3

// people are those of a partner whom a row names.
func (p callPage) people(of partnership.Partner) []partnership.Reachable {
	all := p.People[of.ID]
	return all[:min(len(all), mostPeople)]
}

// maxAsked is how long what is to be asked may be.
const maxAsked = 1000

// calls finds the partners that a form names, or else all that are to be called.
func (h *Handlers) calls(r *http.Request, f *form.Form) (callPage, error) {
	l, err := h.list(r)
	if err != nil {
		return callPage{}, err
	}
	ids := append(f.IDs(fieldBox), f.IDs("ids")...)
	l.Partners = slices.DeleteFunc(l.Partners, func(p partnership.Partner) bool {
		if len(ids) > 0 {
			return !slices.Contains(ids, p.ID)
		}
		return p.Stage.Over() || !p.Call.Open() && p.Last.Next == ""
	})
	if len(l.Partners) > partnership.MaxAtOnce {
		l.Partners = l.Partners[:partnership.MaxAtOnce]
	}
	texts := make([]string, len(ids))
	for i, n := range ids {
		texts[i] = id(n)
	}
	people, err := h.partnerships.Reachables(r.Context(), serve.By(r), l.Project.ID)
	return callPage{List: l, Form: f, IDs: strings.Join(texts, ","), People: people}, err
}

func (h *Handlers) callSheet(w http.ResponseWriter, r *http.Request) error {
	p, err := h.calls(r, form.Query(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, CallSheetPage(p))
}

// callSheetAsking is the same sheet with what is to be asked, which nothing keeps.
func (h *Handlers) callSheetAsking(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	f.Require(len([]rune(f.Text("demande"))) <= maxAsked, "demande", "Ce texte est trop long\u00a0: le maximum est de 1\u202f000 caractères.")
	p, err := h.calls(r, f)
	if err != nil {
		return err
	}
	return serve.Form(w, r, f, CallSheetPage(p))
}

func (p callPage) asked() string {
	if !p.Form.Valid() {
		return ""
	}
	return p.Form.Text("demande")
}

func (p callPage) hidden() []ui.Hidden {
	if p.IDs == "" {
		return nil
	}
	return []ui.Hidden{{Name: "ids", Value: p.IDs}}
}

// window names the sheet, apart from the one of all that wait where some were chosen.
func (p callPage) window() string {
	title := "Liste d’appels · " + p.Project.Title
	if p.IDs != "" {
		title += " · " + french.Count(len(p.Partners), "structure choisie", "structures choisies")
	}
	return title
}

// reachText is somebody to call, with her first number.
func reachText(who partnership.Reachable) string {
	if len(who.Phones) == 0 {
		return who.Name
	}
	return who.Name + ", " + who.Phones[0].Text()
}
