// Package plan holds the tasks of the projects: their checklists, dependencies and templates, and the
// stored side of the retroplanning that package retroplan computes.
//
// # Reading
//
//	Plan(ctx, by, projectID) (View, error)
//	Task(ctx, by, taskID) (Detail, error)
//	NewTask(ctx, by, projectID) (Blank, error)                what the form of a new task needs
//	NewLines(ctx, by, projectID, below) (BlankLines, error)   what the form of tasks by lines needs
//	Chosen(ctx, by, projectID, taskIDs) (Chosen, error)       several tasks, and what may be done with them
//	TaskLine(ctx, by, taskID) (LineView, error)               what its row needs to be edited in place
//	TryLine(ctx, LineView, Line) (Effect, error)              what EditLine would change; nothing is written
//	MyList(ctx, by, Filter) (List, error)
//	Overview(ctx, by, projectIDs...) ([]Standing, error)
//	Morning(ctx, by) ([]Standing, List, error)                Overview and MyList, read once
//	Templates(ctx, by, kind) ([]Template, error)
//	Template(ctx, by, templateID, projectID, answers) (Preview, error)
//	Bins() []trash.Bin                                        where deleted tasks wait to be restored
//	Progress(ctx, by, projectIDs) (map[int64]Progress, error) how many tasks, and how many are done
//
// Everything read costs a constant number of queries, plus one where a plan reaches back to before the days
// off that were read with it. What may not be seen is fault.NotFound.
//
// # Writing
//
//	CreateTask(ctx, by, projectID, Draft, key, needs...) (taskID, error)
//	AddTasks(ctx, by, projectID, Added, key) (taskIDs, error) at any place of the plan
//	Together(ctx, by, projectID, taskIDs, Change) (Outcome, error)
//	EditTask(ctx, by, taskID, version, Draft) error
//	EditLine(ctx, by, LineView, version, Line) (Effect, error) a row: some of its text, and its state
//	DeleteTask, RestoreTask, Reopen, Drop(ctx, by, taskID) error
//	TickTask, UntickTask, Start, MoveUp, MoveDown(ctx, by, taskID) error
//	Finish(ctx, by, taskID, day) error
//	Block(ctx, by, taskID, because) error
//	Assign(ctx, by, taskID, *responsibleID) error
//	Reorder(ctx, by, projectID, taskIDs) error
//	AddNeed(ctx, by, taskID, needID, lag) error               also changes the lag
//	RemoveNeed(ctx, by, taskID, needID) error
//	AddItem(ctx, by, taskID, label, key) (itemID, error)
//	EditItem(ctx, by, taskID, itemID, was, label) error
//	RemoveItem, RestoreItem, TickItem, UntickItem(ctx, by, taskID, itemID) error
//	ApplyTemplate(ctx, by, projectID, templateID, answers, key) (Applied, error)
//
// Each opens one transaction, finds by a query that only finds what this person may see, asks
// access, applies a rule, writes one entry of the journal; a row writes one for its text and one for
// its state. A key is a form's submission key: the same key creates once.
//
// Failures: fault.Invalid carries problems named by the Field constants; fault.Forbidden says who
// may; fault.Conflict from EditTask and EditItem carries both texts (fault.StaleOf).
//
// Ticking follows MayTick: somebody's own tasks, and for an intern the unassigned ones of her
// projects; deleting, dropping and linking follow MayEditTask.
package plan
