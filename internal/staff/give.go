package staff

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/activity/clash"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// Pair is a need and who is given it.
type Pair struct {
	Need int64
	Hand crew.Hand
}

// Given is what giving did.
type Given struct {
	Count int      // people who are on something that they were not on before
	Names []string // theirs, in order, each once
	Said  []string // what does not hold about it, which whoever gave was told before
}

// Give gives a need to somebody. What does not hold (she is not qualified, is somewhere else then or has no time to go there, is away; nobody lacks) is
// refused with slot.FieldDespite, unless despite. Giving what she has already does nothing; giving again what she answered no to asks her anew.
func (r *Room) Give(ctx context.Context, by account.By, need int64, hand crew.Hand, despite bool) (Given, error) {
	return r.GiveMany(ctx, by, []Pair{{need, hand}}, despite)
}

// GiveMany is Give for several at once, as one act: all, or none. At most MaxAtOnce.
func (r *Room) GiveMany(ctx context.Context, by account.By, pairs []Pair, despite bool) (Given, error) {
	var out Given
	var p fault.Problems
	p.Require(len(pairs) > 0, FieldHand, "Personne n’est choisi.")
	p.Require(len(pairs) <= MaxAtOnce, FieldHand, "Confiez au plus "+french.Number(MaxAtOnce)+"\u00a0postes à la fois.")
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		out = Given{}
		if err := visible(by); err != nil {
			return err
		}
		if err := p.Err(); err != nil {
			return err
		}
		var needs, slots []int64
		var hands []crew.Hand
		for _, one := range pairs {
			needs, hands = append(needs, one.Need), append(hands, one.Hand)
		}
		needs = unique(needs)
		slots, err := slotsOf(ctx, tx, needs)
		if err != nil {
			return err
		}
		members, err := r.lock(ctx, tx, by, hands)
		if err != nil {
			return err
		}
		list, err := slot.Hold(ctx, tx, by, slots)
		if err != nil {
			return err
		}
		sc, err := readScene(ctx, tx, by, list, hands)
		if err != nil {
			return err
		}
		sc.members = members
		if err := sc.check(by, needs, pairs); err != nil {
			return err
		}
		out.Said = sc.troubles(pairs)
		if err := ask(out.Said, despite); err != nil {
			return err
		}
		return sc.write(ctx, tx, by, pairs, &out)
	})
	return out, err
}

// ask refuses what does not hold, unless whoever asks was told.
func ask(said []string, despite bool) error {
	var p fault.Problems
	if despite {
		return nil
	}
	slot.Ask(&p, slot.FieldDespite, said, "autre point", "autres points")
	return p.Err()
}

// scene is all that is looked at together before people are given slots.
type scene struct {
	slots   map[int64]slot.Slot // those of the needs, and what the people are on around then
	needs   map[int64]Need
	members []crew.Member
	on      map[int64][]int64 // the people, among those who are given something, whom slots take already
	away    []clash.Away
}

// around is how long before and after a slot others are looked at: as long as it takes to go from one to another.
const around = max(slot.Walk, slot.Trip)

// readScene reads what giving slots to people is looked at with.
func readScene(ctx context.Context, q postgres.Querier, by account.By, list []slot.Slot, hands []crew.Hand) (scene, error) {
	sc := scene{slots: map[int64]slot.Slot{}, needs: map[int64]Need{}, on: map[int64][]int64{}}
	var ids []int64
	var from, to time.Time
	for _, s := range list {
		sc.slots[s.ID] = s
		ids = append(ids, s.ID)
		if begin := s.Start().Add(-around); from.IsZero() || begin.Before(from) {
			from = begin
		}
		if end := s.End().Add(around); end.After(to) {
			to = end
		}
	}
	if len(list) == 0 {
		return sc, nil
	}
	var needs []needRow
	var posts []postRow
	var taken []presence
	var leaves []leave
	b := &pgx.Batch{}
	queueNeedsOf(b, &needs, ids)
	queuePostsOf(b, &posts, ids)
	queuePresences(b, &taken, hands, from, to)
	queueLeavesOf(b, &leaves, hands, from, to)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return sc, postgres.Translate(err)
	}
	for _, list := range together(needs, posts) {
		for _, n := range list {
			sc.needs[n.ID] = n
		}
	}
	var more []int64
	for _, one := range taken {
		sc.on[one.SlotID] = append(sc.on[one.SlotID], one.Hand)
		if _, known := sc.slots[one.SlotID]; !known {
			more = append(more, one.SlotID)
		}
	}
	for _, l := range leaves {
		sc.away = append(sc.away, l.away())
	}
	if len(more) == 0 {
		return sc, nil
	}
	others, err := slot.Found(ctx, q, by, unique(more))
	for _, s := range others {
		sc.slots[s.ID] = s
	}
	return sc, err
}

