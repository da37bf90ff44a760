package equipment_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/slot"
)

func TestASlotTakesWhatItNeedsDuringItsTimeAndGivesItBack(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	at := h.slot(h.project, h.visit, 10, 12)
	h.needs(at, "2 tables pliantes; vidéoprojecteur")
	h.holds("Table pliante 2 10:00-12:00, Vidéoprojecteur 1 10:00-12:00")

	s, err := h.slots.Slot(ctx, h.head, at)
	h.must(err)
	d := s.Draft
	d.SetUp, d.Tidy = 30, 15
	_, err = h.slots.Edit(ctx, h.team, at, s.Version, d, true)
	h.must(err)
	h.holds("Table pliante 2 09:30-12:15, Vidéoprojecteur 1 09:30-12:15")
	_, err = h.slots.Move(ctx, h.team, h.project, []int64{at}, slot.Moving{Minutes: 60}, true)
	h.must(err)
	h.holds("Table pliante 2 10:30-13:15, Vidéoprojecteur 1 10:30-13:15")

	for what, do := range map[string][2]func() error{
		"cancelled": {func() error {
			_, err := h.slots.SetStatus(ctx, h.team, h.project, []int64{at}, slot.Cancelled, "Pluie", true)
			return err
		}, func() error {
			_, err := h.slots.SetStatus(ctx, h.team, h.project, []int64{at}, slot.Planned, "", true)
			return err
		}},
		"thrown away": {func() error { return h.slots.Delete(ctx, h.head, at) }, func() error { return h.slots.Restore(ctx, h.head, at) }},
		"activity put aside": {func() error {
			return h.activities.SetState(ctx, h.team, h.visit, h.version(t), activity.SetAside, "Non")
		}, func() error {
			return h.activities.SetState(ctx, h.team, h.visit, h.version(t), activity.Proposed, "")
		}},
		"project thrown away": {func() error { return h.projects.Delete(ctx, h.head, h.project) }, func() error { return h.projects.Restore(ctx, h.head, h.project) }},
	} {
		h.must(do[0]())
		if got := h.reserved(); got != "" {
			t.Errorf("%s: %s is still taken", what, got)
		}
		h.must(do[1]())
		if got := h.reserved(); got != "Table pliante 2 10:30-13:15, Vidéoprojecteur 1 10:30-13:15" {
			t.Errorf("%s, then back: %s", what, got)
		}
	}
	h.needs(at, "1 table pliante")
	h.holds("Table pliante 1 10:30-13:15")
	h.needs(at, "")
	h.holds("")
}

func (h house) version(t *testing.T) int {
	t.Helper()
	return h.count(`SELECT version FROM activities WHERE id = @a0`, h.visit)
}

