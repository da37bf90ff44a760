package results

import (
	"parvis/internal/workcal"
)

// Channel is how a response came.
type Channel string

// The channels, as stored.
const (
	ByLink        Channel = "link"
	ByKiosk       Channel = "kiosk"
	OnPaper       Channel = "paper"
	ByInterview   Channel = "interview"
	ByObservation Channel = "observation"
)

// Channels lists every channel in the order of the pages.
var Channels = []Channel{ByLink, ByKiosk, OnPaper, ByInterview, ByObservation}

var channelLabels = map[Channel]string{ByLink: "lien ou QR code", ByKiosk: "tablette à la sortie", OnPaper: "papier", ByInterview: "entretien", ByObservation: "observation"}

// Label is the channel in French, without a capital.
func (c Channel) Label() string { return channelLabels[c] }

// Presentation is which of the two presentations of a form was answered; "" is either.
type Presentation string

// The presentations, as an address names them.
const (
	Usual Presentation = "courante"
	Easy  Presentation = "simplifiee"
)

// Presentations lists both in the order of the pages.
var Presentations = []Presentation{Usual, Easy}

var presentationLabels = map[Presentation]string{Usual: "version courante", Easy: "version simplifiée"}

// Label is the presentation in French, without a capital.
func (p Presentation) Label() string { return presentationLabels[p] }

// Filter is which responses are counted, shown and taken away. Its zero value takes all.
type Filter struct {
	Event, Project, Slot, Audience int64
	Channel                        Channel
	Language                       string
	Presentation                   Presentation
	Version                        int
	From, To                       workcal.Date
}

// Narrowed tells whether it leaves anything out.
func (f Filter) Narrowed() bool { return f != Filter{} }

// ofPlaces tells whether the filter is of places and days only, of which visitors are counted too.
func (f Filter) ofPlaces() bool {
	return f.Audience == 0 && f.Channel == "" && f.Language == "" && f.Presentation == "" && f.Version == 0
}
