package attendance

import (
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// countRow is a row of a file of counts.
type countRow struct {
	Project, Event, Title string
	Day                   workcal.Date
	From                  int // minutes of the day; -1: not said
	Typed                 Figures
	Total                 Number // of all audiences, where the file adds them up
	Reason                Reason
	cellReason            Reason // what a cell says in the place of a number

	audience int64 // of a row that names one; 0: none
	n        Number
}

// reasonWords are how files write why a number is not known, folded.
var reasonWords = map[string]Reason{"ferme": Closed, "f": Closed, "nc": Untold, "n.c.": Untold, "n. c.": Untold, "non communique": Untold, "sans objet": Pointless, "so": Pointless}

// unsaid are what files write where there is nothing to say.
var unsaid = map[string]bool{"": true, "-": true, "–": true, "—": true, "?": true, "nr": true, "non renseigne": true}

// readNumber reads a number of people, or that it is not known, with the reason where a word says it. Unknown is never 0.
func (r *countRow) readNumber(text string) (Number, error) {
	folded := french.Fold(text)
	if unsaid[folded] {
		return Number{}, nil
	}
	if reason, known := reasonWords[folded]; known {
		r.cellReason = reason
		return Number{}, nil
	}
	n, err := written.Whole(text)
	if err != nil || n < 0 || n > MaxAtOnce {
		return Number{}, written.Problem("Donnez un nombre de personnes entre 0 et 10\u00a0000, ou dites pourquoi il n’est pas connu\u00a0: fermé, NC, sans objet.")
	}
	return Number{true, n}, nil
}

func (r *countRow) readOf(audience int64, text string) error {
	n, err := r.readNumber(text)
	if n.Known {
		if r.Typed == nil {
			r.Typed = Figures{}
		}
		r.Typed[audience] = n.N
	}
	return err
}

// tidy puts together what a row says in several cells.
func (r *countRow) tidy() {
	if r.audience != 0 && r.n.Known {
		if r.Typed == nil {
			r.Typed = Figures{}
		}
		r.Typed[r.audience] = r.n.N
	}
	if r.Reason == "" && r.audience == 0 { // one audience that is not known says nothing of the others
		r.Reason = r.cellReason
	}
}

// check lists what is to mend in what a row says of who came.
func (r *countRow) check(p *fault.Problems) {
	r.tidy()
	sum, parts := 0, 0
	for a, n := range r.Typed {
		if a != 0 {
			sum, parts = sum+n, parts+1
		}
	}
	p.Require(r.audience != 0 || !r.n.Known, colAudience, "Cette ligne donne un nombre sans dire de quel public.")
	if r.audience != 0 {
		return // the total of a slot is on several rows
	}
	p.Require(parts > 0 || !r.Total.Known, colTotal, "Cette ligne donne un total sans dire quels publics sont venus\u00a0: il faut une colonne par public, ou les colonnes «\u00a0Public\u00a0» et «\u00a0Nombre\u00a0».")
	p.Require(parts == 0 || !r.Total.Known || r.Total.N == sum, colTotal, "Les publics de cette ligne font "+french.Number(sum)+" en tout, pas "+french.Number(r.Total.N)+".")
}

// The names of columns that only come in.
const (
	colAudience = "public"
	colN        = "nombre"
	colTotal    = "presents"
)

// readingOf is how a file of counts is read.
func readingOf(audiences []Audience) table.Table[countRow] {
	type column = table.Column[countRow]
	byName := map[string]int64{}
	for _, a := range audiences {
		byName[french.Fold(a.Name)] = a.ID
	}
	t := table.Table[countRow]{Name: "Fréquentation", Blank: countRow{From: -1}, Columns: []column{
		{Name: colDay, Label: "Date", Aliases: []string{"Jour"}, Required: true, Read: func(r *countRow, text string) (err error) { r.Day, _, err = written.Date(text, 0); return err },
			Down: func(r *countRow, text string) (err error) { r.Day, _, err = written.Date(text, 0); return err }},
		{Name: colTitle, Label: "Activité", Aliases: []string{"Séance", "Titre", "Intitulé"}, Required: true, Read: func(r *countRow, text string) error { r.Title = french.OneLine(text); return nil },
			Down: func(r *countRow, text string) error { r.Title = french.OneLine(text); return nil }},
		{Name: colFrom, Label: "Début", Aliases: []string{"Heure", "Horaire", "Heure de début"}, Rare: true, Read: func(r *countRow, text string) (err error) { r.From, err = written.Hour(text); return err }},
		{Name: colProject, Label: "Projet", Rare: true, Read: func(r *countRow, text string) error { r.Project = french.OneLine(text); return nil }},
		{Name: colEvent, Label: "Événement", Rare: true, Read: func(r *countRow, text string) error { r.Event = french.OneLine(text); return nil }},
		{Name: colAudience, Label: "Public", Aliases: []string{"Catégorie", "Catégorie de public"}, Rare: true, Read: func(r *countRow, text string) error {
			if r.audience = byName[french.Fold(text)]; r.audience == 0 {
				return written.Problem("Ce public n’est pas dans la liste des réglages.")
			}
			return nil
		}},
		{Name: colN, Label: "Nombre", Aliases: []string{"Effectif", "Visiteurs", "Nombre de visiteurs"}, Rare: true, Read: func(r *countRow, text string) (err error) { r.n, err = r.readNumber(text); return err }},
		{Name: colTotal, Label: "Présents", Aliases: []string{"Total", "Total présents"}, Rare: true, Read: func(r *countRow, text string) (err error) { r.Total, err = r.readNumber(text); return err }},
		{Name: colAbsent, Label: "Absents", Rare: true, Read: func(r *countRow, text string) error { return r.readOf(0, text) }},
		{Name: colReason, Label: "Pourquoi non renseigné", Aliases: []string{"Raison", "Motif"}, Rare: true, Read: func(r *countRow, text string) error {
			if r.Reason = reasonWords[french.Fold(text)]; r.Reason == "" && !unsaid[french.Fold(text)] {
				return written.Problem("Cette raison n’est pas connue\u00a0: écrivez fermé, non communiqué ou sans objet.")
			}
			return nil
		}},
		{Name: "lieu", Label: "Lieu", Rare: true}, {Name: "tarif", Label: "Tarif", Rare: true}, {Name: "prevus", Label: "Prévus", Rare: true}, {Name: "inscrits", Label: "Inscrits", Rare: true},
		{Name: "territoire", Label: "Territoire des groupes", Rare: true},
	}}
	for _, a := range audiences {
		if len(t.Columns) < table.MostColumns {
			t.Columns = append(t.Columns, column{Name: NumberField(a.ID), Label: a.Name, Group: "Publics", Rare: true, Read: func(r *countRow, text string) error { return r.readOf(a.ID, text) }})
		}
	}
	return t
}

// daysOf are the first and the last day of a file.
func daysOf(read *table.Reading[countRow]) (from, to workcal.Date) {
	for _, r := range read.Rows {
		if d := r.Value.Day; !d.IsZero() && d.Year() >= 1990 && d.Year() <= 2100 {
			if from.IsZero() || d < from {
				from = d
			}
			to = max(to, d)
		}
	}
	if from.IsZero() {
		from, to = workcal.Of(2000, 1, 1), workcal.Of(2000, 1, 1)
	}
	return from, to
}
