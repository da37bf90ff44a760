package results

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/slot"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

func formNamed(ctx context.Context, q postgres.Querier, form int64) (formRow, error) {
	return one(postgres.List[formRow](ctx, q, `SELECT `+formColumns+` WHERE f.id = @form AND f.living`, pgx.NamedArgs{"form": form}))
}

const responseColumns = `r.id, r.form_id, r.number, r.project_id, COALESCE(NULLIF(p.short_name, ''), p.title, '') AS project, COALESCE(r.slot_id, 0) AS slot_id, COALESCE(s.title, '') AS slot, COALESCE(r.audience_id, 0) AS audience_id,
	r.day, r.channel, r.language, r.easy, r.help, r.choices, COALESCE(a.reason, '') AS reason, COALESCE(a.note, '') AS note, COALESCE(who.name, '') AS aside_by, a.created_at AS aside_at,
	r.collection_id, COALESCE(r.entered_by, 0) AS entered_by, p.status
	FROM responses_given r LEFT JOIN responses_set_aside a ON a.response_id = r.id LEFT JOIN people_named who ON who.id = a.created_by
		LEFT JOIN project_anchors p ON p.id = r.project_id LEFT JOIN slots_named s ON s.id = r.slot_id`

// responseRow is a response as the database gives it: why it is aside stands in columns of its own.
type responseRow struct {
	ID, FormID    int64
	Number        int
	ProjectID     int64
	Project       string
	SlotID        int64
	Slot          string
	AudienceID    int64
	Day           workcal.Date
	Channel       Channel
	Language      string
	Easy          bool
	Help, Choices string
	Reason        Reason
	Note, AsideBy string
	AsideAt       *time.Time
	CollectionID  int64
	EnteredBy     int64
	Status        *programme.Status // of the project
}

func (r responseRow) response(by account.By) Response {
	may := r.Channel == OnPaper && r.Status != nil && response.CheckCorrect(by, slot.Project{Status: *r.Status}, r.EnteredBy) == nil
	return Response{CollectionID: r.CollectionID, MayCorrect: may, ID: r.ID, FormID: r.FormID, Number: r.Number, ProjectID: r.ProjectID, Project: r.Project, SlotID: r.SlotID, Slot: r.Slot, AudienceID: r.AudienceID, Day: r.Day, Channel: r.Channel,
		Language: r.Language, Easy: r.Easy, Help: r.Help, Choices: r.Choices, Aside: SetAside{r.Reason, r.Note}, AsideBy: r.AsideBy, AsideAt: r.AsideAt}
}

func responsesIn(ctx context.Context, q postgres.Querier, by account.By, sql string, args pgx.NamedArgs) ([]Response, error) {
	rows, err := postgres.List[responseRow](ctx, q, sql, args)
	list := make([]Response, len(rows))
	for i, r := range rows {
		list[i] = r.response(by)
	}
	return list, err
}

func responsesOf(ctx context.Context, q postgres.Querier, by account.By, form int64, ids []int64) ([]Response, error) {
	return responsesIn(ctx, q, by, `SELECT `+responseColumns+` WHERE r.form_id = @form AND r.id = ANY(@ids) ORDER BY r.id`, pgx.NamedArgs{"form": form, "ids": ids})
}

// inNoOrder hides the order in which responses of a day came.
const inNoOrder = ` ORDER BY r.day DESC, md5(r.id::text)`

func responses(ctx context.Context, q postgres.Querier, by account.By, form int64, f Filter, aside bool, page int) ([]Response, int, error) {
	args, where := f.args(form), f.where()
	if aside {
		where += " AND a.response_id IS NOT NULL"
	}
	total, err := postgres.Scalar[int](ctx, q, `SELECT count(*)::int FROM responses_given r LEFT JOIN responses_set_aside a ON a.response_id = r.id WHERE `+where, args)
	if err != nil {
		return nil, 0, err
	}
	args["most"], args["skip"] = PerPage, (page-1)*PerPage
	list, err := responsesIn(ctx, q, by, `SELECT `+responseColumns+` WHERE `+where+inNoOrder+` LIMIT @most OFFSET @skip`, args)
	return list, total, err
}

