package plan

import "parvis/internal/french"

// Told is one consequence in words, with the tasks it is about.
type Told struct {
	Text  string // « 8 tâches deviennent en retard »
	Tasks []Touching
	Bad   bool // the plan is worse for it
}

// Told says the consequences, the most pressing first; nothing where nothing changed.
func (c Consequences) Told() []Told {
	var told []Told
	add := func(n int, one, many string, tasks []Touching, bad bool) {
		if n > 0 {
			told = append(told, Told{Text: french.Count(n, one, many), Tasks: tasks, Bad: bad})
		}
	}
	add(len(c.Late), "tâche devient en retard", "tâches deviennent en retard", c.Late, true)
	add(len(c.Later), "tâche déjà en retard l’est davantage", "tâches déjà en retard le sont davantage", c.Later, true)
	add(len(c.Appeared), "contradiction apparaît", "contradictions apparaissent", c.Appeared, true)
	add(len(c.Tight), "tâche n’a plus de marge", "tâches n’ont plus de marge", c.Tight, true)
	add(len(c.Recovered), "tâche n’est plus en retard", "tâches ne sont plus en retard", c.Recovered, false)
	add(len(c.Vanished), "contradiction disparaît", "contradictions disparaissent", c.Vanished, false)
	add(c.Moved, "tâche change de date", "tâches changent de date", nil, false)
	return told
}