func TestWhatWouldBeLackingIsAskedThenAllowed(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	h.book(h.project, 9, 11, "1 vidéoprojecteur")
	h.book(h.other, 10, 14, "1 vidéoprojecteur")
	_, _, err := h.Book(ctx, h.team, "", h.other, draft(8, 18, "1 vidéoprojecteur\n4 tables pliantes"), false)
	h.broken(equipment.FieldDespite, "Vidéoprojecteur : il en manque 1, vendredi 13 juin 2025, 10 h – 11 h (3 demandés, 2 disponibles).", err)
	h.holds("Vidéoprojecteur 1 09:00-11:00, Vidéoprojecteur 1 10:00-14:00")
	id, said, err := h.Book(ctx, h.team, "", h.other, draft(8, 18, "1 vidéoprojecteur\n4 tables pliantes"), true)
	h.must(err)
	h.said("Vidéoprojecteur : il en manque 1, vendredi 13 juin 2025, 10 h – 11 h (3 demandés, 2 disponibles).", said)
	h.holds("Table pliante 4 08:00-18:00, Vidéoprojecteur 1 08:00-18:00 ?, Vidéoprojecteur 1 09:00-11:00, Vidéoprojecteur 1 10:00-14:00")

	b, err := h.Booking(ctx, h.intern, id)
	h.must(err)
	if !b.Lacking() || b.May.Edit || plain(b.When()) != "vendredi 13 juin 2025, 8 h – 18 h" {
		t.Errorf("%+v", b)
	}
	d := b.BookingDraft
	d.Purpose = "Tout autre chose"
	_, err = h.EditBooking(ctx, h.team, id, b.Version, d, false) // what was lacking already is not asked about again
	h.must(err)
	d.What = "2 vidéoprojecteurs"
	_, err = h.EditBooking(ctx, h.team, id, b.Version+1, d, false)
	h.broken(equipment.FieldDespite, "il en manque 2, vendredi 13 juin 2025, 9 h – 14 h (4 demandés, 2 disponibles).", err)

	board, err := h.OfProject(ctx, h.intern, h.project)
	h.must(err)
	if len(board.Bookings) != 1 || len(board.Shortages) != 1 || len(board.Shortages[0].Takers) != 3 || plain(board.Shortages[0].SpanText()) != "vendredi 13 juin 2025, 10 h – 11 h" || !board.May {
		t.Errorf("%+v", board)
	}
	short, err := h.Shortages(ctx, h.stranger, friday)
	h.must(err)
	if len(short) != 1 || short[0].Name != "Vidéoprojecteur" || short[0].Missing() != 1 {
		t.Errorf("%+v", short)
	}
	day, err := h.Day(ctx, h.stranger, friday)
	h.must(err)
	if len(day.Things) != 2 || day.Hours[0] != 8 || day.Things[1].Left[2] != -1 || day.Things[1].Left[3] != 0 || day.Things[1].Left[5] != 0 || day.Things[1].Left[6] != 1 || day.Things[0].Left[0] != 0 {
		t.Errorf("%+v", day)
	}
	// One that is cancelled leaves what it took to those who wait for it.
	first := board.Bookings[0]
	_, err = h.CancelBooking(ctx, h.intern, first.ID)
	h.must(err)
	h.holds("Table pliante 4 08:00-18:00, Vidéoprojecteur 1 08:00-18:00, Vidéoprojecteur 1 10:00-14:00")
	h.must(h.RestoreBooking(ctx, h.intern, first.ID))
	h.holds("Table pliante 4 08:00-18:00, Vidéoprojecteur 1 08:00-18:00, Vidéoprojecteur 1 09:00-11:00 ?, Vidéoprojecteur 1 10:00-14:00")
}

func at(hour int) time.Time { return slot.Times{Day: friday, From: hour * 60}.Start() }

func TestASetIsBookedAtOnce(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	_, err := h.CreateSet(ctx, h.team, "", equipment.SetDraft{Name: "Conférence", What: "3 tables pliantes\nun truc"})
	h.broken(equipment.FieldWhat, "« un truc » n’est pas dans le catalogue.", err)
	id, err := h.CreateSet(ctx, h.team, "", equipment.SetDraft{Name: "Conférence", What: "2 tables pliantes\n1 videoprojecteur"})
	h.must(err)
	_, err = h.CreateSet(ctx, h.team, "", equipment.SetDraft{Name: "CONFERENCE", What: "1 table pliante"})
	h.broken(equipment.FieldName, "Un autre lot porte déjà ce nom", err)
	one := h.slot(h.project, h.visit, 10, 12)
	h.needs(one, "1 table pliante")
	s, _, err := h.AddSet(ctx, h.intern, one, id, false)
	h.must(err)
	if s.Name != "Conférence" {
		t.Errorf("%+v", s)
	}
	h.holds("Table pliante 3 10:00-12:00, Vidéoprojecteur 1 10:00-12:00")
	_, _, err = h.AddSet(ctx, h.intern, one, id, false)
	h.broken(equipment.FieldDespite, "Table pliante : il en manque 1", err)
	kept, err := h.Set(ctx, h.intern, id)
	h.must(err)
	h.must(h.EditSet(ctx, h.team, id, kept.Version, equipment.SetDraft{Name: "Conférence", What: "1 table pliante", Notes: "Sans image"}))
	h.want(fault.Conflict, h.EditSet(ctx, h.head, id, kept.Version, equipment.SetDraft{Name: "Conférence", What: "2 tables pliantes"}))
	h.want(fault.Forbidden, h.DeleteSet(ctx, h.team, id))
	h.must(h.DeleteSet(ctx, h.head, id))
	_, _, err = h.AddSet(ctx, h.intern, one, id, true)
	h.want(fault.NotFound, err)
	h.must(h.RestoreSet(ctx, h.head, id))
}

