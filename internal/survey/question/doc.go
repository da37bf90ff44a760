// Package question is what a form asks, and how what is answered is read: the kinds of questions, their wordings in several languages, the
// conditions under which they are shown, the pages they stand on, and what makes of an answer one that can be kept.
//
// Keys of questions and of options never change: answers hold keys, never wordings, so that a wording can be mended and an option retired while every answer
// stays where it belongs.
//
// It is pure.
package question
