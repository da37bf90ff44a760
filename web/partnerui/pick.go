package partnerui

import (
	"net/http"
	"slices"

	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/web/form"
	"parvis/web/serve"
)

// The fields by which organisations are chosen: those that are already, and the name of another one.
const (
	fieldChosen = "structures"
	fieldPick   = "structure_nom"
)

// pick is what was chosen among the organisations, and those that a name may mean.
type pick struct {
	Chosen     []partner.Ref
	Candidates []partner.Ref
}

// mostCandidates is how many organisations are proposed for a name.
const mostCandidates = 8

// pick reads the organisations that a form chooses. A name that is one's is taken; one that several bear, or that none does, is a
// problem of its field, with those that it may mean. Those of before may stay chosen, whatever became of them.
func (h *Handlers) pick(r *http.Request, f *form.Form, before ...partner.Ref) (pick, error) {
	asked := partner.InteractionDraft{}
	for _, id := range f.IDs(fieldChosen) {
		asked.Organisations = append(asked.Organisations, partner.Ref{ID: id})
	}
	if len(asked.Organisations) > 50 {
		asked.Organisations = asked.Organisations[:50]
	}
	known, err := h.partners.Tied(r.Context(), serve.By(r), asked)
	if err != nil {
		return pick{}, err
	}
	p := pick{Chosen: known.Organisations}
	for _, one := range before {
		if slices.Contains(refIDs(asked.Organisations), one.ID) {
			p.add(one)
		}
	}
	f.Require(len(p.Chosen) == len(asked.Organisations), fieldPick, "Une de ces structures n’est plus là\u00a0: veuillez vérifier celles qui restent cochées.")
	name := french.OneLine(f.Text(fieldPick))
	if name == "" {
		return p, nil
	}
	found, _, err := h.partners.List(r.Context(), serve.By(r), partner.Filter{Text: name})
	if err != nil {
		return p, err
	}
	var same []partner.Ref
	for _, o := range found.List {
		ref := partner.Ref{ID: o.ID, Name: o.Name}
		if french.Fold(o.Name) == french.Fold(name) {
			same = append(same, ref)
		}
		if len(p.Candidates) < mostCandidates {
			ref.Name = candidate(o)
			p.Candidates = append(p.Candidates, ref)
		}
	}
	switch {
	case len(same) == 1:
		p.add(same[0])
	case found.Count == 1 && !found.Near:
		p.add(partner.Ref{ID: found.List[0].ID, Name: found.List[0].Name})
	case found.Count == 0:
		f.Add(fieldPick, "Aucune structure ne porte ce nom. Vérifiez son orthographe, ou créez d’abord sa fiche.")
	default:
		f.Add(fieldPick, "Plusieurs structures répondent à ce nom\u00a0: cochez la bonne, et videz ce champ.")
	}
	return p, nil
}

// add takes one, once.
func (p *pick) add(one partner.Ref) {
	p.Candidates = nil
	for _, other := range p.Chosen {
		if other.ID == one.ID {
			return
		}
	}
	p.Chosen = append(p.Chosen, one)
}

// candidate tells an organisation from others of the same name.
func candidate(o partner.Organisation) string {
	text := o.Name + ", " + o.Kind.Label()
	if o.Town != "" {
		text += ", " + o.Town
	}
	return text
}
