package results_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/exchange/table"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/results"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/internal/survey/tally"
	"parvis/internal/workcal"
)

// service is a form that was answered in two editions, by 80 and 60 people.
type service struct {
	*testing.T
	rooms.Rooms
	head, team, intern   account.By
	form, project, other int64
}

var today = workcal.Of(2025, 4, 7)

func open(t *testing.T) *service {
	t.Helper()
	s := &service{T: t, Rooms: rooms.ForTests(pgtest.New(t))}
	person := func(name string, role access.Role) account.By {
		p, err := s.Accounts.Seed(t.Context(), account.Identity{Name: name, Email: strings.ToLower(name) + "@musee.test", Role: role}, "une phrase de passe")
		s.must(err)
		return p.On(today)
	}
	s.head, s.team, s.intern = person("Claire", access.Head), person("Nadia", access.Team), person("Ines", access.Intern)
	make := func(title string, first workcal.Date) int64 {
		id, err := s.Programme.Create(t.Context(), s.head, "", programme.ProjectDraft{Kind: programme.EAC, Title: title, PilotID: s.head.ID, First: first, Last: first.AddDays(2)})
		s.must(err)
		return id
	}
	s.project, s.other = make("Édition 2025", workcal.Of(2025, 3, 15)), make("Édition 2024", workcal.Of(2024, 3, 15))
	s.fill("NULL", "1")
	s.form = s.number(`SELECT id FROM forms`)
	return s
}

// fill puts the answers of testdata in.
func (s *service) fill(slot, audience string) {
	s.Helper()
	sql, err := os.ReadFile("testdata/answers.sql")
	s.must(err)
	_, err = s.DB.Exec(s.Context(), strings.NewReplacer(":person", strconv.FormatInt(s.head.ID, 10), ":project", strconv.FormatInt(s.project, 10), ":other", strconv.FormatInt(s.other, 10),
		":slot", slot, ":audience", audience).Replace(string(sql)))
	s.must(err)
}

func (s *service) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *service) want(kind fault.Kind, err error) {
	s.Helper()
	if !fault.Is(err, kind) {
		s.Errorf("%v is no %v", err, kind)
	}
}

func (s *service) number(sql string, args ...any) (n int64) {
	s.Helper()
	s.must(s.DB.QueryRow(s.Context(), sql, args...).Scan(&n))
	return n
}

func (s *service) view(f results.Filter) results.View {
	s.Helper()
	v, err := s.Results.Results(s.Context(), s.intern, s.form, f)
	s.must(err)
	return v
}

func (s *service) ids(where string) (list []int64) {
	s.Helper()
	list, err := postgres.Scalars[int64](s.Context(), s.DB, `SELECT id FROM responses WHERE `+where+` ORDER BY id`, nil)
	s.must(err)
	return list
}

