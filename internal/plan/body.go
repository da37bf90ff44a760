package plan

import (
	"encoding/json"
	"fmt"
	"slices"

	"parvis/internal/fault"
)

// readBody reads a template's document. One of a later format is refused with a sentence, before anything
// else of it is read: what is not understood may change what is.
func readBody(document []byte) (Body, error) {
	var of struct {
		Format int `json:"format"`
	}
	var b Body
	if err := json.Unmarshal(document, &of); err != nil {
		return b, fmt.Errorf("read a template's format: %w", err)
	}
	if of.Format > Format {
		return b, fault.New(fault.Internal, fmt.Sprintf("Ce modèle a été écrit par une version plus récente de Parvis (format\u00a0%d). "+
			"Veuillez mettre Parvis à jour pour le lire.", of.Format), nil)
	}
	if err := json.Unmarshal(document, &b); err != nil {
		return b, fmt.Errorf("read a template: %w", err)
	}
	return b, nil
}

// Check gives what makes a template unfit to apply, for whoever writes it: an unknown or repeated
// reference, an unknown question, an impossible task, a loop.
func (b Body) Check() error {
	if b.Format != Format {
		return fmt.Errorf("template: format %d, not %d", b.Format, Format)
	}
	questions := map[string]bool{}
	for _, q := range b.Questions {
		if q.Key == "" || q.Label == "" || questions[q.Key] {
			return fmt.Errorf("template: question %q has no key, no label or is there twice", q.Key)
		}
		questions[q.Key] = true
	}
	at := map[string]int64{}
	for i, t := range b.Tasks {
		if t.Ref == "" || at[t.Ref] != 0 {
			return fmt.Errorf("template: task %d has no reference or repeats %q", i+1, t.Ref)
		}
		at[t.Ref] = int64(i + 1)
	}
	var needs []storedNeed
	for _, t := range b.Tasks {
		if err := t.check(questions); err != nil {
			return fmt.Errorf("template: task %q: %w", t.Ref, err)
		}
		for _, n := range t.Needs {
			if at[n.Ref] == 0 {
				return fmt.Errorf("template: task %q needs %q, which is not there", t.Ref, n.Ref)
			}
			if way := graphOf(needs).loop(at[t.Ref], at[n.Ref]); way != nil {
				return fmt.Errorf("template: task %q closes a loop with %q", t.Ref, n.Ref)
			}
			needs = append(needs, storedNeed{TaskID: at[t.Ref], NeedID: at[n.Ref], Lag: n.Lag})
		}
	}
	return nil
}

func (t TemplateTask) check(questions map[string]bool) error {
	if p := t.draft().Check(); p.Any() {
		return fmt.Errorf("%s: %s", p[0].Field, p[0].Sentence)
	}
	if t.Role != "" && !t.Role.Valid() {
		return fmt.Errorf("unknown role %q", t.Role)
	}
	if t.Condition != "" && !questions[t.Condition] {
		return fmt.Errorf("unknown question %q", t.Condition)
	}
	if len(t.Checklist) > maxItems {
		return fmt.Errorf("%d checklist items", len(t.Checklist))
	}
	for _, label := range t.Checklist {
		if p := checkItem(label); p.Any() {
			return fmt.Errorf("checklist: %s", p[0].Sentence)
		}
	}
	for _, n := range t.Needs {
		if n.Lag < -maxLag || n.Lag > maxLag {
			return fmt.Errorf("lag of %d days", n.Lag)
		}
	}
	return nil
}

func (t TemplateTask) draft() Draft {
	return Draft{Title: t.Title, Category: t.Category, Duration: t.Duration, CalendarDays: t.CalendarDays,
		Effort: t.Effort, MinDuration: t.MinDuration, Offset: t.Offset, Statutory: t.Statutory, Optional: t.Optional,
		Internal: t.Internal, Source: t.Source, Notes: t.Notes}
}

// Select keeps the tasks that the answers call for. What needed a task that is left out waits for
// what that one waited for, so that the order of the work stays.
func (b Body) Select(answers Answers) []TemplateTask {
	left := map[string]TemplateTask{}
	var kept []TemplateTask
	for _, t := range b.Tasks {
		if t.Condition != "" && !answers[t.Condition] {
			left[t.Ref] = t
			continue
		}
		kept = append(kept, t)
	}
	for i := range kept {
		needs := make([]TemplateNeed, 0, len(kept[i].Needs))
		for _, n := range kept[i].Needs {
			needs = bridge(needs, n, left, len(b.Tasks))
		}
		kept[i].Needs = needs
	}
	return kept
}

// bridge adds a need, or those of the task left out that it names; depth ends a loop.
func bridge(needs []TemplateNeed, n TemplateNeed, left map[string]TemplateTask, depth int) []TemplateNeed {
	t, out := left[n.Ref]
	if !out {
		if !slices.ContainsFunc(needs, func(o TemplateNeed) bool { return o.Ref == n.Ref }) {
			needs = append(needs, n)
		}
		return needs
	}
	if depth == 0 {
		return needs
	}
	for _, further := range t.Needs {
		needs = bridge(needs, TemplateNeed{Ref: further.Ref}, left, depth-1)
	}
	return needs
}

// tasks gives selected tasks as they would be stored, numbered from 1, with their dependencies.
func tasks(selected []TemplateTask) ([]Task, []storedNeed) {
	at := make(map[string]int64, len(selected))
	for i, t := range selected {
		at[t.Ref] = int64(i + 1)
	}
	list := make([]Task, len(selected))
	var needs []storedNeed
	for i, t := range selected {
		d := t.draft().trimmed()
		list[i] = Task{ID: int64(i + 1), Position: i + 1, Title: d.Title, Category: d.Category, SuggestedRole: t.Role,
			Duration: d.Duration, CalendarDays: d.CalendarDays, Effort: d.Effort, MinDuration: d.MinDuration, Offset: d.Offset,
			Statutory: d.Statutory, Optional: d.Optional, Internal: d.Internal, Source: d.Source, Notes: d.Notes}
		for _, n := range t.Needs {
			needs = append(needs, storedNeed{TaskID: int64(i + 1), NeedID: at[n.Ref], Lag: n.Lag})
		}
	}
	return list, needs
}

// label gives the text of a question, or "".
func (b Body) label(key string) string {
	for _, q := range b.Questions {
		if q.Key == key {
			return q.Label
		}
	}
	return ""
}

// titles gives the titles of what a task needs.
func (b Body) titles(t TemplateTask) []string {
	var list []string
	for _, n := range t.Needs {
		for _, other := range b.Tasks {
			if other.Ref == n.Ref {
				list = append(list, other.Title)
			}
		}
	}
	return list
}
