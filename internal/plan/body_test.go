package plan

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// allYes answers every question of a template with yes.
func allYes(b Body) Answers {
	a := Answers{}
	for _, q := range b.Questions {
		a[q.Key] = true
	}
	return a
}

// anchors are days that templates are tried on: with the spring holidays, in autumn, on a single
// Saturday, over eleven days.
var anchors = []Project{
	{First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)},
	{First: workcal.Of(2025, 9, 19), Last: workcal.Of(2025, 9, 21)},
	{First: workcal.Of(2025, 5, 17), Last: workcal.Of(2025, 5, 17)},
	{First: workcal.Of(2025, 10, 3), Last: workcal.Of(2025, 10, 13)},
	{First: workcal.Of(2026, 1, 20), Last: workcal.Of(2026, 1, 20)},
}

func TestEveryTemplateFitsWhenBegunInTime(t *testing.T) {
	t.Parallel()
	seeds, err := readSeeds()
	if err != nil {
		t.Fatal(err)
	}
	calendars := (&calendar.Reading{}).Build()
	for _, s := range seeds {
		begin := 200
		for _, task := range s.Tasks {
			if task.Offset.Side == retroplan.BeforeEvent {
				begin = max(begin, task.Offset.Count+20)
			}
		}
		for _, answers := range []Answers{nil, allYes(s.Body)} {
			for _, p := range anchors {
				rows, summary, err := foresee(p, s.Select(answers), calendars, p.First.AddDays(-begin))
				if err != nil {
					t.Fatalf("%s: %v", s.Key, err)
				}
				for _, row := range rows {
					ref := row.Title
					for _, conflict := range row.Conflicts {
						t.Errorf("%s, J=%s, %s (%s): %s", s.Key, p.First, ref, row.Offset, conflict.Sentence())
					}
					if row.Late > 0 {
						t.Errorf("%s, J=%s, %s: late by %d", s.Key, p.First, ref, row.Late)
					}
				}
				if summary.Late > 0 {
					t.Errorf("%s, J=%s: %s", s.Key, p.First, summary.Sentence)
				}
			}
		}
	}
}

// TestEveryTemplateSaysWhatItsTasksAskFor: what takes days takes work, of somebody of ours, and seldom all of each day;
// a milestone says none.
func TestEveryTemplateSaysWhatItsTasksAskFor(t *testing.T) {
	t.Parallel()
	seeds, err := readSeeds()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range seeds {
		days, effort, internal := 0, 0.0, 0
		for _, task := range s.Tasks {
			if task.Effort.Known() != (task.Duration > 0) {
				t.Errorf("%s, %s: an effort of %s in %d days", s.Key, task.Ref, task.Effort.Words(), task.Duration)
			}
			if task.Effort.Days() > float64(task.Duration) {
				t.Errorf("%s, %s: %s in %d days", s.Key, task.Ref, task.Effort.Words(), task.Duration)
			}
			if task.Category == Budget && !task.Internal {
				t.Errorf("%s, %s: partners see « %s »", s.Key, task.Ref, task.Title)
			}
			if task.Category == Partners && task.Role != access.Head && task.Internal {
				t.Errorf("%s, %s: partners do not see « %s »", s.Key, task.Ref, task.Title)
			}
			if task.Internal {
				internal++
			}
			if !task.CalendarDays {
				days, effort = days+task.Duration, effort+task.Effort.Days()
			}
		}
		if share := effort / float64(days); share < 0.25 || share > 0.75 || internal == 0 {
			t.Errorf("%s: %g days of work in %d, %d internal tasks", s.Key, effort, days, internal)
		}
	}
}

func TestATemplateReadsBackAsItIsWritten(t *testing.T) {
	t.Parallel()
	seeds, err := readSeeds()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range seeds {
		document, err := json.Marshal(s.Body)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := readBody(document); err != nil || !reflect.DeepEqual(back, s.Body) {
			t.Errorf("%s: %v", s.Key, err)
		}
	}
	old, err := readBody([]byte(`{"format": 1, "tasks": [{"ref": "a", "title": "A", "category": "budget", "duration": 5}]}`))
	if err != nil || old.Tasks[0].Effort.Known() || old.Tasks[0].Internal || old.Tasks[0].Duration != 5 {
		t.Errorf("a template of before: %+v, %v", old, err)
	}
	if _, err := readBody([]byte(`{"format": 1, "tasks": [{"ref": "a", "effort": 0}]}`)); err == nil {
		t.Error("an effort of zero was read")
	}
}

func TestTheNationalTemplateFitsFromJ200(t *testing.T) {
	t.Parallel()
	seeds, err := readSeeds()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range seeds {
		if s.Key != "evenement-national" {
			continue
		}
		selected := s.Select(allYes(s.Body))
		if len(selected) < 60 {
			t.Errorf("%d tasks", len(selected))
		}
		p := anchors[0]
		_, summary, err := foresee(p, selected, (&calendar.Reading{}).Build(), p.First.AddDays(-200))
		if err != nil || summary.Late != 0 || summary.Conflicts != 0 {
			t.Errorf("%+v, %v", summary, err)
		}
		return
	}
	t.Error("there is no national template")
}

