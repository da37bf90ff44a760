package planui

import (
	"net/url"
	"slices"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
)

func TestOnlyAPositiveNumberNamesATemplate(t *testing.T) {
	t.Parallel()
	chosen := func(text string) *form.Form { return form.Of(url.Values{fieldTemplate: {text}}) }
	if got, err := templateID(chosen("12")); err != nil || got != 12 {
		t.Errorf("templateID(12) = %d, %v", got, err)
	}
	for _, text := range []string{"", "0", "-1", "douze", "99999999999999999999", "1 OR 1=1"} {
		if _, err := templateID(chosen(text)); !fault.Is(err, fault.NotFound) {
			t.Errorf("templateID(%q): %v, want not found", text, err)
		}
	}
}

func TestTemplatesOfTheProjectsKindStandApart(t *testing.T) {
	t.Parallel()
	all := []plan.Template{{ID: 1, Kind: programme.EAC}, {ID: 2, Kind: programme.EventProgramme}, {ID: 3, Kind: programme.EAC}, {ID: 4, Kind: programme.Residency}}
	own, others := shelve(all, programme.EAC)
	if len(own) != 2 || own[0].ID != 1 || own[1].ID != 3 {
		t.Errorf("own: %+v", own)
	}
	if len(others) != 2 || others[0].Kind != programme.EventProgramme || others[1].Kind != programme.Residency {
		t.Errorf("others: %+v", others)
	}
}

func previewOf(before int, rows ...plan.PreviewRow) plan.Preview {
	p := plan.Preview{Before: before, Answers: plan.Answers{"musique": true, "inconnue": true}, Rows: rows}
	p.Template.ID = 5
	p.Template.Body.Questions = []plan.Question{{Key: "musique"}, {Key: "buvette"}}
	return p
}

func foreseenTask(title string, finish workcal.Date, change func(*plan.PreviewRow)) plan.PreviewRow {
	r := plan.PreviewRow{Included: !finish.IsZero(), PlannedFinish: finish}
	r.Title = title
	if change != nil {
		change(&r)
	}
	return r
}

func TestPreviewIsGroupedByTheMonthOfTheComputedDates(t *testing.T) {
	t.Parallel()
	f := foreseen(previewOf(0,
		foreseenTask("Bilan", workcal.Of(2025, 7, 1), nil),
		foreseenTask("BAT", workcal.Of(2025, 5, 14), nil),
		foreseenTask("Buvette", 0, nil),
		foreseenTask("Livraison", workcal.Of(2025, 5, 2), func(r *plan.PreviewRow) { r.After = []string{"Buvette", "BAT"} }),
	), "clé")
	var got []string
	for _, m := range f.Months {
		got = append(got, m.Label)
		for _, r := range m.Rows {
			got = append(got, r.Title)
		}
	}
	want := []string{"mai 2025", "Livraison", "BAT", "juillet 2025", "Bilan"}
	if !slices.Equal(got, want) {
		t.Errorf("preview reads %q, want %q", got, want)
	}
	if after := f.Months[0].Rows[0].After; !slices.Equal(after, []string{"BAT"}) {
		t.Errorf("waits for %q: a task that is left out must not be named", after)
	}
	if len(f.LeftOut) != 1 || f.LeftOut[0].Title != "Buvette" {
		t.Errorf("left out: %+v", f.LeftOut)
	}
}

func TestApplyingSendsTheAnswersOfThePreview(t *testing.T) {
	t.Parallel()
	sent := url.Values{}
	for _, h := range foreseen(previewOf(0), "clé").Hidden {
		sent.Add(h.Name, h.Value)
	}
	if sent.Get(fieldTemplate) != "5" {
		t.Errorf("sends template %q", sent.Get(fieldTemplate))
	}
	if got := answers(form.Of(sent)); !got["musique"] || len(got) != 1 {
		t.Errorf("sends %v, want music only", got)
	}
}

func TestPreviewSaysWhatItWouldAdd(t *testing.T) {
	t.Parallel()
	day := workcal.Of(2025, 5, 14)
	legal := func(r *plan.PreviewRow) { r.Statutory = true }
	late := func(r *plan.PreviewRow) { r.Late, r.Statutory = 3, true }
	for _, c := range []struct {
		rows []plan.PreviewRow
		want string
	}{
		{nil, "Aucune tâche n’est retenue."},
		{[]plan.PreviewRow{foreseenTask("A", day, nil)}, "1\u00a0tâche serait ajoutée."},
		{[]plan.PreviewRow{foreseenTask("A", day, legal), foreseenTask("B", day, late)},
			"2\u00a0tâches seraient ajoutées, dont 2\u00a0obligations légales\u202f; 1\u00a0serait déjà en retard."},
	} {
		if got := foreseen(previewOf(0, c.rows...), "").Sentence(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestTemplateSaysHowManyTasksItBrings(t *testing.T) {
	t.Parallel()
	var template plan.Template
	template.Body.Tasks = []plan.TemplateTask{{Ref: "a"}, {Ref: "b"}}
	if got := taskCount(template); got != "2\u00a0tâches" {
		t.Errorf("%q", got)
	}
	template.Body.Tasks[1].Condition = "musique"
	if got := taskCount(template); got != "1 à 2\u00a0tâches, selon vos réponses" {
		t.Errorf("%q", got)
	}
}
