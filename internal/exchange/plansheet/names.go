package plansheet

import (
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
)

// names finds the rows that links speak of: by id, else by title, else by outline number.
type names struct {
	entries  []entry
	ids      map[string]int // place in entries
	aliases  map[string]int // "1" for "1." and "a" for "A", where that is nobody's id
	outlines map[string]int
	titles   map[string][]int // by their fold; made when first needed
	starts   *bool            // whether some title begins with a digit; found when first needed
	signs    map[byte]bool    // those of linkSigns that some name has; found when first needed
	texts    map[string]int   // rows left aside, by their fold: place in the spreadsheet
	inactive map[string]bool  // ids and titles of rows that are not active, by their fold
}

// addInactive remembers a row that is not active: nobody waits for it.
func (n *names) addInactive(name string) {
	if n.inactive == nil {
		n.inactive = map[string]bool{}
	}
	n.inactive[french.Fold(name)] = true
}

// isInactive reports whether a reference means no row but one that is not active.
func (n *names) isInactive(ref string) bool {
	return len(n.inactive) > 0 && n.inactive[french.Fold(ref)]
}

// addText remembers a row that was left aside, so that a link to it is told the truth.
func (n *names) addText(text string, row int) {
	if n.texts == nil {
		n.texts = map[string]int{}
	}
	n.texts[french.Fold(text)] = row
}

// known reports whether a reference means something, be it something that cannot be kept.
func (n *names) known(ref string) bool {
	if _, ok := n.ids[ref]; ok {
		return true
	}
	if _, ok := n.outlines[ref]; ok {
		return true
	}
	if n.hasForeignSign(ref) {
		return false
	}
	if n.needsNoFold(ref) && len(n.inactive) == 0 {
		return false
	}
	plain := french.Fold(ref)
	if n.inactive[plain] {
		return true
	}
	if n.needsNoFold(ref) {
		return false
	}
	if len(n.byTitle(plain)) > 0 {
		return true
	}
	_, aliased := n.aliases[strings.Trim(plain, idSigns)]
	_, aside := n.texts[plain]
	return aliased || aside
}

// linkSigns part the tasks of a cell, or a task and its lag. Names seldom have one.
const linkSigns = ",;/\n+=-"

// hasForeignSign reports whether a reference has a sign that no name has: it is several parts of a
// cell, or a task and its lag, and need not be compared with titles.
func (n *names) hasForeignSign(ref string) bool {
	at := strings.IndexAny(ref, linkSigns)
	if at < 0 {
		return false
	}
	if n.signs == nil {
		n.signs = map[byte]bool{}
		for text := range n.texts {
			n.noteSigns(text)
		}
		for text := range n.inactive {
			n.noteSigns(text)
		}
		for i := range n.entries {
			n.noteSigns(n.entries[i].title)
			n.noteSigns(n.entries[i].id)
		}
	}
	for ; at < len(ref); at++ {
		if strings.IndexByte(linkSigns, ref[at]) >= 0 && !n.signs[ref[at]] {
			return true
		}
	}
	return false
}

// noteSigns notes the signs of a name, as french.Fold would write them.
func (n *names) noteSigns(name string) {
	for _, r := range name {
		switch {
		case r >= 0x2010: // a dash or a slash of another kind, maybe
			n.signs['-'], n.signs['/'] = true, true
		case r < 0x80 && strings.IndexByte(linkSigns, byte(r)) >= 0:
			n.signs[byte(r)] = true
		}
	}
}

// find gives the one row that a reference means.
func (n *names) find(ref string) (int, bool) {
	if at, ok := n.ids[ref]; ok {
		return at, true
	}
	if !n.needsNoFold(ref) {
		plain := french.Fold(ref)
		if same := n.byTitle(plain); len(same) == 1 {
			return same[0], true
		}
		if at, ok := n.aliases[strings.Trim(plain, idSigns)]; ok {
			return at, true
		}
	}
	at, ok := n.outlines[ref]
	return at, ok
}

// idSigns are what people put around a number.
const idSigns = " .)(°#"

// needsNoFold spares most links the cost of being compared with titles: they begin with a digit,
// and titles seldom do.
func (n *names) needsNoFold(ref string) bool {
	if ref == "" || !isDigit(rune(ref[0])) {
		return false
	}
	if n.starts == nil {
		begins := n.beginsWithDigit()
		n.starts = &begins
	}
	return !*n.starts
}

// beginsWithDigit reports whether something that references are compared by their fold begins
// with a digit, without folding it.
func (n *names) beginsWithDigit() bool {
	for text := range n.texts {
		if isDigit(french.FirstFolded(text)) {
			return true
		}
	}
	for i := range n.entries {
		id := n.entries[i].id
		if isDigit(french.FirstFolded(n.entries[i].title)) || isDigit(french.FirstFolded(strings.Trim(id, idSigns))) && alias(id) != "" {
			return true
		}
	}
	return false
}

