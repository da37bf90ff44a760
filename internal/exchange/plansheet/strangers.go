package plansheet

import (
	"regexp"
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/written"
)

// judgeTheRest looks at the columns that the plan does not use. What looks as if dates depended
// on it is a problem, since a plan without it would be false; the others are left aside, and
// said to be.
func (d *decoder) judgeTheRest() {
	var unused, asked, planned, strange []string
	for _, c := range d.columns {
		if c.filled == 0 {
			continue
		}
		switch {
		case c.asked:
			asked = append(asked, c.name())
			continue
		case c.chosen, c.kept != keptNothing && (c.whole || c.role == rolePlanned) && !d.refusesKept(c):
			continue
		case c.role == rolePlanned:
			if !d.refusePlanned(c) {
				planned = append(planned, c.name())
			}
			continue
		case c.role == roleOtherTitle:
			d.refuse(c)
			continue
		case c.role != roleUnknown && c.role < roleUnused || c.role == roleUnusedDates:
			if c.role == roleUnusedDates {
				unused = append(unused, c.name())
			}
			continue
		}
		if d.refuse(c) || d.refuseMeasure(c) {
			continue
		}
		if c.role == roleUnused {
			unused = append(unused, c.name())
		} else {
			strange = append(strange, c.name()+" (par exemple "+quoted(c.texts[0])+")")
		}
	}
	d.tellTitles()
	d.tellWishes()
	d.tellColumns(planned, "dit des dates prévues, qui ne sont pas utilisées\u00a0: ce ne sont pas des faits, et le plan calcule les siennes.",
		"disent des dates prévues, qui ne sont pas utilisées\u00a0: ce ne sont pas des faits, et le plan calcule les siennes.")
	d.tellColumns(unused, "ne change aucune date\u00a0: elle est laissée de côté.", "ne changent aucune date\u00a0: elles sont laissées de côté.")
	d.tellColumns(strange, "n’est pas connue et ne ressemble à rien qui change une date\u00a0: elle est laissée de côté.",
		"ne sont pas connues et ne ressemblent à rien qui change une date\u00a0: elles sont laissées de côté.")
	d.tellColumns(asked, "est laissée de côté, comme vous le demandez.", "sont laissées de côté, comme vous le demandez.")
}

// refusesKept makes a problem of a column of wishes that counts from the event. What an import keeps as
// a text is no problem, whatever it looks like.
func (d *decoder) refusesKept(c *column) bool { return c.role == rolePlanned && d.refusePlanned(c) }

// refusePlanned makes a problem of a planned date that counts from the event: that is an offset.
func (d *decoder) refusePlanned(c *column) bool {
	at := slices.IndexFunc(c.texts, written.LooksLikeOffset)
	if at < 0 {
		return false
	}
	d.add(d.headerRow.Number, c.at, c.announcing()+" annonce des dates prévues, qui ne sont pas utilisées, mais ses cellules ressemblent à des échéances ("+quoted(c.texts[at])+")\u00a0: "+c.rename()+
		quoted("À faire pour")+", ou laissez-la de côté"+c.ignoring()+".")
	return true
}

// someOffset is an offset within a text: "Textes (J-21)".
var someOffset = regexp.MustCompile(`(?i)(?:^|[^\p{L}\d])[je] ?[-+–−] ?\d`)

// refuseMixture makes a problem of a column that its header announces as due, « Action / délai »,
// when a cell says both at once.
func (d *decoder) refuseMixture(c *column) {
	if c.role == roleDue || !slices.Contains(c.roles, roleDue) {
		return
	}
	if at := slices.IndexFunc(c.texts, someOffset.MatchString); at >= 0 {
		d.add(d.headerRow.Number, c.at, "Une cellule de "+uncapital(c.subject())+" mêle un texte et une échéance ("+quoted(c.texts[at])+")\u00a0: séparez-les en deux colonnes.")
	}
}

// tellColumns says something about columns, in one sentence.
func (d *decoder) tellColumns(names []string, one, many string) {
	const shown = 10
	if len(names) > 0 {
		d.tell(french.Agree(len(names), "La colonne ", "Les colonnes ") + french.AndOthers(names, shown) + " " + french.Agree(len(names), one, many))
	}
}

// refuse makes a problem of a column that looks as if dates depended on it.
func (d *decoder) refuse(c *column) bool {
	known := (c.role == roleUnused || c.role == roleOtherTitle) && c.whole
	look, found := d.lookOf(c, known)
	if !found {
		return false
	}
	sentence := c.unheardOf()
	switch {
	case c.header == "":
		sentence = c.subject() + " n’a pas d’en-tête"
	case known:
		sentence = c.announcing() + " n’annonce rien qui change une date"
	}
	d.add(d.headerRow.Number, c.at, sentence+", mais ses cellules ressemblent à "+look.what+" ("+examplesOf(c.texts, look.fits)+")\u00a0: "+c.rename()+look.rename+
		", ou laissez-la de côté"+c.ignoring()+".")
	return true
}

// examplesOf gives the first two different texts that fit.
func examplesOf(texts []string, fits func(string) bool) string {
	var shown []string
	for _, text := range texts {
		if q := quoted(text); len(shown) < 2 && fits(text) && !slices.Contains(shown, q) {
			shown = append(shown, q)
		}
	}
	return strings.Join(shown, ", ")
}

