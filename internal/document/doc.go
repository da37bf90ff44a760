// Package document keeps the service's models of documents, texts written in Parvis or files in Word's format, and fills them with what is
// known of a project, of organisations and of the people there.
//
// What a field says is listed once (Known). What is missing is told before anything is made (Prepare); Write makes one document with a page
// for each letter, and Keep attaches it to the project.
package document
