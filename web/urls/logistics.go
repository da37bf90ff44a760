package urls

import "net/url"

// Logistics is the administrative and logistical file of a project.
func Logistics(project int64) string { return Project(project) + "/logistique" }

// LogisticsOf is a slice of it; the query says which.
func LogisticsOf(project int64, filter url.Values) string { return with(Logistics(project), filter) }

// LogisticsStates notes how far a piece is, from its line (POST).
func LogisticsStates(project int64) string { return Logistics(project) + "/etats" }

// LogisticsPrint is the file for paper; the query says whether as a list or as a folder's table of contents.
func LogisticsPrint(project int64, how url.Values) string {
	return with(Logistics(project)+"/impression", how)
}

// LogisticsExport is the file as a table; the query says in which format.
func LogisticsExport(project int64, format string) string {
	return with(Logistics(project)+"/export", url.Values{"format": {format}})
}

// UsualPieces proposes what the ready list has for a project (GET), and adds what is chosen of it (POST).
func UsualPieces(project int64, answers url.Values) string {
	return with(Logistics(project)+"/habituelles", answers)
}

// ProjectPieces creates a piece (POST).
func ProjectPieces(project int64) string { return Logistics(project) + "/pieces" }

// NewPiece is the form of a new piece.
func NewPiece(project int64) string { return ProjectPieces(project) + "/nouvelle" }

// Piece is a piece of a file; POST edits it.
func Piece(id int64) string { return path("/pieces/", id) }

// PieceEdit is the form of a piece.
func PieceEdit(id int64) string { return Piece(id) + "/modifier" }

// PieceState notes how far a piece is (POST).
func PieceState(id int64) string { return Piece(id) + "/etat" }

// PieceHistory is who did what to a piece, and when.
func PieceHistory(id int64) string { return Piece(id) + "/historique" }

// PieceDelete asks (GET) and puts a piece in the trash (POST).
func PieceDelete(id int64) string { return Piece(id) + "/suppression" }

// PieceRemind is what to write to whoever has to send a piece (GET); POST makes a link to drop it.
func PieceRemind(id int64) string { return Piece(id) + "/relance" }

// Deposit is where a piece is dropped by whoever has a link (GET, POST).
func Deposit(token string) string { return deposits + token }

const deposits = "/depot/"

// Deliveries are those of a project; POST adds one.
func Deliveries(project int64) string { return Project(project) + "/livraisons" }

// DeliveriesPrint are the same for paper.
func DeliveriesPrint(project int64) string { return Deliveries(project) + "/impression" }

// NewDelivery is the form of a new delivery.
func NewDelivery(project int64) string { return Deliveries(project) + "/nouvelle" }

// Delivery is one delivery; POST edits it.
func Delivery(id int64) string { return path("/livraisons/", id) }

// DeliveryEdit is the form of a delivery.
func DeliveryEdit(id int64) string { return Delivery(id) + "/modifier" }

// DeliveryReceive notes that a delivery came (POST).
func DeliveryReceive(id int64) string { return Delivery(id) + "/reception" }

// DeliveryHistory is who did what to a delivery, and when.
func DeliveryHistory(id int64) string { return Delivery(id) + "/historique" }

// DeliveryDelete asks (GET) and puts a delivery in the trash (POST).
func DeliveryDelete(id int64) string { return Delivery(id) + "/suppression" }

// FileEntries is the ready list of pieces; POST adds a line.
func FileEntries() string { return Settings() + "/pieces" }

// NewFileEntry is the form of a new line.
func NewFileEntry() string { return FileEntries() + "/nouvelle" }

// FileEntry is the form of a line; POST saves it.
func FileEntry(id int64) string { return path(FileEntries()+"/", id) }

// FileEntryHistory is who did what to a line, and when.
func FileEntryHistory(id int64) string { return FileEntry(id) + "/historique" }

// FileEntryDelete asks (GET) and puts a line in the trash (POST).
func FileEntryDelete(id int64) string { return FileEntry(id) + "/suppression" }
