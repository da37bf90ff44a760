package crew

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// skillsOf is what is told of somebody of the service whose skills change.
var skillsOf = field.List[Member]{{Name: "competences", Label: "Compétences", Value: func(m Member) string { return JoinSkills(m.SkillNames()) }}}

// resolve finds skills by their names, whatever the capitals and accents, creates those that are not there, and keeps them until the
// transaction ends. It gives their ids and their names as they are kept.
func resolve(ctx context.Context, tx pgx.Tx, by account.By, names []string) (ids []int64, kept []string, err error) {
	found, err := lockNamed(ctx, tx, names)
	if err != nil {
		return nil, nil, err
	}
	known := map[string]Skill{}
	for _, s := range found {
		known[french.Fold(s.Name)] = s
	}
	for _, name := range names {
		s, there := known[french.Fold(name)]
		if !there {
			if s, err = makeSkill(ctx, tx, by, name); err != nil {
				return nil, nil, err
			}
		}
		ids, kept = append(ids, s.ID), append(kept, s.Name)
	}
	return ids, kept, nil
}

// makeSkill creates a skill that was not there, unless somebody else does at this moment: then it is hers.
func makeSkill(ctx context.Context, tx pgx.Tx, by account.By, name string) (Skill, error) {
	id, err := insertNew(ctx, tx, by, name)
	if err != nil || id != 0 {
		s := KeptSkill{ID: id, SkillDraft: SkillDraft{Name: name}}
		if err == nil {
			err = journal.Write(ctx, tx, by.Did(journal.Created, s.Subject()))
		}
		return Skill{ID: id, Name: name}, err
	}
	found, err := lockNamed(ctx, tx, []string{name})
	if err != nil {
		return Skill{}, err
	}
	if len(found) == 0 {
		return Skill{}, fault.New(fault.Conflict, "La liste des compétences vient de changer\u00a0: veuillez recommencer.", nil)
	}
	return found[0], nil
}

// Skills gives every skill, by name, with how many active people have it.
func (r *Room) Skills(ctx context.Context, by account.By) ([]KeptSkill, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	return listSkills(ctx, r.db)
}

// Skill gives a skill that is not in the trash.
func (r *Room) Skill(ctx context.Context, by account.By, id int64) (KeptSkill, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return KeptSkill{}, fault.Missing(nil)
	}
	return findSkill(ctx, r.db, id)
}

// CreateSkill keeps a new skill and gives its id. The same submission key creates once.
func (r *Room) CreateSkill(ctx context.Context, by account.By, key string, d SkillDraft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayEdit, access.Tie{}), d.Check().Err()); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		id, err := insertSkill(ctx, tx, by, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, KeptSkill{ID: id, SkillDraft: d}.Subject()))
	})
}

// RenameSkill gives a skill another name for all who have it, if it is still at this version.
func (r *Room) RenameSkill(ctx context.Context, by account.By, id int64, version int, d SkillDraft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdSkill(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette compétence", before.Subject(), before.Version, SkillFields.Both(before.SkillDraft, d))
		}
		changes := SkillFields.Changes(before.SkillDraft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := updateSkill(ctx, tx, by, id, d); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, KeptSkill{ID: id, SkillDraft: d}.Subject(), changes...))
	})
}

func holdSkill(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (KeptSkill, error) {
	if !by.Can(MayRead, access.Tie{}) || trashed && !Allowed(by).Restore {
		return KeptSkill{}, fault.Missing(nil)
	}
	s, err := lockSkill(ctx, tx, id, trashed)
	return s, cmp.Or(err, by.Check(action, access.Tie{}))
}

// DeleteSkill puts a skill in the trash: nobody has it any more, until it comes back.
func (r *Room) DeleteSkill(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, err := holdSkill(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if err := markSkillDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, s.Subject()))
	})
}

// RestoreSkill takes a skill out of the trash, and those who had it have it again; NotFound once it is too late, or to whoever may not.
func (r *Room) RestoreSkill(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, err := holdSkill(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(s.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markSkillDeleted(ctx, tx, by, id, nil); fault.Is(err, fault.Invalid) {
			return fault.New(fault.Conflict, "Une autre compétence s’appelle désormais "+french.Quote(s.Name)+"\u00a0: veuillez d’abord la renommer ou la supprimer.", err)
		} else if err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, s.Subject()))
	})
}
