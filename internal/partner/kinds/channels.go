package kinds

import "slices"

// Channel is how people spoke or wish to be spoken to, as it is stored; "" is not known.
type Channel string

// The channels.
const (
	ByPhone   Channel = "TEL"
	ByEmail   Channel = "MEL"
	BySMS     Channel = "SMS"
	Meeting   Channel = "RDV"
	ByVideo   Channel = "VISIO"
	Visit     Channel = "VISITE"
	ByLetter  Channel = "COURRIER"
	AtEvent   Channel = "EVENEMENT"
	OtherWise Channel = "AUTRE"
)

// Way is a channel as people read and write it.
type Way struct {
	Channel Channel
	Label   string
	words   []string
}

// Ways lists the channels in the order in which they are offered.
var Ways = []Way{
	{ByPhone, "Téléphone", []string{"tel", "phone", "appel", "appel telephonique", "entretien telephonique", "par telephone", "appele", "portable"}},
	{ByEmail, "Courriel", []string{"mel", "mail", "e-mail", "email", "courrier electronique", "par mail", "messagerie", "mails"}},
	{BySMS, "SMS", []string{"texto", "whatsapp", "message"}},
	{Meeting, "Rendez-vous", []string{"rdv", "reunion", "entretien", "rencontre", "en personne", "presentiel"}},
	{ByVideo, "Visioconférence", []string{"visio", "teams", "zoom", "distanciel", "video"}},
	{Visit, "Visite", []string{"visite sur place", "visite du musee", "deplacement", "sur place"}},
	{ByLetter, "Courrier", []string{"lettre", "courrier postal", "poste"}},
	{AtEvent, "Événement", []string{"forum", "salon", "inauguration", "journee portes ouvertes"}},
	{OtherWise, "Autre", []string{"autres", "divers"}},
}

// ChannelOf gives the channel that words name, whole: "RDV", "Tél.", "mail".
func ChannelOf(text string) (Channel, bool) {
	if len(text) > 400 {
		return "", false
	}
	key := Key(text)
	at := slices.IndexFunc(Ways, func(w Way) bool {
		return key == Key(w.Label) || key == Key(string(w.Channel)) || slices.ContainsFunc(w.words, func(word string) bool { return key == Key(word) })
	})
	if at < 0 {
		return "", false
	}
	return Ways[at].Channel, true
}

// Label gives how people read a channel; "" for one that is not listed.
func (c Channel) Label() string {
	at := slices.IndexFunc(Ways, func(w Way) bool { return w.Channel == c })
	if at < 0 {
		return ""
	}
	return Ways[at].Label
}
