package plan

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parvis/internal/exchange/intake"
	"parvis/internal/french"
)

// The names of what an import of a plan asks besides, which nothing waits for.
const (
	askCategory = "categorie"
	askWho      = "qui_"
	inNotes     = "notes" // the answer that a name is kept among the notes
)

// mostNames is how many names that the service does not know are asked about.
const mostNames = 15

// unknownPerson is a name that the service does not know.
type unknownPerson struct {
	name, ask string
	rows      []int
}

// nameOfAsk is the name of the question about a person: its letters and digits.
func nameOfAsk(person string) string {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, french.Fold(person))
	return askWho + string([]rune(key)[:min(len([]rune(key)), 40)])
}

// answered gives who somebody said that an unknown name is, nil for nobody, and notes that it is to be asked.
func (in *incoming) answered(name string, row int) *Assignee {
	ask := nameOfAsk(name)
	at := slices.IndexFunc(in.unknown, func(u unknownPerson) bool { return u.ask == ask })
	if at < 0 {
		at, in.unknown = len(in.unknown), append(in.unknown, unknownPerson{name: name, ask: ask})
	}
	in.unknown[at].rows = append(in.unknown[at].rows, row)
	for i := range in.people {
		if strconv.FormatInt(in.people[i].ID, 10) == in.answers[ask] {
			return &in.people[i]
		}
	}
	return nil
}

// category is that of the tasks that say none.
func (in *incoming) category() Category {
	if c := Category(in.answers[askCategory]); c.Valid() {
		return c
	}
	return Administrative
}

// ask adds the questions that nothing waits for.
func (in *incoming) ask() {
	r := &in.read.Report
	if len(in.plain) > 0 {
		ask := intake.Ask{Name: askCategory, Label: "Catégorie des tâches qui n’en disent pas", Rows: in.plain, Answer: in.answers[askCategory], Proposal: string(Administrative), Free: true}
		for _, c := range Categories {
			ask.Options = append(ask.Options, intake.Role{Name: string(c), Label: c.Label()})
		}
		r.Asks = append(r.Asks, ask)
	}
	for _, u := range in.unknown[:min(len(in.unknown), mostNames)] {
		ask := intake.Ask{Name: u.ask, Label: "Qui est " + french.Quote(u.name) + "\u00a0?", Rows: u.rows, Answer: in.answers[u.ask], Proposal: inNotes, Free: true}
		ask.Options = append(ask.Options, intake.Role{Name: inNotes, Label: "Personne du service\u00a0: à garder dans les notes"})
		for _, p := range in.people {
			group := "Autres personnes du service"
			if p.Member {
				group = "Membres du projet"
			}
			ask.Options = append(ask.Options, intake.Role{Name: strconv.FormatInt(p.ID, 10), Label: p.Name, Group: group})
		}
		r.Asks = append(r.Asks, ask)
	}
}

// namesPeople has a column read as the people's that nobody decided about and that names people of the service, where no other is, and
// says so.
func (in *incoming) namesPeople(c *intake.Choices) bool {
	if in.says("responsable") {
		return false
	}
	for _, column := range in.read.Report.Columns {
		if _, decided := c.Columns[column.At]; decided || column.Role != intake.Aside && column.Role != "" || len(column.Samples) == 0 {
			continue
		}
		known := 0
		for _, sample := range column.Samples {
			parts := strings.FieldsFunc(sample, func(r rune) bool { return strings.ContainsRune("/,;&+\n", r) })
			if slices.ContainsFunc(parts, func(part string) bool { return in.person(part) != nil }) {
				known++
			}
		}
		if known*2 < len(column.Samples) || known == 0 {
			continue
		}
		columns := map[int]string{column.At: "responsable"}
		for at, role := range c.Columns {
			columns[at] = role
		}
		c.Columns = columns
		in.read.Report.Notes = append(in.read.Report.Notes, "La colonne "+french.Quote(column.Heading)+" nomme des personnes du service\u00a0: elle est lue comme «\u00a0Responsable\u00a0».")
		return true
	}
	return false
}

// exported tells whether a file has the headings of those that Parvis writes: its numbers are then the project's own.
func (in *incoming) exported() bool {
	for _, heading := range []string{"N°", "Tâche", "Motif du blocage", "Points à cocher", "Fin fixée", "Durée minimale"} {
		if !slices.ContainsFunc(in.read.Report.Columns, func(c intake.Column) bool { return c.Heading == heading }) {
			return false
		}
	}
	return true
}

// renamed finds the task of a number whose title no row of the file has: it has another one there.
func (in *incoming) renamed(ref string, titles map[string]int) *Task {
	for i := range in.stock.tasks {
		t := &in.stock.tasks[i]
		if strconv.Itoa(t.Number) == strings.TrimSpace(ref) && titles[french.Fold(t.Title)] == 0 {
			return t
		}
	}
	return nil
}

// after names the tasks that a row says its own waits for, but for those that it waits for already.
func (in *incoming) after(one *incomingTask, there map[storedNeed]bool) string {
	var names []string
	for _, n := range one.from.Task.Needs {
		need, ok := in.ofFile[n.ID]
		if ok && !there[storedNeed{TaskID: one.task.ID, NeedID: need.task.ID, Lag: n.Lag}] {
			names = append(names, french.Quote(need.task.Title)+lagText(n.Lag))
		}
	}
	return french.And(names)
}

// lagText is the days between two tasks, after the name of the first.
func lagText(days int) string {
	switch {
	case days > 0:
		return ", " + french.WorkingDays(days) + " après"
	case days < 0:
		return ", " + french.WorkingDays(-days) + " avant sa fin"
	}
	return ""
}
