package plansheet

import (
	"regexp"
	"strings"

	"parvis/internal/french"
	"parvis/internal/written"
)

// leastGrid is how many columns of months or weeks make a drawn chart.
const leastGrid = 3

var gridHeader = regexp.MustCompile(`^(?:janv?|f[eé]?vr?|mars?|avr|mai|juin?|juil|ao[uû]t?|sept?|oct|nov|d[eé]?c)\.?[ -]?(?:\d{2}|\d{4})?$|^(?:s|sem\.?|semaine) ?\d{1,2}(?: \d{4})?$`)

// isGridHeader reports whether a header is a month, a week or a day.
func isGridHeader(header string) bool {
	plain := french.Fold(header)
	return len(plain) <= 40 && (gridHeader.MatchString(plain) || period.MatchString(plain) || written.LooksLikeDate(header))
}

// refuseGrid refuses a chart drawn in the cells, a column for each month or week: what stands
// coloured or ticked there is when, and nothing that Parvis reads. It marks the columns as asked
// for nothing, so that each of them is not refused in turn.
func (d *decoder) refuseGrid() {
	first, last, n := -1, -1, 0
	for i, c := range d.columns {
		if c.role != roleUnknown || c.asked || !isGridHeader(c.header) {
			continue
		}
		if n++; first < 0 {
			first = i
		}
		last = i
	}
	if n < leastGrid {
		return
	}
	var options, names []string
	for _, c := range d.columns[first : last+1] {
		if c.role == roleUnknown && !c.asked {
			c.role = roleGrid
			if c.filled > 0 {
				options, names = append(options, c.ignoreOption()), append(names, c.name())
			}
		}
	}
	if len(names) == 0 {
		return // an empty chart says nothing
	}
	aside := " avec " + strings.Join(options, " ")
	if d.importing {
		aside = ""
	}
	d.add(d.headerRow.Number, first, "Les colonnes de "+names[0]+" à "+names[len(names)-1]+" dessinent un diagramme, et Parvis ne lit pas ce qui y est coché ou colorié\u00a0: écrivez les échéances dans une colonne "+
		quoted("À faire pour")+" et les durées dans une colonne "+quoted("Durée")+", et laissez le dessin de côté"+aside+".")
}
