package urls

// AnyKept is what Retention and Purge name, for the router.
const AnyKept = "{kept}"

// Privacy is what the service answers for about personal data.
func Privacy() string { return Settings() + "/donnees-personnelles" }

// PrivacyRegister is the register of processing, for paper.
func PrivacyRegister() string { return Privacy() + "/registre" }

// PrivacyHistory is what was erased and which durations were chosen, by whom and when.
func PrivacyHistory() string { return Privacy() + "/historique" }

// PrivacySearch finds where a name stands (POST: a name is no part of an address).
func PrivacySearch() string { return Privacy() + "/recherche" }

// PrivacyRewrite takes a name out of texts (POST).
func PrivacyRewrite() string { return PrivacySearch() + "/effacement" }

// PrivacyContact is what is held of a contact.
func PrivacyContact(id int64) string { return path(Privacy(), "/contacts/", id) }

// PrivacyPerson is what is held of somebody of the service.
func PrivacyPerson(id int64) string { return path(Privacy(), "/personnes/", id) }

// PrivacyOutsider is what is held of somebody who works for the service without an account.
func PrivacyOutsider(id int64) string { return path(Privacy(), "/sans-compte/", id) }

// PrivacyExport is what is held of somebody, whose page is at, as a file.
func PrivacyExport(at string) string { return at + "/export" }

// PrivacyErase erases somebody, whose page is at (POST).
func PrivacyErase(at string) string { return at + "/effacement" }

// Retention is how long a kind of record is kept; POST chooses.
func Retention(key string) string { return Privacy() + "/durees/" + key }

// PurgeOf shows what is at the end of its time (GET) and erases it (POST).
func PurgeOf(key string) string { return Privacy() + "/purges/" + key }
