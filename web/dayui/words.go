package dayui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/web/ui"
	"parvis/web/urls"
)

// hour is a moment as the clocks of Paris show it: « 14 h 12 ».
func hour(at time.Time) string {
	return slot.Clock(slot.TimesOf(at, at).From)
}

func millis(at time.Time) string { return strconv.FormatInt(at.UnixMilli(), 10) }

// first is what somebody is called where there is little room.
func first(name string) string {
	one, _, _ := strings.Cut(name, " ")
	return one
}

// lead says which day it is, of what, and what is still to come.
func (v nowView) lead() string {
	said := french.Capital(v.Now.Day.FrenchIn(v.Today.Year())) + ", " + v.frame.Project.Short() + ". "
	switch {
	case v.All == 0:
		return said + "Aucune séance ce jour-là."
	case v.Coming == 0:
		return said + "Toutes les séances sont terminées."
	}
	return said + french.Count(v.Coming, "séance", "séances") + " en cours ou à venir."
}

// crumbs lead back to the day.
func (f frame) crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Jour J", URL: urls.Day(f.Project.ID, f.Day)}}, more...)
}

// dayLead names the day and the project.
func (f frame) dayLead() string {
	return french.Capital(f.Day.FrenchIn(f.Today.Year())) + ", " + f.Project.Short() + "."
}

// placeClass is how the card of a place looks; its words say the same.
func placeClass(p daybook.Place, now time.Time) string {
	switch {
	case p.Late():
		return "now-place is-late"
	case p.Gap():
		return "now-place is-gap"
	case opens(p, now):
		return "now-place is-open"
	case len(p.Now) > 0:
		return "now-place is-on"
	}
	return "now-place"
}

// opens tells whether something there should be set up by now, and is not.
func opens(p daybook.Place, now time.Time) bool {
	all := p.Now
	if p.Next != nil {
		all = append(all[:len(all):len(all)], *p.Next)
	}
	for _, s := range all {
		if s.SetUp != nil && s.SetUp.Late(now) {
			return true
		}
	}
	return false
}

// names are those of the people who hold a slot.
func names(s daybook.Seen) string {
	var list []string
	for _, p := range s.Holders() {
		list = append(list, p.Name)
	}
	return strings.Join(list, ", ")
}

// facts says of a slot, after what is wrong, how many come and who is there.
func facts(s daybook.Seen) string {
	var said []string
	if s.Taken > 0 {
		said = append(said, french.Count(s.Taken, "inscrit", "inscrits"))
	}
	if s.Count.Present.Known {
		said = append(said, french.Count(s.Count.Present.N, "présent", "présents"))
	}
	if text := names(s); text != "" {
		said = append(said, text)
	}
	return strings.Join(said, " · ")
}

// wrong says what is wrong with a slot; "" for nothing.
func wrong(s daybook.Seen, now time.Time) string {
	var said []string
	if s.Late > 0 {
		said = append(said, french.Count(s.Late, "minute", "minutes")+" de retard")
	}
	if lacks := s.Lacking(); lacks != "" {
		said = append(said, "il manque "+lacks)
	}
	if s.SetUp != nil && s.SetUp.Late(now) {
		said = append(said, "montage à cocher")
	}
	return french.Capital(strings.Join(said, ", "))
}

// callable is the first of those who hold a slot whose number is known.
func (v nowView) callable(s daybook.Seen) *staff.Post {
	for _, p := range s.Holders() {
		if v.Phones[p.Hand] != "" {
			return &p
		}
	}
	return nil
}

// toGive is the first need of a place that somebody lacks for, now or next, for whoever may give it; nil: none.
func (v nowView) toGive(p daybook.Place) *staff.Need {
	if !v.Staffs {
		return nil
	}
	all := p.Now
	if p.Next != nil {
		all = append(slices.Clone(all), *p.Next)
	}
	for _, s := range all {
		for _, n := range s.Needs {
			if n.Lacking() > 0 {
				return &n
			}
		}
	}
	return nil
}

