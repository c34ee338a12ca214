// Package fact is the vocabulary of what happened. Facts are appended once and never
// changed; every number that anyone sees is a fold over them. Fields are only ever added;
// a changed meaning is a new name. No fact holds a telephone number, a name, a note or a
// pressed digit: ids stand for them (house.md 5.9).
//
// Read in this order: fact.go (the envelope), then a file per subject.
package fact
