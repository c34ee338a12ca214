// Package prompts is the sounds shipped with gudok, in Russian, Ukrainian and English, and
// the grammar of numbers in each language.
//
// A prompt is named std_<language>_<name>; std_<name> is the same in the library's own
// language, std_music belongs to none. The sounds are in std/ as A-law WAV files; what they
// say is in texts/. Both laws come from the A-law file by table.
//
// Read in this order: library.go (where sounds come from), number.go (how numbers are said),
// gen/ (how the sounds were made).
package prompts

//go:generate go run ./gen -texts texts -out std
