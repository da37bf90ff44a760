package urls

import "net/url"

// Agreements is the list of agreements; POST creates one.
func Agreements() string { return "/conventions" }

// AgreementsOf is the list under a filter.
func AgreementsOf(filter url.Values) string { return with(Agreements(), filter) }

// AgreementsExport is the list under a filter as a file; the filter holds its format.
func AgreementsExport(filter url.Values) string { return with(Agreements()+"/export", filter) }

// AgreementsPrint is the list under a filter for paper.
func AgreementsPrint(filter url.Values) string { return with(Agreements()+"/impression", filter) }

// NewAgreement is the form for an agreement, with what the query names (structure, projet); POST to Agreements creates it.
func NewAgreement(from url.Values) string { return with(Agreements()+"/nouvelle", from) }

// Agreement is one agreement; POST edits it.
func Agreement(id int64) string { return path(Agreements()+"/", id) }

// AgreementEdit is the form of an agreement; POST to Agreement saves it.
func AgreementEdit(id int64) string { return Agreement(id) + "/modifier" }

// AgreementState notes that an agreement came to a state on a day (POST).
func AgreementState(id int64) string { return Agreement(id) + "/etat" }

// AgreementDelete asks (GET) and puts an agreement in the trash (POST).
func AgreementDelete(id int64) string { return Agreement(id) + "/suppression" }

// AgreementHistory is who did what to an agreement, and when.
func AgreementHistory(id int64) string { return Agreement(id) + "/historique" }

// ProjectAgreements are the agreements of a project.
func ProjectAgreements(project int64) string { return Project(project) + "/conventions" }
