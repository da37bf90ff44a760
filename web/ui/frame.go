// Package ui is the house's one set of components: layout, fields, badges, tables, failure pages.
// It draws values and decides nothing.
package ui

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// Frame is what surrounds every page: who is logged in, which day it is, what was just done.
type Frame struct {
	Person     int64  // whose page it is; 0 when nobody is logged in
	Name, Role string // of the person; empty when nobody is logged in
	Settings   bool   // she may open the settings
	Creates    bool   // she may add events, projects, territories and spaces
	Unread     int    // of how many things she was told something that she did not look at
	OnDuty     bool   // she holds something of what is held today
	Locked     bool   // she must choose a password before anything else
	Closes     int    // seconds until her session ends unless it is used; 0: not known
	Demo       bool
	Today      workcal.Date
	Said       Said // what was just done
	Path       string
	Address    string // the page's own on the site: its path and its query
	Invalid    bool   // the page gives a form back, with what is to mend
}

// Said is what an act did, or what is asked before it is done, at the foot of the next page.
type Said struct {
	Text   string
	URL    string   // POST: where Acts are sent
	Hidden []Hidden // sent with whichever act
	Acts   []Act
	See    Crumb // a page to see about it

	Warn    bool     // it did not do all that was asked
	Effects []Effect // what it changed besides
	Undo    string   // the act, where its reader may take it back
	Again   bool     // it took another one back: taking it back does that one again
}

// Effect is one thing that an act changed besides what it was about, with where to see it.
type Effect struct {
	Text  string // « 8 tâches deviennent en retard »
	Lines []Crumb
	More  int  // how many others there are
	Bad   bool // something is worse than it was
}

// Good tells whether all is said: what was asked is done, and nothing is worse for it.
func (s Said) Good() bool {
	return !s.Warn && len(s.Acts) == 0 && !slices.ContainsFunc(s.Effects, func(e Effect) bool { return e.Bad })
}

// effects are their texts as sentences.
func effects(list []Effect) string {
	var said strings.Builder
	for _, e := range list {
		said.WriteString(e.Text + ". ")
	}
	return strings.TrimSpace(said.String())
}

// undoing is the label of the button that takes an act back.
func (s Said) undoing() string {
	if s.Again {
		return "Refaire"
	}
	return "Annuler"
}

// Act is a button of a form; without a name it sends nothing of its own.
type Act struct{ Label, Name, Value string }

type frameKey struct{}

// WithFrame hands the frame to the layout.
func WithFrame(ctx context.Context, f Frame) context.Context {
	return context.WithValue(ctx, frameKey{}, f)
}

func frameOf(ctx context.Context) Frame {
	f, _ := ctx.Value(frameKey{}).(Frame)
	return f
}

// Sent is where a form is sent. Sent to its own page's address, it would lose what was typed when nobody answers: a
// browser puts its own page in the place of the form's, since both have one address, and going back passes over it.
// There, a query that says nothing tells the two apart.
func Sent(ctx context.Context, action string) templ.SafeURL {
	if sameAddress(action, frameOf(ctx).Address) {
		mark := "?"
		if strings.Contains(action, mark) {
			mark = "&"
		}
		action += mark + "envoi"
	}
	return templ.SafeURL(action)
}

// sameAddress tells whether two addresses of the site are one, however the queries are ordered.
func sameAddress(one, other string) bool {
	a, errA := url.Parse(one)
	b, errB := url.Parse(other)
	return errA == nil && errB == nil && a.Path == b.Path && a.Query().Encode() == b.Query().Encode()
}

// titled is the title of the window: that of an invalid form says so first.
func (f Frame) titled(title string) string {
	if f.Invalid {
		return "Erreur\u00a0: " + title
	}
	return title
}

// tally is how many notices wait: beyond what is counted, that there are more.
func (f Frame) tally(n int) string {
	if n >= MostUnread {
		return strconv.Itoa(MostUnread-1) + "+"
	}
	return strconv.Itoa(n)
}

// MostUnread is how many notices are counted.
const MostUnread = 100

// role is the person's role within a sentence.
func (f Frame) role() string { return strings.ToLower(f.Role) }

// firstName is how the header calls the reader.
func (f Frame) firstName() string {
	first, _, _ := strings.Cut(f.Name, " ")
	return first
}

// ownRooms are those of the reader's menu; until she has chosen her password, only her account.
func (f Frame) ownRooms() []room {
	if f.Locked {
		return personRooms()[:1]
	}
	return mayOpen(f, personRooms())
}

// Section is a room of the house, for the navigation.
type Section string

