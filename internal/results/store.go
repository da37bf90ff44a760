package results

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
)

// The bounds of what is read.
const (
	mostPlaces = 2_000
	mostSlots  = 5_000
	mostTasks  = 1_000
	mostForms  = 500
)

// formRow is a form as the database names it.
type formRow struct {
	ID        int64
	Title     string
	Purpose   survey.Purpose
	ProjectID int64
}

// scene is a form, and where it is asked.
type scene struct {
	rows      []formRow
	versions  []survey.Version
	places    []Place
	audiences []attendance.Audience
	slots     []slotRow
	tasks     []TaskLink

	form Form
}

const formColumns = `f.id, f.title, f.purpose, COALESCE(f.project_id, 0) AS project_id FROM forms_named f`

func (s *scene) queue(b *pgx.Batch, by account.By, form int64) {
	args := pgx.NamedArgs{"form": form, "now": by.At, "places": mostPlaces, "slots": mostSlots, "tasks": mostTasks}
	postgres.Queue(b, &s.rows, `SELECT `+formColumns+` WHERE f.id = @form AND f.living`, args)
	survey.QueueVersions(b, &s.versions, form)
	postgres.Queue(b, &s.places, `SELECT p.id AS project_id, p.title AS project, p.short_name AS short, COALESCE(p.event_id, 0) AS event_id, p.event_name AS event, p.first,
			COALESCE(c.slot_id, 0) AS slot_id, COALESCE(s.title, '') AS slot, s.starts_at, COALESCE(c.audience_id, 0) AS audience_id, c.living
		FROM collections_asked c JOIN project_anchors p ON p.id = c.project_id LEFT JOIN slots_named s ON s.id = c.slot_id
		WHERE c.form_id = @form ORDER BY p.first DESC NULLS LAST, p.id DESC, s.starts_at, c.id LIMIT @places`, args)
	attendance.QueueAudiences(b, &s.audiences)
	postgres.Queue(b, &s.slots, `SELECT s.id, s.project_id, s.starts_at FROM slots_named s WHERE s.living AND s.status <> 'cancelled' AND s.ends_at <= @now
			AND (s.id IN (SELECT c.slot_id FROM collections_asked c WHERE c.form_id = @form AND c.living) OR s.project_id IN (SELECT c.project_id FROM collections_asked c WHERE c.form_id = @form AND c.living AND c.slot_id IS NULL))
		ORDER BY s.starts_at, s.id LIMIT @slots`, args)
	postgres.Queue(b, &s.tasks, taskSQL+` WHERE x.form_id = @form ORDER BY t.id LIMIT @tasks`, args)
}

const taskSQL = `SELECT t.id AS task_id, t.title, x.question, COALESCE(x.text_id, 0) AS text_id, t.state = 'done' AS done FROM result_tasks x JOIN tasks_named t ON t.id = x.task_id AND t.living`

// settle joins the versions of the form.
func (s *scene) settle() error {
	if len(s.rows) == 0 {
		return fault.Missing(nil)
	}
	row := s.rows[0]
	s.form = Form{ID: row.ID, Title: row.Title, Purpose: row.Purpose, ProjectID: row.ProjectID}
	var asked []question.Form
	for _, v := range s.versions {
		asked, s.form.Versions = append(asked, v.Form), append(s.form.Versions, v.Number)
	}
	s.form.Asked = question.Join(asked)
	return nil
}

func (s *scene) choices() Choices {
	return Choices{Places: s.places, Audiences: s.audiences, Languages: s.form.Asked.Langs, Versions: s.form.Versions}
}

// forms are counted beside their responses, which are many; what was set aside, by hand, is looked up.
func forms(ctx context.Context, q postgres.Querier, project int64) ([]Listed, error) {
	return postgres.List[Listed](ctx, q, `SELECT f.id, f.title, f.purpose, COALESCE(f.project_id, 0) AS project_id, COALESCE(NULLIF(p.short_name, ''), p.title, '') AS project,
			COALESCE(n.responses, 0) - COALESCE(a.aside, 0) AS responses, COALESCE(a.aside, 0) AS aside
		FROM forms_named f LEFT JOIN project_anchors p ON p.id = f.project_id
			LEFT JOIN (SELECT c.form_id, sum(c.n)::int AS responses FROM responses_counted c WHERE @project::bigint = 0 OR c.project_id = @project GROUP BY 1) n ON n.form_id = f.id
			LEFT JOIN (SELECT r.form_id, count(*)::int AS aside FROM responses_set_aside s JOIN responses_given r ON r.id = s.response_id WHERE @project::bigint = 0 OR r.project_id = @project GROUP BY 1) a ON a.form_id = f.id
		WHERE f.living AND f.published > 0 AND (@project::bigint = 0 OR f.project_id = @project OR EXISTS (SELECT FROM collections_asked c WHERE c.form_id = f.id AND c.project_id = @project))
		ORDER BY f.title COLLATE "fr-x-icu", f.id LIMIT @most`, pgx.NamedArgs{"project": project, "most": mostForms})
}
