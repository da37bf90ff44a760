package activity_test

import (
	"strings"
	"testing"

	"parvis/internal/activity"
	"parvis/internal/partner"
)

// whole is a draft in which every field says something; its organisations are set by whoever needs them.
func whole() activity.Draft {
	return activity.Draft{Kind: activity.Workshop, Title: "Fouille pour tous", Summary: "Une fouille, une heure.", Text: "Première ligne\nseconde ligne", Audiences: "familles, scolaires", AgeFrom: 6, AgeTo: 12,
		Duration: 90, Languages: "français, anglais", Access: [5]activity.Answer{activity.Accessible, activity.NotAccessible, activity.Accessible, activity.Accessible, ""},
		Offers: [5]bool{true, false, true, false, true}, Price: 550, Booking: activity.ByPhone, BookingText: "01 41 20 00 00, le matin", GroupMost: 24, PerStaff: 12,
		Speakers: "Une archéologue\nUn médiateur", Materials: "Truelles", Credits: "Service des publics", Notes: "Prévoir des gants", State: activity.Idea}
}

func TestADraftIsTidied(t *testing.T) {
	t.Parallel()
	d := activity.Draft{Kind: activity.Visit, Title: "  La  nuit ", Audiences: "familles; Familles,\n scolaires ,", Languages: "français", Speakers: " Une \n\n Deux "}.Tidy()
	if d.Title != "La nuit" || d.Audiences != "familles, scolaires" || d.Speakers != "Une\nDeux" || d.State != activity.Idea {
		t.Errorf("%+v", d)
	}
}

func TestEachRuleNamesItsField(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(*activity.Draft){
		"titre":        func(d *activity.Draft) { d.Title = "" },
		"type":         func(d *activity.Draft) { d.Kind = "ballet" },
		"accroche":     func(d *activity.Draft) { d.Summary = strings.Repeat("a", activity.MaxSummary+1) },
		"texte":        func(d *activity.Draft) { d.Text = strings.Repeat("a", activity.MaxText+1) },
		"publics":      func(d *activity.Draft) { d.Audiences = strings.Repeat("a", activity.MaxWords+1) },
		"age_de":       func(d *activity.Draft) { d.AgeFrom, d.AgeTo = 121, 0 },
		"age_a":        func(d *activity.Draft) { d.AgeFrom, d.AgeTo = 12, 6 },
		"duree":        func(d *activity.Draft) { d.Duration = activity.MaxDuration + 1 },
		"prix":         func(d *activity.Draft) { d.Free = true },
		"acces_moteur": func(d *activity.Draft) { d.Access[activity.Motor] = "perhaps" },
		"reservation":  func(d *activity.Draft) { d.Booking = "pigeon" },
		"groupe":       func(d *activity.Draft) { d.GroupMost = -1 },
		"encadrement":  func(d *activity.Draft) { d.PerStaff = activity.MaxPeople + 1 },
		"structures":   func(d *activity.Draft) { d.Organisations = make([]partner.Ref, activity.MaxOrganisations+1) },
		"etat":         func(d *activity.Draft) { d.State = "lost" },
		"motif":        func(d *activity.Draft) { d.State = activity.SetAside },
	} {
		d := whole()
		if p := d.Check(); p.Any() {
			t.Fatalf("the draft as it is: %v", p)
		}
		change(&d)
		if p := d.Check(); p.For(field) == "" || len(p) != 1 {
			t.Errorf("%s: %v", field, p)
		}
	}
	aside := whole().In(activity.SetAside, "Trop cher")
	if p := aside.Check(); p.Any() {
		t.Error(p)
	}
	if back := aside.In(activity.Proposed, "Trop cher"); back.Because != "" {
		t.Errorf("the reason stays: %+v", back)
	}
}

func TestWhatLacksIsToldOfWhatMayStillTakePlace(t *testing.T) {
	t.Parallel()
	empty := activity.Draft{Kind: activity.Visit, Title: "Visite", State: activity.Idea}
	full := whole()
	for _, l := range activity.AllLacks {
		if !empty.Lacks(l) || full.Lacks(l) || empty.In(activity.SetAside, "Non").Lacks(l) {
			t.Errorf("%s", l)
		}
	}
	texts := empty
	texts.Text = "Long"
	if texts.Lacks(activity.NoText) {
		t.Error("a long text is no text")
	}
	list := []activity.Activity{{Draft: empty}, {Draft: full}, {Draft: empty.In(activity.SetAside, "Non")}}
	if c := activity.Count(list); c.All != 3 || c.State[activity.Idea] != 2 || c.State[activity.SetAside] != 1 || c.Lack[activity.NoAudience] != 1 {
		t.Errorf("%+v", c)
	}
}

func TestAFilterTakesWhatItSays(t *testing.T) {
	t.Parallel()
	dig := activity.Activity{ID: 1, Draft: whole(), Project: activity.Project{ID: 4, Title: "JEA"}}
	night := activity.Activity{ID: 2, Draft: activity.Draft{Kind: activity.Show, Title: "Éclats", State: activity.Proposed, Audiences: "adultes"}, Project: activity.Project{ID: 5, Title: "Nuit"}}
	all := []activity.Activity{night, dig} // by title
	for name, c := range map[string]struct {
		f    activity.Filter
		want []int64
	}{
		"all":          {activity.Filter{}, []int64{2, 1}},
		"down":         {activity.Filter{Down: true}, []int64{1, 2}},
		"text":         {activity.Filter{Text: "ÉCLATS"}, []int64{2}},
		"speaker":      {activity.Filter{Text: "archeologue"}, []int64{1}},
		"project name": {activity.Filter{Text: "jea"}, []int64{1}},
		"kind":         {activity.Filter{Kind: activity.Show}, []int64{2}},
		"state":        {activity.Filter{State: activity.Idea}, []int64{1}},
		"project":      {activity.Filter{Project: 5}, []int64{2}},
		"audience":     {activity.Filter{Audience: "Famille"}, []int64{1}},
		"accessible":   {activity.Filter{Access: "moteur"}, []int64{1}},
		"not":          {activity.Filter{Access: "visuel"}, nil},
		"lack":         {activity.Filter{Lack: activity.NoDuration}, []int64{2}},
		"by kind":      {activity.Filter{Sort: activity.ByKind}, []int64{1, 2}},
		"by state":     {activity.Filter{Sort: activity.ByState, Down: true}, []int64{2, 1}},
		"by project":   {activity.Filter{Sort: activity.ByProject}, []int64{1, 2}},
	} {
		var got []int64
		for _, a := range c.f.Of(all) {
			got = append(got, a.ID)
		}
		if len(got) != len(c.want) || len(got) > 0 && (got[0] != c.want[0] || got[len(got)-1] != c.want[len(c.want)-1]) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
