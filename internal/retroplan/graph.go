package retroplan

import (
	"slices"
	"strconv"

	"parvis/internal/fault"
)

// edge is one dependency seen from one of its ends.
type edge struct {
	task int32 // the task at the other end
	lag  int32
}

// graph holds the dependencies by task number, both ways, and an order in which every task
// comes after those it needs. Edges of task i are needs[needsAt[i]:needsAt[i+1]].
type graph struct {
	needs, followers     []edge
	needsAt, followersAt []int32
	order                []int32
}

func newGraph(tasks []Task) (*graph, error) {
	number := make(map[int64]int32, len(tasks))
	edges := 0
	for i := range tasks {
		t := &tasks[i]
		if _, taken := number[t.ID]; taken {
			return nil, refuse(t.problem(DuplicateID, 0))
		}
		number[t.ID] = int32(i)
		edges += len(t.Needs)
	}
	g := &graph{
		needs: make([]edge, 0, edges), followers: make([]edge, edges),
		needsAt: make([]int32, len(tasks)+1), followersAt: make([]int32, len(tasks)+1),
	}
	for i := range tasks {
		for _, need := range tasks[i].Needs {
			before, known := number[need.ID]
			if !known {
				return nil, refuse(tasks[i].unlinked(UnknownNeed, need, strconv.FormatInt(need.ID, 10)))
			}
			if need.Lag < -maxDays || need.Lag > maxDays {
				return nil, refuse(tasks[i].unlinked(LagTooLong, need, tasks[before].name()))
			}
			g.needs = append(g.needs, edge{task: before, lag: int32(need.Lag)})
			g.followersAt[before+1]++
		}
		g.needsAt[i+1] = int32(len(g.needs))
	}
	for i := range tasks {
		g.followersAt[i+1] += g.followersAt[i]
	}
	next := slices.Clone(g.followersAt)
	for i := range tasks {
		for _, need := range g.needsOf(int32(i)) {
			g.followers[next[need.task]] = edge{task: int32(i), lag: need.lag}
			next[need.task]++
		}
	}
	if !g.sort() {
		return nil, g.cycles(tasks)
	}
	return g, nil
}

func refuse(e *TaskError) error { return fault.New(fault.Invalid, e.Sentence(), e) }

func (g *graph) needsOf(i int32) []edge     { return g.needs[g.needsAt[i]:g.needsAt[i+1]] }
func (g *graph) followersOf(i int32) []edge { return g.followers[g.followersAt[i]:g.followersAt[i+1]] }

// sort fills order (Kahn's algorithm, so that a deep chain costs no stack) and reports
// whether every task has its place, that is, whether there is no cycle.
func (g *graph) sort() bool {
	tasks := len(g.needsAt) - 1
	waiting := make([]int32, tasks)
	g.order = make([]int32, 0, tasks)
	for i := range waiting {
		if waiting[i] = g.needsAt[i+1] - g.needsAt[i]; waiting[i] == 0 {
			g.order = append(g.order, int32(i))
		}
	}
	for at := 0; at < len(g.order); at++ {
		for _, f := range g.followersOf(g.order[at]) {
			if waiting[f.task]--; waiting[f.task] == 0 {
				g.order = append(g.order, f.task)
			}
		}
	}
	return len(g.order) == tasks
}
