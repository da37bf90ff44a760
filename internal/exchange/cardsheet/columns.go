package cardsheet

import (
	"slices"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/partner/kinds"
	"parvis/internal/written"
)

// column is a column of the file.
type column struct {
	at      int // from 0
	heading string
	role    role
	chosen  bool // the person said so
	looks   shape
}

// shape counts what the cells of a column look like.
type shape struct{ filled, emails, phones, sirets, postals, days, channels, kinds, civilities int }

// mostLooked is how many cells of a column are looked at.
const mostLooked = 200

// headingDepth is how many rows are searched for the headings.
const headingDepth = 20

// findHeadings finds the row of headings, completes it with the one beside it, and gives each column its role.
func (r *reader) findHeadings() {
	at, found := r.source.Heading(headingDepth, weigh)
	if !found {
		at = r.source.Fullest(headingDepth)
	}
	r.heading = at
	row := r.source.Rows[at]
	r.headings = slices.Clone(row.Cells)
	if at > 0 && r.merge(r.source.Rows[at-1], false) {
		r.second = r.source.Rows[at-1].Number
	} else if at+1 < len(r.source.Rows) && r.merge(r.source.Rows[at+1], true) {
		r.second = r.source.Rows[at+1].Number
	}
	r.makeColumns()
	r.settleHeadings()
	r.doubt(found)
}

// weigh counts the known headings of a row, each once; what names an organisation or a person counts double,
// but in a row that may only group those below it.
func weigh(row sheet.Row) int {
	n, named, grouping, seen := 0, 0, true, map[string]bool{}
	for _, c := range row.Cells[:min(len(row.Cells), sheet.HeaderCells)] {
		key := headingKey(c)
		roles := rolesOf(c)
		if len(roles) == 0 || seen[key] {
			continue
		}
		seen[key] = true
		grouping = grouping && groupOf(c) != ""
		if n++; roles[0] == roleName || roles[0] == rolePerson {
			named++
		}
	}
	switch {
	case n < 2:
		return 0 // one word of a title is no row of headings
	case grouping:
		return n
	}
	return n + named
}

// merge completes the headings with those of the row beside them. One below is nothing but headings, each
// under an empty cell or one that only groups it.
func (r *reader) merge(row sheet.Row, below bool) bool {
	if d := row.Number - r.source.Rows[r.heading].Number; d != 1 && d != -1 {
		return false
	}
	merged, added, spanned := slices.Clone(r.headings), false, false
	for at, cell := range row.Cells[:min(len(row.Cells), sheet.HeaderCells)] {
		text := strings.TrimSpace(cell)
		if text == "" {
			continue
		}
		free := at >= len(merged) || strings.TrimSpace(merged[at]) == "" || below && (!knownHeading(merged[at]) || groupOf(merged[at]) != "")
		if !knownHeading(text) || !free {
			if below {
				return false
			}
			continue
		}
		for len(merged) <= at {
			merged = append(merged, "")
		}
		spanned = spanned || strings.TrimSpace(merged[at]) == ""
		merged[at], added = cell, true
	}
	if added = added && spanned; added { // one below words of its own is data
		r.headings = merged
	}
	return added
}

// groupOf tells whether a heading groups those below it: "STRUCTURE" those of organisations, "CONTACT" those of
// people, "SUIVI" those of what was said.
func groupOf(heading string) string {
	switch headingKey(heading) {
	case "structure", "structures", "organisme", "partenaire", "la structure", "relais", "etablissement", "organisation":
		return ofOrganisation
	case "contact", "contacts", "referent", "referents", "interlocuteur", "interlocuteurs", "personne", "le contact", "personne ressource", "coordonnees":
		return ofPerson
	case "suivi", "echanges", "historique", "dernier contact", "suivi des contacts":
		return ofExchange
	}
	return ""
}

// groups gives the group of each column by the row right above the headings.
func (r *reader) groups() []string {
	groups := make([]string, len(r.headings))
	if r.heading == 0 || r.source.Rows[r.heading].Number-r.source.Rows[r.heading-1].Number != 1 {
		return groups
	}
	above, group := r.source.Rows[r.heading-1].Cells, ""
	for at := range groups {
		if at < len(above) && strings.TrimSpace(above[at]) != "" {
			group = groupOf(above[at])
		}
		groups[at] = group
	}
	return groups
}

// makeColumns lists the columns that hold something, with what their cells look like.
func (r *reader) makeColumns() {
	wide := len(r.headings)
	for _, row := range r.source.Rows[r.heading:] {
		wide = max(wide, len(row.Cells))
	}
	for at := range r.choices.Columns {
		if at > 0 && at <= MostColumns {
			wide = max(wide, at)
		}
	}
	r.columns = make([]column, wide)
	for at := range r.columns {
		c := &r.columns[at]
		c.at, c.role = at, unread
		if at < len(r.headings) {
			c.heading = strings.TrimSpace(r.headings[at])
		}
		if name, decided := r.choices.Columns[at+1]; decided {
			if _, is := role(name).known(); is || name == intake.Aside {
				c.role, c.chosen = role(name), true
			}
		}
	}
	for _, row := range r.body() {
		for at, cell := range row.Cells {
			r.columns[at].looks.look(sheet.Unprotect(strings.TrimSpace(cell)))
		}
	}
}

func (s *shape) look(cell string) {
	if cell == "" || nothing(cell) || s.filled >= mostLooked {
		return
	}
	s.filled++
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	count(&s.emails, written.LooksLikeEmail(cell))
	_, _, err := written.Phones(cell)
	digits := countDigits(cell)
	count(&s.phones, err == nil && digits >= 9 && digits != 14)
	_, err = written.SIRET(cell)
	count(&s.sirets, err == nil)
	count(&s.postals, digits == 5 && len(strings.ReplaceAll(cell, " ", "")) == 5)
	_, month := written.Month(cell)
	count(&s.days, written.LooksLikeDate(cell) || month)
	_, is := kinds.ChannelOf(cell)
	count(&s.channels, is)
	_, is = kinds.Of(cell)
	count(&s.kinds, is)
	count(&s.civilities, cards.Civility(cell) != "")
}

