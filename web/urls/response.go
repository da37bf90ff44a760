package urls

import "net/url"

// ProjectCollections is where the forms of a project are asked; POST asks one.
func ProjectCollections(project int64) string { return Project(project) + "/questionnaires" }

// NewCollection is the form that asks one; POST to ProjectCollections keeps it.
func NewCollection(project int64) string { return ProjectCollections(project) + "/nouveau" }

// Collection is one of them, with its link; POST edits it.
func Collection(id int64) string { return path("/recueils/", id) }

// CollectionEdit is its form; POST to Collection saves it.
func CollectionEdit(id int64) string { return Collection(id) + "/modifier" }

// CollectionDelete puts it in the trash (POST).
func CollectionDelete(id int64) string { return Collection(id) + "/suppression" }

// CollectionClose takes no more answers (POST).
func CollectionClose(id int64) string { return Collection(id) + "/cloture" }

// CollectionReopen takes answers again (POST).
func CollectionReopen(id int64) string { return Collection(id) + "/reouverture" }

// CollectionHistory is who did what to it, and when.
func CollectionHistory(id int64) string { return Collection(id) + "/historique" }

// CollectionPoster is its address on paper: a poster, or four to a sheet.
func CollectionPoster(id int64, query url.Values) string {
	return with(Collection(id)+"/affiche", query)
}

// CollectionPaper is its form on paper.
func CollectionPaper(id int64, query url.Values) string { return with(Collection(id)+"/papier", query) }

// CollectionEntry is where what was answered on paper is typed; POST keeps one.
func CollectionEntry(id int64, query url.Values) string { return with(Collection(id)+"/saisie", query) }

// CollectionCorrection is a sheet of paper as it was typed; POST corrects it.
func CollectionCorrection(id, response int64) string {
	return path(Collection(id)+"/saisie/", response)
}

// CollectionInterview is where somebody of the service asks the questions aloud; POST goes on.
func CollectionInterview(id int64) string { return Collection(id) + "/entretien" }

// ProjectObservations is what was observed at the slots of a project.
func ProjectObservations(project int64) string { return Project(project) + "/observations" }

// SlotObserve leads to the grid that somebody of the service fills at a slot. It stands below the day, whose pages telephones keep.
func SlotObserve(slot int64) string { return path("/jour/observation/", slot) }

// SlotGrid is a grid to fill at a slot; POST goes on.
func SlotGrid(slot, form int64) string { return path(SlotObserve(slot)+"/", form) }

// Observation is what somebody observed.
func Observation(id int64) string { return path("/observations/", id) }

// The parts of a form's public address.
const asked = "/q/"

// Asked is a form as whoever has its address answers it, without an account; POST goes on.
func Asked(token string) string { return asked + token }

// AskedIn is Asked in a language.
func AskedIn(token, language string) string {
	return with(Asked(token), url.Values{"langue": {language}})
}

// AskedThanks ends a form that was answered.
func AskedThanks(token string, query url.Values) string { return with(Asked(token)+"/merci", query) }

// AskedKiosk is a form on a tablet that one visitor leaves to the next.
func AskedKiosk(token string) string { return Asked(token) + "/borne" }

// AskedKioskWorker keeps the tablet's page for when there is no network.
func AskedKioskWorker(token string) string { return AskedKiosk(token) + "/veille.js" }

// AskedSent takes what tablets kept (POST).
func AskedSent(token string) string { return AskedKiosk(token) + "/reponses" }
