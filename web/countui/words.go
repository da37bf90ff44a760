package countui

import (
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/attendance"
	"parvis/internal/french"
	"parvis/web/ui"
	"parvis/web/urls"
)

// unknown is how a number that nobody knows is told: never as zero.
const unknown = "non renseigné"

// numberText is a number, or that nobody knows it.
func numberText(n attendance.Number) string {
	switch {
	case !n.Known:
		return unknown
	case n.N < 0:
		return french.Number(n.N) + ", à corriger"
	}
	return french.Number(n.N)
}

// presentText is how many came to a slot, why nobody knows, or that it is to come.
func (p listPage) presentText(s attendance.Slot) string {
	switch {
	case s.Present.Known:
		return numberText(s.Present)
	case s.Coming(p.At):
		return "à venir"
	case s.Reason != "":
		return unknown + " (" + s.Reason.Label() + ")"
	}
	return unknown
}

// absentText is how many did not come.
func (p listPage) absentText(s attendance.Slot) string {
	if !s.Absent.Known && s.Coming(p.At) {
		return "—"
	}
	return numberText(s.Absent)
}

// plannedText is for how many it was planned.
func plannedText(s attendance.Slot) string {
	if !s.Planned.Known {
		return "sans jauge"
	}
	return french.Number(s.Planned.N)
}

// missed says how many slots a total misses: « manque 2 séances »; "" for none.
func missed(s attendance.Sum) string {
	if s.Missing == 0 || s.Of == 0 {
		return ""
	}
	return french.Agree(s.Missing, "manque ", "manquent ") + french.Slots(s.Missing)
}

// lead says the whole in figures, with what it misses.
func (p listPage) lead() string {
	t := p.Sum.Totals
	if t.Slots+t.Coming == 0 {
		return "Aucune séance."
	}
	var said []string
	switch {
	case t.Present.Of > 0:
		text := french.Count(t.Present.N, "présent", "présents") + ", sur " + french.Count(t.Present.Of, "séance comptée", "séances comptées")
		if t.Present.Missing > 0 {
			text += "\u00a0; " + missingText(t)
		}
		said = append(said, text+".")
	case t.Slots > 0:
		said = append(said, french.Capital(missingText(t))+".")
	}
	if t.Coming > 0 {
		said = append(said, french.Count(t.Coming, "séance à venir", "séances à venir")+".")
	}
	if p.All.Cut {
		said = append(said, "La liste s’arrête à "+french.Slots(attendance.MostEvaluated)+"\u00a0: choisissez une année.")
	}
	return strings.Join(said, " ")
}

// missingText says how many slots are not known, and why: « 3 séances ne sont pas renseignées (fermé : 1, sans raison donnée : 2) ».
func missingText(t attendance.Totals) string {
	return french.Count(t.Present.Missing, "séance n’est pas renseignée", "séances ne sont pas renseignées") + whyText(t.Reasons)
}

func whyText(reasons map[attendance.Reason]int) string {
	var why []string
	for _, r := range attendance.Reasons {
		if n := reasons[r]; n > 0 {
			why = append(why, r.Label()+"\u00a0: "+french.Number(n))
		}
	}
	if len(why) == 0 {
		return ""
	}
	if n := reasons[""]; n > 0 {
		why = append(why, "sans raison donnée\u00a0: "+french.Number(n))
	}
	return " (" + strings.Join(why, ", ") + ")"
}

// part is a table of subtotals.
type part struct {
	ID, Title, Of string
	Rows          []attendance.Subtotal
	Note          string
}

// parts are the subtotals of the list: those that would only say the whole again are left out.
func (p listPage) parts() []part {
	var all []part
	add := func(id, title, of, note string, rows []attendance.Subtotal) {
		if len(rows) > 1 {
			all = append(all, part{id, title, of, rows, note})
		}
	}
	add("par-annee", "Par année", "Année", "", p.Sum.Years)
	add("par-evenement", "Par événement", "Événement", "", p.Sum.Events)
	if p.Project == nil {
		add("par-projet", "Par projet", "Projet", "", p.Sum.Projects)
	}
	add("par-territoire", "Par territoire", "Territoire", "D’après les structures des groupes inscrits. Une séance dont les groupes viennent d’ailleurs les uns que les autres est comptée à part, chacun une seule fois\u00a0; le public venu sans groupe n’a pas de territoire connu.",
		p.Sum.Territories)
	return all
}