// check refuses what is not there, and what this person may not give.
func (sc scene) check(by account.By, needs []int64, pairs []Pair) error {
	for _, id := range needs {
		n, there := sc.needs[id]
		s := sc.slots[n.SlotID]
		if !there || s.DeletedAt != nil {
			return fault.Missing(nil)
		}
		if err := CheckStaff(by, s.Project); err != nil {
			return err
		}
		if !s.Status.Held() {
			return fault.New(fault.Conflict, s.Told()+" est "+s.Status.Label()+"\u00a0: cette séance ne se confie plus.", nil)
		}
	}
	var p fault.Problems
	seen := map[[2]int64]int64{}
	for _, one := range pairs {
		m, there := sc.member(one.Hand)
		n := sc.needs[one.Need]
		p.Require(there && m.Active, FieldHand, "Veuillez choisir une personne qui peut recevoir des séances.")
		at := [2]int64{n.SlotID, int64(one.Hand)}
		other, twice := seen[at]
		for _, o := range sc.needs {
			if o.SlotID != n.SlotID || o.ID == n.ID {
				continue
			}
			twice = twice || slices.ContainsFunc(o.Posts, func(p Post) bool { return p.Hand == one.Hand })
		}
		p.Require(!twice || other == n.ID, FieldHand, m.Name+" est déjà sur cette séance, pour un autre besoin.")
		seen[at] = n.ID
	}
	return p.Err()
}

func (sc scene) member(hand crew.Hand) (crew.Member, bool) {
	i := slices.IndexFunc(sc.members, func(m crew.Member) bool { return m.Hand == hand })
	if i < 0 {
		return crew.Member{}, false
	}
	return sc.members[i], true
}

// has tells whether somebody is on a need already.
func (sc scene) has(p Pair) bool {
	return slices.ContainsFunc(sc.needs[p.Need].Posts, func(o Post) bool { return o.Hand == p.Hand && o.Holds() })
}

// troubles says what would not hold if people were given needs that they do not have.
func (sc scene) troubles(pairs []Pair) []string {
	var said []string
	more := map[int64]int{}
	for _, p := range pairs {
		if !sc.has(p) {
			more[p.Need]++
		}
	}
	for id, count := range more {
		if n := sc.needs[id]; count > n.Lacking() {
			said = append(said, sc.slots[n.SlotID].Told()+"\u00a0: "+surplus(n, count))
		}
	}
	slices.Sort(said)
	of := sc.ofEach(pairs)
	seen := map[string]bool{}
	for _, p := range pairs {
		for _, one := range of[p.Hand] {
			if !seen[one] {
				seen[one] = true
				said = append(said, one)
			}
		}
	}
	return said
}

