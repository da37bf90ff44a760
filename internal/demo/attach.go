package demo

import (
	"context"
	"embed"
	"fmt"
	"time"

	"parvis/internal/files"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

//go:embed files
var contents embed.FS

// attachment is a file that somebody adds to the project that the demonstration is about, or to one of its tasks.
type attachment struct {
	who     who
	on      workcal.Date
	hour    int
	task    string // by the template's reference; "": to the project
	name    string // as it is called there
	content string // in contents
	amounts bool
}

// attachments are in the order in which they were added.
var attachments = []attachment{
	{samir, day(time.March, 21), 15, "", "Matériel de médiation.csv", "materiel.csv", false},
	{lucie, day(time.March, 27), 17, "espaces-confirmes", "Plan de la cour.png", "cour.png", false},
	{samir, day(time.April, 2), 11, "", "Devis barnums.pdf", "devis.pdf", true},
	{lucie, day(time.April, 3), 16, "", "Plan d’implantation.pdf", "plan.pdf", false},
}

// attach adds the files of the project; tasks are its own, by their references.
func (s story) attach(ctx context.Context, project int64, tasks map[string]int64) error {
	for _, a := range attachments {
		if err := s.attachOne(ctx, project, tasks, a); err != nil {
			return fmt.Errorf("attach %s: %w", a.name, describe(err))
		}
	}
	return nil
}

func (s story) attachOne(ctx context.Context, project int64, tasks map[string]int64, a attachment) error {
	content, err := contents.Open("files/" + a.content)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	arrived, err := s.rooms.Files.Receive(ctx, a.name, content)
	if err != nil {
		return err
	}
	defer arrived.Close()
	kind, id := journal.Project, project
	if a.task != "" {
		kind, id = journal.Task, tasks[a.task]
	}
	_, err = s.rooms.Files.Add(ctx, s.people[a.who].At(at(a.on, a.hour, 0)), kind, id, "", a.amounts, []*files.Arrived{arrived})
	return err
}
