package partner

import (
	"regexp"
	"strings"

	"parvis/internal/french"
	"parvis/internal/partner/alike"
	"parvis/internal/written"
)

// sought is what an organisation is found by as somebody types: the beginnings of its words, folded.
func (d OrganisationDraft) sought() string {
	parts := []string{d.Name, d.Kind.Label(), string(d.Kind), d.PostalCode, d.Town, d.SIRET, d.UAI}
	parts = append(parts, d.Tags...)
	return soughtText(append(parts, ways(d.Phones, d.Emails)...))
}

// sought is what a contact is found by.
func (d ContactDraft) sought() string {
	return soughtText(append([]string{d.FirstName, d.LastName}, ways(d.Phones, d.Emails)...))
}

// called is what an organisation is sorted by among what is found, and what is misspelt is compared with.
func (d OrganisationDraft) called() string { return strings.Join(words(d.Name+" "+d.Town), " ") }

// called is the same of a contact.
func (d ContactDraft) called() string { return strings.Join(words(d.LastName+" "+d.FirstName), " ") }

// ways are the numbers, as people dial them, and the addresses.
func ways(phones []Phone, emails []string) []string {
	var parts []string
	for _, p := range phones {
		number := p.Number()
		if national, ok := strings.CutPrefix(number, "+33"); ok {
			number = "0" + national
		}
		parts = append(parts, number)
	}
	return append(parts, emails...)
}

// soughtText folds texts to words that each follow a space, so that a pattern finds where one begins.
func soughtText(parts []string) string {
	return " " + strings.Join(words(strings.Join(parts, " ")), " ")
}

// digitsOnly is a number as people write it: "01 99 00 02 33", "01.99.00", "+33 (0)1 99".
var digitsOnly = regexp.MustCompile(`^\+?[\d .()/-]*\d$`)

// asked cuts what somebody seeks into words, the first ones; a number is one, however it is written.
func asked(text string) []string {
	if text = strings.TrimSpace(text); digitsOnly.MatchString(text) && strings.Count(text, " ")+strings.Count(text, ".") > 0 {
		number := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, strings.Replace(text, "(0)", "", 1))
		if abroad, ok := strings.CutPrefix(number, "33"); ok && strings.HasPrefix(text, "+") {
			number = "0" + abroad
		}
		return []string{number}
	}
	list := words(text)
	return list[:min(len(list), mostWords)]
}

// words cuts a text as it is sought: folded, without signs but those of addresses.
func words(text string) []string {
	return strings.FieldsFunc(french.Fold(text), func(r rune) bool {
		return r <= ' ' || strings.ContainsRune("'’\"«»“”.,;:!?()[]{}/\\|<>=*%_-–—&\u00a0\u202f", r)
	})
}

// likeness is what is compared of an organisation.
func (d OrganisationDraft) likeness() alike.Organisation {
	return alike.Organisation{Name: d.Name, Phones: dialled(d.Phones), Emails: d.Emails, Street: d.Address, PostalCode: d.PostalCode, Town: plainTown(d.Town), SIRET: d.SIRET, UAI: d.UAI}
}

// plainTown is a town without the « Cedex » that an address may have.
func plainTown(text string) string {
	if town, _, err := written.Town(text); err == nil {
		return town
	}
	return text
}

// likeness is what is compared of a contact.
func (d ContactDraft) likeness() alike.Person {
	return alike.Person{First: d.FirstName, Family: d.LastName, Phones: dialled(d.Phones), Emails: d.Emails}
}

func dialled(phones []Phone) []string {
	list := make([]string, len(phones))
	for i, p := range phones {
		list[i] = p.Number()
	}
	return list
}
