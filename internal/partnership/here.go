package partnership

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/postgres"
)

// Here is who takes part in which project from a territory: from a district, or from a town with its districts.
type Here struct {
	Projects []Working // those that have partners here, and the twinnings beside it; those under way first
	Partners []Partner // the partners here, by name
}

// Working is a project as it stands in a territory.
type Working struct {
	Project   Project
	May       Rights
	All       int           // its partners here
	Engaged   int           // of them
	Board     int           // of them: on its board
	Relays    int           // of them: relays that are engaged
	Lacking   []partner.Ref // districts here, on its board, where no relay is engaged
	Untouched []partner.Ref // districts here beside those that it works in, where nobody was spotted
}

// Here gives the projects that have partners in a territory, and those partners. One round trip, however many there are, or none while nothing
// changed.
func (r *Room) Here(ctx context.Context, by account.By, territory int64) (Here, error) {
	if err := visible(by); err != nil {
		return Here{}, err
	}
	h, err := r.here.Of(by.Changes, fmt.Sprint(territory, by.ID), func() (Here, error) { return r.readHere(ctx, by, territory) })
	h.Projects, h.Partners = slices.Clone(h.Projects), slices.Clone(h.Partners)
	return h, err
}

func (r *Room) readHere(ctx context.Context, by account.By, territory int64) (Here, error) {
	var rows []hereRow
	var near []placeRow
	b := &pgx.Batch{}
	queueHere(b, &rows, territory, by.ID)
	queueNear(b, &near, territory)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Here{}, postgres.Translate(err)
	}
	return gathered(by, territory, rows, places(near)), nil
}

// gathered works out how projects stand in a territory: what lacks there is what their boards tell.
func gathered(by account.By, territory int64, rows []hereRow, near []Place) Here {
	within := map[int64]bool{territory: true}
	for _, p := range near {
		if p.Town.ID == territory {
			within[p.District.ID] = true
		}
	}
	var out Here
	at := map[int64]int{}
	var boards []List
	for _, row := range rows {
		i, known := at[row.ProjectID]
		if !known {
			i = len(boards)
			at[row.ProjectID] = i
			project := row.project()
			boards = append(boards, List{Project: project, Places: near})
			out.Projects = append(out.Projects, Working{Project: project, May: project.rights(by)})
		}
		p := row.partner()
		boards[i].Partners = append(boards[i].Partners, p)
		if within[row.TerritoryID] {
			out.Partners = append(out.Partners, p)
			out.Projects[i].count(p)
		}
	}
	for i, board := range boards {
		if board.Project.Status.UnderWay() {
			b := board.Board()
			out.Projects[i].Lacking, out.Projects[i].Untouched = only(b.Lacking, within), only(b.Untouched, within)
		}
	}
	out.Projects = slices.DeleteFunc(out.Projects, func(w Working) bool { return w.All == 0 && len(w.Untouched) == 0 })
	slices.SortFunc(out.Projects, inOrder)
	return out
}

// inOrder puts the projects under way first, by name; then the others, the newest first.
func inOrder(a, b Working) int {
	switch now, then := a.Project.Status.UnderWay(), b.Project.Status.UnderWay(); {
	case now && !then:
		return -1
	case then && !now:
		return 1
	case now:
		return cmp.Or(cmp.Compare(french.Fold(a.Project.Short()), french.Fold(b.Project.Short())), cmp.Compare(a.Project.ID, b.Project.ID))
	}
	return cmp.Compare(b.Project.ID, a.Project.ID)
}

func (w *Working) count(p Partner) {
	w.All++
	if p.Stage != "" {
		w.Board++
	}
	if p.Stage == Engaged {
		w.Engaged++
	}
	if p.EngagedRelay() {
		w.Relays++
	}
}

func only(places []partner.Ref, within map[int64]bool) []partner.Ref {
	return slices.DeleteFunc(slices.Clone(places), func(one partner.Ref) bool { return !within[one.ID] })
}

// RelayIDs gives the organisations here that are relays of a project, each once.
func (h Here) RelayIDs() []int64 {
	var ids []int64
	for _, p := range h.Partners {
		if p.Relay() {
			ids = append(ids, p.Organisation.ID)
		}
	}
	return unique(ids)
}

// Of gives what an organisation here takes part in.
func (h Here) Of(organisation int64) []Partner {
	var list []Partner
	for _, p := range h.Partners {
		if p.Organisation.ID == organisation {
			list = append(list, p)
		}
	}
	return list
}

// Project finds a project of a partner here.
func (h Here) Project(id int64) Project {
	for _, w := range h.Projects {
		if w.Project.ID == id {
			return w.Project
		}
	}
	return Project{}
}

// EngagedByTerritory tells how many relays are engaged in projects under way from each territory itself: those of a town's districts are counted
// there. One query, or none while nothing changed.
func (r *Room) EngagedByTerritory(ctx context.Context, by account.By) (map[int64]int, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	counts, err := r.engaged.Of(by.Changes, "", func() (map[int64]int, error) { return r.engagedByTerritory(ctx) })
	return maps.Clone(counts), err
}

func (r *Room) engagedByTerritory(ctx context.Context) (map[int64]int, error) {
	rows, err := engaged(ctx, r.db)
	if err != nil {
		return nil, err
	}
	counts, seen := map[int64]int{}, map[int64]bool{}
	for _, row := range rows {
		if p := row.partner(); p.EngagedRelay() && row.Status.UnderWay() && !seen[p.Organisation.ID] {
			seen[p.Organisation.ID] = true
			counts[p.Territory.ID]++
		}
	}
	return counts, nil
}
