package countui

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/internal/attendance"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/ui"
	"parvis/web/urls"
)

// filter chooses slots of a list, and how they are sorted.
type filter struct {
	Year      int // 0: every year
	Series    string
	Project   int64
	Audience  int64
	Territory string // as territoryKey writes it
	Which     which
	Text      string
	Sort      sorting
	Down      bool
}

// which is a sort of slots that a list may be narrowed to.
type which string

const (
	counted which = "comptees"
	missing which = "a-renseigner"
	coming  which = "a-venir"
)

var whiches = []which{counted, missing, coming}

var whichLabels = map[which]string{counted: "comptées", missing: "non renseignées", coming: "à venir"}

// sorting is what a list is sorted by; "": the times of the slots.
type sorting string

const (
	byActivity   sorting = "activite"
	byProject    sorting = "projet"
	byRegistered sorting = "inscrits"
	byPresent    sorting = "presents"
)

var sortings = []sorting{byActivity, byProject, byRegistered, byPresent}

// everyYear is what an address says for every year, and none what it says of slots without an event.
const (
	everyYear = "toutes"
	ownEvent  = "sans"
)

// parseFilter reads a filter; usual is the year where none is asked for.
func parseFilter(f *form.Form, usual int) filter {
	out := filter{Year: usual, Series: f.Text("evenement"), Project: max(0, f.ID("projet")), Audience: max(0, f.ID("public")), Territory: f.Text("territoire"), Which: form.Choice(f, "parmi", whiches),
		Text: f.Text("texte"), Sort: form.Choice(f, "tri", sortings), Down: f.Text("sens") == ui.SortDown}
	switch year, err := strconv.Atoi(f.Text("annee")); {
	case f.Text("annee") == everyYear:
		out.Year = 0
	case err == nil && year >= 1990 && year <= 2100:
		out.Year = year
	}
	return out
}

// takes tells whether the filter lets a slot through.
func (f filter) takes(s attendance.Slot, at time.Time) bool {
	switch {
	case f.Series == ownEvent && s.Event.Series != "", f.Series != "" && f.Series != ownEvent && s.Event.Series != f.Series:
		return false
	case f.Project != 0 && s.Project.ID != f.Project:
		return false
	case f.Territory != "" && s.Origin.Ref() != f.Territory:
		return false
	case f.Which == counted && !s.Present.Known, f.Which == missing && !s.Due(at), f.Which == coming && !s.Coming(at):
		return false
	}
	return f.Text == "" || strings.Contains(french.Fold(s.Title+" "+s.Place+" "+s.Project.Title), french.Fold(f.Text))
}

// narrowed tells whether the filter keeps less than the usual list.
func (p listPage) narrowed() bool {
	f := p.Filter
	return f.Series != "" || f.Project != 0 || f.Audience != 0 || f.Territory != "" || f.Which != "" || f.Text != ""
}

// query is the filter as an address holds it, with more fields set: name, value…
func (p listPage) query(set ...string) url.Values {
	f := p.Filter
	q := url.Values{"evenement": {f.Series}, "territoire": {f.Territory}, "parmi": {string(f.Which)}, "texte": {f.Text}, "tri": {string(f.Sort)}}
	if f.Project != 0 {
		q.Set("projet", id(f.Project))
	}
	if f.Audience != 0 {
		q.Set("public", id(f.Audience))
	}
	if f.Down {
		q.Set("sens", ui.SortDown)
	}
	if p.Project == nil {
		q.Set("annee", yearValue(f.Year))
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

func yearValue(year int) string {
	if year == 0 {
		return everyYear
	}
	return strconv.Itoa(year)
}

// here is the list under a filter.
func (p listPage) here(q url.Values) string {
	if p.Project != nil {
		return urls.ProjectAttendance(p.Project.ID, q)
	}
	return urls.Attendance(q)
}

func (p listPage) turn(page int) string { return p.here(p.query("page", strconv.Itoa(page))) }

func (p listPage) print() string {
	if p.Project != nil {
		return urls.ProjectAttendancePrint(p.Project.ID, p.query())
	}
	return urls.AttendancePrint(p.query())
}

func (p listPage) export(format string) string {
	if p.Project != nil {
		return urls.ProjectAttendanceExport(p.Project.ID, p.query("format", format))
	}
	return urls.AttendanceExport(p.query("format", format))
}

// whole is the list without its filter.
func (p listPage) whole() string {
	if p.Project != nil {
		return urls.ProjectAttendance(p.Project.ID, nil)
	}
	return urls.Attendance(url.Values{"annee": {yearValue(p.Filter.Year)}})
}

// heading is the heading of a column that sorts.
func (p listPage) heading(label string, by sorting) ui.SortHeading {
	s := ui.Sorting{By: string(p.Filter.Sort), Down: p.Filter.Down}
	return ui.SortHeading{Label: label, URL: p.here(p.query(s.Resorted(string(by))...)), Sorted: s.Sorted(string(by))}
}

// The choices of the filter: what the list has, under the year that is shown.

func (p listPage) yearOptions() []ui.Option {
	var options []ui.Option
	asked := p.Filter.Year
	if asked == 0 {
		asked = p.All.Last
	}
	for _, y := range years(p.All, asked) {
		options = append(options, ui.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y), Group: strconv.Itoa(y/10*10) + "–" + strconv.Itoa(y/10*10+9)})
	}
	return ui.Choose(append([]ui.Option{{Value: everyYear, Label: "Toutes"}}, options...), yearValue(p.Filter.Year))
}