// The sections. Agenda keeps the place of a room that comes.
const (
	Home     Section = "home"
	MyList   Section = "my-list"
	Notices  Section = "notices"
	Agenda   Section = "agenda"
	Events   Section = "events"
	Projects Section = "projects"
	Spaces   Section = "spaces"
	Settings Section = "settings"
	Account  Section = "account"
	Absences Section = "absences"
	Trash    Section = "trash"
	New      Section = "new"
	Map      Section = "map"
	Help     Section = "help"
	Outside  Section = ""

	Organisations Section = "organisations"
	Contacts      Section = "contacts"
	Agreements    Section = "agreements"
	Activities    Section = "activities"
	AllSlots      Section = "slots"
	MySlots       Section = "my-slots"
	Attendance    Section = "attendance"
	Crew          Section = "crew"
	DayOf         Section = "day"
	Territories   Section = "territories"
	Documents     Section = "documents"
	Equipment     Section = "equipment"
	Forms         Section = "forms"
)

// Page names a page for its title and the navigation.
type Page struct {
	Title   string
	Section Section
	Wide    bool            // plans and Gantt charts use the whole width
	Here    Here            // what it is about, for what is created from it
	Scripts []string        // of static, for this page only; every page works without them
	Sheets  []string        // style sheets of static, for this page only
	Keys    []Tab           // at its foot, in the place of the house's; nil: those
	Light   bool            // it is kept on a telephone: it is drawn with as little as it needs
	Outside bool            // it is for whoever has a link: nothing around it leads into the house
	Dock    templ.Component // what may be done with the chosen rows of the page's list, at its foot; nil: nothing
}

// seenIn is the frame of the page: outside of the house it is nobody's.
func (p Page) seenIn(f Frame) Frame {
	if p.Outside {
		return Frame{Demo: f.Demo, Today: f.Today, Path: f.Path, Address: f.Address, Invalid: f.Invalid}
	}
	return f
}

// Crumb is a step of the way back.
type Crumb struct{ Label, URL string }

// Heading opens a page: the way back, the title, one sentence.
type Heading struct {
	Title  string
	Lead   string
	LeadID string          // for a lead that changes while the page is read; it is then announced
	Words  templ.Component // a lead with links in it, in place of Lead; nil: none
	Crumbs []Crumb
	Kind   string // a project kind's code, for its mark beside the title
}

// Failure is what a failure page says.
type Failure struct {
	Title, Sentence string
	Problems        fault.Problems
	Request         string // the request's id
	ShowRequest     bool
	LoggedIn        bool
	Outside         bool   // it was asked for through a link, or where nobody logs in
	Back            string // the page that one comes from; "": not known
	Typed           Typed
}

// Typed is what somebody typed in a form that could not be kept.
type Typed struct {
	URL    string   // where it was sent; "" when nothing was typed
	Texts  []Hidden // by the names of their fields, shown
	Hidden []Hidden // carried without being shown
	Again  bool     // it can be sent again
}

// label makes words of a field's name: "Objectifs".
func (h Hidden) label() string { return french.Capital(strings.ReplaceAll(h.Name, "_", " ")) }

// Clash is an edit that met another: both texts, and how to go on.
type Clash struct {
	fault.Stale
	// Hidden carries what was typed and the version stored now, so that keeping hers resends it.
	Hidden  []Hidden
	KeepURL string // POST: save hers over the other
	BackURL string // GET: keep the other's
}

// differing lists the fields in which the two texts differ, alike the others.
func (c Clash) differing() []field.Change { return c.those(true) }

func (c Clash) alike() []field.Change { return c.those(false) }

func (c Clash) those(differ bool) []field.Change {
	var rows []field.Change
	for _, v := range c.Texts {
		if v.Differs() == differ {
			rows = append(rows, v)
		}
	}
	return rows
}

// title names what two people edited.
func (c Clash) title() string {
	if c.Name == "" {
		return "Deux modifications en même temps"
	}
	return "Deux modifications de " + french.Quote(c.Name)
}

// sectionOf is the section of the navigation that a path belongs to, for pages that serve any of them.
func sectionOf(path string) Section {
	for prefix, section := range map[string]Section{"/evenements": Events, "/projets": Projects, "/partenaires": Projects, "/taches": Projects, "/territoires": Territories, "/espaces": Spaces, "/materiel": Equipment, "/reservations": Projects, "/hors-les-murs": Projects, "/retours": Projects, "/equipe": Crew, "/jour": DayOf, "/frequentation": Attendance, "/seances": Projects, "/documents": Documents, "/reglages": Settings} {
		if strings.HasPrefix(path, prefix) {
			return section
		}
	}
	return Outside
}

// Hidden is a form value the person does not see.
type Hidden struct{ Name, Value string }