func TestAFilterActsOnWhatIsCounted(t *testing.T) {
	t.Parallel()
	s := open(t)
	for name, c := range map[string]struct {
		f     results.Filter
		where string
	}{
		"all": {results.Filter{}, "true"}, "project": {results.Filter{Project: s.project}, fmt.Sprint("project_id = ", s.project)}, "audience": {results.Filter{Audience: 1}, "audience_id = 1"},
		"channel": {results.Filter{Channel: results.OnPaper}, "channel = 'paper'"}, "language": {results.Filter{Language: "en"}, "language = 'en'"}, "easy": {results.Filter{Presentation: results.Easy}, "easy"},
		"usual": {results.Filter{Presentation: results.Usual}, "NOT easy"}, "version": {results.Filter{Version: 1}, "number = 1"},
		"days":    {results.Filter{From: workcal.Of(2025, 3, 16), To: workcal.Of(2025, 3, 16)}, "day = '2025-03-16'"},
		"nowhere": {results.Filter{Event: 99}, "false"}, "both": {results.Filter{Project: s.other, Channel: results.ByKiosk}, fmt.Sprint("channel = 'kiosk' AND project_id = ", s.other)},
	} {
		alone, helped := len(s.ids(c.where+" AND help = 'none'")), len(s.ids(c.where+" AND help <> 'none'"))
		v := s.view(c.f)
		if v.Tally.Responses(tally.Alone) != alone || v.Tally.Responses(tally.Helped) != helped || v.Responses() != alone+helped {
			t.Errorf("%s: %d and %d, want %d and %d", name, v.Tally.Responses(tally.Alone), v.Tally.Responses(tally.Helped), alone, helped)
		}
	}
	v := s.view(results.Filter{})
	if v.First != workcal.Of(2025, 3, 15) || v.Last != workcal.Of(2025, 3, 17) || len(v.Choices.Places) != 2 || v.Choices.Places[0].ProjectID != s.project || len(v.Form.Versions) != 2 {
		t.Errorf("%+v", v)
	}
	for _, l := range v.Tally.Questions[1].Parts[0].In(tally.Alone).Lines() {
		if l.Key == "groupe" && l.Name() != "Avec un groupe (retirée)" {
			t.Errorf("%+v", l)
		}
	}
	_, err := s.Results.Results(t.Context(), s.intern, 99, results.Filter{})
	s.want(fault.NotFound, err)
}

func TestWhatIsSetAsideIsCountedNoMoreAndStays(t *testing.T) {
	t.Parallel()
	s := open(t)
	ids := s.ids("help = 'none'")[:3]
	_, err := s.Results.Put(t.Context(), s.intern, s.form, ids, results.SetAside{Reason: results.Test})
	s.want(fault.Forbidden, err)
	_, err = s.Results.Put(t.Context(), s.team, s.form, ids, results.SetAside{Reason: results.Another})
	s.want(fault.Invalid, err)
	_, err = s.Results.Put(t.Context(), s.team, s.form, nil, results.SetAside{Reason: results.Test})
	s.want(fault.Invalid, err)
	_, err = s.Results.Put(t.Context(), s.team, s.form, []int64{99_999}, results.SetAside{Reason: results.Test})
	s.want(fault.NotFound, err)
	ctx := account.Gesture(t.Context())
	n, err := s.Results.Put(ctx, s.team, s.form, ids, results.SetAside{Reason: results.Another, Note: "formation des agents"})
	if s.must(err); n != 3 {
		t.Errorf("%d set aside", n)
	}
	if n, err = s.Results.Put(t.Context(), s.head, s.form, ids[:1], results.SetAside{Reason: results.Test}); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
	if v := s.view(results.Filter{}); v.Aside != 3 || v.Responses() != 137 {
		t.Errorf("%d aside, %d counted", v.Aside, v.Responses())
	}
	sheet, err := s.Results.Response(t.Context(), s.head, s.form, ids[0])
	if s.must(err); sheet.AsideBy != "Nadia" || sheet.Aside.Said() != "autre raison\u00a0: formation des agents" || len(sheet.History) != 1 {
		t.Errorf("%+v", sheet)
	}
	list, err := s.Results.Responses(t.Context(), s.intern, s.form, results.Filter{}, true, 1)
	if s.must(err); list.Total != 3 || len(list.List) != 3 || list.May.SetAside {
		t.Errorf("%+v", list)
	}
	s.must(s.Results.CountAgain(t.Context(), s.head, s.form, ids[:1]))
	s.must(s.Results.CountAgain(t.Context(), s.head, s.form, ids[:1]))
	if v := s.view(results.Filter{}); v.Aside != 2 {
		t.Errorf("%d aside", v.Aside)
	}
	ctx = account.Gesture(t.Context())
	s.must(s.Results.CountAgain(ctx, s.head, s.form, ids[1:]))
	_, err = s.Undo.Undo(t.Context(), s.head, account.ActOf(ctx))
	s.must(err)
	if v := s.view(results.Filter{}); v.Aside != 2 {
		t.Errorf("taken back: %d aside", v.Aside)
	}
	if len(s.ids("true")) != 140 {
		t.Error("a response went")
	}
}

