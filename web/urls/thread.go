package urls

import "strconv"

// AnyKind is the word for what a thread is about, for the router.
const AnyKind = "{kind}"

// Thread is what was written about a thing, on a page of its own; POST adds to it. kind is the word for what it is:
// "taches".
func Thread(kind string, id int64) string { return path("/fil/"+kind+"/", id) }

// InThread is the thread on the page of a thing.
func InThread(page string) string { return page + "#fil" }

// ToText is a text on the page of what it is about.
func ToText(page string, text int64) string { return page + "#message-" + strconv.FormatInt(text, 10) }

// ThreadPage is the page of a thing, with an earlier part of its thread: 1 is the latest.
func ThreadPage(page string, number int) string {
	return InThread(page + "?fil=" + strconv.Itoa(number))
}

// Text leads to where a text was written; POST edits it.
func Text(id int64) string { return path("/messages/", id) }

// TextEdit is the form of a text.
func TextEdit(id int64) string { return Text(id) + "/modifier" }

// TextDelete takes a text out of its thread (POST).
func TextDelete(id int64) string { return Text(id) + "/suppression" }

// Notices is what a person has to know.
func Notices() string { return "/avis" }

// NoticesRead notes that she read all of it (POST).
func NoticesRead() string { return Notices() + "/lus" }

// NoticesChosen keeps what she wants to be told (POST).
func NoticesChosen() string { return Notices() + "/choix" }
