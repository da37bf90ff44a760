package plan

import "parvis/internal/french"

// Told is one consequence in words, with the tasks it is about.
type Told struct {
	Text  string // « 8 tâches deviennent en retard »
	Tasks []Touching
}

// Told says the consequences, the most pressing first; nothing where nothing changed.
func (c Consequences) Told() []Told {
	var told []Told
	add := func(n int, one, many string, tasks []Touching) {
		if n > 0 {
			told = append(told, Told{Text: french.Count(n, one, many), Tasks: tasks})
		}
	}
	add(len(c.Late), "tâche devient en retard", "tâches deviennent en retard", c.Late)
	add(len(c.Later), "tâche déjà en retard l’est davantage", "tâches déjà en retard le sont davantage", c.Later)
	add(len(c.Appeared), "contradiction apparaît", "contradictions apparaissent", c.Appeared)
	add(len(c.Tight), "tâche n’a plus de marge", "tâches n’ont plus de marge", c.Tight)
	add(len(c.Recovered), "tâche n’est plus en retard", "tâches ne sont plus en retard", c.Recovered)
	add(len(c.Vanished), "contradiction disparaît", "contradictions disparaissent", c.Vanished)
	add(c.Moved, "tâche change de date", "tâches changent de date", nil)
	return told
}
