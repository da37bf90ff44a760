package partnerui

import (
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/territory"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/ui"
	"parvis/web/urls"
)

const dash = "—"

// organisationsCounted writes "12 structures", or that there is none.
func organisationsCounted(n int) string {
	if n == 0 {
		return "Aucune structure"
	}
	return french.Count(n, "structure", "structures")
}

// more says that there are more than were counted.
func more(counted string, more bool) string {
	if more {
		return "Plus de " + counted
	}
	return counted
}

func contactsCounted(n int) string {
	if n == 0 {
		return "Aucun contact"
	}
	return french.Count(n, "contact", "contacts")
}

// kindOptions are the kinds of organisations, relays of young people first.
func kindOptions(before ...ui.Option) []ui.Option {
	for _, k := range kinds.All {
		group := "Autres structures"
		if k.Relay {
			group = "Relais jeunesse"
		}
		before = append(before, ui.Option{Value: string(k.Code), Label: k.Label, Group: group})
	}
	return before
}

// territoryOptions are the territories under their towns.
func territoryOptions(choices []territory.Choice, before ...ui.Option) []ui.Option {
	for _, c := range choices {
		before = append(before, ui.Option{Value: strconv.FormatInt(c.ID, 10), Label: c.Label, Group: c.Group})
	}
	return before
}

// silences are how long a list may ask that nothing was exchanged.
var silences = []ui.Option{{Label: "Peu importe"}, {Value: "etiquettes", Label: "Plus que ne le demandent ses étiquettes"}, {Value: "3", Label: "Depuis 3 mois"}, {Value: "6", Label: "Depuis 6 mois"}, {Value: "12", Label: "Depuis un an"}}

func silenceText(months int) string {
	switch {
	case months == partner.ByTag:
		return "sans échange depuis plus longtemps que ne le demandent leurs étiquettes"
	case months > 0:
		return "sans échange depuis " + french.Months(months)
	}
	return ""
}

// lastText says when the last exchange with an organisation was.
func lastText(day, today workcal.Date) string {
	if day.IsZero() {
		return "aucun"
	}
	return day.FrenchDayIn(today.Year())
}

// silentFor is for how many months nothing was exchanged, where that is longer than its tags ask for; "" otherwise.
func silentFor(o partner.Organisation, months int, today workcal.Date) string {
	switch {
	case months == 0 || !o.LastDay.IsZero() && o.LastDay >= today.AddMonths(-months):
		return ""
	case o.LastDay.IsZero():
		return "jamais contactée"
	}
	n := 0
	for o.LastDay <= today.AddMonths(-n-1) {
		n++
	}
	return "sans contact depuis " + french.Months(n)
}

// postText says what somebody does in an organisation: « directrice, jusqu’au 31 janvier 2025 ».
func postText(d partner.PostDraft, today workcal.Date) string {
	var parts []string
	if d.Role != "" {
		parts = append(parts, d.Role)
	}
	switch {
	case !d.Until.IsZero() && d.Until < today:
		parts = append(parts, "partie le "+d.Until.FrenchDay())
	case !d.Until.IsZero():
		parts = append(parts, "jusqu’au "+d.Until.FrenchDay())
	case !d.Since.IsZero():
		parts = append(parts, "depuis le "+d.Since.FrenchDay())
	}
	return strings.Join(parts, ", ")
}

// postsText names what somebody does where, those she left aside.
func postsText(posts []partner.Post, today workcal.Date) string {
	var parts []string
	for _, p := range posts {
		if p.Current(today) {
			parts = append(parts, p.Organisation.Name)
		}
	}
	return strings.Join(parts, ", ")
}

// firstPhone is the number to try first.
func firstPhone(list []partner.Phone) string {
	if len(list) == 0 {
		return dash
	}
	return written.PhoneText(list[0].Number())
}

// asking is the form for an exchange with what is said of it.
func asking(pairs ...any) url.Values {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if id, ok := pairs[i+1].(int64); ok && id != 0 {
			q.Set(pairs[i].(string), strconv.FormatInt(id, 10))
		}
	}
	return q
}

func refNames(list []partner.Ref) string {
	names := make([]string, len(list))
	for i, one := range list {
		names[i] = one.Name
	}
	return french.And(names)
}

func quoted(text string) string { return written.Quoted(text) }

// titled is the window of a thing, which tells its pages apart.
func titled(name, what string, page int) string {
	text := name + " · " + what
	if page > 1 {
		text += " · page " + strconv.Itoa(page)
	}
	return text
}

func listName(l partner.SavedList) string {
	if l.Mine {
		return l.Name
	}
	return l.Name + " (" + l.Owner + ")"
}

func (v listView) pageURL(page int) string {
	return urls.OrganisationsOf(v.query("page", strconv.Itoa(page)))
}

func (v contactsView) pageURL(page int) string {
	return urls.ContactsOf(v.query("page", strconv.Itoa(page)))
}

func (v contactsView) lead() string {
	if v.Found.Near && v.Found.Count > 0 {
		return "Rien ne porte exactement ces mots\u00a0: " + french.Count(v.Found.Count, "contact leur ressemble", "contacts leur ressemblent") + "."
	}
	return more(contactsCounted(v.Found.Count), v.Found.More)
}

