// Package plan holds the tasks of the projects: their checklists, dependencies and templates, and the
// stored side of the retroplanning that package retroplan computes.
//
// # Reading
//
//	Plan(ctx, person, projectID, today) (View, error)
//	Task(ctx, person, taskID, today) (Detail, error)
//	NewTask(ctx, person, projectID) (Blank, error)            what the form of a new task needs
//	MyList(ctx, person, today, Filter) (List, error)
//	Overview(ctx, person, today, projectIDs...) ([]Standing, error)
//	Morning(ctx, person, today) ([]Standing, List, error)     Overview and MyList, read once
//	Templates(ctx, person, kind) ([]Template, error)
//	Template(ctx, person, templateID, projectID, answers, today) (Preview, error)
//	Progress(ctx, by, projectIDs) (map[int64]Progress, error) how many tasks, and how many are done
//	Trash(ctx, person, projectID, now) ([]Deleted, error)     what can still be restored
//
// Everything read costs a constant number of queries, plus one where a plan reaches back to before the days
// off that were read with it. What may not be seen is fault.NotFound.
//
// # Writing
//
//	CreateTask(ctx, person, projectID, Draft, key, now) (taskID, error)
//	EditTask(ctx, person, taskID, version, Draft, now) (Task, error)
//	DeleteTask, RestoreTask, Reopen, Drop(ctx, person, taskID, now) error
//	TickTask, UntickTask, Start, MoveUp, MoveDown(ctx, person, taskID, now) error
//	Finish(ctx, person, taskID, day, now) error
//	Block(ctx, person, taskID, because, now) error
//	Assign(ctx, person, taskID, *responsibleID, now) error
//	Reorder(ctx, person, projectID, taskIDs, now) error
//	AddNeed(ctx, person, taskID, needID, lag, now) error      also changes the lag
//	RemoveNeed(ctx, person, taskID, needID, now) error
//	AddItem(ctx, person, taskID, label, key, now) (itemID, error)
//	EditItem(ctx, person, taskID, itemID, was, label, now) (Item, error)
//	RemoveItem, RestoreItem, TickItem, UntickItem(ctx, person, taskID, itemID, now) error
//	ApplyTemplate(ctx, person, projectID, templateID, answers, key, now) (Applied, error)
//
// Each opens one transaction, finds by a query that only finds what this person may see, asks
// access, applies a rule, writes the project's journal. A key is a form's submission key: the same
// key creates once. now is given in the service's own time zone: its civil day is "today".
//
// Failures: fault.Invalid carries problems named by the Field constants; fault.Forbidden says who
// may; fault.Conflict from EditTask comes with the task as it is now stored, to show both texts.
//
// Ticking follows MayTick: somebody's own tasks, and for an intern the unassigned ones of her
// projects; deleting, dropping and linking follow MayEditTask.
package plan
