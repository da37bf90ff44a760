package urls

import "net/url"

// Organisations is the list of organisations; POST creates one.
func Organisations() string { return "/structures" }

// OrganisationsOf is the list under a filter.
func OrganisationsOf(filter url.Values) string { return with(Organisations(), filter) }

// OrganisationsExport is the list under a filter as a file; the filter holds its format.
func OrganisationsExport(filter url.Values) string { return with(Organisations()+"/export", filter) }

// OrganisationsPrint is the list under a filter for paper.
func OrganisationsPrint(filter url.Values) string { return with(Organisations()+"/impression", filter) }

// OrganisationLabels are the addresses of the list under a filter, on sheets of labels.
func OrganisationLabels(filter url.Values) string { return with(Organisations()+"/etiquettes", filter) }

// NewOrganisation is the form for an organisation; POST to Organisations creates it.
func NewOrganisation() string { return Organisations() + "/nouvelle" }

// NewOrganisationIn is the form for an organisation of a territory.
func NewOrganisationIn(territory int64) string {
	return with(NewOrganisation(), url.Values{"territoire": {path("", territory)}})
}

// Organisation is one organisation; POST edits it.
func Organisation(id int64) string { return path(Organisations()+"/", id) }

// OrganisationPage is an organisation with a page of its exchanges.
func OrganisationPage(id int64, page url.Values) string { return with(Organisation(id), page) }

// OrganisationEdit is the form of an organisation; POST to Organisation saves it.
func OrganisationEdit(id int64) string { return Organisation(id) + "/modifier" }

// OrganisationDelete asks (GET) and puts an organisation in the trash (POST).
func OrganisationDelete(id int64) string { return Organisation(id) + "/suppression" }

// OrganisationHistory is who did what to an organisation, and when.
func OrganisationHistory(id int64) string { return Organisation(id) + "/historique" }

// Tags says after how long the tags of organisations ask for a call; POST sets it.
func Tags() string { return Organisations() + "/rappels" }

// SavedLists keeps a filter under a name (POST).
func SavedLists() string { return Organisations() + "/listes" }

// SavedListDelete forgets one (POST).
func SavedListDelete(id int64) string { return path(SavedLists()+"/", id, "/suppression") }

// Contacts is the list of contacts; POST creates one.
func Contacts() string { return "/contacts" }

// ContactsOf is the list under a filter.
func ContactsOf(filter url.Values) string { return with(Contacts(), filter) }

// ContactsExport is the list under a filter as a file; the filter holds its format.
func ContactsExport(filter url.Values) string { return with(Contacts()+"/export", filter) }

// ContactsPrint is the list under a filter for paper.
func ContactsPrint(filter url.Values) string { return with(Contacts()+"/impression", filter) }

// NewContact is the form for a contact, in an organisation that the query names; POST to Contacts creates it.
func NewContact(from url.Values) string { return with(Contacts()+"/nouveau", from) }

// Contact is one contact; POST edits her.
func Contact(id int64) string { return path(Contacts()+"/", id) }

// ContactPage is a contact with a page of her exchanges.
func ContactPage(id int64, page url.Values) string { return with(Contact(id), page) }

// ContactEdit is the form of a contact; POST to Contact saves it.
func ContactEdit(id int64) string { return Contact(id) + "/modifier" }

// ContactDelete asks (GET) and puts a contact in the trash (POST).
func ContactDelete(id int64) string { return Contact(id) + "/suppression" }

// ContactHistory is who did what to a contact, and when.
func ContactHistory(id int64) string { return Contact(id) + "/historique" }

// ContactCard is a contact as a file for an address book.
func ContactCard(id int64) string { return Contact(id) + "/carte.vcf" }

// Posts says what a contact does in an organisation: its form, and POST adds it.
func Posts(contact int64) string { return Contact(contact) + "/fonctions" }

// Post is the form of a post; POST saves it.
func Post(id int64) string { return path("/fonctions/", id) }

// PostDelete takes a post off (POST).
func PostDelete(id int64) string { return Post(id) + "/suppression" }

// Exchanges keeps an exchange (POST).
func Exchanges() string { return "/echanges" }

// NewExchange is the form for an exchange, with what the query names (structure, contact, projet); POST to Exchanges keeps it.
func NewExchange(from url.Values) string { return with(Exchanges()+"/nouveau", from) }

// Exchange is one exchange; POST edits it.
func Exchange(id int64) string { return path(Exchanges()+"/", id) }

// ExchangeEdit is the form of an exchange; POST to Exchange saves it.
func ExchangeEdit(id int64) string { return Exchange(id) + "/modifier" }

// ExchangeDelete puts an exchange in the trash (POST).
func ExchangeDelete(id int64) string { return Exchange(id) + "/suppression" }

// Duplicates lists the records that may be there twice.
func Duplicates() string { return Organisations() + "/doublons" }

// MergeWith looks for the organisation that one is to be merged with.
func MergeWith(id int64, query url.Values) string { return with(Organisation(id)+"/fusion", query) }

// Merge compares an organisation with another one (GET) and makes one of them (POST).
func Merge(keep, lose int64) string { return path(Organisations()+"/", keep, "/fusion/", lose) }

// Apart says that two organisations are not the same (POST).
func Apart(one, other int64) string { return Merge(one, other) + "/differentes" }

// MergeContacts compares a contact with another one (GET) and makes one of them (POST).
func MergeContacts(keep, lose int64) string { return path(Contacts()+"/", keep, "/fusion/", lose) }

// ContactsApart says that two contacts are not the same (POST).
func ContactsApart(one, other int64) string { return MergeContacts(one, other) + "/differents" }
