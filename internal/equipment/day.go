package equipment

import (
	"context"
	"strings"
	"time"

	"parvis/internal/account"
	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// The keys of the lines of a day, before what Loading.Ref says.
const (
	DayOut  = "sortie:"
	DayBack = "retour:"
)

// DayLists gives what a project loads on a day, and what is to be brought back of it, for daybook.Room.Listing: what left and came back is kept here.
func (r *Room) DayLists(ctx context.Context, by account.By, project int64, day workcal.Date) ([]daybook.List, error) {
	lists, err := r.LoadingLists(ctx, by, project, day)
	if err != nil {
		return nil, err
	}
	var all []daybook.List
	for _, list := range lists {
		place := list.Place
		if place == "" {
			place = "lieu à préciser"
		}
		load, bring := daybook.List{Title: "À charger\u00a0: " + place}, daybook.List{Title: "À rapporter\u00a0: " + place}
		for _, l := range list.Lines {
			out, who := l.Out()
			load.Lines = append(load.Lines, dayLine(DayOut, l, out, who))
			if out != nil {
				back, who := l.Back()
				bring.Lines = append(bring.Lines, dayLine(DayBack, l, back, who))
			}
		}
		all = append(all, load, bring)
	}
	return all, nil
}

func dayLine(prefix string, l Loading, at *time.Time, who string) daybook.Line {
	line := daybook.Line{Key: prefix + l.Ref(), Label: l.Text(), Where: l.Storage, Kept: true}
	if at != nil {
		line.Tick = daybook.Tick{Done: true, At: *at, By: who}
	}
	return line
}

// DayTick notes what was ticked on the day, for daybook.Room.Keeping: that things left, or came back.
func (r *Room) DayTick(ctx context.Context, by account.By, line string, done bool, at time.Time) error {
	ref, out := strings.CutPrefix(line, DayOut)
	if !out {
		ref, _ = strings.CutPrefix(line, DayBack)
	}
	if done {
		return r.Tick(ctx, by, ref, out, at)
	}
	err := r.Untick(ctx, by, ref, out)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, "Cette ligne n’est plus de la liste de chargement.", err)
	}
	return err
}
