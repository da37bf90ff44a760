package retroplan

import (
	"cmp"
	"slices"

	"parvis/internal/fault"
)

// cycles names every loop of the tasks that could not be put in order: one for each knot, a
// group of tasks that all wait for each other. The loops come in the order of the plan.
func (g *graph) cycles(tasks []Task) error {
	k := g.knots()
	met := make([]int32, len(tasks))
	loops := make([][]int32, len(k.starts))
	for i, start := range k.starts {
		loops[i] = g.loop(start, k.of, met)
	}
	slices.SortFunc(loops, func(a, b []int32) int { return cmp.Compare(a[0], b[0]) })
	all := make([]*CycleError, len(loops))
	for n, loop := range loops {
		all[n] = &CycleError{}
		for _, i := range loop {
			all[n].IDs = append(all[n].IDs, tasks[i].ID)
			all[n].Titles = append(all[n].Titles, tasks[i].name())
		}
	}
	e := all[0]
	e.Others = all[1:]
	return fault.New(fault.Invalid, e.sentences(), e)
}

// loop walks back from a task of a knot until it meets itself, as it must: every task of a knot
// needs another one of it. The loop begins with the first of its tasks in the plan and goes
// from needed to waiting. Met holds places in the path, from 1; it is all zero outside the knot.
func (g *graph) loop(start int32, knot, met []int32) []int32 {
	var path []int32
	for at := start; ; {
		if met[at] > 0 {
			path = path[met[at]-1:]
			break
		}
		path = append(path, at)
		met[at] = int32(len(path))
		for _, need := range g.needsOf(at) {
			if knot[need.task] == knot[at] {
				at = need.task
				break
			}
		}
	}
	slices.Reverse(path)
	first := slices.Index(path, slices.Min(path))
	return slices.Concat(path[first:], path[:first])
}

// knots numbers the groups of tasks that all wait for each other, directly or not: Tarjan's
// strongly connected components, with a stack of its own so that a deep chain costs none.
type knots struct {
	g           *graph
	number, low []int32 // when each task was met, from 1, and the earliest one it leads back to
	open        []bool  // met, and in no group yet
	path        []int32 // the open tasks
	count       int32
	of          []int32 // the knot of each task, from 1; 0 when it is in none
	starts      []int32 // the first task of each knot in the plan
}

func (g *graph) knots() *knots {
	tasks := len(g.needsAt) - 1
	k := &knots{g: g, number: make([]int32, tasks), low: make([]int32, tasks), open: make([]bool, tasks), of: make([]int32, tasks)}
	for _, i := range g.order {
		k.number[i] = -1 // has its place: it is in no loop
	}
	for i := range tasks {
		if k.number[i] == 0 {
			k.visit(int32(i))
		}
	}
	return k
}

// step is a task under visit and how many of its needs were followed.
type step struct {
	task int32
	next int
}

func (k *knots) visit(root int32) {
	steps := []step{k.enter(root)}
	for len(steps) > 0 {
		at := &steps[len(steps)-1]
		if needs := k.g.needsOf(at.task); at.next < len(needs) {
			need := needs[at.next].task
			at.next++
			if k.number[need] == 0 {
				steps = append(steps, k.enter(need))
			} else if k.open[need] {
				k.low[at.task] = min(k.low[at.task], k.number[need])
			}
			continue
		}
		left := at.task
		steps = steps[:len(steps)-1]
		if len(steps) > 0 {
			above := steps[len(steps)-1].task
			k.low[above] = min(k.low[above], k.low[left])
		}
		if k.low[left] == k.number[left] {
			k.leave(left)
		}
	}
}

func (k *knots) enter(i int32) step {
	k.count++
	k.number[i], k.low[i], k.open[i] = k.count, k.count, true
	k.path = append(k.path, i)
	return step{task: i}
}

// leave takes a whole group off the path, down to the task that was met first, and keeps it if
// it is a knot: several tasks, or one that needs itself.
func (k *knots) leave(first int32) {
	from := len(k.path) - 1
	for k.path[from] != first {
		from--
	}
	group := k.path[from:]
	k.path = k.path[:from]
	for _, i := range group {
		k.open[i] = false
	}
	itself := func(n edge) bool { return n.task == first }
	if len(group) == 1 && !slices.ContainsFunc(k.g.needsOf(first), itself) {
		return
	}
	k.starts = append(k.starts, slices.Min(group))
	for _, i := range group {
		k.of[i] = int32(len(k.starts))
	}
}