func TestWhoMayBook(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	mine, others := h.slot(h.project, h.visit, 10, 12), h.slot(h.other, h.elsewhere, 10, 12)
	_, err := h.SetSlot(ctx, h.intern, mine, 1, "1 table pliante", false)
	h.must(err)
	_, err = h.SetSlot(ctx, h.intern, others, 1, "1 table pliante", false)
	h.want(fault.Forbidden, err)
	_, _, err = h.Book(ctx, h.stranger, "", h.project, draft(9, 10, "1 table pliante"), false)
	h.want(fault.Forbidden, err)
	_, _, err = h.Book(ctx, h.intern, "", h.project, draft(9, 10, "1 table pliante"), false)
	h.must(err)
	_, err = h.Create(ctx, h.intern, "", equipment.Draft{Name: "Chaise", Category: equipment.Furniture, Quantity: 1})
	h.want(fault.Forbidden, err)
	_, err = h.CreateSet(ctx, h.intern, "", equipment.SetDraft{Name: "Lot", What: "1 table pliante"})
	h.want(fault.Forbidden, err)
	h.must(h.slots.Delete(ctx, h.head, mine))
	_, err = h.SetSlot(ctx, h.intern, mine, 2, "", false)
	h.want(fault.NotFound, err)
	h.must(h.projects.Archive(ctx, h.head, h.other, 1))
	_, err = h.SetSlot(ctx, h.team, others, 1, "1 table pliante", false)
	h.want(fault.Forbidden, err)
	_, err = h.OfProject(ctx, account.By{}, h.project)
	h.want(fault.NotFound, err)
}

func TestBadBookingsAreRefusedBesideTheirFields(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	for field, c := range map[string]struct {
		change func(*equipment.BookingDraft)
		says   string
	}{
		equipment.FieldPurpose: {func(d *equipment.BookingDraft) { d.Purpose = " " }, "pour quoi"},
		equipment.FieldWhat:    {func(d *equipment.BookingDraft) { d.What = "" }, "au moins un article"},
		equipment.FieldFirst:   {func(d *equipment.BookingDraft) { d.First = 0 }, "jour du départ"},
		equipment.FieldLast:    {func(d *equipment.BookingDraft) { d.Last = d.First.AddDays(-1) }, "avant le départ"},
		equipment.FieldTo:      {func(d *equipment.BookingDraft) { d.To = -1 }, "l’heure du retour"},
		equipment.FieldFrom:    {func(d *equipment.BookingDraft) { d.From = 24 * 60 }, "l’heure du départ"},
		equipment.FieldPerson:  {func(d *equipment.BookingDraft) { d.Person.ID = 99_999 }, "personne de la liste"},
		equipment.FieldPlace:   {func(d *equipment.BookingDraft) { d.Place = strings.Repeat("é", equipment.MaxPlace+1) }, "maximum"},
	} {
		d := draft(9, 10, "1 table pliante")
		c.change(&d)
		_, _, err := h.Book(ctx, h.team, "", h.project, d, false)
		h.broken(field, c.says, err)
	}
	d := draft(9, 10, "0 table pliante\n5 tables plantes")
	_, _, err := h.Book(ctx, h.team, "", h.project, d, false)
	h.broken(equipment.FieldWhat, "entre 1 et", err)
	h.broken(equipment.FieldWhat, "« tables plantes » n’est pas dans le catalogue. Vouliez-vous dire « Table pliante » ?", func() error {
		d.What = "5 tables plantes"
		_, _, err := h.Book(ctx, h.team, "", h.project, d, false)
		return err
	}())
}

