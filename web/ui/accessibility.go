package ui

import (
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	"parvis/internal/workcal"
)

// Declaration is what a service says of its own in the accessibility declaration.
type Declaration struct {
	Contact string // an e-mail address, or the address of a form, "https://…"; "" when none was set
	Plan    string // the address of the multi-year plan; "" when none was set
}

// declared is the day on which the declaration was last gone through, with the pages it speaks of.
var declared = workcal.Of(2026, 11, 29)

// Check refuses what no link can lead to, with a sentence that names the setting.
func (d Declaration) Check() error {
	if d.Contact != "" && !webAddress(d.Contact) && !mailAddress(d.Contact) {
		return fmt.Errorf("PARVIS_ACCESSIBILITY_CONTACT vaut %q\u00a0: indiquez une adresse électronique ou l’adresse d’un formulaire, https://…", d.Contact)
	}
	if d.Plan != "" && !webAddress(d.Plan) {
		return fmt.Errorf("PARVIS_ACCESSIBILITY_PLAN vaut %q\u00a0: indiquez l’adresse d’une page, https://…", d.Plan)
	}
	return nil
}

// byForm tells whether the contact is a form rather than an e-mail address.
func (d Declaration) byForm() bool { return webAddress(d.Contact) }

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

func mailAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && !strings.ContainsAny(s, "?&%")
}
