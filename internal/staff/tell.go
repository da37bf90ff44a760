package staff

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
)

func tie(mine bool) access.Tie { return access.Tie{Mine: mine} }

// News is what changed for somebody since she was told of her slots of a project.
type News struct {
	Hand  crew.Hand
	Name  string
	Posts []Post // of which something changed, in the order of their times
}

// Untold gives what people of a project were not told yet, by name. Nothing is told of slots that are only proposed.
func (r *Room) Untold(ctx context.Context, by account.By, project int64) ([]News, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return untold(ctx, r.db, project)
}

func untold(ctx context.Context, q postgres.Querier, project int64) ([]News, error) {
	list, err := findPosts(ctx, q, `s.project_id = @of`, project)
	if err != nil {
		return nil, err
	}
	at := map[crew.Hand]int{}
	var news []News
	for _, p := range list {
		if p.Since() == "" {
			continue
		}
		i, known := at[p.Hand]
		if !known {
			i = len(news)
			at[p.Hand], news = i, append(news, News{Hand: p.Hand, Name: p.Name})
		}
		news[i].Posts = append(news[i].Posts, p)
	}
	return news, nil
}

// whats are the notices of what changed.
var whats = map[Change]notice.What{ToldNever: notice.SlotGiven, ToldOther: notice.SlotMoved, ToldGone: notice.SlotOff}

// Tell tells people what changed in their slots of a project since they were told: everybody who has an account, by a notice for each slot; or, where one
// hand is given, that one alone. Of somebody who has no account it notes that she was told: it is for whoever asks to do so. Whoever had answered about
// another time or place is asked again. It gives what was told to whom.
func (r *Room) Tell(ctx context.Context, by account.By, project int64, only crew.Hand) ([]News, error) {
	var told []News
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		told = nil
		if err := visible(by); err != nil {
			return err
		}
		p, tie, err := programme.Locked(ctx, tx, by, project)
		if err == nil {
			err = cmp.Or(by.Check(MayStaff, tie), p.CheckOpen())
		}
		if err != nil {
			return err
		}
		if err := holdPosts(ctx, tx, project); err != nil {
			return err
		}
		list, err := untold(ctx, tx, project)
		if err != nil {
			return err
		}
		b := &pgx.Batch{}
		var news []notice.News
		for _, one := range list {
			if only != 0 && one.Hand != only || only == 0 && one.Hand.Person() == 0 {
				continue
			}
			told = append(told, one)
			for _, p := range one.Posts {
				queueTold(b, by, p)
				if person := p.Hand.Person(); person != 0 {
					news = append(news, notice.News{What: whats[p.Since()], About: journal.Subject{Kind: journal.Slot, ID: p.SlotID}, MayRead: slot.MayRead, To: []int64{person}})
				}
			}
		}
		if len(told) == 0 {
			return fault.New(fault.Conflict, "Personne n’est à prévenir\u00a0: chacun sait déjà ce qui lui est confié.", nil)
		}
		notice.Queue(b, by, news...)
		journal.Queue(b, by.Did(journal.Informed, p.Subject()))
		return postgres.Translate(tx.SendBatch(ctx, b).Close())
	})
	return told, err
}