func TestAnEditThatMeetsAnotherShowsBoth(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	one := h.slot(h.project, h.visit, 10, 12)
	h.needs(one, "1 table pliante")
	_, err := h.SetSlot(ctx, h.intern, one, 1, "2 tables pliantes", false)
	met, ok := fault.StaleOf(err)
	if !ok || len(met.Texts) != 1 || met.Texts[0].Before != "1 × Table pliante" || met.Texts[0].After != "2 × Table pliante" {
		t.Errorf("%v, %+v", err, met)
	}
	id := h.book(h.project, 9, 10, "1 table pliante")
	_, err = h.EditBooking(ctx, h.intern, id, 7, draft(9, 11, "1 table pliante"), false)
	if met, ok := fault.StaleOf(err); !ok || met.Version != 1 {
		t.Errorf("%v, %+v", err, met)
	}
}

func TestWhatLeavesComesBackAndIsCounted(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	one := h.slot(h.project, h.visit, 10, 12)
	h.needs(one, "3 tables pliantes\n1 vidéoprojecteur")
	h.book(h.project, 15, 16, "1 vidéoprojecteur")
	two := h.slot(h.project, h.visit, 13, 14)
	h.needs(two, "2 tables pliantes")
	loading := func(name string) equipment.Loading {
		t.Helper()
		lists, err := h.LoadingLists(ctx, h.intern, h.project, friday)
		h.must(err)
		if len(lists) != 2 || lists[1].Place != "lieu à préciser" || len(lists[1].Lines) != 2 {
			t.Fatalf("%+v", lists)
		}
		i := slices.IndexFunc(lists[1].Lines, func(l equipment.Loading) bool { return l.Name == name })
		return lists[1].Lines[i]
	}
	tables := loading("Table pliante")
	if tables.Count != 3 || tables.Storage != "Réserve A" || plain(strings.Join(tables.Uses, "; ")) != "Visite, 10 h – 12 h; Visite, 13 h – 14 h" {
		t.Errorf("what two slots take there is loaded once: %+v", tables)
	}
	key := tables.Ref()
	h.want(fault.Forbidden, h.Tick(ctx, h.stranger, key, true, now))
	for _, none := range []string{"", "0", "0" + key, key + ".", key + ".99999", "1 2", "-1", key + "." + loading("Vidéoprojecteur").Ref()} {
		h.want(fault.NotFound, h.Tick(ctx, h.intern, none, true, now))
	}
	h.must(h.Tick(ctx, h.intern, key, true, now.Add(-time.Hour)))
	h.must(h.Tick(ctx, h.team, key, true, now)) // it keeps who ticked it first
	tables = loading("Table pliante")
	if out, who := tables.Out(); out == nil || !out.Equal(now.Add(-time.Hour)) || who != "Zoé Petit" {
		t.Errorf("%v, %s", out, who)
	}
	if back, _ := tables.Back(); back != nil {
		t.Error("it is back")
	}
	h.broken(equipment.FieldBroken, "ce qui est parti (3)", h.Return(ctx, h.intern, key, 2, 2))
	act := account.Gesture(ctx)
	h.must(h.Return(act, h.intern, key, 1, 1))
	item, err := h.Item(ctx, h.intern, h.table)
	h.must(err)
	if item.Broken != 1 || item.Missing != 1 || item.Usable() != 2 || plain(item.StateText()) != "1 à réparer, 1 manquant" {
		t.Errorf("%+v", item)
	}
	tables = loading("Table pliante")
	if back, _ := tables.Back(); back == nil || plain(tables.BackText()) != "1 à réparer, 1 manquant" {
		t.Errorf("%+v", tables)
	}
	h.holds("Vidéoprojecteur 1 10:00-12:00, Vidéoprojecteur 1 15:00-16:00") // what is back is free
	h.want(fault.Conflict, h.Untick(ctx, h.intern, key, true))
	_, err = h.back.Undo(account.Gesture(ctx), h.intern, account.ActOf(act))
	h.must(err)
	if item, err = h.Item(ctx, h.intern, h.table); err != nil || item.Broken != 0 || item.Missing != 0 {
		t.Errorf("taken back: %+v, %v", item, err)
	}
	h.holds("Table pliante 2 13:00-14:00, Table pliante 3 10:00-12:00, Vidéoprojecteur 1 10:00-12:00, Vidéoprojecteur 1 15:00-16:00")
	h.must(h.Return(ctx, h.intern, key, 1, 0))
	h.must(h.Untick(ctx, h.intern, key, false))
	h.must(h.Untick(ctx, h.intern, key, true))
	tables = loading("Table pliante")
	if out, _ := tables.Out(); out != nil || tables.BackText() != "" {
		t.Errorf("%+v", tables)
	}
	if item, err = h.Item(ctx, h.intern, h.table); err != nil || item.Broken != 0 {
		t.Errorf("taken back: %+v, %v", item, err)
	}
	h.must(h.Tick(ctx, h.intern, key, false, now.Add(time.Hour))) // what comes back had left, and not after now
	if back, _ := loading("Table pliante").Back(); back == nil || !back.Equal(now) {
		t.Errorf("%v", back)
	}
}