func TestVerbatimsAreFoundWhateverTheirAccents(t *testing.T) {
	t.Parallel()
	s := open(t)
	read := func(f results.Filter, key, find string) results.Verbatims {
		v, err := s.Results.Verbatims(t.Context(), s.intern, s.form, f, key, find, 1)
		s.must(err)
		return v
	}
	all := read(results.Filter{}, "", "")
	if all.Total == 0 || all.Total != int(s.number(`SELECT count(*) FROM response_texts`)) {
		t.Errorf("%d verbatims", all.Total)
	}
	found := read(results.Filter{}, "mieux", "ENTREE plan")
	if found.Total == 0 || found.Total == all.Total || !strings.Contains(found.List[0].Body, "plan à l’entrée") {
		t.Errorf("%+v", found)
	}
	if none := read(results.Filter{}, "", "100% _dinosaure'"); none.Total != 0 {
		t.Errorf("%d found", none.Total)
	}
	if one := read(results.Filter{Project: s.other}, "", ""); one.Total == 0 || one.Total >= all.Total {
		t.Errorf("%d of the other edition", one.Total)
	}
	_, err := s.Results.Put(t.Context(), s.head, s.form, []int64{found.List[0].ResponseID}, results.SetAside{Reason: results.Test})
	s.must(err)
	if again := read(results.Filter{}, "mieux", "ENTREE plan"); again.Total != found.Total-1 {
		t.Errorf("%d, want %d", again.Total, found.Total-1)
	}
}

func TestATaskKnowsTheResultItComesFrom(t *testing.T) {
	t.Parallel()
	s := open(t)
	text := s.number(`SELECT min(t.id) FROM response_texts t JOIN responses r ON r.id = t.response_id WHERE t.question = 'mieux' AND r.project_id = $1`, s.project)
	from, err := s.Results.OfVerbatim(t.Context(), s.intern, s.form, text)
	if s.must(err); from.Project() != s.project || from.Proposed() == "" {
		t.Errorf("%+v", from)
	}
	draft := plan.Draft{Title: "Poser un plan à l’entrée", Category: plan.Evaluation, Duration: 1}
	_, err = s.Results.MakeTask(t.Context(), s.intern, "", from, s.project, draft)
	s.want(fault.Forbidden, err)
	_, err = s.Results.MakeTask(t.Context(), s.team, "", from, 0, draft)
	s.want(fault.Invalid, err)
	_, err = s.Results.MakeTask(t.Context(), s.team, "", from, 9_999, draft)
	s.want(fault.Invalid, err)
	ctx := account.Gesture(t.Context())
	task, err := s.Results.MakeTask(ctx, s.team, "une clé de seize signes", from, s.project, draft)
	s.must(err)
	origin, ok, err := s.Results.OfTask(t.Context(), s.intern, task)
	if s.must(err); !ok || origin.FormID != s.form || origin.TextID != text || origin.Body != from.Verbatim.Body {
		t.Errorf("%+v", origin)
	}
	list, err := s.Results.Verbatims(t.Context(), s.intern, s.form, results.Filter{}, "", "", 1)
	s.must(err)
	linked := 0
	for _, v := range list.List {
		for _, l := range v.Tasks {
			if v.ID == text && l.TaskID == task {
				linked++
			}
		}
	}
	if linked != 1 {
		t.Errorf("%d links to the task", linked)
	}
	_, err = s.Undo.Undo(t.Context(), s.head, account.ActOf(ctx))
	s.must(err)
	if _, ok, err = s.Results.OfTask(t.Context(), s.intern, task); err != nil || ok {
		t.Errorf("a task that was taken back: %v, %v", ok, err)
	}
	question, err := s.Results.OfQuestion(t.Context(), s.team, s.form, "grille")
	s.must(err)
	task, err = s.Results.MakeTask(t.Context(), s.team, "", question, s.other, draft)
	s.must(err)
	if tasks := s.view(results.Filter{}).TasksOf("grille"); len(tasks) != 1 || tasks[0].TaskID != task {
		t.Errorf("%+v", tasks)
	}
	_, err = s.Results.OfQuestion(t.Context(), s.team, s.form, "visite")
	s.want(fault.NotFound, err)
}

