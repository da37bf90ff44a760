package plan

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
)

// Import is how a retroplanning comes from a spreadsheet into a project's. A row is the task of the project that has its title, and
// its number where several have it, or a new one; a cell that is empty changes nothing.
func (r *Room) Import() imports.Kind { return importer{r} }

type importer struct{ room *Room }

// Name implements imports.Kind.
func (importer) Name() string { return "retroplanning" }

// Check implements imports.Kind.
func (i importer) Check(ctx context.Context, _ postgres.Querier, by account.By, project int64) (journal.Subject, error) {
	s, err := i.room.sheet(ctx, by, whichProject(project))
	if err != nil {
		return journal.Subject{}, err
	}
	return journal.Subject{Kind: journal.Project, ID: project, Name: s.project.Title}, s.project.check(by, MayApplyTemplate)
}

// Hold implements imports.Kind: the project, as for every change of a plan.
func (importer) Hold(ctx context.Context, tx pgx.Tx, by account.By, project int64) error {
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return err
	}
	return check(by, MayApplyTemplate, tie, p.Status)
}

// Read implements imports.Kind.
func (i importer) Read(ctx context.Context, q postgres.Querier, by account.By, project int64, data []byte, c intake.Choices) (imports.Read, error) {
	send := func(b *pgx.Batch) error { return postgres.Translate(q.SendBatch(ctx, b).Close()) }
	s, _, err := workedOut(send, by, []int64{project})
	if err != nil {
		return nil, err
	}
	if len(s.projects) == 0 {
		return nil, fault.Missing(nil)
	}
	people, err := listAssignees(ctx, q, project)
	if err != nil {
		return nil, err
	}
	p := s.projects[0]
	read, err := plansheet.Read(data, plansheet.Options{Event: p.Anchor(), Choices: c, Calendar: s.calendars.Service()})
	if err != nil {
		return nil, err
	}
	in := &incoming{project: p, by: by, stock: s, people: people, read: read, answers: c.Answers, names: map[int64]string{}, items: map[int64][]string{}}
	for _, one := range people {
		in.names[one.ID] = one.Name
	}
	if items, err := labelsOf(ctx, q, project); err == nil {
		for _, one := range items {
			in.items[one.TaskID] = append(in.items[one.TaskID], french.Fold(one.Label))
		}
	} else {
		return nil, err
	}
	if in.namesPeople(&c) {
		noted := in.read.Report.Notes
		if in.read, err = plansheet.Read(data, plansheet.Options{Event: p.Anchor(), Choices: c, Calendar: s.calendars.Service()}); err != nil {
			return nil, err
		}
		in.read.Report.Notes = append(in.read.Report.Notes, noted[len(noted)-1])
	}
	in.judge()
	in.ask()
	if err := in.foresee(ctx, q); err != nil {
		return nil, err
	}
	return in, nil
}

// incoming is a file of tasks beside the plan that it goes into.
type incoming struct {
	project numbered
	by      account.By
	stock   stock
	people  []Assignee
	names   map[int64]string   // of the people
	items   map[int64][]string // what the checklists of the project hold, folded
	read    *plansheet.Reading
	answers map[string]string
	unknown []unknownPerson         // in the order of the file
	plain   []int                   // rows of new tasks that say no category
	rows    map[int]*intake.Row     // by their number
	tasks   []incomingTask          // those that go in, in the order of the file
	ofFile  map[int64]*incomingTask // the same, by the file's own ids
}

// incomingTask is a row that goes in.
type incomingTask struct {
	from  *plansheet.Imported
	row   *intake.Row
	was   *Task // nil for a new one
	task  Task  // as it would be; a new one has a negative id, minus the file's own
	items []newItem
}

var _ imports.Read = (*incoming)(nil)

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return &in.read.Report }

// Seen implements imports.Read: the numbers under which a plan is kept, and the people who can be named.
func (in *incoming) Seen() string {
	var people strings.Builder
	for _, p := range in.people {
		fmt.Fprintf(&people, " %d %s", p.ID, p.Name)
	}
	return fmt.Sprintf("%+v %s", in.project.key(in.by.Today()), people.String())
}

