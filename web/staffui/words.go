package staffui

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/crew"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/ui"
	"parvis/web/urls"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

// lasts is how long, in words; a dash for nothing.
func lasts(minutes int) string {
	if minutes == 0 {
		return dash
	}
	return strings.TrimSpace(written.MinutesText(minutes))
}

const dash = "—"

// hourText is the hour of a column: « 14 h », beyond midnight « 1 h (nuit) ».
func hourText(minutes int) string {
	if minutes >= slot.Day {
		return slot.Clock(minutes-slot.Day) + " (nuit)"
	}
	return slot.Clock(minutes)
}

// what says what somebody is to the service, and the skills that she has: « Vacataire, LSF ».
func what(m crew.Member) string {
	return strings.Join(append([]string{m.What()}, m.SkillNames()...), ", ")
}

// answerTone chooses the badge of an answer; its word says the same.
func answerTone(a staff.Answer) string {
	switch a {
	case staff.Yes:
		return "good"
	case staff.No:
		return "bad"
	}
	return "warn"
}

// answered says what somebody answered, as a sentence of few words.
func answered(p staff.Post) string {
	switch {
	case p.Answer == staff.Yes:
		return "a dit oui"
	case p.Answer == staff.No:
		return "a dit non"
	case !p.Told.GivenBefore:
		return "à prévenir"
	}
	return p.Answer.Label()
}

// lead says how a day of the board stands: « Samedi 14 juin 2025 : 8 personnes, 48 h 30 de présence. »
func lead(b staff.Board) string {
	there := 0
	for _, r := range b.Rows {
		if len(r.Posts) > 0 {
			there++
		}
	}
	said := french.Capital(b.Day.French()) + "\u00a0: "
	if there == 0 {
		return said + "personne n’est sur une séance."
	}
	return said + french.Count(there, "personne", "personnes") + ", " + lasts(b.Minutes()) + " de présence."
}

// gapsText says how many people lack; "" for none.
func gapsText(n int) string {
	if n == 0 {
		return ""
	}
	return french.Count(n, "poste à pourvoir", "postes à pourvoir")
}

// rest says what else is to be looked at on a day: « 1 double, 2 réponses attendues. »
func rest(b staff.Board) string {
	doubles, waiting, away, untold := 0, 0, 0, 0
	for _, r := range b.Rows {
		doubles += r.Doubles
		if r.Away && len(r.Posts) > 0 {
			away++
		}
		for _, p := range r.Posts {
			switch {
			case p.Elsewhere || p.Answer != "":
			case p.Told.GivenBefore:
				waiting++
			case p.Stands():
				untold++
			}
		}
	}
	var said []string
	for _, one := range []struct {
		n         int
		one, many string
	}{{doubles, "séance en double", "séances en double"}, {away, "personne absente", "personnes absentes"}, {untold, "séance à annoncer", "séances à annoncer"}, {waiting, "réponse attendue", "réponses attendues"}} {
		if one.n > 0 {
			said = append(said, french.Count(one.n, one.one, one.many))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return french.Capital(strings.Join(said, ", ")) + "."
}

// rowWhat says under a name what she is, and that she is away that day.
func rowWhat(r staff.Row) string {
	if r.Away {
		return what(r.Member) + ", absence ce jour-là"
	}
	return what(r.Member)
}

// chipClass is how the card of somebody's slot looks; its words say the same.
func chipClass(h staff.Held, away bool) string {
	switch {
	case h.Double || away:
		return "slot is-bad"
	case h.Status == slot.Proposed:
		return "slot is-draft"
	case h.Elsewhere:
		return "slot is-full"
	}
	return "slot"
}

// chipWords are the words of a card besides its hours and its title.
func chipWords(h staff.Held, away bool) string {
	var said []string
	if h.Double {
		said = append(said, "en double")
	}
	if away {
		said = append(said, "pendant une absence")
	}
	if h.Status == slot.Proposed {
		said = append(said, "séance proposée")
	}
	switch {
	case h.Elsewhere:
		said = append(said, h.Project)
	case h.Answer == "" && (h.Told.GivenBefore || h.Stands()):
		said = append(said, answered(h.Post))
	}
	return strings.Join(said, ", ")
}

// chipTells names the card for whoever does not see it: no two are called alike.
func chipTells(h staff.Held, i int) string {
	return ", " + h.Name + ", " + h.Need + ", " + h.Day.FrenchDay() + ", " + slot.Clock(h.From) + ", " + h.Place + ", " + ui.Nth(i)
}

// handOptions are the people who may be given slots, under the headings of what they are to the service.
func handOptions(list []crew.Member, first ...ui.Option) []ui.Option {
	kept := slices.DeleteFunc(slices.Clone(list), func(m crew.Member) bool { return !m.Active || m.Gone })
	slices.SortStableFunc(kept, func(a, b crew.Member) int { return cmp.Compare(rank(a), rank(b)) })
	for _, m := range kept {
		label := m.Name
		if len(m.Skills) > 0 {
			label += " (" + strings.Join(m.SkillNames(), ", ") + ")"
		}
		first = append(first, ui.Option{Value: m.Hand.String(), Label: label, Group: french.Capital(m.Kind.Label())})
	}
	return first
}

func rank(m crew.Member) int { return slices.Index(crew.Kinds, m.Kind) }

// crumbs lead back to the board of a project.
func crumbs(p slot.Project, more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: p.Short(), URL: urls.Project(p.ID)}, {Label: "Postes", URL: urls.ProjectStaff(p.ID)}}, more...)
}

// slotCrumb leads back to a slot.
func slotCrumb(s slot.Slot) ui.Crumb { return ui.Crumb{Label: s.Name(), URL: urls.Slot(s.ID)} }

// dayValues is the query of a day.
func dayValues(d workcal.Date) url.Values { return url.Values{"jour": {d.String()}} }

// names joins the names of those who hold a need.
func names(n staff.Need) string {
	var said []string
	for _, p := range n.Posts {
		if p.Holds() {
			said = append(said, p.Name)
		}
	}
	return strings.Join(said, ", ")
}

// mineState says how somebody's own slot stands: her answer, or that it is not hers any more, or not held.
func mineState(p staff.Post) string {
	switch {
	case p.Ended || !p.Needed || !p.Living:
		return "n’est plus à vous"
	case !p.Status.Held():
		return p.Status.Label()
	case p.Answer == "":
		return "réponse attendue"
	case p.Answer == staff.No:
		return "vous avez dit non"
	case p.Status == slot.Proposed:
		return "proposée"
	}
	return "vous avez dit oui"
}

func mineTone(p staff.Post) string {
	switch {
	case !p.Taken():
		return "muted"
	case p.Answer == "" || p.Status == slot.Proposed:
		return "warn"
	}
	return "good"
}

// paperSince says on a sheet what changed since its person was told; of what she was never told nothing did.
func paperSince(p staff.Post) string {
	if p.Told.At == nil {
		return ""
	}
	return p.SinceText()
}

// nobodyFree says that nobody may be given a need without a doubt.
func nobodyFree(p needPage) string {
	if p.Skill.ID != 0 {
		return "Personne n’est libre à cette heure avec la compétence demandée."
	}
	return "Personne n’est libre à cette heure."
}

// offStep tells whether hours are others than those that the columns of the board show.
func offStep(t slot.Times) bool { return t.From%staff.Step != 0 || t.To%staff.Step != 0 }