// The offsets of the service's own table, each as its own task.
func TestTheNationalTemplateHoldsTheServicesDates(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"note": "J-180", "pilote": "J-180", "budget": "J-180", "candidature-fds": "J-180",
		"cr-lancement": "J-150", "options": "J-150", "relais": "J-150",
		"intervenants": "J-120", "devis": "J-120", "inscription-jea": "J-120",
		"conventions": "J-90", "domaine-public": "J-90", "assurances": "J-90", "enseignants": "J-90",
		"openagenda": "J-75", "materiel-national": "J-75",
		"dossier-securite": "J-60", "erp": "J-60", "bons": "J-60", "demande-reunion-securite": "J-60",
		"droit-image": "J-45", "reservations": "J-45", "bat": "J-35o",
		"communique": "J-30", "planning": "J-30", "groupes": "J-30",
		"diffusion": "J-21", "transport": "J-21",
		"sacem": "J-15", "buvette": "J-15", "voirie": "J-15", "presse": "J-15",
		"conducteur": "J-10o", "plans": "J-10o", "malles": "J-10o", "signaletique": "J-10o",
		"briefing": "J-7", "vigipirate": "J-7", "essais": "J-2o", "repli": "J-2o",
		"comptage": "J-0", "questionnaires": "J-0", "incidents": "J-0",
		"demontage": "E+1o", "retour-prets": "E+1o", "cr-debriefing": "E+7", "remerciements": "E+7",
		"programme-sacem": "E+15", "factures": "E+15", "retours-partenaires": "E+30",
		"archivage": "E+45", "modele": "E+45",
	}
	seeds, err := readSeeds()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range seeds {
		if s.Key != "evenement-national" {
			continue
		}
		for _, task := range s.Tasks {
			if offset, ok := want[task.Ref]; ok && task.Offset.String() != offset {
				t.Errorf("%s: %s, want %s", task.Ref, task.Offset, offset)
			}
			delete(want, task.Ref)
			if task.Statutory && !strings.Contains(task.Source, "à vérifier") {
				t.Errorf("%s: a legal delay without a source to check", task.Ref)
			}
		}
	}
	for ref := range want {
		t.Errorf("%s is missing", ref)
	}
}

func TestWhatIsLeftOutOfATemplateHandsItsNeedsOn(t *testing.T) {
	t.Parallel()
	b := Body{
		Questions: []Question{{"musique", "Musique ?"}},
		Tasks: []TemplateTask{
			{Ref: "a"}, {Ref: "b", Condition: "musique", Needs: []TemplateNeed{{Ref: "a"}}},
			{Ref: "c", Condition: "musique", Needs: []TemplateNeed{{Ref: "b"}}},
			{Ref: "d", Needs: []TemplateNeed{{Ref: "c", Lag: 2}, {Ref: "a", Lag: 1}}},
		},
	}
	no := b.Select(nil)
	if len(no) != 2 || len(no[1].Needs) != 1 || no[1].Needs[0].Ref != "a" {
		t.Errorf("without music: %+v", no)
	}
	if yes := b.Select(Answers{"musique": true}); len(yes) != 4 || len(yes[3].Needs) != 2 {
		t.Errorf("with music: %+v", yes)
	}
	if len(b.Tasks[3].Needs) != 2 || b.Tasks[3].Needs[0].Ref != "c" {
		t.Errorf("selecting changed the template: %+v", b.Tasks[3])
	}
}

func TestAnUnfitTemplateIsRefused(t *testing.T) {
	t.Parallel()
	task := func(ref string, needs ...TemplateNeed) TemplateTask {
		return TemplateTask{Ref: ref, Title: "T", Category: Budget, Needs: needs}
	}
	with := func(change func(*TemplateTask)) Body {
		one := task("a")
		change(&one)
		return Body{Format: Format, Tasks: []TemplateTask{one}}
	}
	for name, b := range map[string]Body{
		"unknown need":       {Format: Format, Tasks: []TemplateTask{task("a", TemplateNeed{Ref: "x"})}},
		"repeated reference": {Format: Format, Tasks: []TemplateTask{task("a"), task("a")}},
		"loop":               {Format: Format, Tasks: []TemplateTask{task("a", TemplateNeed{Ref: "b"}), task("b", TemplateNeed{Ref: "a"})}},
		"itself":             {Format: Format, Tasks: []TemplateTask{task("a", TemplateNeed{Ref: "a"})}},
		"no title":           with(func(t *TemplateTask) { t.Title = "" }),
		"unknown category":   with(func(t *TemplateTask) { t.Category = "sport" }),
		"unknown role":       with(func(t *TemplateTask) { t.Role = access.Role("king") }),
		"unknown question":   with(func(t *TemplateTask) { t.Condition = "musique" }),
		"negative duration":  with(func(t *TemplateTask) { t.Duration = -1 }),
		"empty item":         with(func(t *TemplateTask) { t.Checklist = []string{" "} }),
		"far lag":            {Format: Format, Tasks: []TemplateTask{task("a"), task("b", TemplateNeed{Ref: "a", Lag: 501})}},
		"no format":          {Tasks: []TemplateTask{task("a")}},
		"later format":       {Format: Format + 1, Tasks: []TemplateTask{task("a")}},
	} {
		if b.Check() == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := (Body{Format: Format, Tasks: []TemplateTask{task("a"), task("b", TemplateNeed{Ref: "a", Lag: -2})}}).Check(); err != nil {
		t.Error(err)
	}
}

func TestATemplateOfALaterFormatIsRefusedBeforeItIsRead(t *testing.T) {
	t.Parallel()
	_, err := readBody([]byte(`{"format": 2, "tasks": {"what": "nobody knows yet"}}`))
	if got := fault.SentenceOf(err); !strings.Contains(got, "version plus récente de Parvis (format\u00a02)") {
		t.Errorf("got %v", err)
	}
	b, err := readBody([]byte(`{"format": 1, "tasks": [{"ref": "a"}]}`))
	if err != nil || b.Format != Format || len(b.Tasks) != 1 {
		t.Errorf("got %+v, %v", b, err)
	}
}
