package demo_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/demo"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/programme"
)

// twinning gives the partners of the twinning as the intern sees them on the story's day.
func (s *service) twinning(t *testing.T) partnership.List {
	t.Helper()
	for _, p := range s.projects(t) {
		if p.Kind != programme.Twinning {
			continue
		}
		l, err := s.Partnerships.List(t.Context(), s.people[intern].On(demo.Day), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	t.Fatal("no twinning")
	return partnership.List{}
}

func (s *service) boardOfTheTwinningTellsHowFarEachRelayCame(t *testing.T) {
	l := s.twinning(t)
	stages := map[string]partnership.Stage{}
	met := map[partnership.Stage]int{}
	for _, p := range l.Partners {
		stages[p.Organisation.Name] = p.Stage
		met[p.Stage]++
		if p.Follower.Name != "Inès Carpentier" && p.Follower.Name != "Samir Benali" {
			t.Errorf("%q is followed by %q", p.Organisation.Name, p.Follower.Name)
		}
		if told := p.Last.ID != 0; p.Stage == partnership.Spotted && told || p.Stage != partnership.Spotted && p.Stage != "" && !told {
			t.Errorf("%q is %s, an exchange about the project is told: %v", p.Organisation.Name, p.Stage.Label(), told)
		}
	}
	for name, want := range map[string]partnership.Stage{
		"Mission locale Exemple-Seine": partnership.Engaged, "Centre socioculturel Le Phare": partnership.Engaged, "MJC des Marguerites": partnership.Interested,
		"Association Les Amis du Gué": partnership.Declined, "Maison des jeunes de la Verrerie": partnership.Silent, "CSC Fossés-Jean": partnership.Contacted,
	} {
		if stages[name] != want {
			t.Errorf("%q is %q, want %q", name, stages[name], want)
		}
	}
	for _, stage := range partnership.Stages {
		if met[stage] == 0 {
			t.Errorf("nobody is %s", stage.Label())
		}
	}
	b := l.Board()
	for _, name := range []string{"Petit Nanterre", "Audra – Musiciens"} {
		if !slices.ContainsFunc(b.Lacking, func(one partner.Ref) bool { return one.Name == name }) {
			t.Errorf("districts without an engaged relay are %v, want %s among them", b.Lacking, name)
		}
	}
}

func (s *service) structuresAreLeftToFind(t *testing.T) {
	l := s.twinning(t)
	for group, least := range map[string]int{"relais": 8, "culture": 8} {
		found, err := s.Partnerships.Spot(t.Context(), s.people[intern].On(demo.Day), l.Project.ID, partnership.Search{Groups: []string{group}})
		if err != nil || len(found.Found) < least {
			t.Errorf("%s: %d structures are left to find, want %d at least; %v", group, len(found.Found), least, err)
		}
	}
	found, err := s.Partnerships.Spot(t.Context(), s.people[intern].On(demo.Day), l.Project.ID, partnership.Search{Groups: []string{"culture"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []kinds.Code{kinds.Culturelle, kinds.Artistique, kinds.Scientifique} {
		if !slices.ContainsFunc(found.Found, func(f partnership.Found) bool { return f.Kind == kind }) {
			t.Errorf("no %s is left to find", kind.Label())
		}
	}
}

func (s *service) realPlacesHaveNeitherWaysNorRefusals(t *testing.T) {
	all, err := s.Partners.All(t.Context(), s.people[head].On(demo.Day), partner.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	contacts, err := s.Partners.AllContacts(t.Context(), s.people[head].On(demo.Day), partner.ContactFilter{})
	if err != nil || len(all) != 44 || len(contacts) != 60 {
		t.Errorf("%d organisations and %d contacts, %v", len(all), len(contacts), err)
	}
	real := map[int64]string{}
	for _, o := range all {
		if len(o.Phones)+len(o.Emails) == 0 {
			real[o.ID] = o.Name
		}
		for _, mail := range o.Emails {
			if !strings.HasSuffix(mail, "@example.org") {
				t.Errorf("%q has the address %s", o.Name, mail)
			}
		}
		for _, phone := range o.Phones {
			if !strings.HasPrefix(phone.Number(), "+3319900") {
				t.Errorf("%q has the number %s", o.Name, phone)
			}
		}
	}
	for _, name := range []string{"Théâtre Nanterre-Amandiers", "Université Paris Nanterre", "CSC Europe", "Mission locale de Colombes", "Centre social et culturel P’arc en Ciel", "Cinéma L’Hélios"} {
		if !slices.ContainsFunc(all, func(o partner.Organisation) bool { return o.Name == name && real[o.ID] != "" }) {
			t.Errorf("%q has a telephone or an address", name)
		}
	}
	if len(real) != 12 {
		t.Errorf("%d real places: %v", len(real), real)
	}
	for _, p := range s.projects(t) {
		l, err := s.Partnerships.List(t.Context(), s.people[head].On(demo.Day), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range l.Partners {
			if real[one.Organisation.ID] != "" && one.Stage != "" && one.Stage != partnership.Spotted && one.Stage != partnership.Contacted {
				t.Errorf("%s: the real place %q is %s", p.Title, one.Organisation.Name, one.Stage.Label())
			}
		}
	}
}

func (s *service) internHasCallsToMake(t *testing.T) {
	var waiting []partnership.Waiting
	b := &pgx.Batch{}
	partnership.ToCall(&waiting, s.people[intern].On(demo.Day), 20)(b)
	if err := s.DB.SendBatch(t.Context(), b).Close(); err != nil {
		t.Fatal(err)
	}
	first, next := 0, 0
	for _, w := range waiting {
		if w.Task != 0 {
			first++
		} else {
			next++
		}
	}
	if first != 3 || next != 3 {
		t.Errorf("%d first calls and %d next steps wait: %+v", first, next, waiting)
	}
}
