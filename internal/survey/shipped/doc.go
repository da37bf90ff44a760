// Package shipped holds the forms that Parvis comes with, ready to be taken up, the bank of questions that several of them ask under one key, and their drawings.
//
// Wordings are neutral: one idea in each question, balanced scales from the least to the most in the same direction everywhere, nothing that asks who somebody is. Ages and places
// are kept coarse, so that no answer tells a person. No question has to be answered.
//
// It is pure.
package shipped
