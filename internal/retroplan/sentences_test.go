package retroplan_test

import (
	"testing"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Today is Monday 7 April 2025; the event is Friday 13 to Sunday 15 June.
func TestReasonsNameWhatMovedTheDate(t *testing.T) {
	t.Parallel()
	type task = retroplan.Task
	d := func(s string) workcal.Date { return day(t, s) }
	away := workcal.NewCalendar(workcal.Config{}).WithLeave([]workcal.Range{{From: d("2025-04-08"), To: d("2025-04-11")}, {From: d("2025-05-22"), To: d("2025-05-22")}})
	closed := workcal.NewCalendar(workcal.Config{Closures: []workcal.Range{{From: d("2025-05-30"), Label: "pont de l’Ascension"}, {From: d("2025-06-10"), To: d("2025-06-12"), Label: "fermeture"}}})
	lag := func(n int) []retroplan.Need { return []retroplan.Need{{ID: 'A', Lag: n}} }
	for name, c := range map[string]struct {
		tasks           []task
		label, sentence string
	}{
		"a Saturday":         {[]task{{ID: 'A', Duration: 1, Offset: before(20)}}, "J-20 tombe un samedi", "J-20 tombe le samedi 24 mai : avancé au vendredi 23 mai"},
		"a holiday":          {[]task{{ID: 'A', Duration: 1, Offset: before(15)}}, "J-15 tombe un jour férié (Ascension)", "J-15 tombe le jeudi 29 mai (Ascension) : avancé au mercredi 28 mai"},
		"an absence":         {[]task{{ID: 'A', Duration: 1, Calendar: away, Offset: before(64)}}, "J-64 tombe pendant l’absence du 8 au 11 avril", "J-64 tombe le jeudi 10 avril (absence du 8 au 11 avril) : avancé au lundi 7 avril"},
		"an absence, by law": {[]task{{ID: 'A', Duration: 1, Calendar: away, Statutory: true, Offset: before(22)}}, "J-22 tombe pendant l’absence du 22 mai", "J-22 tombe le jeudi 22 mai (absence du 22 mai) : avancé au mercredi 21 mai"},
		"a closure":          {[]task{{ID: 'A', Duration: 1, Calendar: closed, Offset: before(14)}}, "J-14 tombe pendant la fermeture du 30 mai, pont de l’Ascension", "J-14 tombe le vendredi 30 mai (fermeture du 30 mai, pont de l’Ascension) : avancé au mercredi 28 mai (entre les deux : Ascension)"},
		"a week-end behind which all is closed": {[]task{{ID: 'A', Duration: 1, Calendar: closed, Offset: before(12)}}, "J-12 tombe un dimanche",
			"J-12 tombe le dimanche 1er juin : avancé au mercredi 28 mai (entre les deux : Ascension, fermeture du 30 mai, pont de l’Ascension)"},
		"working days":                 {[]task{{ID: 'A', Duration: 1, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 35, Unit: retroplan.WorkingDays}}}, "35 jours ouvrés avant", "à finir 35 jours ouvrés avant l’événement, le vendredi 18 avril"},
		"one working day after":        {[]task{{ID: 'A', Duration: 1, Offset: retroplan.Offset{Side: retroplan.AfterEvent, Count: 1, Unit: retroplan.WorkingDays}}}, "1 jour ouvré après", "à finir 1 jour ouvré après l’événement, le lundi 16 juin"},
		"months":                       {[]task{{ID: 'A', Duration: 1, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 2, Unit: retroplan.Months}}}, "2 mois avant tombe un dimanche", "2 mois avant l’événement tombe le dimanche 13 avril : avancé au vendredi 11 avril"},
		"the day itself":               {[]task{{ID: 'A', Duration: 1, Offset: before(0)}}, "J-0", "à finir le jour J, le vendredi 13 juin"},
		"the last day":                 {[]task{{ID: 'A', Duration: 1, Offset: after(0)}}, "E+0", "à finir le dernier jour de l’événement, le dimanche 15 juin"},
		"a deadline":                   {[]task{{ID: 'A', Duration: 1, Deadline: d("2025-05-10")}}, "l’échéance tombe un samedi", "l’échéance tombe le samedi 10 mai : avancée au vendredi 9 mai"},
		"a deadline of another year":   {[]task{{ID: 'A', Duration: 1, Deadline: d("2026-01-12")}}, "échéance", "échéance fixée au lundi 12 janvier 2026"},
		"the eve":                      {[]task{{ID: 'A', Duration: 1}}, "veille de l’événement", "veille de l’événement, qui commence le vendredi 13 juin"},
		"not the eve":                  {[]task{{ID: 'A', Duration: 1, Calendar: closed}}, "dernier jour travaillé avant l’événement", "dernier jour travaillé avant l’événement, qui commence le vendredi 13 juin (entre les deux : Lundi de Pentecôte, fermeture du 10 au 12 juin)"},
		"a follower":                   {[]task{{ID: 'A', Duration: 1}, {ID: 'B', Title: "Pose", Duration: 1, Needs: needs('A'), Offset: before(10)}}, "avant « Pose »", "à finir avant « Pose », qui commence au plus tard le mardi 3 juin"},
		"a follower, behind a holiday": {[]task{{ID: 'A', Duration: 1}, {ID: 'B', Title: "Pose", Duration: 1, Needs: needs('A'), Offset: before(3)}}, "avant « Pose »", "à finir avant « Pose », qui commence au plus tard le mardi 10 juin (entre les deux : Lundi de Pentecôte)"},
		"a follower, behind an absence": {[]task{{ID: 'A', Duration: 1, Calendar: away}, {ID: 'B', Title: "Pose", Duration: 1, Needs: needs('A'), Offset: before(60)}}, "avant « Pose »",
			"à finir avant « Pose », qui commence au plus tard le lundi 14 avril (entre les deux : absence du 8 au 11 avril)"},
		"a delay":        {[]task{{ID: 'A', Duration: 1}, {ID: 'B', Title: "Pose", Duration: 1, Needs: lag(5), Offset: before(18)}}, "5 jours ouvrés avant « Pose »", "à finir le vendredi 16 mai : 5 jours ouvrés avant « Pose », qui commence au plus tard le lundi 26 mai"},
		"an overlap":     {[]task{{ID: 'A', Duration: 3}, {ID: 'B', Title: "Pose", Duration: 3, Needs: lag(-1), Offset: before(16)}}, "en même temps que « Pose »", "à finir le lundi 26 mai, en même temps que « Pose », qui commence au plus tard le lundi 26 mai (1 jour ouvré de chevauchement)"},
		"a decided date": {[]task{{ID: 'A', Duration: 1}, {ID: 'B', Title: "Pose", Duration: 1, Needs: needs('A'), PinnedStart: d("2025-05-02")}}, "avant « Pose »", "à finir avant « Pose », dont le début est fixé au vendredi 2 mai (entre les deux : Fête du Travail)"},
		"a milestone":    {[]task{{ID: 'A', Duration: 1}, {ID: 'B', Title: "BAT signé", Needs: needs('A'), Offset: before(10)}}, "avant « BAT signé »", "à finir avant « BAT signé », jalon attendu au plus tard le mardi 3 juin"},
		"a dropped one":  {[]task{{ID: 'A', Duration: 1}, {ID: 'X', State: retroplan.Dropped, Needs: needs('A')}, {ID: 'B', Title: "Pose", Duration: 1, Needs: needs('X'), Offset: before(10)}}, "avant « Pose »", "à finir avant « Pose », qui commence au plus tard le mardi 3 juin"},
	} {
		reason := schedule(t, jea(t, c.tasks...), "2025-04-07").Rows[0].Reason
		if label, sentence := french.PlainSpaces(reason.Label()), french.PlainSpaces(reason.Sentence()); label != c.label || sentence != c.sentence {
			t.Errorf("%s:\n%q\n%q\nwant\n%q\n%q", name, label, sentence, c.label, c.sentence)
		}
	}
}