func textsOf(ctx context.Context, q postgres.Querier, of int64) ([]question.Said, error) {
	return postgres.List[question.Said](ctx, q, `SELECT question AS key, body AS text FROM responses_said WHERE response_id = @id ORDER BY id`, pgx.NamedArgs{"id": of})
}

// Aside counts what is set aside of forms, by their numbers, for the room that holds the forms.
func Aside(ctx context.Context, q postgres.Querier, forms []int64) (map[int64]int, error) {
	rows, err := postgres.List[struct {
		FormID int64
		N      int
	}](ctx, q, `SELECT r.form_id, count(*)::int AS n FROM responses_set_aside a JOIN responses_given r ON r.id = a.response_id WHERE r.form_id = ANY(@forms) GROUP BY 1`, pgx.NamedArgs{"forms": forms})
	counts := make(map[int64]int, len(rows))
	for _, r := range rows {
		counts[r.FormID] = r.N
	}
	return counts, err
}

func insertAside(ctx context.Context, tx pgx.Tx, by account.By, of int64, why SetAside) (bool, error) {
	did, err := tx.Exec(ctx, `INSERT INTO responses_set_aside (response_id, reason, note, created_by, created_at) VALUES (@id, @reason, @note, @by, @now) ON CONFLICT (response_id) DO NOTHING`,
		pgx.NamedArgs{"id": of, "reason": string(why.Reason), "note": why.Note, "by": by.ID, "now": by.At})
	return err == nil && did.RowsAffected() == 1, postgres.Translate(err)
}

func removeAside(ctx context.Context, tx pgx.Tx, of int64) (bool, error) {
	did, err := tx.Exec(ctx, `DELETE FROM responses_set_aside WHERE response_id = @id`, pgx.NamedArgs{"id": of})
	return err == nil && did.RowsAffected() == 1, postgres.Translate(err)
}

// verbatimSQL reads what was written under a filter of responses r.
const verbatimSQL = `FROM responses_said t JOIN responses_given r ON r.id = t.response_id LEFT JOIN project_anchors p ON p.id = r.project_id
	WHERE t.form_id = @form AND NOT EXISTS (SELECT FROM responses_set_aside a WHERE a.response_id = r.id) AND (@key = '' OR t.question = @key)
		AND NOT EXISTS (SELECT FROM unnest(@words::text[]) w WHERE position(w IN t.body_folded) = 0) AND `

// verbatimRow is what somebody wrote as the database gives it.
type verbatimRow struct {
	ID, ResponseID int64
	Key, Body      string
	Day            workcal.Date
	Channel        Channel
	ProjectID      int64
	Project        string
	AudienceID     int64
	Helped         bool
}

func (r verbatimRow) verbatim() Verbatim {
	return Verbatim{ID: r.ID, ResponseID: r.ResponseID, Key: r.Key, Body: r.Body, Day: r.Day, Channel: r.Channel, ProjectID: r.ProjectID, Project: r.Project, AudienceID: r.AudienceID, Helped: r.Helped}
}

const verbatimColumns = `t.id, t.response_id, t.question AS key, t.body, r.day, r.channel, r.project_id, COALESCE(NULLIF(p.short_name, ''), p.title, '') AS project,
	COALESCE(r.audience_id, 0) AS audience_id, r.help <> 'none' AS helped `

func verbatims(ctx context.Context, q postgres.Querier, form int64, f Filter, key string, words []string, page int) ([]Verbatim, int, error) {
	args := f.args(form)
	args["key"], args["words"] = key, append([]string{}, words...) // never NULL
	total, err := postgres.Scalar[int](ctx, q, `SELECT count(*)::int `+verbatimSQL+f.where(), args)
	if err != nil {
		return nil, 0, err
	}
	args["most"], args["skip"] = PerPage, (page-1)*PerPage
	list, err := postgres.List[verbatimRow](ctx, q, `SELECT `+verbatimColumns+verbatimSQL+f.where()+` ORDER BY r.day DESC, md5(t.id::text) LIMIT @most OFFSET @skip`, args)
	all := make([]Verbatim, len(list))
	for i, row := range list {
		all[i] = row.verbatim()
	}
	return all, total, err
}