func TestActsAreTakenBack(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	one := h.slot(h.project, h.visit, 10, 12)
	h.needs(one, "1 table pliante")
	booked := h.book(h.project, 14, 16, "2 tables pliantes")
	acting := account.Gesture(ctx)
	_, err := h.SetSlot(acting, h.intern, one, 2, "2 vidéoprojecteurs", false)
	h.must(err)
	h.holds("Table pliante 2 14:00-16:00, Vidéoprojecteur 2 10:00-12:00")
	_, err = h.back.Undo(account.Gesture(ctx), h.intern, account.ActOf(acting))
	h.must(err)
	h.holds("Table pliante 1 10:00-12:00, Table pliante 2 14:00-16:00")

	acting = account.Gesture(ctx)
	_, err = h.CancelBooking(acting, h.intern, booked)
	h.must(err)
	h.holds("Table pliante 1 10:00-12:00")
	_, err = h.back.Undo(account.Gesture(ctx), h.intern, account.ActOf(acting))
	h.must(err)
	h.holds("Table pliante 1 10:00-12:00, Table pliante 2 14:00-16:00")

	acting = account.Gesture(ctx)
	made, _, err := h.Book(acting, h.intern, "", h.project, draft(8, 9, "1 vidéoprojecteur"), false)
	h.must(err)
	_, err = h.back.Undo(account.Gesture(ctx), h.intern, account.ActOf(acting))
	h.must(err)
	h.holds("Table pliante 1 10:00-12:00, Table pliante 2 14:00-16:00")
	h.must(h.RestoreBooking(ctx, h.intern, made))
	h.holds("Table pliante 1 10:00-12:00, Table pliante 2 14:00-16:00, Vidéoprojecteur 1 08:00-09:00")

	acting = account.Gesture(ctx)
	item, err := h.Item(ctx, h.team, h.table)
	h.must(err)
	d := item.Draft
	d.Quantity = 1
	h.must(h.Edit(acting, h.team, h.table, item.Version, d))
	h.holds("Table pliante 1 10:00-12:00, Table pliante 2 14:00-16:00 ?, Vidéoprojecteur 1 08:00-09:00")
	if _, err := h.back.Undo(account.Gesture(ctx), h.intern, account.ActOf(acting)); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern takes the catalogue back: %v", err)
	}
	_, err = h.back.Undo(account.Gesture(ctx), h.team, account.ActOf(acting))
	h.must(err)
	h.holds("Table pliante 1 10:00-12:00, Table pliante 2 14:00-16:00, Vidéoprojecteur 1 08:00-09:00")
}

// TestASlotThatIsRepeatedTakesTheSame repeats a slot once more on the same day: what is at the catalogue no more is left out.
func TestASlotThatIsRepeatedTakesTheSame(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), t.Context()
	h.slots.Repeating(equipment.CopyNeeds)
	one := h.slot(h.project, h.visit, 10, 11)
	h.thing("Chevalet", 3)
	h.needs(one, "2 tables pliantes\n1 chevalet")
	item, err := h.List(ctx, h.head, equipment.Filter{Text: "chevalet"})
	h.must(err)
	h.must(h.Delete(ctx, h.head, item[0].ID))
	_, err = h.slots.Repeat(ctx, h.team, "", one, slot.Repeating{Every: 120, Count: 2, Days: []int{0}}, true)
	h.must(err)
	h.holds("Chevalet 1 10:00-11:00 ?, Table pliante 2 10:00-11:00, Table pliante 2 12:00-13:00")
}
