package french

// The words and counts that several pages show. Roles, states and kinds stay with their owners.
const (
	Trash      = "Corbeille"
	Restore    = "Rétablir"
	Unassigned = "À attribuer"
)

// Tasks writes "12 tâches".
func Tasks(n int) string { return Count(n, "tâche", "tâches") }

// TasksToDo writes "12 tâches à faire, dont 3 en retard".
func TasksToDo(n, late int) string {
	return WithLate(Count(n, "tâche à faire", "tâches à faire"), n, late)
}

// TasksDone writes "12 tâches faites sur 40".
func TasksDone(done, all int) string {
	return Count(done, "tâche faite", "tâches faites") + " sur " + Number(all)
}

// WithLate says how many of n counted tasks are late: "8 tâches critiques, dont 2 en retard",
// "1 tâche critique, en retard", "3 tâches critiques, toutes en retard".
func WithLate(counted string, n, late int) string {
	switch {
	case late == 0:
		return counted
	case n == 1:
		return counted + ", en retard"
	case late == n:
		return counted + ", toutes en retard"
	}
	return counted + ", dont " + Number(late) + " en retard"
}

// LateBy writes "en retard de 7 j", days being worked ones.
func LateBy(days int) string { return "en retard de " + ShortDays(days) }

// Items writes "4 points", of a checklist.
func Items(n int) string { return Count(n, "point", "points") }

// ItemsToTick writes "4 points à cocher".
func ItemsToTick(n int) string { return Count(n, "point à cocher", "points à cocher") }

// ItemsTicked writes "2/5 points".
func ItemsTicked(ticked, all int) string { return Number(ticked) + "/" + Items(all) }

// Projects writes "3 projets".
func Projects(n int) string { return Count(n, "projet", "projets") }

// Days writes "5 jours", of the calendar or where it does not matter.
func Days(n int) string { return Count(n, "jour", "jours") }

// WorkingDays writes "5 jours ouvrés".
func WorkingDays(n int) string { return Count(n, "jour ouvré", "jours ouvrés") }

// HalfDays writes n half-days as days, "une demi-journée", "1 jour", "1,5 jour", "2,5 jours".
func HalfDays(n int) string {
	switch whole := n / 2; {
	case n == 1:
		return "une demi-journée"
	case n%2 == 0:
		return Days(whole)
	case whole == 0: // minus one half
		return "−0,5\u00a0jour"
	default:
		return Number(whole) + ",5\u00a0" + Agree(whole, "jour", "jours")
	}
}

// ShortDays writes "5 j".
func ShortDays(n int) string { return Number(n) + "\u00a0j" }

// Months writes "2 mois".
func Months(n int) string { return Count(n, "mois", "mois") }

// Responsible writes who does a task, or that nobody does yet.
func Responsible(name string) string {
	if name == "" {
		return "à attribuer"
	}
	return name
}

// Subject begins a line of a journal: who did it, Parvis where nobody in particular did.
func Subject(name string) string {
	if name == "" {
		return "Parvis"
	}
	return name
}

// Spaces writes "3 espaces".
func Spaces(n int) string { return Count(n, "espace", "espaces") }

// Agreements counts agreements: "2 conventions".
func Agreements(n int) string { return Count(n, "convention", "conventions") }

// Slots counts slots: « 3 séances ».
func Slots(n int) string { return Count(n, "séance", "séances") }

// Activities counts activities: "2 activités".
func Activities(n int) string { return Count(n, "activité", "activités") }
