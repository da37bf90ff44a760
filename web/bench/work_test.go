package bench_test

import (
	"fmt"
	"strings"
	"time"

	"parvis/internal/journal"
	"parvis/web/webtest"
)

var today = webtest.Today.Time()

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

func pick[T any](s *service, list []T) T { return list[s.random.IntN(len(list))] }

// What texts are made of, as long as those that people write.
var (
	firstNames = []string{"Aïcha", "Bruno", "Camille", "Daniel", "Élodie", "Farid", "Gaëlle", "Hugo"}
	lastNames  = []string{"Lemaire", "Nguyen", "Dubois", "Haddad", "Kowalski", "Moreau", "Traoré", "Perrin"}
	kinds      = []string{"event_programme", "twinning", "accessibility_workshop", "off_site", "eac", "residency"}
	categories = []string{"administrative", "logistics", "communication", "education", "partners", "programming", "evaluation", "budget"}
	verbs      = []string{"Réserver", "Relire", "Rédiger", "Faire valider", "Envoyer", "Préparer", "Commander", "Relancer", "Imprimer", "Installer"}
	things     = []string{"les salles et le matériel", "la convention avec le relais", "le communiqué de presse", "le livret des familles", "le programme des visites", "le devis de l’imprimeur", "la liste des groupes inscrits", "le déroulé de l’atelier", "la signalétique du parcours", "le questionnaire de satisfaction"}
	subjects   = []string{"la fouille de la place", "la céramique gauloise", "les gestes du tailleur de pierre", "une ville et ses habitants", "le patrimoine au fil de l’eau", "les métiers de l’archéologie"}
	sentences  = []string{
		"Accueillir des familles qui ne viennent jamais au musée, leur faire toucher la terre et les outils, et garder le contact avec elles.",
		"Préparer avec les centres sociaux de Nanterre et de Colombes deux venues au musée et une restitution dans le quartier.",
		"Les groupes de jeunes de 16 à 25 ans, leurs accompagnateurs, et le public du week-end ; prévoir un accueil en langue des signes.",
	}
)

// addProjects gives the projects of past years, those being prepared, and the largest one.
func (s *service) addProjects(past, ahead []event) {
	for i := range s.past {
		status := "archived"
		if i%5 == 0 { // whoever forgets to archive
			status = "finished"
		}
		target := today.AddDate(0, 0, -15-s.random.IntN(s.years*365-30))
		s.addProject(i, status, s.tasks, pick(s, past), target)
	}
	live := []string{"confirmed", "preparing", "running", "confirmed", "idea"}
	for i := range s.live {
		target := today.AddDate(0, 0, 20+i*250/s.live)
		tasks, looked := s.tasks, i == s.live/2+1
		if looked {
			tasks = s.usual
		}
		id, first := s.addProject(i, live[i%len(live)], tasks, ahead[i%len(ahead)], target)
		if looked {
			// An ordinary task, still to do: it needs some and is needed by some.
			s.project, s.task = id, first+int64(tasks*2/3)
			s.item = (s.task-1)*int64(s.items) + 2
		}
	}
	s.largest, _ = s.addProject(1, "confirmed", s.large, event{}, today.AddDate(0, 0, 120))
}

// addProject gives a project with tasks for a day of its own or, every third time, for an event;
// it gives the ids of the project and of its first task.
func (s *service) addProject(i int, status string, tasks int, e event, target time.Time) (id, task int64) {
	pilot := s.people[i%len(s.people)]
	title := fmt.Sprintf("%s autour de %s", []string{"Parcours", "Atelier", "Jumelage", "Classe"}[i%4], pick(s, subjects))
	var prepares, first, last any
	if e.id != 0 && i%3 == 0 {
		title, prepares, target = e.name, e.id, e.first
	} else {
		first, last = target, target.AddDate(0, 0, i%3)
	}
	var archived, before any
	if status == "archived" {
		archived, before = target, "finished"
	}
	text := func() string { return pick(s, sentences) + "\n\n" + pick(s, sentences) }
	id = s.add("projects", kinds[i%len(kinds)], title, status, pilot, prepares, first, last, text(), text(), i%4, archived, before)
	for k, p := range s.people {
		// The pilot is a member; so are three others, and the intern of one project in four.
		if p == pilot || (k+i)%len(s.people) < 3 && p != s.Intern.ID || p == s.Intern.ID && i%4 == 0 {
			s.note("project_members", id, p)
		}
	}
	task = s.addTasks(id, tasks, target)
	for k := range s.lines {
		at := target.AddDate(0, 0, -200*k/s.lines).Add(time.Duration(k) * time.Minute)
		entry := s.add("journal", earlier(at, today), pick(s, s.people), firstNames[k%len(firstNames)]+" Dubois", string(journal.Finished),
			string(journal.Task), task+int64(k%tasks), s.title(k%tasks))
		s.note("journal_projects", id, entry)
	}
	s.note("revisions", "plan", id, int64(s.lines))
	return id, task
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func (s *service) title(i int) string {
	return fmt.Sprintf("%s %s (%d)", verbs[i%len(verbs)], things[i/len(verbs)%len(things)], i+1)
}

// addTasks gives a project n tasks from six months before its day to one after, and the id of the
// first. What should be done by today mostly is.
func (s *service) addTasks(project int64, n int, target time.Time) int64 {
	first := s.last["tasks"] + 1
	for i := range n {
		due := target.AddDate(0, 0, -180+i*210/n)
		state, start, finish := s.stateOf(due)
		var side, offset any
		if i%4 == 3 || i == n-1 {
			before := int(target.Sub(due).Hours() / 24)
			if side, offset = "J", before; before < 0 {
				side, offset = "E", -before
			}
		}
		var responsible any = s.people[(i*7+int(project))%len(s.people)]
		if i%20 == 7 {
			responsible = nil
		}
		notes := ""
		if i%3 == 0 {
			notes = pick(s, sentences)
		}
		id := s.add("tasks", project, i+1, i+1, s.title(i), pick(s, categories), responsible, s.random.IntN(5), side, offset, state, start, finish, notes)
		s.addNeeds(project, first, i, max(6, n/12))
		s.addItems(id, state == "done")
	}
	s.note("task_numbers", project, n)
	return first
}

func (s *service) stateOf(due time.Time) (state string, start, finish any) {
	done := due.Before(today) && (due.Before(today.AddDate(0, -2, 0)) || s.random.IntN(10) < 8)
	switch {
	case done:
		return "done", due.AddDate(0, 0, -3), due
	case due.Before(today.AddDate(0, 0, 7)):
		return "in_progress", earlier(due, today).AddDate(0, 0, -5), nil
	}
	return "todo", nil, nil
}

// addNeeds makes a task need 1.2 of the tasks shortly before it.
func (s *service) addNeeds(project, first int64, i, near int) {
	for k, chance := range []float64{0.9, 0.3} {
		if i > k && s.random.Float64() < chance {
			back := 1 + k*min(i, near)/2 + s.random.IntN(max(1, min(i, near)/2))
			s.note("task_needs", project, first+int64(i), first+int64(i-back), s.random.IntN(3)-1)
		}
	}
}

func (s *service) addItems(task int64, done bool) {
	for k := range s.items {
		var at, by any
		if done || k == 0 {
			at, by = today.AddDate(0, 0, -10), pick(s, s.people)
		}
		s.add("checklist_items", task, k+1, strings.ToLower(verbs[k%len(verbs)])+" "+pick(s, things), at, by)
	}
}
