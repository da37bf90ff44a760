package urls

import (
	"net/url"
	"strconv"
)

// MyList is the person's own tasks and items.
func MyList() string { return "/ma-liste" }

// MyListPrint is the person's list with boxes, for paper; ListQuery filters both.
func MyListPrint() string { return MyList() + "/impression" }

// ListQuery is the filter of a person's list: a project's id, a category, whose tasks; "" for all.
func ListQuery(project, category, whose string) string {
	return with("", url.Values{"projet": {project}, "categorie": {category}, "pour": {whose}})
}

// Plan is a project's retroplanning as a list by month.
func Plan(project int64) string { return path("/projets/", project, "/retroplanning") }

// Gantt is a project's retroplanning as a chart.
func Gantt(project int64) string { return Plan(project) + "/gantt" }

// PlanPrint is the retroplanning for paper: an A4 list.
func PlanPrint(project int64) string { return Plan(project) + "/impression" }

// GanttPrint is the retroplanning for paper: an A3 landscape chart.
func GanttPrint(project int64) string { return PlanPrint(project) + "?format=gantt" }

// ApplyTemplate offers the templates of a project's kind (GET) and applies one (POST).
func ApplyTemplate(project int64) string { return Plan(project) + "/modele" }

// ChooseTemplate previews one template in a project.
func ChooseTemplate(project, template int64) string {
	return with(ApplyTemplate(project), url.Values{"modele": {strconv.FormatInt(template, 10)}})
}

// NewTask is the form for a task of a project; POST creates it.
func NewTask(project int64) string { return Plan(project) + "/taches" }

// Task is one task; POST edits it.
func Task(id int64) string { return path("/taches/", id) }

// TaskEdit is the form of a task.
func TaskEdit(id int64) string { return Task(id) + "/modifier" }

// TaskTick ticks a task (POST); TaskUntick takes it back.
func TaskTick(id int64) string { return Task(id) + "/coche" }

// TaskUntick takes a tick back (POST).
func TaskUntick(id int64) string { return TaskTick(id) + "/supprimer" }

// TaskState changes the state of a task (POST).
func TaskState(id int64) string { return Task(id) + "/etat" }

// TaskUp moves a task up among its neighbours (POST).
func TaskUp(id int64) string { return Task(id) + "/monter" }

// TaskDown moves a task down among its neighbours (POST).
func TaskDown(id int64) string { return Task(id) + "/descendre" }

// TaskDelete asks (GET) and puts a task in the bin (POST).
func TaskDelete(id int64) string { return Task(id) + "/suppression" }

// TaskNeeds adds a dependency (POST).
func TaskNeeds(id int64) string { return Task(id) + "/dependances" }

// TaskNeedDelete removes a dependency (POST).
func TaskNeedDelete(id, need int64) string {
	return path("/taches/", id, "/dependances/", need, "/suppression")
}

// Items adds an item to a task's checklist (POST).
func Items(task int64) string { return Task(task) + "/points" }

// ItemTick ticks an item (POST).
func ItemTick(task, item int64) string { return path("/taches/", task, "/points/", item, "/coche") }

// ItemUntick takes an item's tick back (POST).
func ItemUntick(task, item int64) string { return ItemTick(task, item) + "/supprimer" }

// ItemEdit renames an item (POST).
func ItemEdit(task, item int64) string { return path("/taches/", task, "/points/", item) }

// ItemDelete removes an item (POST).
func ItemDelete(task, item int64) string { return ItemEdit(task, item) + "/suppression" }

// ItemRestore puts a removed item back (POST).
func ItemRestore(task, item int64) string { return ItemDelete(task, item) + "/supprimer" }
