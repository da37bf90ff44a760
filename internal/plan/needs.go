package plan

import (
	"cmp"
	"slices"
	"strings"

	"parvis/internal/french"
)

// graph is who waits for whom: a task to the tasks that need it.
type graph map[int64][]int64

func graphOf(needs []storedNeed) graph {
	g := make(graph, len(needs))
	for _, n := range needs {
		g[n.NeedID] = append(g[n.NeedID], n.TaskID)
	}
	return g
}

// downstream gives every task that waits, directly or not, for a task, and for each the task
// before it on the shortest way.
func (g graph) downstream(from int64) map[int64]int64 {
	before := map[int64]int64{}
	for queue := []int64{from}; len(queue) > 0; queue = queue[1:] {
		for _, next := range g[queue[0]] {
			if _, seen := before[next]; !seen && next != from {
				before[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	return before
}

// loop gives the loop that "task needs need" would close: need, what it waits for, …, task; nil
// when there is none.
func (g graph) loop(task, need int64) []int64 {
	return loopIn(g.downstream(task), task, need)
}

func loopIn(before map[int64]int64, task, need int64) []int64 {
	if task == need {
		return []int64{task}
	}
	if _, ok := before[need]; !ok {
		return nil
	}
	way := []int64{need}
	for at := need; at != task; {
		at = before[at]
		way = append(way, at)
	}
	return way
}

// loopSentence names the tasks of a loop in order: each waits for the next.
func loopSentence(way []int64, title func(int64) string) string {
	quoted := func(id int64) string { return french.Quote(title(id)) }
	if len(way) == 1 {
		return "La tâche " + quoted(way[0]) + " ne peut pas dépendre d’elle-même."
	}
	// The new dependency makes the last of the way wait for the first.
	last := way[len(way)-1]
	var b strings.Builder
	b.WriteString("Cette dépendance formerait une boucle\u00a0: " + quoted(last))
	for i, id := range way {
		if i == 0 {
			b.WriteString(" attendrait " + quoted(id))
			continue
		}
		b.WriteString(", qui attend " + quoted(id))
	}
	b.WriteString(". Retirez d’abord l’une de ces dépendances.")
	return b.String()
}

// candidates lists the tasks that could be needed by all of some tasks and are not yet, in the order of the
// rows, with the loop that some would close.
func (b *board) candidates(taskIDs ...int64) []Candidate {
	titles := make(map[int64]string, len(b.rows))
	chosen := make(map[int64]bool, len(taskIDs))
	for _, id := range taskIDs {
		chosen[id] = true
	}
	needed := map[int64]int{} // by how many of them
	var needs []storedNeed
	for i := range b.rows {
		row := &b.rows[i]
		titles[row.ID] = row.Title
		for _, n := range row.Needs {
			needs = append(needs, storedNeed{TaskID: row.ID, NeedID: n.ID})
			if chosen[row.ID] {
				needed[n.ID]++
			}
		}
	}
	slices.SortFunc(needs, func(a, b storedNeed) int {
		return cmp.Or(cmp.Compare(a.TaskID, b.TaskID), cmp.Compare(a.NeedID, b.NeedID))
	})
	g := graphOf(needs)
	before := make([]map[int64]int64, len(taskIDs))
	for i, id := range taskIDs {
		before[i] = g.downstream(id)
	}
	var list []Candidate
	for i := range b.rows {
		r := &b.rows[i]
		if chosen[r.ID] || len(taskIDs) > 0 && needed[r.ID] == len(taskIDs) {
			continue
		}
		c := Candidate{ID: r.ID, Number: r.Number, Title: r.Title, J: r.J}
		if !r.PlannedFinish.IsZero() {
			_, c.Month = monthOf(r.PlannedFinish)
		}
		for j, id := range taskIDs {
			if way := loopIn(before[j], id, r.ID); way != nil {
				c.Cycle = loopSentence(way, func(id int64) string { return titles[id] })
				break
			}
		}
		list = append(list, c)
	}
	return list
}