// judge compares the rows with the project's tasks.
func (in *incoming) judge() {
	in.rows = make(map[int]*intake.Row, len(in.read.Report.Rows))
	for i := range in.read.Report.Rows {
		in.rows[in.read.Report.Rows[i].Number] = &in.read.Report.Rows[i]
	}
	known := map[string][]*Task{}
	for i := range in.stock.tasks {
		t := &in.stock.tasks[i]
		known[french.Fold(t.Title)] = append(known[french.Fold(t.Title)], t)
	}
	taken := map[int64]int{} // the row that is a task already
	titles := map[string]int{}
	for i := range in.read.Tasks {
		if key := french.Fold(in.read.Tasks[i].Task.Title); titles[key] == 0 {
			titles[key] = in.read.Tasks[i].Row
		}
	}
	own := in.exported()
	for i := range in.read.Tasks {
		from := &in.read.Tasks[i]
		row := in.rows[from.Row]
		if from.Waits || row == nil || row.Outcome == intake.Skipped {
			continue
		}
		one := incomingTask{from: from, row: row, was: pick(known[french.Fold(from.Task.Title)], from.Task.Ref)}
		if one.was == nil && own {
			one.was = in.renamed(from.Task.Ref, titles)
		}
		if one.was != nil && taken[one.was.ID] != 0 {
			in.waits(row, fmt.Sprintf("La ligne %d est déjà lue comme la tâche %s du projet\u00a0: changez l’un des deux titres, ou laissez cette ligne de côté.", taken[one.was.ID], french.Quote(one.was.Title)))
			continue
		}
		if first := titles[french.Fold(from.Task.Title)]; first != from.Row && one.was == nil {
			remark(row, fmt.Sprintf("La ligne %d porte le même titre\u00a0: il y aura deux tâches.", first))
		}
		if one.was == nil && len(known[french.Fold(from.Task.Title)]) > 1 {
			remark(row, "Plusieurs tâches du projet portent ce titre\u00a0: celle-ci s’y ajoute.")
		}
		if one.was != nil {
			taken[one.was.ID] = from.Row
		}
		in.fill(&one)
		if row.Outcome != intake.Waits {
			in.tasks = append(in.tasks, one)
		}
	}
	in.settle()
}

// pick finds the task that a row is about: the only one of its title, or of several the one of its number.
func pick(titled []*Task, ref string) *Task {
	if len(titled) == 1 {
		return titled[0]
	}
	for _, t := range titled {
		if fmt.Sprint(t.Number) == strings.TrimSpace(ref) {
			return t
		}
	}
	return nil
}

// waits keeps a row from going in, and says why.
func (in *incoming) waits(row *intake.Row, sentence string) {
	row.Outcome = intake.Waits
	row.Remarks = append(row.Remarks, intake.Remark{Text: sentence, Waits: true})
}

func remark(row *intake.Row, sentence string) {
	row.Remarks = append(row.Remarks, intake.Remark{Text: sentence})
}

// settle says what becomes of the rows that go in, once all were read.
func (in *incoming) settle() {
	fields := taskFields(in.names)
	in.ofFile = make(map[int64]*incomingTask, len(in.tasks))
	for i := range in.tasks {
		in.ofFile[in.tasks[i].from.Task.ID] = &in.tasks[i]
	}
	there := in.needed()
	for i := range in.tasks {
		one := &in.tasks[i]
		before := Task{Duration: -1} // that of a milestone is told too
		if one.was != nil {
			before = *one.was
		}
		one.row.Changes = append(fields.Changes(before.Draft(), one.task.Draft()), progressFields.Changes(before, one.task)...)
		if one.was == nil {
			one.row.Changes = one.told()
		}
		if after := in.after(one, there); after != "" {
			one.row.Changes = append(one.row.Changes, field.Change{Name: FieldNeed, Label: "Après", After: after})
		}
		switch {
		case one.was == nil:
			one.row.Outcome = intake.Created
		case len(one.row.Changes) == 0 && len(one.items) == 0:
			one.row.Outcome = intake.Same
		default:
			one.row.Outcome = intake.Changed
		}
	}
}

// told is what is told of a new task: not its title, which the row shows already, nor the category of whatever has none, nor what it
// was before.
func (one *incomingTask) told() []field.Change {
	list := one.row.Changes[:0]
	for _, c := range one.row.Changes {
		if c.Name == FieldTitle || c.Name == FieldCategory && one.from.Category == "" {
			continue
		}
		c.Before, c.After = "", strings.ReplaceAll(c.After, "\n", " · ")
		list = append(list, c)
	}
	return list
}

// needed are the dependencies that are there.
func (in *incoming) needed() map[storedNeed]bool {
	there := make(map[storedNeed]bool, len(in.stock.needs))
	for _, n := range in.stock.needs {
		there[n] = true
	}
	return there
}

// links are the dependencies that the rows that go in ask for, those that are there already left out.
func (in *incoming) links() []storedNeed {
	there := in.needed()
	var list []storedNeed
	for i := range in.tasks {
		for _, n := range in.tasks[i].from.Task.Needs {
			need, ok := in.ofFile[n.ID]
			if !ok {
				continue
			}
			if link := (storedNeed{TaskID: in.tasks[i].task.ID, NeedID: need.task.ID, Lag: n.Lag}); !there[link] {
				list = append(list, link)
			}
		}
	}
	return list
}

// union is the plan as it would be.
func (in *incoming) union() ([]Task, []storedNeed) {
	place := make(map[int64]int, len(in.stock.tasks))
	tasks := make([]Task, len(in.stock.tasks), len(in.stock.tasks)+len(in.tasks))
	copy(tasks, in.stock.tasks)
	for i, t := range tasks {
		place[t.ID] = i
	}
	last := 0
	for _, t := range tasks {
		last = max(last, t.Position)
	}
	for _, one := range in.tasks {
		if at, known := place[one.task.ID]; known {
			tasks[at] = one.task
			continue
		}
		last++
		one.task.Position, one.task.ProjectID = last, in.project.ID
		tasks = append(tasks, one.task)
	}
	changed := map[[2]int64]bool{}
	links := in.links()
	for _, n := range links {
		changed[[2]int64{n.TaskID, n.NeedID}] = true
	}
	needs := make([]storedNeed, 0, len(in.stock.needs)+len(links))
	for _, n := range in.stock.needs {
		if !changed[[2]int64{n.TaskID, n.NeedID}] {
			needs = append(needs, n)
		}
	}
	return tasks, append(needs, links...)
}