// headingTotal is how many came under a heading of the ministry's.
type headingTotal struct {
	Label string
	attendance.Sum
}

func (p listPage) headings() []headingTotal {
	var totals []headingTotal
	for _, h := range attendance.Headings {
		t := headingTotal{Label: french.Capital(h.Label()), Sum: attendance.Sum{Of: p.Sum.Present.Of, Missing: p.Sum.Present.Missing}}
		for _, a := range p.Sum.Audiences {
			if a.Heading == h {
				t.N += a.N
			}
		}
		totals = append(totals, t)
	}
	return totals
}

// subtotalLink leads from a subtotal to its slots; "": it leads nowhere.
func (p listPage) subtotalLink(of string, row attendance.Subtotal) string {
	switch of {
	case "par-annee":
		if p.Project == nil {
			return p.here(p.query("annee", row.Key))
		}
	case "par-projet":
		return urlOfProject(row.Key)
	case "par-territoire":
		return p.here(p.query("territoire", row.Key))
	}
	return ""
}

// ministryNotes say what the ministry's table misses.
func (p yearPage) notes() []string {
	var said []string
	if p.Whole.Missing > 0 {
		said = append(said, french.Capital(french.Count(p.Whole.Missing, "séance passée n’est pas renseignée", "séances passées ne sont pas renseignées"))+whyText(p.Why)+"\u00a0: aucune n’est comptée pour zéro, et les totaux ne la comprennent pas.")
	}
	if p.Whole.Unpriced > 0 {
		said = append(said, french.Capital(french.Count(p.Whole.Unpriced, "personne est venue à une activité", "personnes sont venues à des activités"))+" dont le tarif n’est pas renseigné\u00a0: elles ne sont ni dans «\u00a0Payant\u00a0», ni dans «\u00a0Gratuit\u00a0». Le tarif se renseigne sur l’activité.")
	}
	return said
}

// rowNote says what a row of the ministry's table misses.
func rowNote(m attendance.Ministry) string {
	var said []string
	if m.Missing > 0 {
		said = append(said, "sans "+french.Slots(m.Missing))
	}
	return strings.Join(said, ", ")
}

// actText is what is done about the count of a slot.
func (p listPage) actText(s attendance.Slot) string {
	switch {
	case !p.May.Count || !s.Project.Status.Open():
		return "Voir le compte"
	case s.Present.Known:
		return "Corriger"
	case s.Coming(p.At):
		return "Voir"
	}
	return "Compter cette séance"
}

// where is what the page is about.
func (p listPage) where() ui.Here {
	if p.Project == nil {
		return ui.Here{}
	}
	return ui.Here{Project: p.Project.ID}
}

func (p listPage) top() ui.Heading {
	h := ui.Heading{Title: "Fréquentation", Lead: p.lead(), LeadID: "compte"}
	if p.Project != nil {
		h.Kind, h.Crumbs = string(p.Project.Kind), ui.ProjectCrumbs(p.Project.ID, p.Project.Short())
	}
	return h
}

// yearQuery is a year as an address holds it, with more fields: name, value…
func yearQuery(year int, set ...string) url.Values {
	q := url.Values{"annee": {yearValue(year)}}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

func (p listPage) yearQuery() url.Values {
	if p.Filter.Year == 0 || p.Form.Text("annee") == "" { // the table chooses
		return nil
	}
	return yearQuery(p.Filter.Year)
}

// printed are the slots on paper, as far as it takes them.
func (p listPage) printed() []attendance.Slot { return p.Slots[:min(len(p.Slots), mostPrinted)] }

// paperTitle names the list on paper.
func (p listPage) paperTitle() string {
	if p.Project != nil {
		return "Fréquentation · " + p.Project.Title
	}
	return "Fréquentation du service"
}

// lead says what the table is made of.
func (p yearPage) lead() string {
	if p.Whole.Slots == 0 {
		return "Les colonnes que demande le ministère, remplies de ce qui est compté aux séances."
	}
	said := french.Count(p.Whole.Slots, "séance passée", "séances passées") + ". "
	if p.Whole.Total.Known {
		said += "Chaque personne comptée est une fois dans une colonne de tarif, et une fois dans une colonne de public."
	}
	return strings.TrimSpace(said)
}

func urlOfProject(key string) string {
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return ""
	}
	return urls.ProjectAttendance(n, nil)
}
