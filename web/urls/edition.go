package urls

import "net/url"

// ProjectEdition is an edition beside the last one (GET); POST says which one that is.
func ProjectEdition(project int64) string { return Project(project) + "/edition" }

// ProjectEditionPrint is the same for paper.
func ProjectEditionPrint(project int64) string { return ProjectEdition(project) + "/impression" }

// NextEdition shows where everything of a project would go in its next edition (GET), and prepares it (POST).
func NextEdition(project int64) string { return Project(project) + "/edition-suivante" }

// NextEditionOf is NextEdition with what is chosen of it.
func NextEditionOf(project int64, choice url.Values) string {
	return with(NextEdition(project), choice)
}
