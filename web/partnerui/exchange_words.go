package partnerui

import (
	"strconv"

	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/workcal"
	"parvis/web/ui"
)

// channelTitle is what an exchange was, with what a call met: « Appel, message laissé ».
func channelTitle(d partner.InteractionDraft) string {
	text := french.Capital(d.Channel.Label())
	if d.Outcome != "" {
		text += ", " + d.Outcome.Label()
	}
	return text
}

func exchangeDay(x partner.Interaction, today workcal.Date) string {
	if x.MonthOnly {
		return "en " + x.DayText()
	}
	return "le " + x.Day.FrenchDayIn(today.Year())
}

// withText tells with whom an exchange was, besides the organisation whose page it stands on (0: none), who noted it, and about which projects.
func withText(x partner.Interaction, of int64) string {
	var others []partner.Ref
	for _, one := range x.Organisations {
		if one.ID != of {
			others = append(others, one)
		}
	}
	text := ""
	if len(x.Contacts) > 0 {
		text = "avec " + refNames(x.Contacts) + ", "
	}
	if of != 0 && len(others) > 0 {
		text += "aussi avec " + refNames(others) + ", "
	}
	text += "noté par " + x.By
	if len(x.Projects) > 0 {
		text += " · " + refNames(x.Projects)
	}
	return text
}

func exchangeLead(v exchangeView) string {
	return french.Capital(exchangeDay(v.Interaction, v.Today)) + ", noté par " + v.By + "."
}

func exchangeLabels() map[string]string {
	labels := partner.InteractionFields.Labels()
	labels["suite_ou"] = "Noter cette suite"
	return labels
}

func channelOptions() []ui.Option {
	var options []ui.Option
	for _, c := range partner.Channels {
		options = append(options, ui.Option{Value: string(c), Label: french.Capital(c.Label())})
	}
	return options
}

func outcomeOptions() []ui.Option {
	options := []ui.Option{{Label: "Sans objet"}}
	for _, o := range partner.Outcomes {
		options = append(options, ui.Option{Value: string(o), Label: french.Capital(o.Label())})
	}
	return options
}

// stepOptions are where a next step may be noted.
func (f exchangeForm) stepOptions() []ui.Option {
	options := []ui.Option{{Value: stepOwn, Label: "Sur ma liste"}, {Value: stepNoted, Label: "Ici seulement"}}
	for _, p := range f.Plans {
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name, Group: "Comme tâche du projet"})
	}
	return options
}

func (f exchangeForm) projectLabel() string {
	if len(f.Projects) > 0 {
		return "Autre projet"
	}
	return "Projet"
}

func (f exchangeForm) projectOptions() []ui.Option {
	options := []ui.Option{{Label: "Aucun en particulier"}}
	for _, p := range f.Others {
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name, Group: "Projets"})
	}
	return options
}

// exchangeOrder and contactOrder are the fields of these forms as they stand on their pages.
var (
	exchangeOrder = []string{fieldOrganisations, "contacts", "canal", "resultat", "resume", "suite", "suite_le", "jour", "suite_ou", "projet", "projets"}
	contactOrder  = []string{"civilite", "prenom", "nom", "telephones", "courriels", "fonction", "depuis", "canal", "accord", "accord_le", "notes"}
)

// more tells that something of what is usually right is to be looked at, or is not as usual.
func (f exchangeForm) more() bool {
	for _, name := range []string{"jour", "suite_ou", "projets", "projet"} {
		if f.Wrong(name) {
			return true
		}
	}
	if where := f.Text("suite_ou"); f.Sheet == nil && where != stepOwn {
		return true
	}
	return len(f.Projects) > 0 || f.Text("projet") != "" || f.Text("jour") != f.Today.Digits()
}

// moreTitle names what is folded away.
func (f exchangeForm) moreTitle() string {
	title := "Date, autre structure, projet, où noter la suite"
	if f.Sheet != nil {
		title = "Date, autre structure, projet"
	}
	if len(f.Rest) > 0 {
		title += ", autres personnes"
	}
	return title
}

// asks tells that a name is to be typed or mended at once: none is chosen yet, or several may be meant.
func (f exchangeForm) asks() bool {
	return len(f.Pick.Refs) == 0 || f.Pick.Asks() || f.Wrong(fieldOrganisations)
}

// organisations is the question of whom an exchange was with.
func (f exchangeForm) organisations() ui.Field {
	if len(f.Contacts) == 0 {
		return ui.Field{Name: fieldOrganisations, Label: "Structures", Required: true, Alone: true}
	}
	return ui.Field{Name: fieldOrganisations, Label: "Structures", When: "si aucun contact n’est coché"}
}

// stepDay is for when the next step of an exchange is, after its words: « , pour le 8 avril ».
func stepDay(x partner.Interaction, today workcal.Date) string {
	if x.NextDay.IsZero() {
		return ""
	}
	return ", pour le " + x.NextDay.FrenchDayIn(today.Year())
}