func TestConflictsAreTrueSentences(t *testing.T) {
	t.Parallel()
	type task = retroplan.Task
	d := func(s string) workcal.Date { return day(t, s) }
	away := workcal.NewCalendar(workcal.Config{}).WithLeave([]workcal.Range{{From: d("2025-06-10"), To: d("2025-06-13")}})
	for name, c := range map[string]struct {
		tasks []task
		want  string
	}{
		"pinned too late names tasks by title": {[]task{{ID: '1', Title: "Textes", Duration: 1, PinnedStart: d("2025-06-02")}, {ID: '2', Title: "BAT", Duration: 1, Needs: needs('1'), Offset: before(15)}},
			"La date décidée fait finir la tâche le lundi 2 juin, après sa date limite du mardi 27 mai (avant « BAT »)."},
		"a milestone begins nothing": {[]task{{ID: '1', Title: "Livré", NotBefore: d("2025-06-20")}}, "Le jalon n’est pas possible avant le vendredi 20 juin : il est alors trop tard pour finir le jeudi 12 juin."},
		"an offset is no deadline": {[]task{{ID: '1', Duration: 1, Offset: before(10)}, {ID: '2', Title: "BAT", Duration: 1, Needs: needs('1'), Offset: before(21)}},
			"La date demandée (J-10, le mardi 3 juin) est trop tardive pour « BAT », qui demande de finir le jeudi 22 mai."},
		"working days in words":   {[]task{{ID: '1', Duration: 1, Statutory: true, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 50, Unit: retroplan.WorkingDays}}}, "Le délai légal (50 jours ouvrés avant l’événement, le vendredi 28 mars) est déjà dépassé."},
		"no room after the event": {[]task{{ID: '1', Duration: 3, Offset: after(1)}}, "La date demandée (E+1, le lundi 16 juin) ne peut pas être tenue : la tâche vient après l’événement et finit au plus tôt le mercredi 18 juin."},
		"a deadline before it":    {[]task{{ID: '1', Duration: 1, Offset: after(7), Deadline: d("2025-06-06")}}, "La date demandée (échéance, le vendredi 6 juin) ne peut pas être tenue : la tâche vient après l’événement et finit au plus tôt le lundi 16 juin."},
		"a date that rolled": {[]task{{ID: '1', Duration: 1, Offset: before(20)}, {ID: '2', Title: "BAT", Duration: 1, Needs: needs('1'), Offset: before(25)}},
			"La date demandée (J-20, avancé au vendredi 23 mai) est trop tardive pour « BAT », qui demande de finir le vendredi 16 mai."},
		"a deadline on the day itself": {[]task{{ID: '1', Duration: 1, Deadline: d("2025-06-13")}}, "L’échéance du vendredi 13 juin tombe pendant l’événement, et la tâche doit être finie avant qu’il commence : si elle se fait ce jour-là, écrivez plutôt J-0 (le premier jour) ou E+0 (le dernier)."},
		"away on the day":              {[]task{{ID: '1', Duration: 1, Offset: before(0), Calendar: away}}, "La tâche se fait pendant l’événement, le vendredi 13 juin, alors que la personne responsable est absente (absence du 10 au 13 juin)."},
		"an actual finish":             {[]task{{ID: '1', Duration: 1, Finish: d("2025-04-01")}}, "La tâche n’est pas faite mais porte une fin réelle (le mardi 1er avril) : elle n’est pas prise en compte."},
		"waits, through a dropped one, for what comes after": {[]task{{ID: '3', Duration: 1, Needs: needs('2'), Offset: before(2)}, {ID: '1', Title: "Bilan", Duration: 1, Offset: after(7)}, {ID: '2', State: retroplan.Dropped, Needs: needs('1')}},
			"La tâche est attendue avant l’événement (J-2), mais elle dépend de « Bilan », qui vient après."},
		"pinned before what a dropped one waited for": {[]task{{ID: '3', Duration: 1, Needs: needs('2'), PinnedStart: d("2025-04-08")}, {ID: '1', Title: "Textes", Duration: 5}, {ID: '2', State: retroplan.Dropped, Needs: needs('1')}},
			"La date décidée fait commencer la tâche le mardi 8 avril, alors que « Textes » ne le permet pas avant le lundi 14 avril."},
	} {
		got := schedule(t, jea(t, c.tasks...), "2025-04-07").Rows[0].Conflicts
		if len(got) != 1 || french.PlainSpaces(got[0].Sentence()) != c.want {
			t.Errorf("%s: %v, want %q", name, got, c.want)
			for _, one := range got {
				t.Logf("%q", french.PlainSpaces(one.Sentence()))
			}
		}
	}
}

