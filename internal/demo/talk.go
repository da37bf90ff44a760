package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// line is what somebody writes about a task of a chapter, about its project, or about its event.
type line struct {
	who   who
	on    workcal.Date
	hour  int
	min   int
	about journal.Kind
	task  string // by the template's reference
	text  string
}

// exchanges are what is said of the project that the demonstration is about, in the order of the days.
var exchanges = []line{
	{lucie, day(time.March, 27), 17, 40, journal.Task, "espaces-confirmes", "L’auditorium est promis au colloque le samedi matin. @Samir, peux-tu voir si la conférence peut passer l’après-midi ?"},
	{samir, day(time.March, 28), 9, 15, journal.Task, "espaces-confirmes", "Oui pour 15 h, la conférencière est d’accord. Je préviens l’accueil."},
	{ines, day(time.April, 1), 10, 20, journal.Task, "credits", "Il me manque la réponse de deux photographes pour cinq images de la fouille. Je relance par téléphone jeudi."},
	{claire, day(time.April, 1), 14, 5, journal.Task, "credits", "Si rien ne vient d’ici au 11 avril, on remplace les cinq images par celles du service régional, dont les droits sont cédés."},
	{samir, day(time.April, 3), 11, 30, journal.Project, "", "Les centres sociaux du Petit Nanterre confirment deux groupes de douze le dimanche. Il faudrait un point d’eau près de la fouille simulée."},
	{lucie, day(time.April, 3), 16, 50, journal.Event, "", "L’Inrap met en ligne l’inscription des sites jusqu’au 30 avril ; la nôtre est déposée, en attente de validation."},
	{ines, day(time.April, 4), 9, 45, journal.Task, "credits", "Un des deux a répondu oui. @Claire Vasseur, puis-je mettre sa mention au catalogue dès maintenant ?"},
	{lucie, day(time.April, 4), 17, 10, journal.Project, "", "Bien noté pour l’eau, je l’ajoute au plan des ateliers. @Inès, le recensement de l’assurance couvre-t-il la fouille simulée dans la cour ?"},
}

// talk has people read what they were told in the months before, then say to each other what the last days brought: a few
// notices wait for each of them. ids are those of the chapters' projects.
func (s story) talk(ctx context.Context, ids []int64) error {
	for _, person := range s.people {
		if err := s.rooms.Notices.ReadAll(ctx, person.At(at(day(time.March, 26), 18, 0))); err != nil {
			return fmt.Errorf("read the notices: %w", err)
		}
	}
	project, c := ids[0], chapters[0]
	tasks, err := s.tasksByRef(ctx, project, c)
	if err != nil {
		return err
	}
	if err := s.attach(ctx, project, tasks); err != nil {
		return err
	}
	for _, l := range exchanges {
		id := map[journal.Kind]int64{journal.Project: project, journal.Event: s.events[c.series], journal.Task: tasks[l.task]}[l.about]
		if _, err := s.rooms.Threads.Write(ctx, s.people[l.who].At(at(l.on, l.hour, l.min)), l.about, id, "", l.text); err != nil {
			return fmt.Errorf("write %q: %w", l.text, describe(err))
		}
	}
	waiting := slices.IndexFunc(chapters, func(c chapter) bool { return c.title == schoolProject.title })
	if err := s.rooms.Programme.AskConfirmation(ctx, s.people[schoolProject.pilot].At(at(day(time.April, 4), 17, 30)), ids[waiting]); err != nil {
		return fmt.Errorf("ask for a confirmation: %w", err)
	}
	return nil
}

// tasksByRef finds the tasks of a project by the references of its template.
func (s story) tasksByRef(ctx context.Context, project int64, c chapter) (map[string]int64, error) {
	view, err := s.rooms.Plans.Plan(ctx, s.people[c.pilot].On(Day), project)
	if err != nil {
		return nil, fmt.Errorf("read the plan: %w", err)
	}
	byTitle, byRef := map[string]int64{}, map[string]int64{}
	for _, row := range view.Rows {
		byTitle[row.Title] = row.ID
	}
	for _, t := range s.templates[c.template].Body.Tasks {
		byRef[t.Ref] = byTitle[t.Title]
	}
	return byRef, nil
}
