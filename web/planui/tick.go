package planui

import (
	"net/http"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The names under which a list's buttons say what is ticked, and what is taken back.
const (
	tickTask   = "faite"
	untickTask = "a-faire"
	tickItem   = "point"
	untickItem = "point-a-faire"
	tickOwn    = "personnelle" // what one noted for oneself
	untickOwn  = "personnelle-a-faire"
)

// fieldItems answers what becomes of the items that a ticked task leaves open.
const (
	fieldItems = "points"
	withItems  = "cocher"
	leaveItems = "laisser"
)

// TaskTick is the box of a task; within names its project on pages that show several,
// form is the id of the form that it does not stand in.
func TaskTick(r plan.Row, within, form string) ui.Tick {
	return ui.Tick{Form: form, Do: tickTask, Undo: untickTask, Value: id(r.ID), Label: r.Title, Within: within, Done: r.State == retroplan.Done, Fixed: !r.CanTick}
}

// OwnTick is the box of what somebody noted for herself; others only look at it.
func OwnTick(o plan.Own, mine bool, form string) ui.Tick {
	return ui.Tick{Form: form, Do: tickOwn, Undo: untickOwn, Value: id(o.ID), Label: o.Title, Within: "personnelle", Done: o.Done(), Fixed: !mine}
}

// itemTicks are the lines of a checklist.
func itemTicks(list []plan.Item, within, form string, can bool) []ui.Tick {
	ticks := make([]ui.Tick, len(list))
	for i, item := range list {
		ticks[i] = itemTick(item, within, can)
		ticks[i].Form = form
	}
	return ticks
}

func itemTick(i plan.Item, within string, can bool) ui.Tick {
	return ui.Tick{Do: tickItem, Undo: untickItem, Value: id(i.TaskID) + "." + id(i.ID), Label: i.Label, Within: within, Done: i.Ticked(), Fixed: !can}
}

// tick does what a list's button asks, and goes back to the list.
func (h *Handlers) tick(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	said, err := h.ticked(r, f)
	if err != nil {
		return err
	}
	serve.Say(r, said)
	return serve.Redirect(w, r, backTo(f, urls.MyList()))
}

// ticked does what is asked and says it, or asks what is to become of the open items.
func (h *Handlers) ticked(r *http.Request, f *form.Form) (ui.Said, error) {
	if f.Text(tickOwn) != "" || f.Text(untickOwn) != "" {
		return h.tickedOwn(r, f)
	}
	ctx, by := r.Context(), serve.By(r)
	for _, name := range []string{tickTask, untickTask, tickItem, untickItem} {
		if f.Text(name) == "" {
			continue
		}
		task, item, err := ticking(f.Text(name))
		if err != nil {
			return ui.Said{}, err
		}
		said, open := "", 0
		switch name {
		case tickTask:
			said = "Tâche faite"
			open, err = h.plans.TickTaskWith(ctx, by, task, openItems(f))
		case untickTask:
			said, err = "Tâche de nouveau à faire", h.plans.UntickTask(ctx, by, task)
		case tickItem:
			said, err = "Point coché", h.plans.TickItem(ctx, by, task, item)
		case untickItem:
			said, err = "Point décoché", h.plans.UntickItem(ctx, by, task, item)
		}
		if err != nil {
			return ui.Said{}, err
		}
		title, label, err := h.plans.Names(ctx, task, item)
		switch {
		case open > 0:
			return askItems(title, open, urls.Ticks(), ui.Hidden{Name: tickTask, Value: id(task)}, ui.Hidden{Name: fieldReturn, Value: backTo(f, urls.MyList())}), err
		case item != 0:
			return ui.Said{Text: said + "\u00a0: " + french.Quote(label) + "."}, err
		}
		if err == nil && name == tickTask {
			return h.finished(r, task, said+"\u00a0: "+french.Quote(title)+".", backTo(f, urls.MyList()))
		}
		return ui.Said{Text: said + "\u00a0: " + french.Quote(title) + "."}, err
	}
	return ui.Said{}, fault.New(fault.Invalid, "Rien n’a été coché\u00a0: veuillez recommencer depuis la liste.", nil)
}

// tickedOwn is ticked for what somebody noted for herself.
func (h *Handlers) tickedOwn(r *http.Request, f *form.Form) (ui.Said, error) {
	said, do, value := "Tâche faite", h.plans.TickOwn, f.Text(tickOwn)
	if value == "" {
		said, do, value = "Tâche de nouveau à faire", h.plans.UntickOwn, f.Text(untickOwn)
	}
	one, _, err := ticking(value)
	if err != nil {
		return ui.Said{}, err
	}
	if err := do(r.Context(), serve.By(r), one); err != nil {
		return ui.Said{}, err
	}
	own, err := h.plans.Own(r.Context(), serve.By(r), one)
	return ui.Said{Text: said + "\u00a0: " + french.Quote(own.Title) + "."}, err
}

// openItems is what was said of the items that are left to tick.
func openItems(f *form.Form) plan.OpenItems {
	switch f.Text(fieldItems) {
	case withItems:
		return plan.TickItems
	case leaveItems:
		return plan.LeaveItems
	}
	return plan.AskItems
}

// askItems asks what is to become of the items that are left to tick, before what was sent is done at an address.
func askItems(title string, open int, url string, sent ...ui.Hidden) ui.Said {
	return ui.Said{Text: french.Quote(title) + " a encore " + french.ItemsToTick(open) + ". La tâche est-elle faite\u00a0?", URL: url, Hidden: sent,
		Acts: []ui.Act{{Label: "Oui, tout cocher", Name: fieldItems, Value: withItems},
			{Label: "Oui, sans les points", Name: fieldItems, Value: leaveItems}}}
}

// ticking reads what is ticked: "37" is a task, "37.12" one of its items.
func ticking(value string) (task, item int64, err error) {
	first, second, isItem := strings.Cut(value, ".")
	if task, err = strconv.ParseInt(first, 10, 64); err == nil && isItem {
		item, err = strconv.ParseInt(second, 10, 64)
	}
	if err != nil || task <= 0 || isItem && item <= 0 {
		return 0, 0, fault.Missing(err)
	}
	return task, item, nil
}
