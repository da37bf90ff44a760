package ui

// Called is whom somebody who has a link calls: whoever gave it, at the number that she left for the day.
type Called struct {
	Name   string // "": somebody whose account is gone
	Number string // as a telephone dials it; "": she left none
	Phone  string // as it is read
}

// who names her, for whoever reads it.
func (c Called) who() string {
	switch {
	case c.Name == "":
		return "la personne du musée qui vous a donné ce lien"
	case c.Number == "":
		return c.Name + ", qui vous a donné ce lien"
	}
	return c.Name
}
