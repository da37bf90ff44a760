package staff

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/activity/clash"
	"parvis/internal/crew"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// leave is when somebody is away, from one day to another.
type leave struct {
	PersonID          int64
	FirstDay, LastDay workcal.Date
}

// Hand is whose it is.
func (l leave) Hand() crew.Hand { return crew.OfPerson(l.PersonID) }

// On tells whether a day is one of it.
func (l leave) On(day workcal.Date) bool { return l.FirstDay <= day && day <= l.LastDay }

func (l leave) away() clash.Away {
	return clash.Away{Person: l.PersonID, Span: clash.Span{Start: slot.Times{Day: l.FirstDay}.Start(), End: slot.Times{Day: l.LastDay, To: slot.Day}.End()}}
}

// span is from the first day of slots to the last.
func span(slots []slot.Slot) (first, last workcal.Date) {
	for _, s := range slots {
		if first.IsZero() || s.Day < first {
			first = s.Day
		}
		if end := s.Day.AddDays(s.To / slot.Day); end > last {
			last = end
		}
	}
	return first, last
}

// presence is that a slot takes somebody.
type presence struct {
	SlotID    int64
	Hand      int64
	ProjectID int64
	Name      string
}

// Staffed finds who is given the slots of a project, for slot.Room.Staffed: what of other projects the same people are on around then is there too.
func Staffed(ctx context.Context, q postgres.Querier, project int64) (slot.Staff, error) {
	var taken []presence
	var leaves []leave
	b := &pgx.Batch{}
	queueTaken(b, &taken, project, around)
	queueTakenLeaves(b, &leaves, project)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return slot.Staff{}, postgres.Translate(err)
	}
	s := slot.Staff{People: map[int64][]int64{}, Names: map[int64]string{}}
	for _, one := range taken {
		if one.ProjectID != project && s.People[one.SlotID] == nil {
			s.Beside = append(s.Beside, one.SlotID)
		}
		s.People[one.SlotID] = append(s.People[one.SlotID], one.Hand)
		s.Names[one.Hand] = one.Name
	}
	for _, l := range leaves {
		s.Away = append(s.Away, l.away())
	}
	return s, nil
}

// seconds is a time as the database reads intervals.
func seconds(d time.Duration) float64 { return d.Seconds() }
