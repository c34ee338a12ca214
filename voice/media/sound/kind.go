package sound

import "bytes"

// A Kind is what a file is by its first bytes.
type Kind string

const (
	WAV  Kind = "wav"
	MP3  Kind = "mp3"
	FLAC Kind = "flac"
	Opus Kind = "opus" // in Ogg

	// Known to people, not understood here: named so that the refusal can say what to do.
	Vorbis Kind = "vorbis"
	AAC    Kind = "aac" // .m4a, .mp4
	WebM   Kind = "webm"
	AMR    Kind = "amr"
	AIFF   Kind = "aiff"
	Other  Kind = ""
)

// oggPage is the shortest head of a page of Ogg with one packet (RFC 3533 section 6).
const oggPage = 28

// KindOf looks at the first bytes; names of files are not believed.
func KindOf(b []byte) Kind {
	has := func(at int, s string) bool { return len(b) >= at+len(s) && string(b[at:at+len(s)]) == s }
	switch {
	case has(0, "RIFF") && has(8, "WAVE"):
		return WAV
	case has(0, "fLaC"):
		return FLAC
	case has(0, "OggS"):
		head := b[:min(len(b), 2*oggPage+64)]
		if bytes.Contains(head, []byte("OpusHead")) {
			return Opus
		}
		return Vorbis
	case has(0, "ID3"), len(b) > 2 && b[0] == 0xFF && b[1]&0xE6 == 0xE2: // a frame of layer 3
		return MP3
	case has(4, "ftyp"), len(b) > 2 && b[0] == 0xFF && b[1]&0xF6 == 0xF0:
		return AAC
	case has(0, "\x1A\x45\xDF\xA3"):
		return WebM
	case has(0, "#!AMR"):
		return AMR
	case has(0, "FORM") && (has(8, "AIFF") || has(8, "AIFC")):
		return AIFF
	}
	return Other
}