func (p listPage) seriesOptions() []ui.Option {
	options := []ui.Option{{Label: "Tous"}, {Value: ownEvent, Label: "Hors événement national"}}
	for _, key := range sortedKeys(p.All.Series) {
		options = append(options, ui.Option{Value: key, Label: p.All.Series[key]})
	}
	return options
}

func (p listPage) projectOptions() []ui.Option {
	names := map[string]string{}
	group := map[string]string{}
	for _, one := range p.All.Projects {
		key := id(one.ID)
		names[key], group[key] = one.Title, one.Kind.Label()
	}
	options := []ui.Option{{Label: "Tous"}}
	keys := sortedKeys(names)
	slices.SortStableFunc(keys, func(a, b string) int { return strings.Compare(group[a], group[b]) })
	for _, key := range keys {
		options = append(options, ui.Option{Value: key, Label: names[key], Group: french.Capital(group[key])})
	}
	return options
}

func (p listPage) audienceOptions() []ui.Option {
	options := []ui.Option{{Label: "Tous"}}
	for _, h := range attendance.Headings {
		for _, a := range p.All.Audiences {
			if a.Heading == h {
				options = append(options, ui.Option{Value: id(a.ID), Label: a.Name, Group: french.Capital(h.Label())})
			}
		}
	}
	return options
}

func (p listPage) territoryOptions() []ui.Option {
	options := []ui.Option{{Label: "Tous"}}
	for _, t := range p.All.Whole.Territories {
		if t.Key != attendance.NoTerritory && t.Key != attendance.Several {
			options = append(options, ui.Option{Value: t.Key, Label: t.Label, Group: "Territoires"})
		}
	}
	return append(options, ui.Option{Value: attendance.Several, Label: "Plusieurs territoires", Group: "Autres"}, ui.Option{Value: attendance.NoTerritory, Label: "Sans territoire connu", Group: "Autres"})
}

func whichOptions() []ui.Option {
	options := []ui.Option{{Label: "Toutes"}}
	for _, w := range whiches {
		options = append(options, ui.Option{Value: string(w), Label: french.Capital(whichLabels[w])})
	}
	return options
}

// sortedKeys gives the keys of names in the order of these.
func sortedKeys(names map[string]string) []string {
	keys := make([]string, 0, len(names))
	for key := range names {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if order := strings.Compare(french.Fold(names[a]), french.Fold(names[b])); order != 0 {
			return order
		}
		return strings.Compare(a, b)
	})
	return keys
}

// kept says what the filter keeps, for paper and for the title of the window.
func (p listPage) kept() []string {
	var said []string
	f := p.Filter
	if p.Project == nil {
		said = append(said, map[bool]string{true: "toutes les années", false: "année " + strconv.Itoa(f.Year)}[f.Year == 0])
	}
	for _, o := range p.seriesOptions() {
		if f.Series != "" && o.Value == f.Series {
			said = append(said, o.Label)
		}
	}
	for _, o := range p.projectOptions() {
		if f.Project != 0 && o.Value == id(f.Project) {
			said = append(said, o.Label)
		}
	}
	for _, a := range p.All.Audiences {
		if a.ID == f.Audience {
			said = append(said, "public "+french.Quote(a.Name))
		}
	}
	for _, o := range p.territoryOptions() {
		if f.Territory != "" && o.Value == f.Territory {
			said = append(said, o.Label)
		}
	}
	if f.Which != "" {
		said = append(said, whichLabels[f.Which])
	}
	if f.Text != "" {
		said = append(said, "contenant "+written.Quoted(f.Text))
	}
	return said
}

// window is the title of the window: it says what the list is narrowed to.
func (p listPage) window(title string) string {
	said := p.kept()
	if p.Project != nil {
		said = append(said, p.Project.Title)
	}
	if p.Page > 1 {
		title += ", page " + french.Number(p.Page)
	}
	if p.Filter.Sort != "" || p.Filter.Down {
		title += ", triée par " + map[sorting]string{"": "date", byActivity: "activité", byProject: "projet", byRegistered: "inscrits", byPresent: "présents"}[p.Filter.Sort]
		if p.Filter.Down {
			title += ", en décroissant"
		}
	}
	return title + " · " + strings.Join(said, ", ")
}

// clock is when a slot is held: « 14 juin 2025, 14 h ».
func clock(s attendance.Slot) string { return s.Day.FrenchDay() + ", " + slot.Clock(s.From) }
