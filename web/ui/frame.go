// Package ui is the house's one set of components: layout, fields, badges, tables, failure pages.
// It draws values and decides nothing.
package ui

import (
	"context"

	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// Frame is what surrounds every page: who is logged in, which day it is, what was just done.
type Frame struct {
	Name, Role, Initials string // of the person; empty when nobody is logged in
	Settings             bool   // she may open the settings
	Locked               bool   // she must choose a password before anything else
	Demo                 bool
	Today                workcal.Date
	Flash                string
	Path                 string
}

type frameKey struct{}

// WithFrame hands the frame to the layout.
func WithFrame(ctx context.Context, f Frame) context.Context {
	return context.WithValue(ctx, frameKey{}, f)
}

func frameOf(ctx context.Context) Frame {
	f, _ := ctx.Value(frameKey{}).(Frame)
	return f
}

// Section is an entry of the main navigation.
type Section string

// The sections, in the order of the navigation.
const (
	Home     Section = "home"
	MyList   Section = "my-list"
	Events   Section = "events"
	Projects Section = "projects"
	Settings Section = "settings"
	Account  Section = "account"
	Outside  Section = ""
)

// Page names a page for its title and the navigation.
type Page struct {
	Title   string
	Section Section
	Wide    bool // plans and Gantt charts use the whole width
}

// Crumb is a step of the way back.
type Crumb struct{ Label, URL string }

// Heading opens a page: the way back, the title, one sentence.
type Heading struct {
	Title  string
	Lead   string
	LeadID string // for a lead that changes while the page is read; it is then announced
	Crumbs []Crumb
	Kind   string // a project kind's code, for its mark beside the title
}

// Tab is a room of a project.
type Tab struct {
	Label, URL string
	Current    bool
}

// Failure is what a failure page says.
type Failure struct {
	Title, Sentence string
	Problems        fault.Problems
	Request         string // the request's id
	ShowRequest     bool
	LoggedIn        bool
}

// Version is one of the two texts of a conflict, field by field.
type Version struct{ Field, Yours, Theirs string }

// Clash is an edit that met another: both texts, and how to go on.
type Clash struct {
	Title    string
	Who      string // what the other person is called, or "" when unknown
	Versions []Version
	// Hidden carries what was typed and the new version number, so that keeping hers resends it.
	Hidden  []Hidden
	KeepURL string // POST: save hers over the other
	BackURL string // GET: keep the other's
}

// Hidden is a form value the person does not see.
type Hidden struct{ Name, Value string }

// Differs tells whether the two texts differ.
func (v Version) Differs() bool { return v.Yours != v.Theirs }
