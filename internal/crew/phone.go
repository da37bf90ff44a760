package crew

import (
	"strings"

	"parvis/internal/written"
)

// Phone is a telephone number as written.Phone gives it, and after a space what is said of it: "+33199000006 le soir".
type Phone string

// ReadPhone reads a number as people write it.
func ReadPhone(text string) (Phone, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	number, label, _, err := written.Phone(text)
	if err != nil {
		return "", err
	}
	return Phone(strings.TrimSpace(number + " " + label)), nil
}

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
	if p == "" {
		return ""
	}
	text := written.PhoneText(p.Number())
	if label := p.Label(); label != "" {
		return text + " (" + label + ")"
	}
	return text
}