func countDigits(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// most tells whether most cells of a column look like something.
func (s shape) most(n int) bool { return n > 0 && 2*n > s.filled }

// settleHeadings gives the columns that nobody decided about their roles.
func (r *reader) settleHeadings() {
	groups := r.groups()
	taken := map[role]bool{}
	for _, c := range r.columns {
		if c.chosen {
			taken[c.role] = true
		}
	}
	may := make([][]role, len(r.columns))
	sure := map[role]bool{}
	for i := range r.columns {
		if c := &r.columns[i]; !c.chosen {
			may[i] = rolesOf(c.heading)
			if len(may[i]) == 1 {
				sure[may[i][0]] = true
			}
		} else {
			sure[c.role] = true
		}
	}
	for i := range r.columns {
		c := &r.columns[i]
		if c.chosen || len(may[i]) == 0 {
			continue
		}
		group := ""
		if i < len(groups) {
			group = groups[i]
		}
		is := settle(c, may[i], group, sure)
		if k, _ := is.known(); taken[is] && !k.repeats {
			continue // the person says which one it is
		}
		c.role = is
	}
}

// settle chooses among the roles of one heading.
func settle(c *column, may []role, group string, sure map[role]bool) role {
	has := func(r role) bool { return slices.Contains(may, r) }
	switch {
	case has(roleFamily): // « Nom »
		switch {
		case group == ofPerson && !sure[roleFirst]:
			return rolePerson
		case group == ofPerson:
			return roleFamily
		case group == ofOrganisation || !sure[roleName] && !sure[roleFirst]:
			return roleName
		case sure[roleFirst]:
			return roleFamily
		}
		return rolePerson
	case has(roleReach) && has(rolePerson): // « Contact »
		switch l := c.looks; {
		case l.most(l.emails) && l.phones == 0:
			return roleEmail
		case l.most(l.phones) && l.emails == 0:
			return rolePhone
		case l.most(l.emails + l.phones):
			return roleReach
		}
		return rolePerson
	case has(roleCivility) && has(roleFunction): // « Titre »
		if c.looks.most(c.looks.civilities) {
			return roleCivility
		}
		return roleFunction
	case has(roleKind) && has(roleChannel): // « Type »
		if group != ofOrganisation && c.looks.most(c.looks.channels) && c.looks.kinds < c.looks.channels {
			return roleChannel
		}
		return roleKind
	case has(roleName) && has(roleSubject): // « Intitulé »
		if sure[roleName] {
			return roleSubject
		}
		return roleName
	}
	switch is := may[0]; {
	case is == rolePhone && group == ofOrganisation:
		return roleOwnPhone
	case is == roleEmail && group == ofOrganisation:
		return roleOwnEmail
	default:
		return is
	}
}

// doubt has the row of headings wait for what nobody but a person can tell, and names what is not read.
func (r *reader) doubt(found bool) {
	number := r.source.Rows[r.heading].Number
	if !found {
		r.wait(number, -1, "Aucune ligne ne nomme de colonne connue\u00a0: dites ce qu’est chaque colonne, ou choisissez la ligne des en-têtes.", "")
	}
	first := map[role]*column{}
	var left []string
	for i := range r.columns {
		c := &r.columns[i]
		k, is := c.role.known()
		before := first[c.role]
		switch {
		case !is && c.chosen:
		case !is && c.looks.filled == 0:
		case !is:
			if like := c.looks.like(); like != "" {
				r.wait(number, c.at, "La colonne "+c.called()+" n’est pas connue, et semble contenir "+like+"\u00a0: dites ce qu’elle est, ou laissez-la de côté.", "")
			} else {
				left = append(left, c.called())
			}
		case before == nil:
			first[c.role] = c
		case !k.repeats:
			r.wait(number, c.at, "Les colonnes "+before.called()+" et "+c.called()+" se lisent toutes deux comme "+french.Quote(k.label)+"\u00a0: dites ce qu’est chacune.", "")
			c.role = unread
		}
	}
	if first[roleName] == nil && first[rolePerson] == nil && first[roleFamily] == nil {
		r.wait(number, -1, "Aucune colonne ne dit le nom de la structure, ni celui d’un contact\u00a0: dites laquelle.", "")
	}
	switch len(left) {
	case 0:
	case 1:
		r.notes = append(r.notes, "La colonne "+left[0]+" n’est pas lue\u00a0: dites ce qu’elle est pour la garder.")
	default:
		r.notes = append(r.notes, "Les colonnes "+french.AndOthers(left, 10)+" ne sont pas lues\u00a0: dites ce qu’elles sont pour les garder.")
	}
}

// like says what the cells of a column look like, "" when that is nothing to lose.
func (s shape) like() string {
	switch {
	case s.most(s.emails):
		return "des adresses électroniques"
	case s.most(s.sirets):
		return "des SIRET"
	case s.most(s.phones):
		return "des numéros de téléphone"
	case s.most(s.days):
		return "des dates"
	case s.most(s.postals):
		return "des codes postaux"
	}
	return ""
}

// called is how sentences name a column.
func (c *column) called() string {
	if c.heading != "" {
		return french.Quote(intake.Shown(c.heading))
	}
	return letters(c.at + 1)
}

// has tells whether a column has a role.
func (r *reader) has(is role) bool {
	return slices.ContainsFunc(r.columns, func(c column) bool { return c.role == is })
}