// ofEach says what would not hold of each person who were given needs that she does not have, whether or not they lack somebody.
func (sc scene) ofEach(pairs []Pair) map[crew.Hand][]string {
	said := map[crew.Hand][]string{}
	fresh := map[[2]int64]bool{} // slot and person
	prog := clash.Programme{Walk: slot.Walk, Trip: slot.Trip, Away: sc.away}
	for _, p := range pairs {
		n := sc.needs[p.Need]
		at := [2]int64{n.SlotID, int64(p.Hand)}
		if sc.has(p) || fresh[at] {
			continue
		}
		fresh[at] = true
		if m, _ := sc.member(p.Hand); n.Skill.ID != 0 && !m.Can(n.Skill.ID) {
			said[p.Hand] = append(said[p.Hand], m.Name+" n’a pas la compétence demandée ("+n.Skill.Name+").")
		}
	}
	for id, s := range sc.slots {
		people := slices.Clone(sc.on[id])
		for at := range fresh {
			if at[0] == id {
				people = append(people, at[1])
			}
		}
		if s.Status.Held() && s.DeletedAt == nil {
			prog.Slots = append(prog.Slots, s.Looked(people))
		}
	}
	for _, c := range clash.Find(prog) {
		if c.Person == 0 || !fresh[[2]int64{c.Slot, c.Person}] && !fresh[[2]int64{c.Other, c.Person}] {
			continue
		}
		m, _ := sc.member(crew.Hand(c.Person))
		one := slot.Conflict{Conflict: c, Who: m.Name}
		for id, into := range map[int64]**slot.Slot{c.Slot: &one.Slot, c.Other: &one.Other} {
			if s, there := sc.slots[id]; there {
				*into = &s
			}
		}
		said[crew.Hand(c.Person)] = append(said[crew.Hand(c.Person)], one.Sentence())
	}
	return said
}

func surplus(n Need, count int) string {
	if n.Lacking() == 0 {
		return "le besoin (" + n.Text() + ") est déjà pourvu."
	}
	return "le besoin (" + n.Text() + ") manque de " + french.Count(n.Lacking(), "personne", "personnes") + ", et vous en donnez " + french.Number(count) + "."
}

