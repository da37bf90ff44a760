package partnership

import (
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/territory"
	"parvis/internal/workcal"
)

// LackKind is what a territory may lack: it says which act mends it.
type LackKind int

// The kinds, in the order in which they are told.
const (
	NobodyKnown   LackKind = iota // no organisation
	NoRelay                       // organisations, none of which is a relay
	NoneEngaged                   // a project works here, and no relay of its is engaged
	SomeLack                      // of a town: it is so in some of the districts that the project works in
	NobodySpotted                 // a twinning works beside it, and spotted nobody here
	Silence                       // nothing was exchanged for too long
	NoPosition                    // its place on the map is not known
	NoCode
)

// Lack is a thing that a territory lacks, as a sentence.
type Lack struct {
	Kind     LackKind
	Sentence string
	Working  Working       // the project that lacks it
	Places   []partner.Ref // the districts where it lacks
}

// mostNamed is how many districts a sentence names.
const mostNamed = 4

// Missing tells what a territory lacks. Districts are those of a town.
func (h Here) Missing(t territory.Territory, districts []territory.Territory, there partner.There, today workcal.Date) []Lack {
	var lacks []Lack
	add := func(l Lack) { lacks = append(lacks, l) }
	switch {
	case there.Count() == 0:
		add(Lack{Kind: NobodyKnown, Sentence: "Aucune structure n’est connue ici."})
	case there.RelayCount == 0:
		add(Lack{Kind: NoRelay, Sentence: "Aucun relais n’est connu ici\u00a0: les structures de ce territoire sont d’autres types."})
	}
	for _, w := range h.Projects {
		lacks = append(lacks, w.missing(t)...)
	}
	if there.Silent(today) {
		add(Lack{Kind: Silence, Sentence: silence(there)})
	}
	return append(lacks, unknown(t, districts)...)
}

// missing tells what a project lacks here. One that is over, or that has no board and is no twinning, lacks nothing.
func (w Working) missing(t territory.Territory) (lacks []Lack) {
	name := french.Quote(w.Project.Short())
	untouched := only(w.Untouched, map[int64]bool{t.ID: true})
	switch {
	case !w.Project.Status.UnderWay():
	case len(untouched) > 0:
		lacks = append(lacks, Lack{Kind: NobodySpotted, Sentence: name + " travaille dans cette ville, et n’a repéré personne ici.", Working: w, Places: untouched})
	case w.Relays == 0 && w.works():
		lacks = append(lacks, Lack{Kind: NoneEngaged, Sentence: name + "\u00a0: aucun relais engagé ici.", Working: w, Places: []partner.Ref{{ID: t.ID, Name: t.Name}}})
	case t.Kind == territory.Town && len(w.Lacking) > 0:
		lacks = append(lacks, Lack{Kind: SomeLack, Working: w, Places: w.Lacking,
			Sentence: name + "\u00a0: " + french.Count(len(w.Lacking), "quartier sans relais engagé", "quartiers sans relais engagé") + named(w.Lacking)})
	}
	if t.Kind == territory.Town && len(w.Untouched) > 0 && w.Project.Status.UnderWay() {
		lacks = append(lacks, Lack{Kind: NobodySpotted, Working: w, Places: w.Untouched, Sentence: name + "\u00a0: " + french.Count(len(w.Untouched), "quartier où personne n’est repéré", "quartiers où personne n’est repéré") + named(w.Untouched)})
	}
	return lacks
}

// works tells whether the project is expected to have relays here.
func (w Working) works() bool {
	return w.Board > 0 || w.Project.Kind == programme.Twinning && w.All > 0
}

func silence(there partner.There) string {
	if there.LastDay.IsZero() {
		return "Aucun échange n’est noté avec les structures d’ici."
	}
	said := "Aucun échange avec les structures d’ici depuis " + french.Months(there.Months)
	if there.ByTag {
		said += ", ce que demande l’une de leurs étiquettes"
	}
	return said + "\u00a0: le dernier date du " + there.LastDay.French() + "."
}

// unknown tells what is not known of the territory itself, or of the districts of a town.
func unknown(t territory.Territory, districts []territory.Territory) (lacks []Lack) {
	if t.Kind == territory.Town {
		var without []partner.Ref
		for _, d := range districts {
			if !d.Placed() {
				without = append(without, partner.Ref{ID: d.ID, Name: d.Name})
			}
		}
		if len(without) > 0 {
			lacks = append(lacks, Lack{Kind: NoPosition, Places: without, Sentence: french.Count(len(without), "quartier n’a pas de lieu connu sur la carte", "quartiers n’ont pas de lieu connu sur la carte") + named(without)})
		}
		if t.Code == "" {
			lacks = append(lacks, Lack{Kind: NoCode, Sentence: "Le code INSEE de cette ville n’est pas noté."})
		}
		return lacks
	}
	if !t.Placed() {
		lacks = append(lacks, Lack{Kind: NoPosition, Sentence: "Le lieu de ce quartier sur la carte n’est pas connu.", Places: []partner.Ref{{ID: t.ID, Name: t.Name}}})
	}
	if t.Code == "" {
		lacks = append(lacks, Lack{Kind: NoCode, Sentence: "Ce quartier n’a pas de code\u00a0: rien à faire si la ville le traite comme un quartier prioritaire sans qu’il soit sur la liste."})
	}
	return lacks
}

// named ends a sentence with the names of places.
func named(places []partner.Ref) string {
	return " (" + french.AndOthers(Names(places), mostNamed) + ")."
}

// Names gives the names of places.
func Names(places []partner.Ref) []string {
	list := make([]string, len(places))
	for i, one := range places {
		list[i] = one.Name
	}
	return list
}