// alias gives what else an id may be called; nothing when that is the id itself.
func alias(id string) string {
	if strings.Trim(id, "0123456789") == "" {
		return ""
	}
	if key := strings.Trim(french.Fold(id), idSigns); key != id {
		return key
	}
	return ""
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// byTitle gives the rows of a title; it makes the lists of titles and aliases when first needed.
func (n *names) byTitle(plain string) []int {
	if n.titles != nil {
		return n.titles[plain]
	}
	n.titles = make(map[string][]int, len(n.entries))
	n.aliases = map[string]int{}
	var shared []string // "A" and "a": "a" alone is the second
	for i := range n.entries {
		if title := n.entries[i].title; title != "" {
			key := french.Fold(title)
			n.titles[key] = append(n.titles[key], i)
		}
		if key := alias(n.entries[i].id); key != "" {
			if _, taken := n.aliases[key]; taken {
				shared = append(shared, key)
			}
			n.aliases[key] = i
		}
	}
	for _, key := range shared {
		delete(n.aliases, key)
	}
	return n.titles[plain]
}

// why says why a known reference means no single row.
func (n *names) why(ref string) string {
	plain := french.Fold(ref)
	if same := n.byTitle(plain); len(same) > 1 {
		rows := make([]int, len(same))
		for i, at := range same {
			rows[i] = n.entries[at].Number
		}
		return "Plusieurs tâches s’appellent " + quoted(ref) + " (" + sheet.RowList(rows) + ")\u00a0: donnez le numéro de celle qui est attendue, " + n.idList(same) + "."
	}
	return quoted(ref) + " est à la ligne " + strconv.Itoa(n.texts[plain]) + ", qui est laissée de côté parce qu’elle ne dit rien d’autre\u00a0: donnez-lui une durée si c’est une tâche."
}

// idList names the ids of rows: "1 ou 3".
func (n *names) idList(rows []int) string {
	const shown = 10
	ids := make([]string, 0, len(rows))
	for _, at := range rows[:min(len(rows), shown)] {
		ids = append(ids, printable(n.entries[at].id, 20))
	}
	if len(rows) > shown {
		return strings.Join(ids, ", ") + "…"
	}
	return french.Or(ids)
}

// nameTasks gives each row its id: the one written, else its number among the rows.
func (d *decoder) nameTasks() {
	d.names.entries = d.entries
	d.names.ids = make(map[string]int, len(d.entries))
	switch id, outline := d.first(roleID), d.first(roleOutline); {
	case id != nil:
		d.nameByID(id)
	case outline != nil:
		d.nameByOutline(outline)
	case len(d.entries) > 0:
		d.nameByNumber(d.first(roleTitle))
	}
	d.nameOutlines()
}

// nameByOutline takes the numbers of the outline for ids: people who number by hand link by them.
func (d *decoder) nameByOutline(outline *column) {
	for i := range d.entries {
		d.entries[i].id = strings.Trim(d.entries[i].cell(outline.at), ". ")
	}
	d.nameByID(outline)
	d.tell("Le tableau n’a pas d’autres numéros\u00a0: les tâches portent ceux de la colonne " + outline.name() + ".")
}

func (d *decoder) nameByNumber(title *column) {
	for i := range d.entries {
		e := &d.entries[i]
		e.id, e.unnamed = strconv.Itoa(i+1), true
		d.names.ids[e.id] = i
		if title != nil && e.title == "" {
			d.add(e.Number, title.at, "Le titre manque.")
		}
	}
	d.numbered = true
	d.tell("Le tableau n’a pas de numéros\u00a0: " + d.numbers())
}

// numbers says how tasks are called in a table without ids.
func (d *decoder) numbers() string {
	return french.Agree(len(d.entries), "sa tâche porte le numéro 1.", "les tâches sont numérotées de 1 à "+french.Number(len(d.entries))+", dans l’ordre des lignes.")
}

func (d *decoder) nameByID(id *column) {
	for i := range d.entries {
		e := &d.entries[i]
		switch first, taken := d.names.ids[e.id]; {
		case e.id == "":
		case taken:
			d.add(e.Number, id.at, "L’identifiant "+quoted(e.id)+" est déjà celui de la ligne "+strconv.Itoa(d.entries[first].Number)+".")
		default:
			d.names.ids[e.id] = i
		}
	}
	d.nameTheRest(id)
}

// nameTheRest names the rows without id by their place: nobody waits for them by number.
func (d *decoder) nameTheRest(id *column) {
	for i := range d.entries {
		e := &d.entries[i]
		if e.id != "" {
			continue
		}
		if e.title == "" {
			what := "L’identifiant manque."
			if d.first(roleTitle) != nil {
				what = "L’identifiant manque, et le titre aussi."
			}
			d.add(e.Number, id.at, what)
			continue
		}
		name := "ligne " + strconv.Itoa(e.Number)
		for _, taken := d.names.ids[name]; taken; _, taken = d.names.ids[name] {
			name += " bis"
		}
		e.id, e.unnamed = name, true
		d.names.ids[name] = i
		d.notes.add(noteEmpty, e.Number, id.at, "Pas d’identifiant\u00a0: la tâche est désignée par sa ligne.")
	}
}

// nameOutlines lets links speak of "1.2" where that is no id.
func (d *decoder) nameOutlines() {
	c := d.first(roleOutline)
	if c == nil {
		return
	}
	d.names.outlines = make(map[string]int, len(d.entries))
	for i := range d.entries {
		d.names.outlines[d.entries[i].cell(c.at)] = i
	}
}
