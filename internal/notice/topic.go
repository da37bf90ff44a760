package notice

import (
	"slices"
	"strings"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/journal"
)

// Topic is a kind of thing that people are told of and talk about, as the room that owns it finds it. A room that
// has one declares it, and internal/rooms lists it: notices and threads then know who may read it.
type Topic struct {
	Kind    journal.Kind
	MayRead *access.Action // whoever may not is told nothing of it, and finds no thread
	// SQL is a query, written in the owner's store, of the things of this kind that there are, those in the trash too:
	//
	//	id, name
	//	project_id bigint  whose history tells what is said of it; 0: none
	//	project    text    that project's title, "" for what is in none, or is one
	//	living     boolean its readers find it
	//	open       boolean it may still be changed
	SQL string
}

// Topics are the kinds of things that there are.
type Topics []Topic

// For keeps those that a person may read.
func (t Topics) For(by account.By) Topics {
	return slices.DeleteFunc(slices.Clone(t), func(one Topic) bool { return !by.Can(one.MayRead, access.Tie{}) })
}

// Of gives the topic of a kind.
func (t Topics) Of(kind journal.Kind) (Topic, bool) {
	i := slices.IndexFunc(t, func(one Topic) bool { return one.Kind == kind })
	if i < 0 {
		return Topic{}, false
	}
	return t[i], true
}

// Found is SQL of the one thing that kind and id, which are SQL too, name among these: none where it is of no kind that
// is here. It stands after LATERAL, or after FROM.
func (t Topics) Found(kind, id string) string { return t.found(kind, id, "") }

// found is Found; where role, which is SQL too, is given, only what that role may read is found.
func (t Topics) found(kind, id, role string) string {
	if len(t) == 0 {
		return `(` + noTopic + `)`
	}
	parts := make([]string, len(t))
	for i, one := range t {
		parts[i] = columnsOf + `(` + one.SQL + `) s WHERE ` + kind + ` = '` + string(one.Kind) + `' AND s.id = ` + id
		if role != "" {
			parts[i] += ` AND ` + role + ` = ANY('{` + strings.Join(one.Readers(), ",") + `}')`
		}
	}
	return `(` + strings.Join(parts, ` UNION ALL `) + `)`
}

// Readers are the roles that read it, as SQL lists them.
func (t Topic) Readers() []string { return roles(t.MayRead) }

// roles are those that may do something whatever their tie.
func roles(action *access.Action) []string {
	var list []string
	for _, role := range access.Roles {
		if action != nil && action.Can(role, access.Tie{}) {
			list = append(list, string(role))
		}
	}
	return list
}
