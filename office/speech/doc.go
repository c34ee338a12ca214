// Package speech makes prompts of texts, without a studio: it runs espeak-ng as a program,
// squeezes what that says into both laws and keeps it, so that one text is spoken once.
//
// The program is given the text by its standard input and a fixed list of arguments, never
// through a shell, with a limit on time and on sound. Where it is absent, [Service.Status]
// says so, [Service.Speak] refuses with "speech.absent", and shipped and uploaded prompts go
// on as they were.
//
// A spoken prompt is named "say_" and the hash of tenant, language, voice and text. What a
// menu says is kept; what was said once (the announcement of a transfer, which names a
// person) is forgotten a day later. No text is stored here at all.
//
// Read in this order: speech.go (what is spoken, and the names), program.go (the program),
// service.go, sql.go, http.go.
package speech