func TestEditionsAreComparedWhereBothAskTheSame(t *testing.T) {
	t.Parallel()
	s := open(t)
	c, err := s.Results.Compare(t.Context(), s.intern, s.form, results.Editions{})
	s.must(err)
	if !c.Chosen || c.Left.Name != "Édition 2025" || c.Right.Name != "Édition 2024" || c.Left.Responses != 72 || c.Left.Helped != 8 || c.Right.Responses != 54 {
		t.Errorf("%+v", c)
	}
	verdicts := map[tally.Verdict]int{}
	for _, p := range c.Pairs {
		for _, part := range p.Parts {
			for _, l := range part.Lines {
				verdicts[l.Verdict]++
				if l.Verdict == tally.More && (p.Key != "satisfaction" || l.Left.N <= l.Right.N) {
					t.Errorf("%s, %s: %+v", p.Key, l.Left.Key, l)
				}
			}
		}
	}
	if verdicts[tally.More] == 0 || verdicts[tally.Overlaps] == 0 || c.Larger == 0 || c.Lines <= c.Larger {
		t.Errorf("%v, %d of %d", verdicts, c.Larger, c.Lines)
	}
	s.fill("NULL", "NULL")
	second := s.number(`SELECT max(id) FROM forms`)
	c, err = s.Results.Compare(t.Context(), s.intern, s.form, results.Editions{With: second})
	s.must(err)
	for _, p := range c.Pairs {
		if !p.Bank {
			t.Errorf("%s is of no bank", p.Key)
		}
	}
	if len(c.Pairs) != 2 || c.Larger != 0 {
		t.Errorf("%d questions, %d differences of a form with its double", len(c.Pairs), c.Larger)
	}
}

func TestAFileHasEveryResponseInNoOrderAndNoFormula(t *testing.T) {
	t.Parallel()
	s := open(t)
	_, err := s.Results.Export(t.Context(), s.intern, s.form, results.Filter{})
	s.want(fault.Forbidden, err)
	_, err = s.DB.Exec(t.Context(), `UPDATE response_texts SET body = '=HYPERLINK("http://example.org")' WHERE id = (SELECT min(id) FROM response_texts)`)
	s.must(err)
	aside := s.ids("true")[:1]
	_, err = s.Results.Put(t.Context(), s.head, s.form, aside, results.SetAside{Reason: results.Doubtful})
	s.must(err)
	var before []byte
	f, err := s.Results.Export(t.Context(), s.team, s.form, results.Filter{})
	s.must(err)
	for _, p := range results.Parts {
		data, err := f.CSV(p)
		s.must(err)
		text := string(data)
		if strings.Contains(text, ";=HYPER") || strings.Contains(text, ";\"=HYPER") || p == results.Labels && !strings.Contains(text, "douteuse") || p == results.Codebook && !strings.Contains(text, "Avec un groupe (retirée)") {
			t.Errorf("%s: %.300s", p, text)
		}
		if lines := strings.Count(text, "\r\n"); p != results.Codebook && lines != 141 {
			t.Errorf("%s has %d lines", p, lines)
		}
		if p == results.Codes {
			before = data
		}
	}
	again, err := s.Results.Export(t.Context(), s.team, s.form, results.Filter{})
	s.must(err)
	if data, err := again.CSV(results.Codes); err != nil || bytes.Equal(data, before) {
		t.Errorf("twice in the same order, %v", err)
	}
	data, err := f.Workbook()
	s.must(err)
	book, err := workbook.Read(data, workbook.Options{})
	if s.must(err); len(book.Sheets) != 3 {
		t.Errorf("%d sheets", len(book.Sheets))
	}
	one, err := s.Results.Export(t.Context(), s.team, s.form, results.Filter{Project: s.other, Channel: results.OnPaper})
	if s.must(err); one.Len() != 12 {
		t.Errorf("%d responses", one.Len())
	}
	var out bytes.Buffer
	s.must(results.Aggregated.Write(&out, table.CSV, s.view(results.Filter{}).Aggregates()))
	if !strings.Contains(out.String(), "réponses volontaires, non représentatives") {
		t.Error(out.String())
	}
}

