package response

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/survey/question"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

// typedRow is an answer as somebody of the service typed it.
type typedRow struct {
	Number    int
	Channel   Channel
	Day       workcal.Date
	Language  question.Lang
	Help      Help
	Choices   string
	EnteredBy int64
}

func typedOf(ctx context.Context, q postgres.Querier, collection, id int64) (typedRow, []question.Said, error) {
	var rows []typedRow
	var texts []question.Said
	b := &pgx.Batch{}
	postgres.Queue(b, &rows, `SELECT number, channel, day, language, help, choices, COALESCE(entered_by, 0) AS entered_by FROM responses WHERE id = @id AND collection_id = @of`, pgx.NamedArgs{"id": id, "of": collection})
	queueTexts(b, &texts, id)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return typedRow{}, nil, postgres.Translate(err)
	}
	if len(rows) == 0 {
		return typedRow{}, nil, fault.Missing(nil)
	}
	return rows[0], texts, nil
}

// correcting has what is done to texts until the transaction ends noted, so that it can be taken back.
func correcting(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `SELECT set_config('parvis.corrects', 'yes', true)`)
	return postgres.Translate(err)
}

// rewrite writes a sheet over what was typed. A text that is corrected stays the same row: what hangs on it stays.
func rewrite(ctx context.Context, tx pgx.Tx, t Typed) error {
	if err := correcting(ctx, tx); err != nil {
		return err
	}
	questions, bodies, folded := columnsOf(t.texts)
	args := pgx.NamedArgs{"id": t.ID, "day": t.Day, "language": string(t.Language), "help": string(t.Help), "choices": t.choices, "questions": questions, "bodies": bodies, "folded": folded}
	b := &pgx.Batch{}
	b.Queue(`UPDATE responses SET day = @day, language = @language, help = @help, choices = @choices WHERE id = @id`, args)
	b.Queue(`DELETE FROM response_texts WHERE response_id = @id AND question <> ALL(@questions::text[])`, args)
	b.Queue(`UPDATE response_texts t SET body = n.body, body_folded = n.folded FROM unnest(@questions::text[], @bodies::text[], @folded::text[]) n(question, body, folded)
		WHERE t.response_id = @id AND t.question = n.question AND t.body <> n.body`, args)
	b.Queue(`INSERT INTO response_texts (response_id, question, body, body_folded) SELECT @id, n.question, n.body, n.folded FROM unnest(@questions::text[], @bodies::text[], @folded::text[]) n(question, body, folded)
		WHERE NOT EXISTS (SELECT FROM response_texts t WHERE t.response_id = @id AND t.question = n.question)`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// columnsOf are texts as columns that the database unnests.
func columnsOf(texts []question.Said) (questions, bodies, folded []string) {
	questions, bodies, folded = make([]string, len(texts)), make([]string, len(texts)), make([]string, len(texts))
	for i, t := range texts {
		questions[i], bodies[i], folded[i] = t.Key, t.Text, french.Fold(t.Text)
	}
	return questions, bodies, folded
}

// corrected is the sheet that a row of an act is of, as it stands now.
type corrected struct {
	ID, CollectionID int64
	EnteredBy        int64
	Status           *programme.Status // nil: it is not there any more
	Member           bool
}

// correctedOf finds the sheets of rows that corrections wrote, in the order of the rows.
func correctedOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) ([]corrected, error) {
	var texts, responses []int64
	for _, row := range rows {
		if row.Table == "responses" {
			texts, responses = append(texts, 0), append(responses, row.ID("id"))
		} else {
			texts, responses = append(texts, row.ID("id")), append(responses, row.ID("response_id"))
		}
	}
	return postgres.List[corrected](ctx, q, `SELECT COALESCE(r.id, 0) AS id, COALESCE(r.collection_id, 0) AS collection_id, COALESCE(r.entered_by, 0) AS entered_by, p.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member
		FROM unnest(@texts::bigint[], @responses::bigint[]) WITH ORDINALITY u(text, response, n) LEFT JOIN response_texts t ON t.id = u.text
			LEFT JOIN responses r ON r.id = COALESCE(NULLIF(u.response, 0), t.response_id) LEFT JOIN project_anchors p ON p.id = r.project_id ORDER BY u.n`,
		pgx.NamedArgs{"texts": texts, "responses": responses, "person": person})
}
