package plan

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/programme"
	"parvis/internal/undo"
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

// tellBack tells of the tasks that rows of an act gave, once it was taken back and they stand as now says: who has one no
// longer is told of it no more, if she did not look; who has one again is told as when it is given.
func tellBack(ctx context.Context, tx pgx.Tx, by account.By, rows []undo.Row, now map[int64]place) error {
	type whom struct{ project, person int64 }
	all, lost, again := map[whom][]int64{}, map[whom]int{}, map[int64][]given{}
	for _, row := range rows {
		at, known := now[row.ID("id")]
		if !known || row.After == nil {
			continue
		}
		had, has := undo.ID(row.After, "responsible_id"), int64(0)
		if at.ResponsibleID != nil && !at.Gone {
			has = *at.ResponsibleID
		}
		if had != 0 {
			to := whom{at.ProjectID, had}
			all[to] = append(all[to], at.ID)
			if has != had {
				lost[to]++
			}
		}
		if row.Wrote("responsible_id") && has != 0 && has != had {
			again[at.ProjectID] = append(again[at.ProjectID], given{journal.Subject{Kind: journal.Task, ID: at.ID}, has})
		}
	}
	order := func(a, b whom) int { return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.project, b.project)) }
	for _, to := range slices.SortedFunc(maps.Keys(lost), order) {
		about := journal.Subject{Kind: journal.Task, ID: all[to][0]} // as it was told: see news
		if len(all[to]) > 1 {
			about = journal.Subject{Kind: journal.Project, ID: to.project}
		}
		if _, err := notice.Untell(ctx, tx, notice.Given, about, []int64{to.person}, lost[to]); err != nil {
			return err
		}
	}
	var news []notice.News
	for _, project := range slices.Sorted(maps.Keys(again)) {
		news = append(news, held{project: programme.Project{ID: project}}.news(again[project])...)
	}
	return notice.Tell(ctx, tx, by, news...)
}

// Responsibles gives who is responsible for the open tasks of projects, each once: they are concerned when the dates of
// the projects move.
func (r *Room) Responsibles(ctx context.Context, tx pgx.Tx, projects []int64) ([]int64, error) {
	people, err := responsibles(ctx, tx, projects)
	slices.Sort(people)
	return people, err
}
