package urls

import (
	"net/url"
	"strconv"
	"strings"
)

// MyList is the person's own tasks and items; POST adds a task to it.
func MyList() string { return "/ma-liste" }

// ListOf is somebody else's list, for whoever may read it.
func ListOf(person int64) string { return path("/listes/", person) }

// MyListPrint is the person's list with boxes, for paper; ListQuery filters both.
func MyListPrint() string { return MyList() + "/impression" }

// ListPrintOf is somebody else's list for paper.
func ListPrintOf(person int64) string { return ListOf(person) + "/impression" }

// ListQuery is the filter of a list: a project's id, a category, whose tasks, until when; "" for all, and for this
// week.
func ListQuery(project, category, whose, horizon string) string {
	return with("", url.Values{"projet": {project}, "categorie": {category}, "pour": {whose}, "horizon": {horizon}})
}

// OwnTask is a thing to do that somebody noted for herself; POST edits it.
func OwnTask(id int64) string { return path("/ma-liste/taches/", id) }

// OwnDelete asks (GET) and puts one in the bin (POST).
func OwnDelete(id int64) string { return OwnTask(id) + "/suppression" }

// Plan is a project's retroplanning as a list by month.
func Plan(project int64) string { return path("/projets/", project, "/retroplanning") }

// PlanNarrowed is that list narrowed to words, whose tasks, a category and a state, and grouped otherwise than by month; "" for
// what is not asked.
func PlanNarrowed(project int64, words, who, category, state, by string) string {
	return with(Plan(project), url.Values{"mots": {words}, "qui": {who}, "categorie": {category}, "etat": {state}, "par": {by}})
}

// Gantt is a project's retroplanning as a chart.
func Gantt(project int64) string { return Plan(project) + "/gantt" }

// PlanPrint is the retroplanning for paper: an A4 list.
func PlanPrint(project int64) string { return Plan(project) + "/impression" }

// GanttPrint is the retroplanning for paper: an A3 landscape chart.
func GanttPrint(project int64) string { return PlanPrint(project) + "?format=gantt" }

// PlanPrintOf is either of them, narrowed; "" is for what is not asked.
func PlanPrintOf(project int64, choice url.Values) string { return with(PlanPrint(project), choice) }

// ApplyTemplate offers the templates of a project's kind (GET) and applies one (POST).
func ApplyTemplate(project int64) string { return Plan(project) + "/modele" }

// ChooseTemplate previews one template in a project.
func ChooseTemplate(project, template int64) string {
	return with(ApplyTemplate(project), url.Values{"modele": {strconv.FormatInt(template, 10)}})
}

// NewTask is the form for a task of a project; POST creates it.
func NewTask(project int64) string { return Plan(project) + "/taches" }

// QuickAdd is the form of tasks to add by lines; POST creates them.
func QuickAdd(project int64) string { return Plan(project) + "/ajout" }

// QuickAddBelow is that form, opened below a task.
func QuickAddBelow(project, task int64) string {
	return with(QuickAdd(project), url.Values{"apres": {strconv.FormatInt(task, 10)}})
}

// Together asks what to do with several tasks of a project (GET) and does it (POST).
func Together(project int64) string { return Plan(project) + "/ensemble" }

// TogetherOf asks it about these tasks.
func TogetherOf(project int64, tasks ...int64) string {
	chosen := make([]string, len(tasks))
	for i, id := range tasks {
		chosen[i] = strconv.FormatInt(id, 10)
	}
	return with(Together(project), url.Values{"ids": {strings.Join(chosen, ",")}})
}

// TogetherAll asks it about all the tasks that a list narrowed so shows, which were that many (see PlanNarrowed).
func TogetherAll(project int64, shown int, words, who, category, state, by string) string {
	return with(Together(project), url.Values{"tout": {"oui"}, "nombre": {strconv.Itoa(shown)},
		"mots": {words}, "qui": {who}, "categorie": {category}, "etat": {state}, "par": {by}})
}

// Task is one task; POST edits it.
func Task(id int64) string { return path("/taches/", id) }

// TaskEdit is the form of a task.
func TaskEdit(id int64) string { return Task(id) + "/modifier" }

// TaskLine is a task's row to be edited (GET, whose query is tried); POST keeps it.
func TaskLine(id int64) string { return Task(id) + "/ligne" }

// Ticks ticks a task or an item of its checklist, or takes a tick back (POST): one form around a list, whose buttons say which.
func Ticks() string { return "/coches" }

// TaskState changes the state of a task (POST).
func TaskState(id int64) string { return Task(id) + "/etat" }

// TaskGive asks whom to give a task to (GET) and gives it (POST).
func TaskGive(id int64) string { return Task(id) + "/responsable" }

// TaskBlock asks what blocks a task (GET); TaskState notes it.
func TaskBlock(id int64) string { return Task(id) + "/blocage" }

// TaskShift asks by how many days to shift a task (GET) and shifts it (POST).
func TaskShift(id int64) string { return Task(id) + "/decalage" }

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

// ItemEdit renames an item (POST).
func ItemEdit(task, item int64) string { return path("/taches/", task, "/points/", item) }

// ItemDelete removes an item (POST).
func ItemDelete(task, item int64) string { return ItemEdit(task, item) + "/suppression" }

// ItemRestore puts a removed item back (POST).
func ItemRestore(task, item int64) string { return ItemDelete(task, item) + "/supprimer" }

// PlanImport asks for a spreadsheet to import into a project's retroplanning.
func PlanImport(project int64) string { return BringImport("retroplanning", project) }

// PlanExport is a project's retroplanning as a spreadsheet of this format, which imports back the same; with "", as a router's pattern.
func PlanExport(project int64, format string) string {
	return with(Plan(project)+"/export", url.Values{"format": {format}})
}
