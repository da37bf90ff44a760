package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parvis/internal/crew"
	"parvis/internal/slot"
	"parvis/internal/staff"
)

// wanted is who each slot of an activity needs, as it is typed, and who is asked first.
var wanted = map[string]struct {
	needs string
	first []string
}{
	"Fouille pour tous":                                        {"2 médiateurs archéologie", []string{"Hugo Lemaire", "Samir Benali", "Claire Vasseur", "Lucie Morel"}},
	"Les gestes de l’archéologue":                              {"1 médiatrice LSF", []string{"Élise Fontaine", "Nadia Rahmani", "Lucie Morel"}},
	"Qu’est-ce qu’un trésor\u00a0?":                            {"1 accueil", []string{"Inès Carpentier", "Marc Delaunay", "Élise Fontaine", "Samir Benali"}},
	"Visite éclair":                                            {"1 médiateur", []string{"Yasmine Haddad", "Inès Carpentier", "Marc Delaunay"}},
	"Vendredi des scolaires\u00a0: la stratigraphie en gâteau": {"2 médiateurs", []string{"Lucie Morel", "Yasmine Haddad", "Inès Carpentier"}},
	"Vendredi des scolaires\u00a0: tessons à remonter":         {"1 médiateur archéologie\n1 accueil", []string{"Samir Benali", "Marc Delaunay", "Hugo Lemaire"}},
	"Vendredi des scolaires\u00a0: l’enquête du fragment":      {"2 accueils", []string{"Inès Carpentier", "Nadia Rahmani", "Élise Fontaine"}},
	"Modeler comme au Néolithique":                             {"2 médiatrices", []string{"Lucie Morel", "Nadia Rahmani", "Inès Carpentier"}},
	"Visite tactile\u00a0: l’objet dans la main":               {"2 médiatrices", []string{"Yasmine Haddad", "Inès Carpentier", "Claire Vasseur", "Nadia Rahmani", "Élise Fontaine", "Lucie Morel"}},
	"Visite facile à comprendre":                               {"2 médiatrices", []string{"Claire Vasseur", "Yasmine Haddad", "Inès Carpentier", "Marc Delaunay"}},
	"Courts métrages de chantiers":                             {"1 accueil", []string{"Marc Delaunay", "Inès Carpentier"}},
	"Tailler le silex":                                         {"1 secouriste SST", []string{"Marc Delaunay"}},
}

// left are the needs that nobody is given yet, by the title of the activity and when it begins.
var left = map[string]int{"Les gestes de l’archéologue": clock(14, 0), "Modeler comme au Néolithique": clock(11, 30)}

// staffUp has Lucie say what the slots of the Journées de l'archéologie need, give them to whoever is free, and tell them; some have answered.
func (s story) staffUp(ctx context.Context, project int64) error {
	by := s.people[lucie].At(at(day(time.April, 1), 14, 0))
	team, err := s.rooms.Staff.OfProject(ctx, by, project)
	if err != nil {
		return fmt.Errorf("read who holds the slots: %w", describe(err))
	}
	for _, one := range team.Slots {
		if w := wanted[one.Activity.Title]; w.needs != "" && one.Status == slot.Planned {
			if err := s.rooms.Staff.SetNeeds(ctx, by, one.ID, 0, w.needs); err != nil {
				return fmt.Errorf("say what %q needs: %w", one.Name(), describe(err))
			}
		}
	}
	if team, err = s.rooms.Staff.OfProject(ctx, by, project); err != nil {
		return fmt.Errorf("read the needs: %w", describe(err))
	}
	pairs := share(team)
	for len(pairs) > 0 {
		n := min(len(pairs), staff.MaxAtOnce)
		if _, err := s.rooms.Staff.GiveMany(ctx, by, pairs[:n], true); err != nil {
			return fmt.Errorf("give the slots: %w", describe(err))
		}
		pairs = pairs[n:]
	}
	if _, err := s.rooms.Staff.Tell(ctx, s.people[lucie].At(at(day(time.April, 2), 9, 30)), project, 0); err != nil {
		return fmt.Errorf("tell who holds the slots: %w", describe(err))
	}
	return nil
}

// share gives each need to the first who is free and knows how, in the order of the times.
func share(team staff.Team) (pairs []staff.Pair) {
	busy := map[crew.Hand][]slot.Slot{}
	free := func(hand crew.Hand, at slot.Slot) bool {
		return !slices.ContainsFunc(busy[hand], func(o slot.Slot) bool {
			walk := slot.Walk
			if o.Space.ID == at.Space.ID {
				walk = 0
			}
			return o.Start().Before(at.End().Add(walk)) && at.Start().Before(o.End().Add(walk))
		})
	}
	for _, one := range team.Slots {
		w := wanted[one.Activity.Title]
		if from, is := left[one.Activity.Title]; is && from == one.From && one.Day == saturday {
			continue
		}
		for _, need := range team.Needs[one.ID] {
			for n := 0; n < need.Count; n++ {
				for _, name := range w.first {
					i := slices.IndexFunc(team.Members, func(m crew.Member) bool { return m.Name == name })
					if i < 0 {
						continue
					}
					m := team.Members[i]
					if free(m.Hand, one) && (need.Skill.ID == 0 || m.Can(need.Skill.ID)) {
						busy[m.Hand] = append(busy[m.Hand], one)
						pairs = append(pairs, staff.Pair{Need: need.ID, Hand: m.Hand})
						break
					}
				}
			}
		}
	}
	return pairs
}