func TestStartingTooLateIsSaidOnlyWhereStartingEarlierWouldHaveHelped(t *testing.T) {
	t.Parallel()
	type task = retroplan.Task
	d := func(s string) workcal.Date { return day(t, s) }
	for name, c := range map[string]struct {
		today string
		tasks []task
		want  string
	}{
		"too much work": {"2025-06-10", []task{{ID: 'A', Duration: 5}}, "le rétroplanning commence 2 jours trop tard"},
		"not before":    {"2025-04-07", []task{{ID: 'A', Title: "Prêt", Duration: 5, NotBefore: d("2025-06-10")}, {ID: 'B', Duration: 1, Needs: needs('A')}}, "le rétroplanning a 3 jours de retard : « Prêt » ne peut pas commencer avant le mardi 10 juin"},
		"a milestone not before": {"2025-04-07", []task{{ID: 'A', Title: "Prêt", NotBefore: d("2025-06-10")}, {ID: 'B', Duration: 4, Needs: needs('A')}},
			"le rétroplanning a 2 jours de retard : « Prêt » n’est pas possible avant le mardi 10 juin"},
		"not before, through a dropped one": {"2025-04-07", []task{{ID: 'A', Title: "Prêt", Duration: 5, NotBefore: d("2025-06-10")}, {ID: 'X', State: retroplan.Dropped, Needs: needs('A')}, {ID: 'B', Duration: 1, Needs: needs('X')}},
			"le rétroplanning a 3 jours de retard : « Prêt » ne peut pas commencer avant le mardi 10 juin"},
		"a deadline already past": {"2025-04-07", []task{{ID: 'A', Duration: 1}, {ID: 'B', Title: "Dossier", Duration: 1, Needs: needs('A'), Deadline: d("2025-04-02")}},
			"le rétroplanning a 4 jours de retard : l’échéance de « Dossier », le mercredi 2 avril, est déjà passée"},
		"a decided date":    {"2025-04-07", []task{{ID: 'A', Title: "Pose", Duration: 1, PinnedStart: d("2025-06-20")}}, "le rétroplanning a 6 jours de retard : une date a été décidée pour « Pose » (le vendredi 20 juin)"},
		"the event is over": {"2025-06-17", []task{{ID: 'A', Duration: 1}}, "le rétroplanning a 3 jours de retard : l’événement est passé"},
		"already at work":   {"2025-06-10", []task{{ID: 'A', Duration: 5}, {ID: 'B', Duration: 1, State: retroplan.Done, Finish: d("2025-06-02")}}, "le rétroplanning a 2 jours de retard"},
	} {
		if got := french.PlainSpaces(schedule(t, jea(t, c.tasks...), c.today).Sentence()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
