package link

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"math/big"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// mostDoors bounds the doors of a project that are listed, and those that are open at once.
const mostDoors = 200

// MadeDoor is a link to a door that was just made, with the code that is to be given beside its address: neither can be shown again.
type MadeDoor struct {
	Made
	Code string
}

// ShareDoor makes a link by which somebody without an account counts at a slot of a project, or at those of a day, until the end of the day after.
func (r *Room) ShareDoor(ctx context.Context, by account.By, project int64, key string, d attendance.DoorDraft) (MadeDoor, error) {
	var made MadeDoor
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, _, err := programme.Locked(ctx, tx, by, project)
		if err != nil {
			return err
		}
		if err := by.Check(MayShare, access.Tie{}); err != nil {
			return err
		}
		if err := p.Status.CheckOpen(); err != nil {
			return err
		}
		id, err := postgres.Once(ctx, tx, key, func() (int64, error) { return r.makeDoor(ctx, tx, by, p.Subject(), d, &made) })
		if again, ok := fault.TwiceOf(err); err != nil && !(ok && again.Same) {
			return err
		}
		made.Link, err = find(ctx, tx, id)
		return err
	})
	return made, err
}

func (r *Room) makeDoor(ctx context.Context, tx pgx.Tx, by account.By, project journal.Subject, d attendance.DoorDraft, made *MadeDoor) (int64, error) {
	n, err := countOpenDoors(ctx, tx, project.ID, by.Today())
	if err != nil {
		return 0, err
	}
	if n >= mostDoors {
		return 0, fault.New(fault.Conflict, "Il y a déjà trop de liens ici. Arrêtez-en d’abord un qui ne sert plus.", nil)
	}
	door, last, err := attendance.MakeDoor(ctx, tx, by, project.ID, d)
	if err != nil {
		return 0, err
	}
	draft, problems := Draft{Purpose: Door, Label: door.Name, LastDay: last.AddDays(1)}.check(journal.Door, by.Today())
	if problems.Any() {
		field := attendance.FieldDoorDay
		if d.Slot != 0 {
			field = attendance.FieldDoorSlot
		}
		var p fault.Problems
		p.Add(field, problems[0].Sentence)
		return 0, p.Err()
	}
	code, err := newCode()
	if err != nil {
		return 0, err
	}
	made.Token, made.Code = rand.Text(), code
	id, err := insert(ctx, tx, by, door.Subject(), hash(made.Token), newLock(made.Token, code), draft)
	if err != nil {
		return 0, err
	}
	return id, journal.Write(ctx, tx, told(by.Did(journal.Created, journal.Subject{Kind: journal.Link, ID: id, Name: draft.Label}, Fields.Changes(Draft{}, draft)...), project))
}

// newCode makes six digits.
func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%06d", n), nil
}

// half is the length of either part of a lock.
const half = sha256.Size

// newLock makes what is kept of a code: what the device of whoever gives it keeps, a random number, covered with the code and the token; then the hash
// of that number. The token is nowhere in the database, whose copy therefore opens nothing; and the number is too long for anybody to guess, so that
// only codes have to be counted when they are wrong.
func newLock(token, code string) []byte {
	pass := make([]byte, half)
	_, _ = rand.Read(pass) // it never fails
	return append(cover(pass, token, code), hash(string(pass))...)
}

// cover covers a number with a code and a token, and uncovers it again.
func cover(number []byte, token, code string) []byte {
	out := hash("porte/" + token + "/" + code)
	subtle.XORBytes(out, out, number)
	return out
}

// DoorsOf gives the links to the doors of a project, the last one first, to whoever may share it.
func (r *Room) DoorsOf(ctx context.Context, by account.By, project int64) ([]Link, error) {
	if err := programme.Visible(by); err != nil {
		return nil, err
	}
	if err := by.Check(MayShare, access.Tie{}); err != nil {
		return nil, err
	}
	return listDoors(ctx, r.db, project)
}

// Gone is the state of a link to what is not there any more, or is not held.
const Gone State = Ended + 1

// DoorLink is a link to a door as whoever holds its token finds it.
type DoorLink struct {
	Link
	State State
	token string
	lock  []byte
}

// DoorAt finds the link of a token, also where it opens nothing any more: what was counted and could not be sent yet is on the device that asks. A token
// that nobody was given is not found.
func (r *Room) DoorAt(ctx context.Context, token string, by account.By) (DoorLink, error) {
	if len(token) != len(rand.Text()) {
		return DoorLink{}, fault.Missing(nil)
	}
	found, err := findDoor(ctx, r.db, hash(token))
	if err != nil {
		return DoorLink{}, err
	}
	d := DoorLink{Link: found.Link, State: found.On(by.Today()), token: token, lock: found.Lock}
	if !found.Living && d.State == Open {
		d.State = Gone
	}
	return d, nil
}

// Why tells whoever holds a link why it opens nothing; "" where it does.
func (d DoorLink) Why() string {
	switch d.State {
	case Ended:
		return "Ce lien a été arrêté."
	case Expired:
		return "Ce lien n’est plus valable depuis le " + d.LastDay.AddDays(1).FrenchDay() + "."
	case Gone:
		return "Ce que l’on comptait avec ce lien n’a plus lieu."
	}
	return ""
}

// Until is the last day on which one counts.
func (d DoorLink) Until() workcal.Date { return d.LastDay }

// Enter gives what the device of whoever gives the right code keeps; false for a wrong one.
func (r *Room) Enter(ctx context.Context, d DoorLink, code string, by account.By) (string, bool, error) {
	pass := hex.EncodeToString(cover(d.lock[:half], d.token, code))
	if !d.Opens(pass) {
		return "", false, nil
	}
	return pass, true, noteUse(ctx, r.db, d.ID, by.At)
}

// Opens tells whether this is what Enter gave.
func (d DoorLink) Opens(pass string) bool {
	number, err := hex.DecodeString(pass)
	return err == nil && d.State == Open && subtle.ConstantTimeCompare(hash(string(number)), d.lock[half:]) == 1
}
