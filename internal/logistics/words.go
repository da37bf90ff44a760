package logistics

// Kind is what a piece is.
type Kind string

// The kinds, as stored.
const (
	Contract   Kind = "agreement" // whose state the directory keeps
	Quote      Kind = "quote"
	Order      Kind = "order"
	Insurance  Kind = "insurance"
	Permit     Kind = "permit"
	Safety     Kind = "safety"
	Copyright  Kind = "rights" // Sacem, SACD
	Employment Kind = "employment"
	Invoice    Kind = "invoice"
	OtherKind  Kind = "other"
)

// Kinds lists every kind in the order of the pages.
var Kinds = []Kind{Contract, Quote, Order, Insurance, Permit, Safety, Copyright, Employment, Invoice, OtherKind}

var kindLabels = map[Kind]string{Contract: "convention", Quote: "devis", Order: "bon de commande", Insurance: "assurance", Permit: "autorisation", Safety: "dossier de sécurité",
	Copyright: "déclaration Sacem ou SACD", Employment: "GUSO, déclaration d’embauche", Invoice: "facture", OtherKind: "autre"}

// Label is the kind in French, without a capital.
func (k Kind) Label() string { return kindLabels[k] }

// Part is where a piece stands in the file.
type Part string

// The parts, as stored.
const (
	SafetyPart Part = "safety"
	Suppliers  Part = "suppliers"
	Artists    Part = "artists"
	Transport  Part = "transport"
	Publics    Part = "publics"
	OtherPart  Part = "other"
)

// Parts lists the parts in the order of the file.
var Parts = []Part{SafetyPart, Suppliers, Artists, Transport, Publics, OtherPart}

var partLabels = map[Part]string{SafetyPart: "Sécurité et autorisations", Suppliers: "Fournisseurs", Artists: "Artistes et intervenants", Transport: "Transport", Publics: "Publics", OtherPart: "Autres pièces"}

// Label is the part as a heading.
func (p Part) Label() string { return partLabels[p] }

// Direction tells who has to give a piece.
type Direction string

// The directions, as stored.
const (
	Obtain Direction = "obtain" // others give it to the museum
	Send   Direction = "send"   // the museum gives it
)

// Directions lists both.
var Directions = []Direction{Obtain, Send}

var directionLabels = map[Direction]string{Obtain: "à obtenir", Send: "à envoyer"}

// Label is the direction in French, without a capital.
func (d Direction) Label() string { return directionLabels[d] }

// State is how far a piece is.
type State string

// The states, as stored.
const (
	ToDo     State = "to_do"
	Asked    State = "asked"    // of whoever has to give it, or sent and an answer is waited for
	Received State = "received" // and nobody looked at it yet
	ToSign   State = "to_sign"
	Done     State = "done"
	Void     State = "void" // it is not needed after all
)

// States lists every state in the order in which a piece goes through them.
var States = []State{ToDo, Asked, Received, ToSign, Done, Void}

var stateLabels = map[Direction]map[State]string{
	Obtain: {ToDo: "à demander", Asked: "demandée", Received: "reçue, à vérifier", ToSign: "à signer", Done: "réunie", Void: "sans objet"},
	Send:   {ToDo: "à préparer", Asked: "envoyée, réponse attendue", Received: "réponse reçue, à vérifier", ToSign: "à signer", Done: "envoyée", Void: "sans objet"},
}

// Label is the state of a piece that goes one way, in French, without a capital.
func (s State) Label(d Direction) string { return stateLabels[d][s] }

// Open tells whether something is left to do.
func (s State) Open() bool { return s != Done && s != Void }

// follows is the act that is most often next: the state to which it leads.
var follows = map[Direction]map[State]State{
	Obtain: {ToDo: Asked, Asked: Done, Received: Done, ToSign: Done},
	Send:   {ToDo: Done, Asked: Done, Received: Done, ToSign: Done},
}

// actLabels say the act that leads on from a state.
var actLabels = map[Direction]map[State]string{
	Obtain: {ToDo: "Noter demandée", Asked: "Noter réunie", Received: "Noter vérifiée", ToSign: "Noter signée"},
	Send:   {ToDo: "Noter envoyée", Asked: "Noter la réponse", Received: "Noter vérifiée", ToSign: "Noter signée"},
}

// toDoLabels say what is to be done in a state, before the title.
var toDoLabels = map[Direction]map[State]string{
	Obtain: {ToDo: "Demander", Asked: "Relancer", Received: "Vérifier", ToSign: "Faire signer"},
	Send:   {ToDo: "Envoyer", Asked: "Relancer", Received: "Vérifier", ToSign: "Faire signer"},
}