// foresee works out the plan as it would be, and says when each row would be done.
func (in *incoming) foresee(ctx context.Context, q postgres.Querier) error {
	tasks, needs := in.union()
	if len(tasks) > maxTasks {
		in.read.Report.Notes = append(in.read.Report.Notes, "Un rétroplanning a au plus "+french.Number(maxTasks)+"\u00a0tâches, et celui-ci en aurait "+french.Number(len(tasks))+".")
		for _, one := range in.tasks {
			if one.was == nil {
				in.waits(one.row, "Le rétroplanning aurait plus de "+french.Number(maxTasks)+"\u00a0tâches\u00a0: laissez des lignes de côté.")
			}
		}
		return nil
	}
	if way := graphOf(needs).anyLoop(); way != nil {
		in.tellLoop(way, tasks)
		return nil
	}
	by := map[int64][]storedNeed{}
	for _, n := range needs {
		by[n.TaskID] = append(by[n.TaskID], n)
	}
	board, err := newBoard(in.project.Project, tasks, by, in.stock.calendars, in.by.Today())
	if err == nil && in.stock.calendars.Crossed() {
		if in.stock.calendars, err = calendar.Whole(ctx, q); err == nil {
			board, err = newBoard(in.project.Project, tasks, by, in.stock.calendars, in.by.Today())
		}
	}
	if err != nil {
		return err
	}
	rows := make(map[int64]*Row, len(board.rows))
	for i := range board.rows {
		rows[board.rows[i].ID] = &board.rows[i]
	}
	for _, one := range in.tasks {
		if r := rows[one.task.ID]; r != nil && one.row.Outcome != intake.Same {
			one.row.Changes = append(one.row.Changes, whenDone(r)...)
			for _, c := range r.Conflicts {
				remark(one.row, french.Sentence(c.Sentence()))
			}
		}
	}
	in.read.Report.Summary = in.summary(board.summary)
	return nil
}

// whenDone says when a row would be done.
func whenDone(r *Row) []field.Change {
	if r.PlannedFinish.IsZero() || !r.State.Open() {
		return nil
	}
	when := "le " + r.PlannedFinish.FrenchDay()
	if !r.Milestone() && r.PlannedStart != r.PlannedFinish && !r.PlannedStart.IsZero() {
		when = "du " + r.PlannedStart.FrenchDay() + " au " + r.PlannedFinish.FrenchDay()
	}
	if r.J != "" {
		when += " (" + r.J + ")"
	}
	if r.Late > 0 {
		when += ", " + french.LateBy(r.Late)
	}
	return []field.Change{{Name: "prevue", Label: "Prévue", After: when}}
}

// summary says what the plan would be.
func (in *incoming) summary(s Summary) string {
	text := "Le rétroplanning compterait " + french.Tasks(s.Total)
	if s.Done > 0 {
		text += ", dont " + french.Count(s.Done, "faite", "faites")
	}
	if s.Conflicts > 0 {
		text += ", avec " + french.Count(s.Conflicts, "contradiction", "contradictions")
	}
	if s.Late > 0 {
		text += " et " + french.Number(s.Late) + " en retard"
	}
	if !in.project.Dated() {
		text += "\u00a0; ses dates se calculeront dès que le projet aura la sienne"
	}
	text += "."
	if !in.says("duree", "pour", "jours_avant", "besoin", "suivantes", "etat", "fin_prevue", "debut_prevu") {
		text = "Ce tableau ne ressemble pas à un rétroplanning\u00a0: il ne dit ni durée, ni date, ni ce qui attend quoi. " + text
	}
	return text
}

// says tells whether a column is read as one of these roles.
func (in *incoming) says(roles ...string) bool {
	return slices.ContainsFunc(in.read.Report.Columns, func(c intake.Column) bool { return slices.Contains(roles, c.Role) })
}

// tellLoop says of the rows of a loop that they wait for each other, through the project's own tasks too.
func (in *incoming) tellLoop(way []int64, tasks []Task) {
	titles := map[int64]string{}
	for _, t := range tasks {
		titles[t.ID] = t.Title
	}
	sentence := loopSentence(way, func(id int64) string { return titles[id] })
	for _, one := range in.tasks {
		for _, id := range way {
			if one.task.ID == id {
				in.waits(one.row, sentence)
				break
			}
		}
	}
}

// saysState tells whether a row says how far its task is.
func saysState(t retroplan.Task) bool {
	return t.State != retroplan.ToDo || !t.Start.IsZero() || !t.Finish.IsZero()
}