// countText says what is known of who came.
func countText(c attendance.Count) string {
	switch {
	case c.Present.Known && c.Present.N < 0:
		return french.Number(c.Present.N) + ", à corriger"
	case c.Present.Known:
		return french.Count(c.Present.N, "présent", "présents")
	case c.Reason != "":
		return c.Reason.Label()
	}
	return "non renseigné"
}

// lead says of a slot where it is, how many registered, how many are there, and who counted.
func (v countView) lead() string {
	said := v.Place() + ". "
	if v.Taken > 0 {
		said += french.Count(v.Taken, "inscrit", "inscrits") + ". "
	}
	said += french.Capital(countText(v.Count)) + "."
	if len(v.Count.By) > 0 {
		said += " Compté par " + french.And(v.Count.By) + "."
	}
	return said
}

// audiences parts those that have buttons at once from the others: those that are usual, and those that somebody counted already.
func (v countView) audiences() (shown, others []attendance.Audience) {
	counted := map[int64]bool{}
	for _, l := range v.Count.Lines {
		counted[l.ID] = true
	}
	known := map[int64]bool{}
	for _, a := range v.Counted.Audiences {
		known[a.ID] = true
		if a.Usual || counted[a.ID] {
			shown = append(shown, a)
		} else {
			others = append(others, a)
		}
	}
	for _, l := range v.Count.Lines {
		if !known[l.ID] { // counted while it was, and no more
			shown = append(shown, l.Audience)
		}
	}
	return shown, others
}

// lastText is the last tap as a form tells it, to be taken back: « 12/1 ».
func lastText(t *attendance.Tap) string {
	if t == nil {
		return ""
	}
	who := strconv.FormatInt(t.Audience, 10)
	if t.Measure == attendance.Absent {
		who = "absent"
	}
	return who + "/" + strconv.Itoa(t.N)
}

// lastJSON is the same as the script reads it.
func lastJSON(t *attendance.Tap) string {
	if t == nil {
		return ""
	}
	return `{"mesure":"` + string(t.Measure) + `","public":` + strconv.FormatInt(t.Audience, 10) + `,"nombre":` + strconv.Itoa(t.N) + `}`
}

func lastKey(t *attendance.Tap) string {
	if t == nil {
		return ""
	}
	return t.Key
}

// signed is a number with its sign: « +1 », « −2 ».
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + french.Number(n)
	case n < 0:
		return "−" + french.Number(-n)
	}
	return "0"
}

// tapText says what a tap counted.
func tapText(e attendance.Entry) string {
	who := e.Audience
	if e.Measure == attendance.Absent {
		who = "absents"
	}
	return signed(e.N) + ", " + who
}

// audienceOptions are the audiences for a select, under the ministry's columns.
func audienceOptions(list []attendance.Audience) []ui.Option {
	var options []ui.Option
	for _, h := range attendance.Headings {
		for _, a := range list {
			if a.Heading == h {
				options = append(options, ui.Option{Value: id(a.ID), Label: a.Name, Group: french.Capital(h.Label())})
			}
		}
	}
	return append(options, ui.Option{Value: "absent", Label: "Absents", Group: "Attendus et pas venus"})
}

// reasonOptions are why nobody knows how many came.
func reasonOptions(current attendance.Reason) []ui.Option {
	options := []ui.Option{{Value: "", Label: "À renseigner"}}
	for _, r := range attendance.Reasons {
		options = append(options, ui.Option{Value: string(r), Label: french.Capital(r.Label())})
	}
	return ui.Choose(options, string(current))
}

// kindOptions are what may be noted.
func kindOptions() []ui.Option {
	var options []ui.Option
	for _, k := range daybook.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: french.Capital(k.Label())})
	}
	return options
}

// lineFacts says where and by when a line is to be done, and who did it.
func lineFacts(l daybook.Line, now time.Time) string {
	var said []string
	if l.Where != "" {
		said = append(said, l.Where)
	}
	if !l.Due.IsZero() {
		said = append(said, "avant "+hour(l.Due))
	}
	switch {
	case l.Tick.Done:
		said = append(said, "fait par "+first(l.Tick.By)+" à "+hour(l.Tick.At))
	case l.Late(now):
		said = append(said, "en retard")
	}
	return strings.Join(said, " · ")
}

