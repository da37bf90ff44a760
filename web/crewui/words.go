package crewui

import (
	"strconv"
	"strings"

	"parvis/internal/crew"
	"parvis/internal/french"
	"parvis/internal/written"
	"parvis/web/ui"
	"parvis/web/urls"
)

const (
	title  = "Équipe des séances"
	dash   = "—"
	unsaid = "non renseigné"
)

// number is a telephone number as people read it.
func number(p crew.Phone) string { return written.PhoneText(p.Number()) }

// personLead says of somebody of the service why her skills are shown, or no longer edited.
func personLead(v personView) string {
	if !v.Active {
		return "Son compte est désactivé\u00a0: elle ne reçoit plus de séances."
	}
	return "Ses compétences disent quelles séances lui confier."
}

// heldBy says how many people have a skill.
func heldBy(s crew.KeptSkill) string {
	switch s.Holders {
	case 0:
		return "Personne n’a cette compétence."
	case 1:
		return "Une personne a cette compétence."
	}
	return french.Number(s.Holders) + "\u00a0personnes ont cette compétence."
}

func crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: title, URL: urls.Crew()}}, more...)
}

// page is where somebody is seen.
func page(m crew.Member) string {
	if id := m.Outsider(); id != 0 {
		return urls.Outsider(id)
	}
	return urls.CrewPerson(m.Person())
}

// skillsText writes skills as a sentence's end: "anglais, LSF".
func skillsText(m crew.Member) string { return strings.Join(m.SkillNames(), ", ") }

// ways are by what somebody is reached, in text.
func ways(m crew.Member) string {
	var parts []string
	if m.Phone != "" {
		parts = append(parts, m.Phone.Text())
	}
	if m.Email != "" {
		parts = append(parts, m.Email)
	}
	return strings.Join(parts, ", ")
}

func groupOptions() []ui.Option {
	list := []ui.Option{{Label: "Toutes"}}
	for _, g := range crew.Groups {
		list = append(list, ui.Option{Value: string(g), Label: french.Capital(g.Label())})
	}
	return list
}

func kindOptions() (list []ui.Option) {
	for _, k := range crew.Kinds {
		list = append(list, ui.Option{Value: string(k), Label: french.Capital(k.Label())})
	}
	return list
}

func whichOptions() []ui.Option {
	return []ui.Option{{Label: "Peuvent recevoir des séances"}, {Value: string(crew.Inactive), Label: "N’en reçoivent plus"}, {Value: string(crew.Whoever), Label: "Tout le monde"}}
}

// mostTogether is how many options stand in a select without headings.
const mostTogether = 15

// skillOptions are the skills to filter by, under their first letters when they are many.
func skillOptions(list []crew.KeptSkill) []ui.Option {
	options := []ui.Option{{Label: "Toutes"}}
	for _, s := range list {
		o := ui.Option{Value: strconv.FormatInt(s.ID, 10), Label: s.Name}
		if len(list) >= mostTogether {
			o.Group = strings.ToUpper(first(french.Fold(s.Name)))
		}
		options = append(options, o)
	}
	return options
}

func first(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

// count says how many people there are under the filter.
func (v listView) count() string { return people(len(v.Members)) }

func people(n int) string {
	if n == 0 {
		return "Aucune personne"
	}
	return french.Count(n, "personne", "personnes")
}

// narrowed says what the filter keeps, on paper and in the window's title.
func (v listView) narrowed() []string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(v.Filter.Text))
	}
	if v.Filter.Group != "" {
		kept = append(kept, v.Filter.Group.Label())
	}
	for _, s := range v.Skills {
		if s.ID == v.Filter.Skill {
			kept = append(kept, "sachant "+french.Quote(s.Name))
		}
	}
	switch v.Filter.Which {
	case crew.Inactive:
		kept = append(kept, "sans séances désormais")
	case crew.Whoever:
		kept = append(kept, "tout le monde")
	}
	return kept
}

// window is the title of the window: it says what the list is narrowed to.
func (v listView) window(title string) string {
	return ui.Narrowing{Kept: v.narrowed(), Count: v.count()}.Window(title)
}

// renaming is what the page of a skill is for.
func renaming(may crew.Rights) string {
	if may.Delete {
		return "Renommer ou supprimer"
	}
	return "Renommer"
}
