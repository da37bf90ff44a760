package results

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

// mostProjects bounds those that a task may be added to.
const mostProjects = 1_000

func verbatimOf(ctx context.Context, q postgres.Querier, form, text int64) (Verbatim, error) {
	row, err := postgres.One[verbatimRow](ctx, q, `SELECT `+verbatimColumns+`FROM responses_said t JOIN responses_given r ON r.id = t.response_id LEFT JOIN project_anchors p ON p.id = r.project_id
		WHERE t.form_id = @form AND t.id = @id`, pgx.NamedArgs{"form": form, "id": text})
	return row.verbatim(), err
}

func taskStands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM tasks_named WHERE id = @id AND living)`, pgx.NamedArgs{"id": id})
	}
}

func insertTask(ctx context.Context, tx pgx.Tx, by account.By, task int64, from Source) error {
	_, err := tx.Exec(ctx, `INSERT INTO result_tasks (task_id, form_id, question, text_id, created_by, created_at) VALUES (@task, @form, @question, NULLIF(@text::bigint, 0), @by, @now)`,
		pgx.NamedArgs{"task": task, "form": from.Form.ID, "question": from.Question, "text": from.Verbatim.ID, "by": by.ID, "now": by.At})
	return postgres.Translate(err)
}

func origins(ctx context.Context, q postgres.Querier, task int64) ([]Origin, error) {
	return postgres.List[Origin](ctx, q, `SELECT x.form_id, f.title AS form, x.question, COALESCE(x.text_id, 0) AS text_id, COALESCE(t.body, '') AS body
		FROM result_tasks x JOIN forms_named f ON f.id = x.form_id AND f.living LEFT JOIN responses_said t ON t.id = x.text_id WHERE x.task_id = @task`, pgx.NamedArgs{"task": task})
}

func openProjects(ctx context.Context, q postgres.Querier, by account.By) ([]Project, error) {
	return postgres.List[Project](ctx, q, `SELECT p.id, COALESCE(NULLIF(p.short_name, ''), p.title) AS name, m.person_id IS NOT NULL AS member
		FROM project_anchors p LEFT JOIN members_named m ON m.project_id = p.id AND m.person_id = @by WHERE p.status <> 'archived'
		ORDER BY m.person_id IS NULL, p.first DESC NULLS LAST, name COLLATE "fr-x-icu", p.id LIMIT @most`, pgx.NamedArgs{"by": by.ID, "most": mostProjects})
}