// lineValue is what pressing a line sends: that it is done, or not, then its key.
func lineValue(l daybook.Line) string {
	if l.Tick.Done {
		return "0" + l.Key
	}
	return "1" + l.Key
}

// entryFacts says when, where and by whom a line was noted.
func entryFacts(e daybook.Entry) string {
	said := []string{hour(e.At)}
	if e.SlotTitle != "" {
		said = append(said, e.SlotTitle)
	}
	if e.Place != "" {
		said = append(said, e.Place)
	}
	return strings.Join(append(said, e.Author), " · ")
}

// entryTitle is what a line says, or what a delay is.
func entryTitle(e daybook.Entry) string {
	if e.Kind == daybook.Delay {
		text := french.Capital(e.LateText())
		if e.Body != "" {
			text += "\u00a0: " + e.Body
		}
		return text
	}
	return e.Body
}

// entryState is the badge of a line: its kind, and how an incident stands.
func entryState(e daybook.Entry) (tone, text string) {
	switch {
	case e.Open():
		return "bad", "incident ouvert"
	case e.Kind == daybook.Incident:
		return "good", "incident clos"
	case e.Kind == daybook.Delay && e.Minutes > 0:
		return "warn", "retard"
	case e.Kind == daybook.Message:
		return "", "message"
	}
	return "muted", e.Kind.Label()
}

// summary says what a day was, in figures.
func (v wholeView) summary() string {
	sum, missing := v.Total()
	held := len(v.Held())
	said := french.Count(held, "séance prévue", "séances prévues") + ". "
	if held > missing {
		said += french.Count(sum, "présent compté", "présents comptés")
		if missing > 0 {
			said += " ; " + french.Count(missing, "séance n’est pas renseignée", "séances ne sont pas renseignées")
		}
		said += ". "
	} else if held > 0 {
		said += "Aucune n’est renseignée. "
	}
	open := 0
	incidents := v.Of(daybook.Incident)
	for _, e := range incidents {
		if e.Open() {
			open++
		}
	}
	if len(incidents) > 0 {
		said += french.Count(len(incidents), "incident", "incidents")
		if open > 0 {
			said += ", dont " + french.Count(open, "encore ouvert", "encore ouverts")
		}
		said += "."
	}
	return strings.TrimSpace(strings.ReplaceAll(said, " ;", "\u00a0;"))
}

// countPart is slots of a day, under what they are at a moment.
type countPart struct {
	ID, Title string
	Slots     []*daybook.Seen
}

// parts are the slots to count at: those that run first, then those that come, then those that are over.
func (v wholeView) parts() []countPart {
	parts := []countPart{{ID: "partie-0", Title: "En cours"}, {ID: "partie-1", Title: "À venir"}, {ID: "partie-2", Title: "Terminées"}}
	for _, s := range v.Held() {
		i := 1
		switch {
		case !s.End().After(v.At):
			i = 2
		case !s.Start().After(v.At):
			i = 0
		}
		parts[i].Slots = append(parts[i].Slots, s)
	}
	return slices.DeleteFunc(parts, func(p countPart) bool { return len(p.Slots) == 0 })
}

// number is a figure on paper; a dash where nobody knows.
func number(n attendance.Number) string {
	if !n.Known {
		return "non renseigné"
	}
	return french.Number(n.N)
}

// orDash is a figure of the programme; a dash for none.
func orDash(n int) string {
	if n == 0 {
		return "—"
	}
	return french.Number(n)
}

// left are the lines of all lists that are not ticked.
func (v wholeView) left() []daybook.Line {
	var list []daybook.Line
	for _, l := range v.Lists {
		for _, one := range l.Lines {
			if !one.Tick.Done {
				list = append(list, one)
			}
		}
	}
	return list
}

// lineID names the text of a line of a list, for its button.
func lineID(list, line int) string { return "ligne-" + strconv.Itoa(list) + "-" + strconv.Itoa(line) }