func tagQuery(tag string) url.Values { return url.Values{"etiquette": {tag}} }

func afterMonths(months int) string {
	if months == 0 {
		return "jamais"
	}
	return "après " + french.Months(months)
}

// borneText counts the organisations that bear a tag.
func borneText(t partner.Threshold) string {
	if t.Borne == 0 {
		return "Aucune structure ne la porte plus"
	}
	return french.Count(t.Borne, "structure la porte", "structures la portent")
}

func (v tagsView) names() []string {
	names := make([]string, len(v.Tags))
	for i := range v.Tags {
		names[i] = "mois_" + strconv.Itoa(i)
	}
	return names
}

func (v tagsView) labels() map[string]string {
	labels := map[string]string{}
	for i, name := range v.names() {
		labels[name] = v.Tags[i].Tag
	}
	return labels
}

// whereText is the district of an organisation with its town, or its town.
func whereText(o partner.Organisation) string {
	if o.Territory.Name != "" && o.Territory.Name != o.Town {
		return strings.Trim(o.Territory.Name+", "+o.Town, ", ")
	}
	return o.Town
}

// addressLines is an address as it is written on an envelope, "" where nothing is known of it.
func addressLines(d partner.OrganisationDraft) string {
	return strings.TrimSpace(d.Address + "\n" + d.Place())
}

func waysLines(phones []partner.Phone, emails []string) string {
	var lines []string
	for _, p := range phones {
		lines = append(lines, p.Text())
	}
	return strings.Join(append(lines, emails...), "\n")
}

// withAddress leaves out those that no letter reaches.
func withAddress(list []partner.Organisation) []partner.Organisation {
	var kept []partner.Organisation
	for _, o := range list {
		if o.Address != "" && o.Town != "" {
			kept = append(kept, o)
		}
	}
	return kept
}

func organisationLead(v organisationView) string {
	parts := []string{v.Kind.Label()}
	if where := whereText(v.Organisation); where != "" {
		parts = append(parts, where)
	}
	return strings.Join(parts, ", ")
}

func firstEmail(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func since(day workcal.Date) string {
	if day.IsZero() {
		return ""
	}
	return ", depuis le " + day.FrenchDay()
}

func postName(p partner.Post) string {
	return strings.TrimSpace(p.Role + " à " + p.Organisation.Name)
}

func contactLead(f contactForm) string {
	if f.In != nil {
		return "À la structure " + french.Quote(f.In.Name) + "."
	}
	return "Un nom ou un prénom suffit. Le reste peut se compléter plus tard."
}

func askingOf(v contactView) url.Values {
	q := asking("contact", v.ID)
	for _, p := range v.Posts {
		if p.Current(v.Today) {
			q.Set("structure", strconv.FormatInt(p.Organisation.ID, 10))
			break
		}
	}
	return q
}

func contactLabels() map[string]string {
	labels := partner.ContactFields.Labels()
	for name, label := range partner.PostFields.Labels() {
		labels[name] = label
	}
	return labels
}

func postLabels() map[string]string {
	labels := partner.PostFields.Labels()
	labels[fieldOrganisation] = "Structure"
	return labels
}

func consentOptions(before ...ui.Option) []ui.Option {
	for _, c := range partner.Consents {
		before = append(before, ui.Option{Value: string(c), Label: french.Capital(c.Label())})
	}
	return before
}

func preferredOptions() []ui.Option {
	options := []ui.Option{{Label: "Non précisé"}}
	for _, c := range partner.Preferred {
		options = append(options, ui.Option{Value: string(c), Label: french.Capital(c.Label())})
	}
	return options
}

// candidateHint tells an organisation from others of its name.
func candidateHint(o partner.Organisation) string {
	parts := []string{o.Kind.Label()}
	if o.Town != "" {
		parts = append(parts, o.Town)
	}
	if len(o.Phones) > 0 {
		parts = append(parts, o.Phones[0].Text())
	}
	return strings.Join(parts, ", ")
}

func waysHint(c partner.Contact) string {
	return strings.ReplaceAll(waysLines(c.Phones, c.Emails), "\n", ", ")
}

// older says which of two records of one name is kept.
func (v mergeView) older() string {
	switch {
	case v.Keep.Name != v.Lose.Name:
		return ""
	case v.Keep.ID < v.Lose.ID:
		return ", la plus ancienne gardée"
	}
	return ", la plus récente gardée"
}

func (v mergeView) lead() string {
	if len(v.Reasons) == 0 {
		return "Choisissez, champ par champ, ce que la fiche gardée dira."
	}
	return "Ces fiches se ressemblent\u00a0: " + french.And(v.Reasons) + ". Choisissez, champ par champ, ce que la fiche gardée dira."
}

// ticked tells whether a value is the one that is kept: what was chosen, or else the usual one.
func (v mergeView) ticked(c field.Change, value string, usual bool) bool {
	if typed := v.Text("garder_" + c.Name); typed != "" {
		return typed == value
	}
	return usual
}

// window names the page, with what is looked for.
func (v mergeWithView) window() string {
	title := "Fusionner · " + v.Name
	if text := v.Form.Text("texte"); text != "" {
		title += " · " + quoted(text)
	}
	return title
}
