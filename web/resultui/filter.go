package resultui

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/results"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/ui"
)

// The names of the fields of the filters.
const (
	fieldEvent        = "evenement"
	fieldProject      = "projet"
	fieldSlot         = "seance"
	fieldAudience     = "public"
	fieldChannel      = "recueil"
	fieldLanguage     = "langue"
	fieldPresentation = "presentation"
	fieldVersion      = "version"
	fieldFrom         = "du"
	fieldTo           = "au"

	fieldQuestion = "question"
	fieldFind     = "texte"
	fieldAside    = "cote"
	fieldPage     = "page"
	fieldVerbatim = "verbatim"
)

// parseFilter reads the filter of an address; what cannot be read filters nothing. Days without a year are the nearest.
func parseFilter(f *form.Form, by account.By) results.Filter {
	day := func(name string) workcal.Date {
		if d, ok := readDay(f, name, by.Today()); ok {
			return d
		}
		return 0
	}
	version := f.Int(fieldVersion)
	if version < 0 || version > 10_000 {
		version = 0
	}
	language := question.Lang(f.Text(fieldLanguage))
	if language.Label() == "" {
		language = ""
	}
	return results.Filter{Event: max(0, f.ID(fieldEvent)), Project: max(0, f.ID(fieldProject)), Slot: max(0, f.ID(fieldSlot)), Audience: max(0, f.ID(fieldAudience)),
		Channel: form.Choice(f, fieldChannel, results.Channels), Language: string(language), Presentation: form.Choice(f, fieldPresentation, results.Presentations), Version: version, From: day(fieldFrom), To: day(fieldTo)}
}

func readDay(f *form.Form, name string, near workcal.Date) (workcal.Date, bool) {
	d := f.Day(name, near)
	return d, !f.Wrong(name) && !d.IsZero()
}

// filterView is a filter as a page draws it.
type filterView struct {
	Form    *form.Form
	FormID  int64
	Filter  results.Filter
	Choices results.Choices
	at      func(int64, url.Values) string
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// query is the filter as an address holds it, with more fields set: name, value, name, value…
func (v filterView) query(set ...string) url.Values {
	f := v.Filter
	q := url.Values{fieldEvent: {number(f.Event)}, fieldProject: {number(f.Project)}, fieldSlot: {number(f.Slot)}, fieldAudience: {number(f.Audience)}, fieldChannel: {string(f.Channel)}, fieldLanguage: {f.Language},
		fieldPresentation: {string(f.Presentation)}, fieldVersion: {number(int64(f.Version))}}
	if !f.From.IsZero() {
		q.Set(fieldFrom, f.From.Digits())
	}
	if !f.To.IsZero() {
		q.Set(fieldTo, f.To.Digits())
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// titled is the title of a page under the filter, which its window names: two filters are two pages.
func (v filterView) titled(what, form string, more ...string) string {
	var list []string
	for _, f := range v.fields() {
		for _, o := range f.Options {
			if o.Selected && o.Value != "" {
				list = append(list, o.Label)
			}
		}
	}
	if v.Filter.Event != 0 && !slices.ContainsFunc(v.events(), func(o ui.Option) bool { return o.Value == number(v.Filter.Event) }) {
		list = append(list, "un événement sans réponse")
	}
	if !v.Filter.From.IsZero() {
		list = append(list, "depuis le "+v.Filter.From.French())
	}
	if !v.Filter.To.IsZero() {
		list = append(list, "jusqu’au "+v.Filter.To.French())
	}
	for _, m := range more {
		if m != "" {
			list = append(list, m)
		}
	}
	if len(list) > 0 {
		what += " (" + strings.Join(list, ", ") + ")"
	}
	return what + " · " + form
}

// all is the page without a filter.
func (v filterView) all() string { return v.at(v.FormID, nil) }

func (v filterView) field(name, label string, options []ui.Option) ui.Field {
	f := v.Form.Field(ui.Field{Name: name, Label: label, Options: options})
	if !slices.ContainsFunc(options, func(o ui.Option) bool { return o.Value == f.Value }) {
		f.Value = ""
	}
	f.Options = ui.Choose(options, f.Value)
	return f
}

// fields are the selects of the filter that leave a choice.
func (v filterView) fields() []ui.Field {
	var list []ui.Field
	add := func(name, label, every string, options []ui.Option) {
		if len(options) > 1 || v.Form.Text(name) != "" && len(options) == 1 {
			list = append(list, v.field(name, label, append([]ui.Option{{Label: every}}, options...)))
		}
	}
	add(fieldProject, "Projet", "Tous", v.projects())
	add(fieldEvent, "Événement", "Tous", v.events())
	add(fieldSlot, "Séance", "Toutes", v.slots())
	add(fieldAudience, "Public", "Tous", v.audiences())
	var channels, languages, presentations, versions []ui.Option
	for _, c := range results.Channels {
		channels = append(channels, ui.Option{Value: string(c), Label: french.Capital(c.Label())})
	}
	for _, l := range v.Choices.Languages {
		languages = append(languages, ui.Option{Value: string(l), Label: french.Capital(l.Name())})
	}
	for _, p := range results.Presentations {
		presentations = append(presentations, ui.Option{Value: string(p), Label: french.Capital(p.Label())})
	}
	for _, n := range v.Choices.Versions {
		versions = append(versions, ui.Option{Value: strconv.Itoa(n), Label: "Version " + strconv.Itoa(n), Group: "Versions publiées"})
	}
	add(fieldChannel, "Recueil", "Tous", channels)
	add(fieldLanguage, "Langue", "Toutes", languages)
	add(fieldPresentation, "Présentation", "Les deux", presentations)
	add(fieldVersion, "Version", "Toutes", versions)
	return list
}

func once(options []ui.Option, o ui.Option) []ui.Option {
	if o.Value == "" || o.Value == "0" || slices.ContainsFunc(options, func(b ui.Option) bool { return b.Value == o.Value }) {
		return options
	}
	return append(options, o)
}

func (v filterView) projects() (list []ui.Option) {
	for _, p := range v.Choices.Places {
		group := "Sans date"
		if p.First != nil && !p.First.IsZero() {
			group = strconv.Itoa(p.First.Year())
		}
		list = once(list, ui.Option{Value: number(p.ProjectID), Label: p.ProjectName(), Group: group})
	}
	return list
}

func (v filterView) events() (list []ui.Option) {
	for _, p := range v.Choices.Places {
		list = once(list, ui.Option{Value: number(p.EventID), Label: p.Event, Group: "Événements"})
	}
	return list
}

func (v filterView) slots() (list []ui.Option) {
	for _, p := range v.Choices.Places {
		if p.StartsAt != nil {
			list = once(list, ui.Option{Value: number(p.SlotID), Label: p.Slot + ", " + workcal.FromTime(*p.StartsAt).FrenchShort() + ", " + french.Hour(*p.StartsAt), Group: p.ProjectName()})
		}
	}
	return list
}

func (v filterView) audiences() (list []ui.Option) {
	for _, a := range v.Choices.Audiences {
		if slices.ContainsFunc(v.Choices.Places, func(p results.Place) bool { return p.AudienceID == a.ID }) {
			list = append(list, ui.Option{Value: number(a.ID), Label: a.Name, Group: "Publics"})
		}
	}
	return list
}

// audience names an audience, "" where nobody is told apart.
func (v filterView) audience(id int64) string {
	for _, a := range v.Choices.Audiences {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}