func TestTheRateIsSaidWhereEverySlotWasCounted(t *testing.T) {
	t.Parallel()
	s := open(t)
	activity, err := s.Activities.Create(t.Context(), s.head, "", s.project, activity.Draft{Kind: activity.Visit, Title: "Visite"})
	s.must(err)
	make := func(from int) int64 {
		id, _, err := s.Slots.Create(t.Context(), s.head, "", s.project, slot.Draft{ActivityID: activity, Times: slot.Times{Day: workcal.Of(2025, 3, 15), From: from, To: from + 60}, Capacity: 12}, true)
		s.must(err)
		return id
	}
	count := func(of int64, n int) {
		_, err := s.Attendance.Add(t.Context(), s.intern, attendance.Tap{Key: fmt.Sprintf("une-clé-de-comptage-%d", of), Slot: of, Audience: 1, Measure: attendance.Present, N: n, At: s.intern.At})
		s.must(err)
	}
	first, second := make(600), make(700)
	rate := func(f results.Filter) results.Rate { return s.view(f).Rate }
	count(first, 100)
	if r := rate(results.Filter{}); r.Known() || r.Slots != 2 || r.Counted != 1 { // the whole project is asked
		t.Errorf("%+v", r)
	}
	count(second, 60)
	if r := rate(results.Filter{Project: s.project}); !r.Known() || r.Answers != 80 || r.Visitors != 160 {
		t.Errorf("%+v", r)
	}
	if percent, ok := rate(results.Filter{Project: s.project}).Percent(); !ok || percent != 50 {
		t.Errorf("%d, %v", percent, ok)
	}
	if r := rate(results.Filter{Project: s.project, Channel: results.OnPaper}); r.Known() {
		t.Errorf("the visitors who answered on paper are not counted: %+v", r)
	}
	_, err = s.Results.Put(t.Context(), s.head, s.form, s.ids(fmt.Sprint("project_id = ", s.project))[:40], results.SetAside{Reason: results.Test})
	s.must(err)
	if percent, _ := rate(results.Filter{Project: s.project}).Percent(); percent != 25 {
		t.Errorf("%d of 100 without those set aside", percent)
	}
	if _, ok := (results.Rate{Asked: true, Answers: 12, Visitors: 10, Slots: 1, Counted: 1}).Percent(); ok {
		t.Error("more answers than visitors make a rate")
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	s := open(t)
	count := func(do func(context.Context) error) int64 {
		t.Helper()
		ctx, n := postgres.CountQueries(t.Context())
		s.must(do(ctx))
		return n.Load()
	}
	for name, c := range map[string]struct {
		most int64
		do   func(context.Context) error
	}{
		"results": {2, func(ctx context.Context) error {
			_, err := s.Results.Results(ctx, s.head, s.form, results.Filter{})
			return err
		}},
		"responses": {3, func(ctx context.Context) error {
			_, err := s.Results.Responses(ctx, s.head, s.form, results.Filter{}, false, 1)
			return err
		}},
		"verbatims": {3, func(ctx context.Context) error {
			_, err := s.Results.Verbatims(ctx, s.head, s.form, results.Filter{}, "", "", 1)
			return err
		}},
		"compared": {3, func(ctx context.Context) error {
			_, err := s.Results.Compare(ctx, s.head, s.form, results.Editions{})
			return err
		}},
		"file": {2, func(ctx context.Context) error {
			_, err := s.Results.Export(ctx, s.head, s.form, results.Filter{})
			return err
		}},
	} {
		if n := count(c.do); n > c.most {
			t.Errorf("%s: %d queries", name, n)
		}
	}
}
