package logisticsui

import (
	"strconv"
	"strings"

	"parvis/internal/agreement"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/ui"
	"parvis/web/urls"
)

// pieces writes "32 pièces".
func pieces(n int) string { return french.Count(n, "pièce", "pièces") }

func crumbs(p plan.Project, more ...ui.Crumb) []ui.Crumb {
	return append(ui.ProjectCrumbs(p.ID, p.Short()), more...)
}

func fileCrumb(p plan.Project) ui.Crumb {
	return ui.Crumb{Label: "Dossier", URL: urls.Logistics(p.ID)}
}

func deliveriesCrumb(p plan.Project) ui.Crumb {
	return ui.Crumb{Label: "Livraisons", URL: urls.Deliveries(p.ID)}
}

// edge is the class of a row: its left edge repeats its state.
func edge(p logistics.Piece, today workcal.Date) string {
	switch {
	case p.Late(today) > 0 && !p.Blocked():
		return "is-late"
	case p.Blocked():
		return "is-blocked"
	case p.State.Open() && !p.Due.IsZero() && p.Due <= today.AddDays(logistics.Soon):
		return "is-critical"
	}
	return ""
}

// lateness says by how much a piece is late, or that it is due very soon; "" for neither.
func lateness(p logistics.Piece, today workcal.Date) string {
	n := p.Due.Sub(today)
	switch late := p.Late(today); {
	case late > 0:
		return french.Days(late) + " de retard"
	case !p.State.Open() || p.Due.IsZero() || n > logistics.Soon:
		return ""
	case n == 0:
		return "pour aujourd’hui"
	case n == 1:
		return "pour demain"
	}
	return "dans " + french.Days(n)
}

// day writes a day of the week, with its year where that is not the reader's; "" for none.
func day(d, today workcal.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.FrenchShortIn(today.Year())
}

// since writes since when a piece is in its state: « depuis le 24 mars ».
func since(p logistics.Piece, today workcal.Date) string {
	if p.StateOn.IsZero() {
		return ""
	}
	return "le " + p.StateOn.FrenchDayIn(today.Year())
}

// with is with whom a piece is.
func with(p logistics.Piece) string {
	if p.Contact.Name == "" {
		return p.Organisation.Name
	}
	return p.Organisation.Name + ", " + p.Contact.Name
}

func amount(a agreement.Amount) string {
	if !a.Said {
		return ""
	}
	return french.Euros(a.Cents)
}

// names lists things by their names.
func names(list []partner.Ref) string {
	var texts []string
	for _, one := range list {
		texts = append(texts, one.Name)
	}
	return french.And(texts)
}

// why says why a thing comes among the first: until when, what it holds back, since when it was asked for.
func why(p logistics.Piece, today workcal.Date) string {
	var said []string
	if p.State == logistics.Asked && !p.StateOn.IsZero() {
		said = append(said, french.Capital(p.StateText())+" le "+p.StateOn.FrenchDayIn(today.Year())+".")
	}
	if !p.Due.IsZero() {
		text := "Avant le " + p.Due.FrenchIn(today.Year())
		if late := p.Late(today); late > 0 {
			text = "Attendue le " + p.Due.FrenchIn(today.Year()) + "\u00a0: " + french.Days(late) + " de retard"
		}
		if p.Statutory {
			text += ", obligation légale"
		}
		said = append(said, text+".")
	}
	if p.Task.ID != 0 {
		said = append(said, "Tâche\u00a0: "+p.Task.Name+".")
	}
	if p.Holds > 0 {
		said = append(said, "Bloque "+pieces(p.Holds)+".")
	}
	if w := with(p); w != "" {
		said = append(said, "Avec "+w+".")
	}
	return strings.Join(said, " ")
}

// apart tells a piece from another one that is called the same.
func apart(p logistics.Piece) string {
	if !p.Namesake {
		return ""
	}
	return " (" + french.Number(p.Rank) + ")"
}

// figures opens the page: how many pieces are there, without what is missing.
func figures(f logistics.File) string {
	n := f.Counts()
	return french.Count(n[logistics.Kept], "pièce réunie", "pièces réunies") + " sur " + french.Number(n[logistics.Whole]) + "."
}

// lacking says what is missing today; "" for nothing.
func lacking(f logistics.File) string {
	n := f.Counts()[logistics.Missing]
	if n == 0 {
		return ""
	}
	return french.Count(n, "manque", "manquent") + " aujourd’hui"
}

// coming says what is expected within a week; "" for nothing.
func coming(f logistics.File) string {
	n := f.Counts()[logistics.Coming]
	if n == 0 {
		return ""
	}
	return french.Count(n, "attendue", "attendues") + " avant le " + f.Today.AddDays(logistics.Soon).FrenchDayIn(f.Today.Year())
}

// followed goes on after what is missing, to the end of the sentence.
func followed(f logistics.File) string {
	if text := coming(f); text != "" {
		return ", " + text + "."
	}
	return "."
}

// missing is the sentence of what is missing, "" where nothing is.
func missing(f logistics.File) string {
	if text := lacking(f); text != "" {
		return text + followed(f) + " "
	}
	return ""
}