// look is what cells look like: what they would be, the header that would have them read, and
// which part of them must fit.
type look struct {
	what, rename string
	fits         func(string) bool
	least        float64
}

// lookOf tells what the cells of a column look like, if dates can depend on it. Of a column that
// is known to be of no use, only what cannot be by chance counts.
func (d *decoder) lookOf(c *column, known bool) (look, bool) {
	due := quoted("À faire pour")
	date := due + " (date limite), " + quoted("Début") + " (date prévue) ou " + quoted("Fin réelle")
	looks := []look{
		{"des échéances", due, written.LooksLikeOffset, 0.25},
		{"des dates", date, looksLikeSomeDate, 0.25},
		{"des échéances", due, looksDue, 0.25},
		{"des numéros de jour d’Excel", date, d.looksLikeExcelDay, 0.5},
		{"des semaines ou des mois", date, looksLikePeriod, 0.5},
		{"un avancement", quoted("État"), looksLikeProgress, 0.5},
	}
	if known {
		looks = []look{{"des échéances", due, written.LooksLikeOffset, 1}, {"des dates", date, looksLikeSomeDate, 1}}
	} else if d.first(roleDuration) == nil {
		looks = append(looks, look{"des durées", quoted("Durée"), looksLikeDuration, 0.5})
	}
	for _, l := range looks {
		n := 0
		for _, text := range c.texts {
			if l.fits(text) {
				n++
			}
		}
		if float64(n) >= l.least*float64(len(c.texts)) {
			return l, true
		}
	}
	if !known && d.looksLikeLinks(c) && (!isMeasure(c.header) || !bareNumber.MatchString(c.texts[0])) {
		return look{"des noms ou des numéros d’autres tâches", quoted("Dépend de"), func(string) bool { return true }, 0}, true
	}
	return look{}, false
}

// looksDue reports whether a cell is a day or an offset.
func looksDue(text string) bool { return written.LooksLikeOffset(text) || written.LooksLikeDate(text) }

// looksLikeSomeDate reports whether a cell is a day, be it with its month first.
func looksLikeSomeDate(text string) bool {
	return written.LooksLikeDate(text) || written.MonthFirst(text)
}

// looksLikePeriod reports whether a cell is a week or a month, which is when without saying which day.
func looksLikePeriod(text string) bool {
	return len(text) <= 80 && period.MatchString(french.Fold(text))
}

// looksLikeDay reports whether a cell is a day, written out or as Excel counts it.
func looksLikeDay(text string) bool {
	_, excel := written.ExcelDay(text)
	return excel || written.LooksLikeDate(text)
}

// nearYears is how far from the event a number may be and still pass for a day of Excel: numbers
// of that size are also prices and postcodes.
const nearYears = 3

func (d *decoder) looksLikeExcelDay(text string) bool {
	day, ok := written.ExcelDay(text)
	near := d.options.Event.First
	return ok && (near.IsZero() || abs(day.Sub(near)) < nearYears*366)
}

func abs(n int) int { return max(n, -n) }

func looksLikeState(text string) bool {
	if _, ok := written.Percent(text); ok {
		return true
	}
	_, _, err := written.State(text)
	return err == nil
}

// looksLikeProgress reports whether a cell of an unknown column is a percentage, a tick or a word
// of progress; a bare number may be anything.
func looksLikeProgress(text string) bool {
	if _, ok := written.Percent(text); ok {
		return strings.Contains(text, "%")
	}
	if isDash(text) {
		return false
	}
	s, _, err := written.State(text)
	return err == nil && (s != retroplan.Dropped || french.Fold(text) != "n/a")
}

// looksLikeDuration reports whether a cell is a duration with its unit; a bare number may be
// anything.
func looksLikeDuration(text string) bool {
	_, _, _, err := written.Duration(text)
	return err == nil && !bareNumber.MatchString(text)
}

// looksLikeLinks reports whether the cells of a column name other tasks than their own. Bare
// numbers may be anything, so that each of them must be the number of another task.
func (d *decoder) looksLikeLinks(c *column) bool {
	cells, links, bare := 0, 0, 0
	for i := range d.entries {
		text := d.entries[i].cell(c.at)
		if text == "" || isDash(text) {
			continue
		}
		if cells++; cells > sampledCells {
			break
		}
		isBare := bareNumber.MatchString(text)
		if isBare {
			bare++
		}
		if d.linksToOthers(i, text) {
			links++
		} else if isBare {
			return false
		}
	}
	return links > 0 && links*2 >= min(cells, sampledCells) && (links > bare || links == cells)
}

var bareNumber = regexp.MustCompile(`^[\d\s\p{Z}.,]+$`)

// linksToOthers reports whether a cell of a row reads as links to other rows.
func (d *decoder) linksToOthers(row int, text string) bool {
	links, _, err := written.Links(text, d.names.known)
	if err != nil || len(links) == 0 {
		return false
	}
	for _, link := range links {
		if target, ok := d.names.find(link.Ref); !ok || target == row {
			return false
		}
	}
	return true
}
