package partner

import (
	"strings"

	"parvis/internal/fault"
	"parvis/internal/written"
)

// Phone is a telephone number as written.Phone gives it, and after a space what is said of it: "+33199000006 secrétariat".
type Phone string

// PhoneOf gives what was read of a number.
func PhoneOf(t written.Tel) Phone { return Phone(strings.TrimSpace(t.Number + " " + t.Label)) }

// Number is the number alone, as it is dialled.
func (p Phone) Number() string {
	number, _, _ := strings.Cut(string(p), " ")
	return number
}

// Label is what is said of it, or "".
func (p Phone) Label() string {
	_, label, _ := strings.Cut(string(p), " ")
	return label
}

// Text is the number as people read it, what is said of it in brackets.
func (p Phone) Text() string {
	text := written.PhoneText(p.Number())
	if label := p.Label(); label != "" {
		return text + " (" + label + ")"
	}
	return text
}

// maxWays is how many numbers, or addresses, a record keeps.
const maxWays = 10

// ReadPhones reads numbers that are written one a line.
func ReadPhones(text string) ([]Phone, error) {
	var list []Phone
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		number, label, _, err := written.Phone(line)
		if err != nil {
			return nil, err
		}
		list = append(list, PhoneOf(written.Tel{Number: number, Label: label}))
	}
	return once(list), nil
}

// ReadEmails reads addresses that are written one a line, or parted by signs.
func ReadEmails(text string) ([]string, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	list, err := written.Emails(text)
	return once(list), err
}

// once gives each value of a list once, in order.
func once[T comparable](list []T) []T {
	var kept []T
	seen := map[T]bool{}
	for _, one := range list {
		if !seen[one] {
			seen[one] = true
			kept = append(kept, one)
		}
	}
	return kept
}

func phonesText(list []Phone) string {
	lines := make([]string, len(list))
	for i, p := range list {
		lines[i] = p.Text()
	}
	return strings.Join(lines, "\n")
}

// checkWays refuses more numbers or addresses than a record keeps, and too long ones.
func checkWays(p *fault.Problems, phones []Phone, emails []string) {
	p.Require(len(phones) <= maxWays, "telephones", "Une fiche garde au plus dix numéros de téléphone.")
	p.Require(len(emails) <= maxWays, "courriels", "Une fiche garde au plus dix adresses électroniques.")
	for _, one := range phones {
		p.CheckText("telephones", string(one), 100)
	}
	for _, one := range emails {
		p.CheckText("courriels", one, 254)
	}
}