// write keeps who is given what, and tells the history of each slot.
func (sc scene) write(ctx context.Context, tx pgx.Tx, by account.By, pairs []Pair, out *Given) error {
	b := &pgx.Batch{}
	names := map[int64][]string{}
	done := map[Pair]bool{}
	for _, p := range pairs {
		if done[p] || sc.has(p) {
			continue
		}
		done[p] = true
		out.Count++
		n := sc.needs[p.Need]
		m, _ := sc.member(p.Hand)
		names[n.ID] = append(names[n.ID], m.Name)
		if !slices.Contains(out.Names, m.Name) {
			out.Names = append(out.Names, m.Name)
		}
		if i := slices.IndexFunc(n.Posts, func(o Post) bool { return o.Hand == p.Hand }); i >= 0 {
			queueAskAgain(b, by, n.Posts[i].ID)
			continue
		}
		queueGive(b, by, n, p.Hand)
	}
	entries := map[int64]*journal.Entry{}
	var order []int64
	for _, id := range sortedNeeds(names) {
		n := sc.needs[id]
		if entries[n.SlotID] == nil {
			entry := did(by, journal.Staffed, sc.slots[n.SlotID])
			entries[n.SlotID], order = &entry, append(order, n.SlotID)
		}
		before := namesOn(n)
		entries[n.SlotID].Changes = append(entries[n.SlotID].Changes, changeOf(n, before, append(before[:len(before):len(before)], names[id]...)))
	}
	for _, id := range order {
		journal.Queue(b, *entries[id])
	}
	if b.Len() == 0 {
		return nil
	}
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func sortedNeeds(names map[int64][]string) []int64 {
	var ids []int64
	for id := range names {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// namesOn are those who hold a need.
func namesOn(n Need) []string {
	var names []string
	for _, p := range n.Posts {
		if p.Holds() {
			names = append(names, p.Name)
		}
	}
	return names
}

func changeOf(n Need, before, after []string) field.Change {
	return field.Change{Name: "postes", Label: french.Capital(n.Label), Before: strings.Join(before, ", "), After: strings.Join(after, ", ")}
}

// heldPost locks the slot that somebody is given, and gives both as they stand then. She is not locked: nothing more is given to her.
func (r *Room) heldPost(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Post, Need, slot.Slot, error) {
	none := func(err error) (Post, Need, slot.Slot, error) { return Post{}, Need{}, slot.Slot{}, err }
	if err := visible(by); err != nil {
		return none(err)
	}
	return r.holdPost(ctx, tx, by, id)
}

// orMissing is a failure, or that nothing is there.
func orMissing(err error) error {
	if err != nil {
		return err
	}
	return fault.Missing(nil)
}

// holdPost is heldPost whoever asks.
func (r *Room) holdPost(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Post, Need, slot.Slot, error) {
	none := func(err error) (Post, Need, slot.Slot, error) { return Post{}, Need{}, slot.Slot{}, err }
	found, err := findPosts(ctx, tx, `o.id = @of`, id)
	if err != nil || len(found) == 0 {
		return none(orMissing(err))
	}
	slots, err := slot.Hold(ctx, tx, by, []int64{found[0].SlotID})
	if err != nil {
		return none(err)
	}
	found, err = findPosts(ctx, tx, `o.id = @of AND o.ended_at IS NULL AND n.deleted_at IS NULL AND s.living`, id)
	if err != nil || len(found) == 0 || len(slots) == 0 || slots[0].DeletedAt != nil {
		return none(orMissing(err))
	}
	needs, _, err := needsOf(ctx, tx, found[0].SlotID)
	i := slices.IndexFunc(needs, func(n Need) bool { return n.ID == found[0].NeedID })
	if err != nil || i < 0 {
		return none(orMissing(err))
	}
	return found[0], needs[i], slots[0], nil
}

// Take takes somebody off what she is given. Whoever was told that it is hers is told the next time people are (Tell). It gives what she had.
func (r *Room) Take(ctx context.Context, by account.By, id int64) (Post, error) {
	var gone Post
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, n, s, err := r.heldPost(ctx, tx, by, id)
		if err == nil {
			err = CheckStaff(by, s.Project)
		}
		if err != nil {
			return err
		}
		gone = p
		if err := end(ctx, tx, by, p); err != nil {
			return err
		}
		entry := did(by, journal.Staffed, s)
		before := namesOn(n)
		entry.Changes = []field.Change{changeOf(n, before, slices.DeleteFunc(slices.Clone(before), func(name string) bool { return name == p.Name }))}
		return journal.Write(ctx, tx, entry)
	})
	return gone, err
}

// Answer notes what somebody says of what she is given: herself, or whoever staffs the slots for her. No is told to whoever gave it to her, and what she
// leaves is a gap again. It gives the post as it was.
func (r *Room) Answer(ctx context.Context, by account.By, id int64, answer Answer) (Post, error) {
	if err := visible(by); err != nil {
		return Post{}, err
	}
	return r.answer(ctx, by, id, answer, func(p Post, s slot.Slot) error {
		return cmp.Or(by.Check(MayAnswer, tie(p.Hand == crew.OfPerson(by.ID))), s.Project.Status.CheckOpen())
	})
}

func (r *Room) answer(ctx context.Context, by account.By, id int64, answer Answer, allow func(Post, slot.Slot) error) (Post, error) {
	var was Post
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		p, n, s, err := r.holdPost(ctx, tx, by, id)
		if err == nil {
			err = allow(p, s)
		}
		if err != nil {
			return err
		}
		var problems fault.Problems
		problems.Require(slices.Contains(Answers, answer), "reponse", "Veuillez répondre par oui ou par non.")
		if err := problems.Err(); err != nil {
			return err
		}
		was = p
		if p.Answer == answer {
			return nil
		}
		if err := setAnswer(ctx, tx, by, id, answer); err != nil {
			return err
		}
		entry := did(by, journal.Answered, s)
		entry.Changes = []field.Change{{Name: "reponse", Label: p.Name + ", " + n.Label, Before: p.Answer.Label(), After: answer.Label()}}
		if err := journal.Write(ctx, tx, entry); err != nil || answer != No {
			return err
		}
		return notice.Tell(ctx, tx, by, notice.News{What: notice.Declined, About: s.Subject(), MayRead: slot.MayRead, To: []int64{p.GivenBy}})
	})
	return was, err
}