// sliceText names a slice with how many pieces it has, after the number.
func sliceText(s logistics.Slice, n int, today workcal.Date) string {
	switch s {
	case logistics.Missing:
		return french.Agree(n, "manque", "manquent")
	case logistics.Coming:
		return "avant le " + today.AddDays(logistics.Soon).FrenchDayIn(today.Year())
	case logistics.Later:
		return "plus tard"
	case logistics.Kept:
		return french.Agree(n, "réunie", "réunies")
	}
	return french.Agree(n, "pièce", "pièces")
}

// part is the pieces of a part of the file.
type part struct {
	Part   logistics.Part
	Pieces []logistics.Piece
	Done   int // of all its pieces, whatever is looked at
	All    int
}

// parts are those that have a piece to show.
func parts(f logistics.File, shown []logistics.Piece) []part {
	var list []part
	for _, name := range logistics.Parts {
		one := part{Part: name}
		for _, p := range shown {
			if p.Part == name {
				one.Pieces = append(one.Pieces, p)
			}
		}
		for _, p := range f.Pieces {
			if p.Part == name && p.State != logistics.Void {
				one.All++
				if !p.State.Open() {
					one.Done++
				}
			}
		}
		if len(one.Pieces) > 0 {
			list = append(list, one)
		}
	}
	return list
}

func kindOptions() []ui.Option {
	var options []ui.Option
	for _, k := range logistics.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: french.Capital(k.Label())})
	}
	return options
}

func partOptions() []ui.Option {
	var options []ui.Option
	for _, p := range logistics.Parts {
		options = append(options, ui.Option{Value: string(p), Label: p.Label()})
	}
	return options
}

func directionOptions() []ui.Option {
	return []ui.Option{{Value: string(logistics.Obtain), Label: "À obtenir", Hint: "Quelqu’un nous la donne\u00a0: un devis, une attestation, une autorisation."},
		{Value: string(logistics.Send), Label: "À envoyer", Hint: "Nous la donnons\u00a0: une déclaration, un bon de commande."}}
}

func stateOptions(d logistics.Direction) []ui.Option {
	var options []ui.Option
	for _, s := range logistics.States {
		options = append(options, ui.Option{Value: string(s), Label: french.Capital(s.Label(d))})
	}
	return options
}

// refOptions are things to choose from, the first letter telling their group where there are many.
func refOptions(list []partner.Ref, none string) []ui.Option {
	options := []ui.Option{{Label: none}}
	for _, one := range list {
		o := ui.Option{Value: field.Number(one.ID), Label: one.Name}
		if len(list) > 14 {
			o.Group = strings.ToUpper(string(french.FirstFolded(one.Name)))
		}
		options = append(options, o)
	}
	return options
}

func peopleOptions(list []logistics.Person) []ui.Option {
	options := []ui.Option{{Label: "Personne en particulier"}}
	for _, p := range list {
		group := "Membres du projet"
		if !p.Member {
			group = "Autres personnes du service"
		}
		options = append(options, ui.Option{Value: field.Number(p.ID), Label: p.Name, Group: group})
	}
	return options
}

// taskOptions are the tasks of the plan by category: those that are open, and the one that is chosen.
func taskOptions(rows []plan.Row, chosen int64, today workcal.Date) []ui.Option {
	options := []ui.Option{{Label: "Aucune"}}
	for _, category := range plan.Categories {
		for i := range rows {
			if r := &rows[i]; r.Category == category && (r.State.Open() || r.ID == chosen) {
				label := r.Title
				if due := r.LatestFinish; !due.IsZero() {
					label += " (" + due.FrenchDayIn(today.Year()) + ")"
				}
				options = append(options, ui.Option{Value: field.Number(r.ID), Label: label, Group: category.Label()})
			}
		}
	}
	return options
}

func deliveryStateOptions() []ui.Option {
	var options []ui.Option
	for _, s := range logistics.DeliveryStates {
		options = append(options, ui.Option{Value: string(s), Label: french.Capital(s.Label())})
	}
	return options
}

func switchOptions() []ui.Option {
	options := []ui.Option{{Label: "Toujours"}}
	for _, s := range logistics.Switches {
		options = append(options, ui.Option{Value: string(s), Label: s.Label()})
	}
	return options
}

func projectKindOptions() []ui.Option {
	options := []ui.Option{{Label: "Tous les projets"}}
	for _, k := range programme.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: k.Label()})
	}
	return options
}

// tone chooses the badge of a delivery; its word says the same.
func tone(s logistics.DeliveryState) string {
	return map[logistics.DeliveryState]string{logistics.Expected: "warn", logistics.Arrived: "good", logistics.Incomplete: "bad", logistics.Cancelled: "muted"}[s]
}

// when says on which day a delivery comes, and between which hours.
func when(d logistics.Delivery, today workcal.Date) string {
	text := day(d.Day, today)
	if d.Hours != "" {
		if text != "" {
			text += ", "
		}
		text += d.Hours
	}
	return text
}

func count(n int) string { return strconv.Itoa(n) }
