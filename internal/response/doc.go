// Package response holds where forms are asked and what was answered.
//
// A collection asks a form about a project or one of its slots: by a link, on a tablet, on paper, in an interview. An answer is kept under a key made where it
// was answered, once, with the day and nothing else that could tell who gave it. What somebody of the service typed, asked or observed bears her name: she
// is not who answered.
package response
