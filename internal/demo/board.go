package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/account"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/workcal"
)

// sought is an organisation that takes part in a project of the story, or may: spotted before anybody speaks with it about the
// project, unless it has no place on the board.
type sought struct {
	name   string
	role   partnership.Role
	follow who
	off    bool // of the board: nothing is asked of it
	notes  string
}

// seeking is who looked for the partners of a chapter, and when.
type seeking struct {
	chapter string // by its short name
	by      who
	on      workcal.Date
	sought  []sought
}

// seekings are the partners of the twinning and those of the days of archaeology. Of a real place nothing is told but that it
// was spotted, or contacted as said in exchanged.
var seekings = []seeking{
	{chapter: "Jumelage Nanterre", by: samir, on: day(time.February, 10), sought: []sought{
		{name: "Mission locale Exemple-Seine", role: partnership.Relay, follow: samir},
		{name: "École de la 2e chance, site du Test", role: partnership.Relay, follow: ines},
		{name: "Club de prévention Les Passerelles", role: partnership.Relay, follow: ines},
		{name: "Association Tremplin", role: partnership.Relay, follow: ines},
		{name: "MJC des Marguerites", role: partnership.Relay, follow: ines},
		{name: "Centre socioculturel Le Phare", role: partnership.Relay, follow: samir, notes: "Le groupe vient avec sa référente\u00a0; prévoir le trajet depuis le Petit Colombes."},
		{name: "Association Les Amis du Gué", role: partnership.Relay, follow: ines},
		{name: "Maison des jeunes de la Verrerie", role: partnership.Relay, follow: ines},
		{name: "CSC Petit-Colombes", role: partnership.Relay, follow: ines},
		{name: "CSC Fossés-Jean", role: partnership.Relay, follow: ines},
		{name: "Club de prévention Horizons", role: partnership.Relay, follow: ines},
		{name: "Centre social et culturel P’arc en Ciel", role: partnership.Host, follow: samir, off: true},
		{name: "Direction de la jeunesse (exemple)", role: partnership.OtherRole, follow: samir, off: true},
		{name: "Service politique de la ville (exemple)", role: partnership.Funder, follow: samir, off: true},
		{name: "Cars Exemple", role: partnership.Provider, follow: samir, off: true},
	}},
	{chapter: "JEA 2025", by: lucie, on: day(time.January, 13), sought: []sought{
		{name: "Laboratoire de dendrochronologie du Test", role: partnership.CoOrganiser, follow: lucie},
		{name: "Université Paris Nanterre", role: partnership.CoOrganiser, follow: samir},
		{name: "Compagnie du Sas", role: partnership.CoOrganiser, follow: lucie},
		{name: "Imprimerie du Pont (exemple)", role: partnership.Provider, follow: samir, off: true},
		{name: "Cars Exemple", role: partnership.Provider, follow: samir, off: true},
		{name: "Le Journal d’ici (exemple)", role: partnership.Media, follow: samir, off: true},
	}},
}

// toCall are the relays of the twinning whose first calls Samir gave to Inès.
var toCall = struct {
	on    workcal.Date
	until workcal.Date
	names []string
}{day(time.March, 24), day(time.April, 11), []string{"Espace de vie sociale du Bac", "Mission locale de Colombes", "Point info jeunesse du Test"}}

// moved is what somebody concluded from what was said.
type moved struct {
	on      workcal.Date
	by      who
	chapter string
	name    string
	stage   partnership.Stage
}

// concluded are the stages beyond the first contact, which logging an exchange notes by itself.
var concluded = []moved{
	{day(time.January, 14), lucie, "JEA 2025", "Laboratoire de dendrochronologie du Test", partnership.Interested},
	{day(time.February, 20), samir, "Jumelage Nanterre", "Mission locale Exemple-Seine", partnership.Engaged},
	{day(time.March, 4), ines, "Jumelage Nanterre", "MJC des Marguerites", partnership.Interested},
	{day(time.March, 6), ines, "Jumelage Nanterre", "Centre socioculturel Le Phare", partnership.Interested},
	{day(time.March, 11), samir, "Jumelage Nanterre", "Centre socioculturel Le Phare", partnership.Engaged},
	{day(time.March, 13), ines, "Jumelage Nanterre", "Association Les Amis du Gué", partnership.Declined},
	{day(time.March, 28), ines, "Jumelage Nanterre", "Maison des jeunes de la Verrerie", partnership.Silent},
}

// seek has the service look for the partners of its projects; organisations and projects are by their names.
func (s story) seek(ctx context.Context, organisations, projects map[string]int64) error {
	for _, k := range seekings {
		for i, o := range k.sought {
			d := partnership.Draft{Organisation: partner.Ref{ID: organisations[o.name]}, Role: o.role, Stage: partnership.Spotted, Follower: partner.Ref{ID: s.people[o.follow].ID}, Notes: o.notes}
			if o.off {
				d.Stage = ""
			}
			if _, err := s.rooms.Partnerships.Add(ctx, s.people[k.by].At(at(k.on, 15, i)), "", projects[k.chapter], d); err != nil {
				return fmt.Errorf("seek %q: %w", o.name, describe(err))
			}
		}
	}
	calls := partnership.Sharing{People: []int64{s.people[ines].ID}, Deadline: toCall.until}
	for _, name := range toCall.names {
		calls.Organisations = append(calls.Organisations, organisations[name])
	}
	if _, err := s.rooms.Partnerships.Share(ctx, s.people[samir].At(at(toCall.on, 9, 30)), "", projects[twinning.short], calls); err != nil {
		return fmt.Errorf("share the first calls: %w", describe(err))
	}
	return nil
}

// conclude has whoever spoke with partners bring them to the stage that they reached.
func (s story) conclude(ctx context.Context, organisations, projects map[string]int64) error {
	for _, m := range concluded {
		by := s.people[m.by].At(at(m.on, 17, 15))
		id, err := s.partnerOf(ctx, by, projects[m.chapter], organisations[m.name])
		if err != nil {
			return err
		}
		if _, err := s.rooms.Partnerships.Move(ctx, by, projects[m.chapter], []int64{id}, nil, m.stage); err != nil {
			return fmt.Errorf("move %q: %w", m.name, describe(err))
		}
	}
	return nil
}

// partnerOf finds an organisation among the partners of a project.
func (s story) partnerOf(ctx context.Context, by account.By, project, organisation int64) (int64, error) {
	l, err := s.rooms.Partnerships.List(ctx, by, project)
	if err != nil {
		return 0, fmt.Errorf("read the partners: %w", err)
	}
	for _, p := range l.Partners {
		if p.Organisation.ID == organisation {
			return p.ID, nil
		}
	}
	return 0, fmt.Errorf("organisation %d is no partner of project %d", organisation, project)
}
