package programmeui

import (
	"net/http"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/web/serve"
)

// standings is how the plans of listed projects stand: whole for those that still ask for work, for the others how far
// they came.
type standings struct {
	live map[int64]plan.Standing
	come map[int64]plan.Progress
}

// standings reads how the plans of these projects stand. Those that ask for work are asked for all together, whichever are
// listed: that is what the plan room keeps in memory. Two queries, whatever the projects are.
func (h *Handlers) standings(r *http.Request, ids []int64) (standings, error) {
	var s standings
	list, err := h.plans.Overview(r.Context(), serve.By(r))
	if err != nil {
		return s, err
	}
	s.live = make(map[int64]plan.Standing, len(list))
	for _, one := range list {
		s.live[one.Project.ID] = one
	}
	var others []int64
	for _, id := range ids {
		if _, ok := s.live[id]; !ok {
			others = append(others, id)
		}
	}
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
