package equipmentui

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"parvis/internal/equipment"
	"parvis/internal/slot"
	"parvis/web/ui"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

// whatHint shows how things are typed.
const whatHint = "Un par ligne, avec le nombre\u00a0: «\u00a02 tables pliantes\u00a0», «\u00a01 × Vidéoprojecteur\u00a0». Les noms sont ceux du catalogue."

// despiteField is the box that goes on in spite of what would be lacking.
var despiteField = ui.Field{Name: equipment.FieldDespite, Label: "Réserver malgré cela", Hint: "Ce qui manque restera visible sur la page du projet et parmi les manques, jusqu’à ce que ce soit réglé."}

var bookingLabels = func() map[string]string {
	labels := equipment.BookingFields.Labels()
	labels[equipment.FieldDespite] = "Manque"
	return labels
}()

var returnLabels = map[string]string{equipment.FieldBroken: "À réparer", equipment.FieldMissing: "Manquants"}

// wantsLine is a list of things in one line.
func wantsLine(list []equipment.Want) string {
	return ui.OrDash(strings.ReplaceAll(equipment.WantsText(list), "\n", ", "))
}

// stateText is what a badge says of a thing, on paper.
func stateText(d equipment.Draft) string {
	switch {
	case !d.Active:
		return "hors service"
	case d.StateText() != "":
		return d.StateText()
	}
	return "en ordre"
}

// lineLacks tells whether there are not enough of a line of a booking.
func lineLacks(b equipment.Booking, l equipment.Line) bool {
	return !l.Firm && l.BackAt == nil && (b.SlotID == 0 || b.Status == slot.Planned) && b.DeletedAt == nil
}

func setValues(set int64) url.Values { return url.Values{"lot": {id(set)}} }

// paperBox is a box to tick by hand, or that it is ticked already.
func paperBox(at *time.Time, _ string) string {
	if at != nil {
		return "☑"
	}
	return "☐"
}

// withValues names what comes back together.
func withValues(l equipment.Loading) url.Values { return url.Values{"avec": {l.Ref()}} }
