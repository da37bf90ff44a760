package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/crew"
	"parvis/internal/workcal"
)

// abilities are what people of the story know how to do, besides those who have no account.
var abilities = []struct {
	who    who
	skills []string
}{
	{claire, []string{"anglais", "archéologie"}},
	{samir, []string{"SST", "archéologie"}},
	{lucie, []string{"LSF", "conte", "anglais"}},
	{ines, []string{"anglais"}},
}

// outsiders hold slots without an account.
var outsiders = []crew.Draft{
	{Name: "Nadia Rahmani", Kind: crew.Temporary, Phone: "+33199000041", Email: "nadia.rahmani@example.org", Skills: "LSF, conte", Notes: "Le week-end surtout. Prévenir une semaine avant.", Active: true},
	{Name: "Hugo Lemaire", Kind: crew.Temporary, Phone: "+33199000042", Email: "hugo.lemaire@example.org", Skills: "archéologie, anglais", Active: true},
	{Name: "Élise Fontaine", Kind: crew.Temporary, Phone: "+33199000043 après 17 h", Email: "elise.fontaine@example.org", Skills: "LSF", Active: true},
	{Name: "Marc Delaunay", Kind: crew.Agent, Phone: "+33199000044", Email: "marc.delaunay@example.org", Skills: "SST", Active: true},
	{Name: "Yasmine Haddad", Kind: crew.Volunteer, Phone: "+33199000045", Email: "yasmine.haddad@example.org", Skills: "conte, anglais", Notes: "Disponible le mercredi.", Active: true},
	{Name: "Paul Arnaud", Kind: crew.Volunteer, Email: "paul.arnaud@example.org", Skills: "archéologie"}, // moved away
}

// gatherCrew has Samir write down who may be given slots, and what each knows how to do.
func (s story) gatherCrew(ctx context.Context) error {
	by := s.people[samir].At(at(workcal.Of(2024, time.November, 18), 10, 15))
	for _, d := range outsiders {
		if _, err := s.rooms.Crew.Create(ctx, by, "", d); err != nil {
			return fmt.Errorf("write down %q: %w", d.Name, describe(err))
		}
	}
	for _, k := range abilities {
		if err := s.rooms.Crew.SetSkills(ctx, by, s.people[k.who].ID, nil, k.skills); err != nil {
			return fmt.Errorf("note what %s knows: %w", s.people[k.who].Name, describe(err))
		}
	}
	return nil
}
