package link

import (
	"context"
	"crypto/rand"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/logistics"
	"parvis/internal/outbox"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// MailDeposit has Parvis write to whoever has to send a piece, at the first address that is known of them: the message holds a link by which it is
// dropped, whose token is made as it leaves. A piece is asked for so once a day. The same submission key asks once; the second time, again is true.
func (r *Room) MailDeposit(ctx context.Context, by account.By, piece int64, key, label string, last workcal.Date) (again bool, err error) {
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, err := logistics.HoldToRemind(ctx, tx, by, piece)
		if err != nil {
			return err
		}
		if err := logistics.CheckAddressed(ctx, tx, p); err != nil {
			return err
		}
		made, err := create(ctx, tx, by, p.Subject(), key, Draft{Purpose: Deposit, Label: french.Shorten(label, MaxLabel), LastDay: last})
		if again = err == nil && made.Token == ""; again || err != nil {
			return err
		}
		n, err := mailedOn(ctx, tx, piece, by.Today())
		if err != nil {
			return err
		}
		if n > 0 {
			return fault.New(fault.Conflict, "Un message est déjà parti aujourd’hui pour cette pièce\u00a0: laissez à la personne le temps de répondre, ou écrivez-lui de votre messagerie.", nil)
		}
		if err := noteMailed(ctx, tx, made.ID); err != nil {
			return err
		}
		return outbox.Queue(ctx, tx, outbox.Letter{Kind: outbox.Deposit, PersonID: by.ID, Period: letterOf(made.ID), At: by.At})
	})
	return again, err
}

// letterOf is the period of the letter that holds a link.
func letterOf(id int64) string { return strconv.FormatInt(id, 10) }

// ToMail gives the link of a letter with a token for its message. What that letter was given before opens too, once: of two messages, one may have
// left without anybody knowing. A link that opens nothing any more is not found.
func (r *Room) ToMail(ctx context.Context, period string, now time.Time) (Made, error) {
	id, err := strconv.ParseInt(period, 10, 64)
	if err != nil {
		return Made{}, fault.Missing(err)
	}
	made := Made{Token: rand.Text()}
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		if made.Link, err = lock(ctx, tx, id); err != nil {
			return err
		}
		if !made.ByMail || made.On(workcal.FromTime(now.In(postgres.Paris))) != Open {
			return fault.Missing(nil)
		}
		return renew(ctx, tx, id, hash(made.Token))
	})
	return made, err
}

// fates says of the links that were sent by mail what became of their letters.
func fates(ctx context.Context, q postgres.Querier, list []Link) error {
	var periods []string
	for _, l := range list {
		if l.ByMail {
			periods = append(periods, letterOf(l.ID))
		}
	}
	if len(periods) == 0 {
		return nil
	}
	found, err := outbox.Fates(ctx, q, outbox.Deposit, periods)
	for i, l := range list {
		if fate, known := found[letterOf(l.ID)]; l.ByMail && known {
			list[i].Letter = &fate
		}
	}
	return err
}
