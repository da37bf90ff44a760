package plansheet

import (
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/written"
)

// measureWords are words of headers under which a number alone may change dates.
var measureWords = words("duree durees jour jours j semaine semaines sem mois heure heures delai delais avant apres % avancement debut fin date dates echeance echeances temps " +
	"reste restant restants restante retard rebours decalage progression progres fait faits realise effectue termine acheve ecart lag duration day days week weeks month months hours " +
	"before after start begin end finish due progress complete completed remaining offset deadline fini realisation ouvre ouvres calendaires")

// isMeasure reports whether a header speaks of time or progress.
func isMeasure(header string) bool {
	return slices.ContainsFunc(headerWordsOf(header), func(w string) bool {
		return measureWords[w] || measureWords[strings.TrimSuffix(strings.TrimSuffix(w, "s"), "e")]
	})
}

// refuseMeasure makes a problem of a column of numbers under a header that speaks of time or progress
// in words that Parvis does not know: which of its columns it would be is for people to say.
func (d *decoder) refuseMeasure(c *column) bool {
	onlyHours := c.role == roleUnused && c.unit.name == "heures" && d.first(roleDuration) == nil // else they are work
	if c.role != roleUnknown && c.whole && !onlyHours || !isMeasure(c.header) {
		return false
	}
	numbers := 0
	for _, text := range c.texts {
		numbers += one(isMeasured(text))
	}
	if numbers*2 < len(c.texts) {
		return false
	}
	d.add(d.headerRow.Number, c.at, c.unheardOf()+", qui parle de durée, de date ou d’avancement, et ses cellules sont des nombres ("+examplesOf(c.texts, isMeasured)+
		")\u00a0: "+d.measureNames(c)+", ou laissez-la de côté"+c.ignoring()+".")
	return true
}

// measureNames proposes the headers that the table does not have yet.
func (d *decoder) measureNames(c *column) string {
	var names []string
	if d.first(roleDuration) == nil {
		names = append(names, quoted("Durée"))
	}
	before := "Jours avant"
	if u := c.unit.name; u == "semaines" || u == "mois" {
		before = french.Capital(u) + " avant"
	}
	if names = append(names, quoted(before)); d.first(roleState) == nil {
		names = append(names, quoted("État"))
	}
	return c.rename() + french.Or(names) + " si c’est ce qu’elle dit"
}

// isMeasured reports whether a cell is a number, with or without its unit.
func isMeasured(text string) bool {
	if bareNumber.MatchString(strings.TrimLeft(french.Fold(text), "-+ ")) {
		return true
	}
	_, _, _, err := written.Duration(text)
	return err == nil
}
