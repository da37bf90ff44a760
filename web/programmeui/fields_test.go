package programmeui_test

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/field"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// What the forms send, and what they create with it: an event or a project.
type entity[T any] struct {
	fields       field.List[T]
	blank, list  string              // the address of the form for a new one, and where it is posted
	edit, one    func(int64) string  // the address of its own form, and where it is posted
	stored       func(id int64) T    // as it is read back
	storedBy     func(id int64) int  // its version
	whole, bare  T                   // with something to say about everything, and about nothing that may be left out
	alsoWhole    []T                 // what cannot stand beside the rest of whole
	wrong        func(T) bool        // the rules refuse it
	unnamed      []string            // fields whose text only names of the database tell
	box          string              // the name of a box, of which nothing is sent when it is not ticked
	toldTogether map[string][]string // the form's fields that tell one field of the struct, where they are several
}

func events(t *testing.T, h *webtest.House) entity[programme.EventDraft] {
	t.Helper()
	sheet := func(id int64) programme.EventSheet {
		e, err := h.Programme.Event(t.Context(), h.Team.At(h.Now), id)
		must(t, err)
		return e
	}
	return entity[programme.EventDraft]{fields: programme.EventFields, blank: urls.NewEvent(), list: urls.Events(), edit: urls.EventEdit, one: urls.Event,
		stored: func(id int64) programme.EventDraft { return sheet(id).Draft() }, storedBy: func(id int64) int { return sheet(id).Version },
		whole: programme.EventDraft{SeriesKey: "jea", Name: "JEA « de tout »", Year: 2028, Edition: 19, First: workcal.Of(2028, 6, 9), Last: workcal.Of(2028, 6, 11),
			Theme: "L’eau & le feu", Notes: "Une ligne\nune autre", Source: "Les organisateurs <annonce>", VerifiedOn: workcal.Of(2025, 4, 1), ToConfirm: true},
		bare:    programme.EventDraft{Name: "Rien de plus", Year: 2027, First: workcal.Of(2027, 3, 2), Last: workcal.Of(2027, 3, 2)},
		wrong:   func(d programme.EventDraft) bool { return d.Check().Any() },
		unnamed: []string{"serie"}, box: "a_confirmer"}
}

func projects(t *testing.T, h *webtest.House) entity[programme.ProjectDraft] {
	t.Helper()
	sheet := func(id int64) programme.ProjectSheet {
		p, err := h.Programme.Project(t.Context(), h.Team.At(h.Now), id)
		must(t, err)
		return p
	}
	whole := programme.ProjectDraft{Kind: programme.Residency, Title: "Tout « y est »", ShortName: "Tout", PilotID: h.Other.ID, First: workcal.Of(2026, 1, 8), Last: workcal.Of(2026, 1, 9),
		Objectives: "Une ligne\nune autre", Audiences: "Les <voisins>", SafetyMargin: 5, Opening: "18\u00a0h\u00a0–\u00a01\u00a0h"}
	ofEvent := whole
	ofEvent.EventID, ofEvent.First, ofEvent.Last = jea(t, h).ID, 0, 0
	waiting := whole
	waiting.Undated, waiting.First, waiting.Last = true, 0, 0
	return entity[programme.ProjectDraft]{fields: programme.ProjectFields, blank: urls.NewProject(), list: urls.Projects(), edit: urls.ProjectEdit, one: urls.Project,
		stored: func(id int64) programme.ProjectDraft { return sheet(id).Draft() }, storedBy: func(id int64) int { return sheet(id).Version },
		whole: whole, alsoWhole: []programme.ProjectDraft{ofEvent, waiting},
		bare:    programme.ProjectDraft{Kind: programme.EAC, Title: "Rien de plus", PilotID: h.Team.ID, First: workcal.Of(2025, 12, 1), Last: workcal.Of(2025, 12, 1)},
		wrong:   func(d programme.ProjectDraft) bool { return d.Check().Any() },
		unnamed: []string{"pilote", "evenement"}, toldTogether: map[string][]string{"EventID": {"evenement", "jour_j"}}}
}

// TestEveryFieldComesBackFromItsForm sends every field, alone and all together, and reads back what was
// kept: one that a list, a parse function or a query forgot is found here.
func TestEveryFieldComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	t.Run("events", func(t *testing.T) {
		t.Parallel()
		h := webtest.New(t)
		events(t, h).comesBack(t, h)
	})
	t.Run("projects", func(t *testing.T) {
		t.Parallel()
		h := webtest.New(t)
		projects(t, h).comesBack(t, h)
	})
}

func (e entity[T]) comesBack(t *testing.T, h *webtest.House) {
	t.Helper()
	drafts := append(append([]T{e.whole, e.bare}, e.alsoWhole...), e.oneByOne(t)...)
	team := h.As(h.Team)
	blank := team.Get(e.blank).Want(t, http.StatusOK)
	rest := blank.Body
	for _, name := range e.fields.Names() {
		_, after, asked := strings.Cut(rest, ` name="`+name+`"`)
		if !asked {
			t.Fatalf("the form does not ask for %q, or not in the order of the list", name)
		}
		rest = after
	}
	check := func(what string, id int64, want T) {
		t.Helper()
		if got, want := e.fields.Values(e.stored(id)), e.fields.Values(want); !maps.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%s\n%v, want\n%v", what, got, want)
		}
	}
	for _, d := range drafts {
		made := team.Post(e.list, e.sent(d)).Want(t, http.StatusSeeOther)
		id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
		must(t, err)
		check("created", id, d)
		for _, next := range []T{e.bare, d} {
			team.Post(e.one(id), e.sent(next, "version", strconv.Itoa(e.storedBy(id)))).Want(t, http.StatusSeeOther)
			check("edited", id, next)
		}
		// The form shows what is stored: sent back as it is, it changes nothing.
		team.Post(e.one(id), shown(team.Get(e.edit(id)).Want(t, http.StatusOK))).Want(t, http.StatusSeeOther)
		check("sent back", id, d)
	}
}

