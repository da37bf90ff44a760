package plan

import (
	"context"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/programme"
)

// Topics are the kinds of things of this room that people are told of and talk about.
var Topics = []notice.Topic{{Kind: journal.Task, MayRead: programme.MayRead, SQL: taskTopicSQL}}

// given is a task that an act gives to somebody.
type given struct {
	task   journal.Subject
	person int64
}

// givenBy tells whom an entry of the journal gives a task to: nobody, mostly. Whatever changes who is responsible for a
// task that is there writes such an entry, and all of them are written by held.write or gathered.keep.
func givenBy(did journal.Entry) []given {
	var list []given
	for _, c := range did.Changes {
		if person, err := strconv.ParseInt(c.To, 10, 64); err == nil && did.Subject.Kind == journal.Task && c.Name == FieldResponsible {
			list = append(list, given{did.Subject, person})
		}
	}
	return list
}

// givenOf are the tasks, among new ones, that somebody is responsible for.
func givenOf(tasks []Task) []given {
	var list []given
	for i := range tasks {
		if to := tasks[i].ResponsibleID; to != nil {
			list = append(list, given{tasks[i].Subject(), *to})
		}
	}
	return list
}

// news is what people are told of the tasks that an act gives them: of a single one, it is about the task; of several, it
// is one notice about the project, which counts them.
func (h held) news(list []given) []notice.News {
	var news []notice.News
	of := map[int64][]given{}
	for _, g := range list {
		of[g.person] = append(of[g.person], g)
	}
	for person, tasks := range of {
		n := notice.News{What: notice.Given, About: tasks[0].task, MayRead: programme.MayRead, To: []int64{person}, Times: len(tasks)}
		if len(tasks) > 1 {
			n.About = h.project.Subject()
		}
		news = append(news, n)
	}
	return news
}

// tell tells people of the tasks that an act gives them, in its transaction.
func (h held) tell(ctx context.Context, list []given) error {
	return notice.Tell(ctx, h.tx, h.by, h.news(list)...)
}

// Responsibles gives who is responsible for the open tasks of projects, each once: they are concerned when the dates of
// the projects move.
func (r *Room) Responsibles(ctx context.Context, tx pgx.Tx, projects []int64) ([]int64, error) {
	people, err := responsibles(ctx, tx, projects)
	slices.Sort(people)
	return people, err
}
