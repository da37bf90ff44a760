package programmeui

import (
	"net/http"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/web/serve"
)

// standings is how the plans of listed projects stand: whole for those that still ask for work, for the others how far
// they came.
type standings struct {
	live map[int64]plan.Standing
	come map[int64]plan.Progress
}

// allStandings reads how the plans of the projects of a list stand. Those that ask for work are asked for all together,
// whichever are listed: that is what the plan room keeps in memory. Two queries.
func (h *Handlers) allStandings(r *http.Request, list []programme.Listed) (standings, error) {
	live, err := h.plans.Overview(r.Context(), serve.By(r))
	if err != nil {
		return standings{}, err
	}
	ids := make([]int64, len(list))
	for i, p := range list {
		ids[i] = p.ID
	}
	return h.standings(r, ids, live)
}

// standingsOf reads how the plans of the projects that prepare some events stand. Two queries, if there are any.
func (h *Handlers) standingsOf(r *http.Request, events ...programme.EventSummary) (standings, error) {
	var ids []int64
	for _, e := range events {
		for _, p := range e.Projects {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		return standings{}, nil
	}
	live, err := h.plans.Overview(r.Context(), serve.By(r), ids...)
	if err != nil {
		return standings{}, err
	}
	return h.standings(r, ids, live)
}

// standings adds how far those of these projects came that ask for no work any more.
func (h *Handlers) standings(r *http.Request, ids []int64, live []plan.Standing) (standings, error) {
	s := standings{live: make(map[int64]plan.Standing, len(live))}
	for _, one := range live {
		if one.Project.Status != programme.Finished || one.Summary.Open > 0 {
			s.live[one.Project.ID] = one
		}
	}
	var others []int64
	for _, id := range ids {
		if _, ok := s.live[id]; !ok {
			others = append(others, id)
		}
	}
	var err error
	s.come, err = h.plans.Progress(r.Context(), serve.By(r), others)
	return s, err
}

// of is how the plan of a project stands; there is none when the project asks for no work any more.
func (s standings) of(id int64) (plan.Standing, bool) {
	one, ok := s.live[id]
	return one, ok
}

// lateText says how many tasks are late: « 2 en retard », "" when none is.
func lateText(s plan.Summary) string {
	if s.Late == 0 {
		return ""
	}
	return french.Number(s.Late) + "\u00a0en retard"
}

// doneText says how far a plan came where there is little room: « 36/79 ».
func doneText(done, total int) string {
	return french.Number(done) + "/" + french.Number(total)
}

// pressing ranks plans by their health, the worst first, then by how many of their tasks are late; 0 is a plan that asks
// for nothing.
func (s standings) pressing(id int64) int {
	one, ok := s.of(id)
	if !ok {
		return 0
	}
	rank := map[plan.Health]int{plan.Overdue: 1, plan.Tight: 2, plan.OnTrack: 3, plan.Undated: 5}[one.Summary.Health]
	if one.Summary.Total == 0 {
		rank = 4
	}
	const more = 1 << 20 // tasks than a plan has
	return rank*more - one.Summary.Late
}