// oneByOne gives the bare draft with each field of the whole in turn, where the rules accept it, and
// checks that the list tells each of them.
func (e entity[T]) oneByOne(t *testing.T) (drafts []T) {
	t.Helper()
	bare, told := e.fields.Values(e.bare), map[string]bool{}
	for i := range reflect.TypeFor[T]().NumField() {
		name := reflect.TypeFor[T]().Field(i).Name
		one, from := e.bare, e.whole
		for _, also := range e.alsoWhole {
			if reflect.ValueOf(from).Field(i).IsZero() {
				from = also
			}
		}
		reflect.ValueOf(&one).Elem().Field(i).Set(reflect.ValueOf(from).Field(i))
		var by []string
		for _, n := range e.fields.Names() {
			if e.fields.Values(one)[n][0] != bare[n][0] {
				by, told[n] = append(by, n), true
			}
		}
		want := e.toldTogether[name]
		slices.Sort(by)
		if len(by) == 0 || want == nil && len(by) > 1 || want != nil && !slices.Equal(by, want) {
			t.Fatalf("%s is told by %q, want %q or one field", name, by, want)
		}
		if !e.wrong(one) {
			drafts = append(drafts, one)
		}
	}
	if len(told) != len(e.fields) || len(drafts) < len(e.fields)/2 {
		t.Errorf("%d fields are listed, %d are told, %d drafts", len(e.fields), len(told), len(drafts))
	}
	return drafts
}

// sent is what a browser sends of a draft, and more: field, value, field, value…
func (e entity[T]) sent(d T, more ...string) url.Values {
	form := url.Values(e.fields.Values(d))
	if e.box != "" && form.Get(e.box) == "" {
		form.Del(e.box)
	}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

var (
	inputTag  = regexp.MustCompile(`<input\b[^>]*>`)
	areaTag   = regexp.MustCompile(`(?s)<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>`)
	selectTag = regexp.MustCompile(`(?s)<select\b[^>]*name="([^"]+)".*?</select>`)
	chosenTag = regexp.MustCompile(`<option value="([^"]*)" selected`)
	attribute = regexp.MustCompile(`\b(name|value|type)="([^"]*)"`)
)

// shown is what a browser sends of a page's form, nothing in it touched.
func shown(page webtest.Answer) url.Values {
	form := url.Values{}
	for _, tag := range inputTag.FindAllString(page.Body, -1) {
		is := map[string]string{}
		for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
			is[m[1]] = html.UnescapeString(m[2])
		}
		if choice := is["type"] == "radio" || is["type"] == "checkbox"; is["name"] != "" && (!choice || strings.Contains(tag, " checked")) {
			form.Set(is["name"], is["value"])
		}
	}
	for _, m := range areaTag.FindAllStringSubmatch(page.Body, -1) {
		form.Set(m[1], strings.TrimPrefix(html.UnescapeString(m[2]), "\n"))
	}
	for _, m := range selectTag.FindAllStringSubmatch(page.Body, -1) {
		if chosen := chosenTag.FindStringSubmatch(m[0]); chosen != nil {
			form.Set(m[1], html.UnescapeString(chosen[1]))
		}
	}
	return form
}

// TestAClashCarriesEveryField meets another edit with everything typed, and keeps it.
func TestAClashCarriesEveryField(t *testing.T) {
	t.Parallel()
	t.Run("events", func(t *testing.T) {
		t.Parallel()
		h := webtest.New(t)
		events(t, h).clashes(t, h)
	})
	t.Run("projects", func(t *testing.T) {
		t.Parallel()
		h := webtest.New(t)
		projects(t, h).clashes(t, h)
	})
}

func (e entity[T]) clashes(t *testing.T, h *webtest.House) {
	t.Helper()
	team := h.As(h.Team)
	for _, d := range append([]T{e.whole}, e.alsoWhole...) {
		made := team.Post(e.list, e.sent(e.bare)).Want(t, http.StatusSeeOther)
		id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
		must(t, err)
		other := e.sent(e.bare, "version", "1")
		other.Set(map[bool]string{true: "nom", false: "titre"}[other.Has("nom")], "Le texte de Lucie")
		h.As(h.Other).Post(e.one(id), other).Want(t, http.StatusSeeOther)
		clash := team.Post(e.one(id), e.sent(d, "version", "1")).Want(t, http.StatusConflict)
		clash.Has(t, "Le texte de Lucie", "par Lucie Morel", "Rien n’a été écrasé")
		for _, f := range e.fields {
			if said := f.Said(d); said != "" && !slices.Contains(e.unnamed, f.Name) {
				clash.Has(t, f.Label, html.EscapeString(said))
			}
		}
		again := shown(clash)
		if again.Get("version") != "2" {
			t.Errorf("she would keep hers over version %q", again.Get("version"))
		}
		team.Post(e.one(id), again).Want(t, http.StatusSeeOther)
		if got, want := e.fields.Values(e.stored(id)), e.fields.Values(d); !maps.EqualFunc(got, want, slices.Equal) {
			t.Errorf("kept\n%v, want\n%v", got, want)
		}
	}
}
