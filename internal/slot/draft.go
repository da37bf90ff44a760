package slot

import (
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// The bounds of what is typed.
const (
	MaxElsewhere = 300 // characters
	MaxNotes     = 10_000
	MaxBecause   = 500
	MaxName      = 200
	MaxPeople    = 100_000
	MaxSpare     = Day // minutes to set up, and to tidy
	MaxAtOnce    = 200 // slots that one act moves, cancels, plans
	MaxRepeated  = 200 // slots that one act makes
)

// The names of fields that pages and other rooms speak of.
const (
	FieldActivity = "activite"
	FieldDay      = "jour"
	FieldFrom     = "debut"
	FieldTo       = "fin"
	FieldSpace    = "espace"
	FieldPlace    = "ailleurs"
	FieldCapacity = "jauge"
	FieldStatus   = "statut"
	FieldBecause  = "motif"
	FieldName     = "groupe"
	FieldPeople   = "effectif"
	FieldDespite  = "malgre" // in spite of the conflicts that were told
)

// Draft is what is said of a slot. Its status and why have acts of their own.
type Draft struct {
	Times
	ActivityID int64
	Space      partner.Ref // of the museum; none where it is elsewhere, or not known yet
	Elsewhere  string      // an address
	SetUp      int         // minutes, before
	Tidy       int         // minutes, after
	Capacity   int         // people; 0: no limit
	Filled     bool        // said to be full, whatever its places
	Notes      string
	Status     Status
	Because    string // why it is postponed or cancelled
}

// Fields lists what people type about a slot, in the order of its form.
var Fields = field.List[Draft]{
	{Name: FieldDay, Label: "Jour", Day: func(d Draft) workcal.Date { return d.Day }},
	{Name: FieldFrom, Label: "Début", Value: func(d Draft) string { return Clock(d.From) }},
	{Name: FieldTo, Label: "Fin", Value: func(d Draft) string { return Clock(d.To) }},
	{Name: FieldSpace, Label: "Espace", Value: func(d Draft) string { return field.Number(d.Space.ID) }, Text: func(d Draft) string { return d.Space.Name }},
	{Name: FieldPlace, Label: "Adresse, si c’est ailleurs", Value: func(d Draft) string { return d.Elsewhere }},
	{Name: "montage", Label: "Temps de montage", Value: func(d Draft) string { return minutesText(d.SetUp) }},
	{Name: "rangement", Label: "Temps de rangement", Value: func(d Draft) string { return minutesText(d.Tidy) }},
	{Name: FieldCapacity, Label: "Jauge", Number: func(d Draft) int { return d.Capacity }},
	{Name: "complete", Label: "Complète", Flag: func(d Draft) bool { return d.Filled }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
}

// Standing lists whether it is held.
var Standing = field.List[Draft]{
	{Name: FieldStatus, Label: "Statut", Value: func(d Draft) string { return string(d.Status) }, Text: func(d Draft) string { return d.Status.Label() }},
	{Name: FieldBecause, Label: "Pourquoi", Value: func(d Draft) string { return d.Because }},
}

// Tidied trims the texts.
func (d Draft) Tidied() Draft {
	d.Elsewhere, d.Because, d.Notes = french.OneLine(d.Elsewhere), french.OneLine(d.Because), french.Paragraphs(d.Notes)
	return d
}

// Check tells what is to mend.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(!d.Day.IsZero(), FieldDay, "Veuillez donner le jour.")
	if !d.Day.IsZero() {
		p.Require(d.Day.Year() >= 2000 && d.Day.Year() <= 2100, FieldDay, "Veuillez donner un jour entre 2000 et 2100.")
	}
	p.Require(d.From >= 0 && d.From < Day, FieldFrom, "Veuillez donner l’heure du début, par exemple 14\u00a0h.")
	p.Compare(d.To > d.From && d.To <= d.From+Day, FieldTo, "Veuillez donner une fin après le début, le lendemain au plus tard.", FieldFrom)
	if !p.Any() && !d.shown() {
		p.Add(FieldFrom, "Cette nuit-là, on passe à l’heure d’été\u00a0: de 2\u00a0h à 3\u00a0h, aucune heure n’existe. Veuillez en choisir une autre.")
	}
	p.Require(d.Space.ID == 0 || d.Elsewhere == "", FieldPlace, "Choisissez un espace du musée, ou donnez une adresse, mais pas les deux.")
	p.CheckText(FieldPlace, d.Elsewhere, MaxElsewhere)
	p.CheckText("notes", d.Notes, MaxNotes)
	spare := "Veuillez donner une durée d’un jour au plus, par exemple 30\u00a0min."
	p.Require(d.SetUp >= 0 && d.SetUp <= MaxSpare, "montage", spare)
	p.Require(d.Tidy >= 0 && d.Tidy <= MaxSpare, "rangement", spare)
	p.Require(d.Capacity >= 0 && d.Capacity <= MaxPeople, FieldCapacity, "Veuillez donner un nombre de personnes entre 1 et "+french.Number(MaxPeople)+", ou laisser ce champ vide s’il n’y a pas de limite.")
	d.checkStatus(&p)
	return p
}

func (d Draft) checkStatus(p *fault.Problems) {
	p.Require(statusLabels[d.Status] != "", FieldStatus, "Veuillez choisir un statut dans la liste.")
	p.Require(d.Because == "" || !d.Status.Held(), FieldBecause, "Cette raison ne va qu’avec une séance reportée ou annulée.")
	p.CheckText(FieldBecause, d.Because, MaxBecause)
}

// In gives the draft with a status; because says why it is postponed or cancelled.
func (d Draft) In(status Status, because string) Draft {
	d.Status, d.Because = status, ""
	if !status.Held() {
		d.Because = because
	}
	return d
}

// Read reads from when to when a slot lasts, as people type it: two times, or both in the first field. The error is a written.Problem.
func Read(from, to string) (int, int, error) {
	if to == "" && written.LooksLikeHours(from) {
		return written.Hours(from)
	}
	begins, err := written.Hour(from)
	if err != nil {
		return 0, 0, err
	}
	ends, err := written.Hour(to)
	if err != nil {
		return 0, 0, err
	}
	ends, err = written.Until(begins, ends)
	return begins, ends, err
}

// Group is what is said of a group that comes to a slot.
type Group struct {
	Name         string // « CE2 B », « famille »: as the service calls it
	Organisation partner.Ref
	People       int
	Companions   int    // adults who come along, apart
	Needs        string // how many people need what: never who
	Contact      string // whom to call
	Notes        string
}

// GroupFields lists what people type about a group, in the order of its form.
var GroupFields = field.List[Group]{
	{Name: FieldName, Label: "Groupe", Value: func(g Group) string { return g.Name }},
	{Name: "structures", Label: "Structure", Value: func(g Group) string { return field.Number(g.Organisation.ID) }, Text: func(g Group) string { return g.Organisation.Name }},
	{Name: FieldPeople, Label: "Effectif", Number: func(g Group) int { return g.People }},
	{Name: "accompagnateurs", Label: "Accompagnateurs", Number: func(g Group) int { return g.Companions }},
	{Name: "besoins", Label: "Besoins", Value: func(g Group) string { return g.Needs }},
	{Name: "contact", Label: "Qui appeler", Value: func(g Group) string { return g.Contact }},
	{Name: "remarques", Label: "Remarques", Value: func(g Group) string { return g.Notes }},
}

// Tidied trims the texts.
func (g Group) Tidied() Group {
	g.Name, g.Contact, g.Needs, g.Notes = french.OneLine(g.Name), french.OneLine(g.Contact), french.Paragraphs(g.Needs), french.Paragraphs(g.Notes)
	return g
}

// Check tells what is to mend.
func (g Group) Check() fault.Problems {
	var p fault.Problems
	p.Require(g.Name != "" || g.Organisation.ID != 0, FieldName, "Veuillez nommer le groupe, ou choisir sa structure.")
	p.CheckText(FieldName, g.Name, MaxName)
	p.Require(g.People >= 1 && g.People <= MaxPeople, FieldPeople, "Veuillez donner le nombre de personnes du groupe, sans les accompagnateurs.")
	p.Require(g.Companions >= 0 && g.Companions <= MaxPeople, "accompagnateurs", "Veuillez donner un nombre d’adultes, ou laisser ce champ vide.")
	p.CheckText("besoins", g.Needs, MaxNotes)
	p.CheckText("contact", g.Contact, MaxName)
	p.CheckText("remarques", g.Notes, MaxNotes)
	return p
}

// called gives the group a name: that of its organisation, where it has none.
func (g Group) called() Group {
	if g.Name == "" {
		g.Name = g.Organisation.Name
	}
	return g
}
